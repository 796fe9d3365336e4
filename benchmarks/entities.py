"""Measures the entities stage, model and rules together, on the press releases that were held out of training.

usage: PYTHONPATH=models python benchmarks/entities.py --data FOLDER [--model th_songphasa_news_accurate]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from songphasa.dataset.annotated import read_annotated
from songphasa.document import Document
from songphasa.evaluation import evaluate
from songphasa.inspection.terminal import render_evaluation
from songphasa.stages.entities import Entities
from songphasa.text.scripts import document_lang
from training.data import read_gold


def print_figures(name: str, gold: Sequence[Document], stage: Entities) -> None:
    """The table of `songphasa evaluate`; the stage provides entities alone, so its other rows are empty."""
    found = stage.annotate([Document(document.id, document.text) for document in gold])
    Console().print(f"{name} ({len(gold)} documents)", render_evaluation(evaluate(found, gold)))


def main() -> None:
    """Print the figures of all held-out releases, and of either language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/press-releases.jsonl")
    parser.add_argument("--model", default="th_songphasa_news")
    given = parser.parse_args()
    texts = {document.text for document in read_gold(given.data)[1]}
    gold = [one for one in read_annotated(given.data / "gold" / "press-releases.jsonl") if one.text in texts]
    stage = Entities(model=given.model)
    print_figures("held out", gold, stage)
    for lang in ("th", "en"):
        print_figures(lang, [one for one in gold if document_lang(one.text) == lang], stage)


if __name__ == "__main__":
    main()
