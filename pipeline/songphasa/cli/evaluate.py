"""`songphasa evaluate`: a run beside gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    predictions: Annotated[Path, typer.Argument(help="A run's folder, or JSONL with the rows of one.")],
    gold: Annotated[Path, typer.Option(help="The same, annotated by people.")],
    curve: Annotated[bool, typer.Option("--curve", help="Also by label: what each least score would keep.")] = False,
) -> None:
    """Compare a run with gold: precision, recall and F1 of entities, sentences and acronyms."""
    from rich.console import Console

    from songphasa.dataset.annotated import read_annotated
    from songphasa.evaluation import evaluate as compare
    from songphasa.inspection.curves import render_curves
    from songphasa.inspection.terminal import render_evaluation
    from songphasa.thresholds import find_curves

    Console().print(render_evaluation(compare(read_annotated(predictions), read_annotated(gold))))
    if curve:
        Console().print(render_curves(find_curves(read_annotated(predictions), read_annotated(gold))))
