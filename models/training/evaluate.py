"""Figures of an installed model for its card: exact spans by label with intervals, trust in scores, speed on one core.

usage: OMP_NUM_THREADS=1 python -m training.evaluate --data FOLDER --model th_songphasa_news

Intervals hold 95 of 100 bootstrap samples of the documents, see `songphasa.intervals`.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from songphasa.document import LABELS, Entity
from songphasa.intervals import interval
from songphasa.models import load_model
from songphasa.tagger import read_words
from songphasa.text.scripts import document_lang
from training.data import Labelled, Score, read_gold, read_labelled, read_thainer, score_entities

Find = Callable[[Sequence[str]], list[list[Entity]]]


def report(name: str, find: Find, documents: Sequence[Labelled]) -> None:
    """Print scores by label with intervals, the micro average of each language, and precision by score."""
    found = find([document.text for document in documents])
    print(f"== {name}: {len(documents)} documents")
    for label in ("all", *LABELS):
        print_label(label, documents, found)
    for lang in ("th", "en"):
        chosen = [at for at, document in enumerate(documents) if document_lang(document.text) == lang]
        if chosen:
            some = [documents[at] for at in chosen]
            print_label("all", some, [found[at] for at in chosen], f"{lang}, {len(chosen)} documents")
    print_trust(documents, found)


def print_label(
    label: str, documents: Sequence[Labelled], found: Sequence[Sequence[Entity]], name: str | None = None
) -> None:
    """Print precision, recall and F1 of a label with the interval of F1; nothing where it occurs nowhere."""
    scores = [score_entities([d], [f])[label] for d, f in zip(documents, found, strict=True)]
    whole = _sum(scores)
    if not whole.right + whole.wrong + whole.missed:
        return
    low, high = interval([(s.right, s.right + s.wrong, s.right + s.missed) for s in scores])
    print(
        f"| {name or label} | {whole.precision:.3f} | {whole.recall:.3f} | {whole.f1:.3f} | {low:.2f}-{high:.2f} "
        f"| {whole.right + whole.missed} |"
    )


def _sum(scores: Sequence[Score]) -> Score:
    return Score(sum(s.right for s in scores), sum(s.wrong for s in scores), sum(s.missed for s in scores))


def print_trust(documents: Sequence[Labelled], found: Sequence[Sequence[Entity]]) -> None:
    """Print for bands of scores how many entities there are, their mean score, and the share that is right."""
    gold = [{(e.start, e.end, e.label) for e in document.entities} for document in documents]
    pairs = np.array([(e.score, (e.start, e.end, e.label) in g) for g, es in zip(gold, found, strict=True) for e in es])
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 0.97), (0.97, 1.01)):
        band = pairs[(pairs[:, 0] >= low) & (pairs[:, 0] < high)]
        if len(band):
            mean, right = band.mean(0)
            print(f"score {low:.2f}-{min(high, 1):.2f}: {len(band)} entities, mean {mean:.3f}, right {right:.3f}")


def print_speed(find: Find, texts: Sequence[str], repeat: int = 3) -> None:
    """Print words and characters a CPU second, for a cold pass and the best of some warm ones.

    CPU seconds are those of one core where OMP_NUM_THREADS is 1, and do not count what else the machine does.
    """
    seconds = []
    for _ in range(repeat + 1):
        began = time.process_time()
        find(texts)
        seconds.append(time.process_time() - began)
    words, characters = sum(len(read_words(text)[0]) for text in texts), sum(map(len, texts))
    print(f"== speed: {len(texts)} documents, {words} words, {characters} characters")
    for name, best in (("cold", seconds[0]), ("warm", min(seconds[1:]))):
        print(f"{name}: {words / best:.0f} words/s, {characters / best:.0f} characters/s")


def main() -> None:
    """Print the figures of a model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/, ner/ and ours/")
    parser.add_argument("--model", required=True, help="name of an installed model package")
    options = parser.parse_args()
    find = load_model(options.model).find_entities
    dev = read_gold(options.data)[1]
    report("dev", find, dev)
    report("ours", find, read_labelled(options.data / "ours" / "digital.jsonl"))
    report("ThaiNER dev", find, read_thainer(options.data, "dev"))
    print_speed(find, [document.text for document in dev])


if __name__ == "__main__":
    main()
