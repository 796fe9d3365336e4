"""`songphasa agree`: two annotators beside each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from songphasa.agreement import Agreement

Annotated_ = Annotated[Path, typer.Argument(help="A run's folder, or JSONL with the rows of one.")]


def agree(first: Annotated_, second: Annotated_) -> None:
    """Say how well two annotations of the same documents agree, which neither is gold for.

    F1 of entities (exact edges and label), Cohen's kappa of the labels of words, and Fournier's boundary similarity
    of sentences, in which a boundary that is one word off is half wrong.
    """
    from rich.console import Console

    from songphasa.agreement import agree as compare
    from songphasa.dataset.annotated import read_annotated

    agreement = compare(read_annotated(first), read_annotated(second))
    Console().print(_table(agreement))
    if agreement.alone:
        typer.echo(f"{len(agreement.alone)} documents are in one of them alone and were left out", err=True)


def _table(agreement: Agreement) -> Table:
    from songphasa.inspection.terminal import make_table

    table = make_table("agreement", "value", "of", "")
    for label, score in (*agreement.labels.items(), ("all entities", agreement.entities)):
        table.add_row(label, f"{score.f1:.3f}", f"{score.predicted} and {score.gold}", "F1")
    table.add_row("labels of words", f"{agreement.kappa:.3f}", str(sum(agreement.words.values())), "Cohen's kappa")
    for name, one in (("sentence starts inside lines", agreement.inner), ("sentence starts, all", agreement.starts)):
        table.add_row(name, f"{one.value:.3f}", str(one.boundaries), "boundary similarity")
    return table
