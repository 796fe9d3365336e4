"""Measures the identity stage on the clusters of annotations/gold: B³ and CEAF by scorch, LEA by coreference-eval.

usage: python benchmarks/identity.py

Two ways: gold entities with our own acronyms, and everything found by the default stages, where a mention counts only
with exactly its span. Beside them, what one gets without the stage: mentions of one text are one thing. B³ and CEAF are
given with clusters of one mention and without; LEA is a measure of links and knows none.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from corefeval import Document as Scored
from corefeval.metric import Metric
from corefeval.metrics import lea
from rich.console import Console
from rich.table import Table
from scorch.scores import b_cubed, ceaf_e

from songphasa.config import Config
from songphasa.dataset.annotated import read_annotated
from songphasa.document import Document, Entity
from songphasa.identity.mentions import NAMED
from songphasa.pipeline import Pipeline
from songphasa.stages.acronyms import Acronyms
from songphasa.stages.identity import Identity
from songphasa.stages.sentences import Sentences

GOLD = Path(__file__).parents[1] / "annotations" / "gold"

Mention = tuple[str, int, int]
Clusters = list[set[Mention]]
Figures = tuple[float, float, float]
"""Recall, precision, F1."""


def read_clusters() -> Clusters:
    """The gold clusters, of one mention and of more."""
    found: dict[tuple[str, str], set[Mention]] = {}
    with (GOLD / "clusters.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            mention = (row["document"], int(row["start"]), int(row["end"]))
            found.setdefault((row["document"], row["cluster"]), set()).add(mention)
    return list(found.values())


def clusters_of(documents: Iterable[Document], thing: Callable[[Document, Entity], object]) -> Clusters:
    """The mentions of documents by what they name."""
    found: dict[object, set[Mention]] = {}
    for document in documents:
        for entity in document.entities:
            if entity.label in NAMED:
                mention = (document.id, entity.start, entity.end)
                found.setdefault((document.id, thing(document, entity)), set()).add(mention)
    return list(found.values())


def score_lea(gold: Clusters, found: Clusters) -> Figures:
    """LEA of clusters with two mentions or more."""
    metric = Metric(lea)
    metric.update(Scored([sorted(one) for one in found], [sorted(one) for one in gold]))
    precision, recall, f1 = metric.get_prf()
    return recall, precision, f1


def print_figures(name: str, gold: Clusters, found: Clusters) -> None:
    """A table with a measure a line."""
    linked = tuple([one for one in clusters if len(one) > 1] for clusters in (gold, found))
    table = Table("measure", "R", "P", "F1", title=f"{name}: {len(found)} clusters, {len(linked[1])} of two or more")
    rows: Sequence[tuple[str, Figures]] = (
        ("B³", b_cubed(gold, found)),
        ("CEAFe", ceaf_e(gold, found)),
        ("B³, two mentions or more", b_cubed(*linked)),
        ("CEAFe, two mentions or more", ceaf_e(*linked)),
        ("LEA, two mentions or more", score_lea(gold, found)),
    )
    for measure, figures in rows:
        table.add_row(measure, *(f"{figure:.3f}" for figure in figures))
    Console().print(table)


def main() -> None:
    """Print the figures, and what share of the time of the default stages is the stage's."""
    gold = read_clusters()
    names = {mention[0] for one in gold for mention in one}
    documents = [document for document in read_annotated(GOLD / "documents.jsonl") if document.id in names]
    bare = [replace(document, sentences=(), acronyms=()) for document in documents]
    given = Identity().annotate(Acronyms().annotate(Sentences().annotate(bare)))
    texts = [Document(document.id, document.text) for document in documents]
    pipeline = Pipeline.from_config(Config(("sentences", "entities", "acronyms")))
    began = time.perf_counter()
    read = [one for one in pipeline.annotate(texts) if isinstance(one, Document)]
    before, began = time.perf_counter() - began, time.perf_counter()
    found = Identity().annotate(read)
    took = time.perf_counter() - began

    print_figures("gold entities, same text", gold, clusters_of(documents, lambda document, one: document[one]))
    print_figures("gold entities, the stage", gold, clusters_of(given, lambda _, one: one.cluster))
    print_figures("found entities, same text", gold, clusters_of(found, lambda document, one: document[one]))
    print_figures("found entities, the stage", gold, clusters_of(found, lambda _, one: one.cluster))
    Console().print(f"{took:.3f} s of {before + took:.3f} s: {took / (before + took):.1%}")


if __name__ == "__main__":
    main()
