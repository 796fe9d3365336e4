"""`songphasa evaluate`: a run beside gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    predictions: Annotated[Path, typer.Argument(help="A run's folder, or JSONL with the rows of one.")],
    gold: Annotated[Path | None, typer.Option(help="The same, annotated by people.")] = None,
    curve: Annotated[bool, typer.Option("--curve", help="Also by label: what each least score would keep.")] = False,
    translations: Annotated[
        Path | None, typer.Option(help="Reference translations: annotated documents, or a .tsv of th and en.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also a page with a confusion table: FILE.md or FILE.html.")
    ] = None,
) -> None:
    """Compare a run with gold: precision, recall and F1 of entities, sentences and acronyms; chrF++ of translations.

    F1 has the interval of 95 of 100 bootstrap samples of the documents. An entity is right where both edges and the
    label are; below stand looser ways to count.
    """
    from rich.console import Console

    from songphasa.dataset.annotated import read_annotated
    from songphasa.evaluation import evaluate as compare
    from songphasa.inspection.curves import render_curves
    from songphasa.inspection.evaluation_report import write_evaluation
    from songphasa.inspection.terminal import render_evaluation
    from songphasa.intervals import find_intervals
    from songphasa.thresholds import find_curves

    if translations is not None:
        _print_scores(predictions, translations)
    if gold is None:
        if translations is None:
            raise typer.BadParameter("give --gold, --translations, or both")
        return
    evaluation = compare(read_annotated(predictions), read_annotated(gold))
    intervals = find_intervals(read_annotated(predictions), read_annotated(gold))
    Console().print(render_evaluation(evaluation, intervals))
    if report is not None:
        write_evaluation(evaluation, intervals, f"{predictions.name} beside {gold.name}", report)
    if curve:
        Console().print(render_curves(find_curves(read_annotated(predictions), read_annotated(gold))))


def _print_scores(run: Path, references: Path) -> None:
    from rich.console import Console

    from songphasa.dataset.annotated import read_annotated
    from songphasa.inspection.scores import render_scores
    from songphasa.translation.evaluation import read_references, score_translations

    Console().print(render_scores(score_translations(read_annotated(run), read_references(references))))
