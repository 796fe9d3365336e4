"""`songphasa split`: a run or gold parted for training, validation and test."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from songphasa.splits import SplitReport

Share = Annotated[float, typer.Option(min=0, max=1, help="Share of the documents; the three sum up to 1.")]


def split(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run's folder; with --out also gold (JSONL).")],
    train: Share = 0.8,
    validation: Share = 0.1,
    test: Share = 0.1,
    by: Annotated[
        str, typer.Option(help="document; source: those of a file together; date: the last ones are tested on.")
    ] = "document",
    seed: Annotated[int, typer.Option(help="Another one gives other splits.")] = 0,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write train.jsonl … into this new folder; RUN stays as it is.")
    ] = None,
) -> None:
    """Part a run, in place or with --out aside, into splits that `load_dataset` sees; near-duplicates stay together."""
    from rich.console import Console

    from songphasa.errors import BadConfig
    from songphasa.splits import By, split_gold, split_run

    if by not in list(By):
        raise BadConfig(f"splits are by {', '.join(By)}, not by {by!r}")
    shares = {"train": train, "validation": validation, "test": test}
    report = split_gold(run, out, shares, By(by), seed) if out else split_run(run, shares, By(by), seed)
    Console().print(_table(report))
    typer.echo(f"{report.repeats} documents nearly repeat another one and are in its split", err=True)


def _table(report: SplitReport) -> Table:
    """Documents and entities of each label: how many each split has."""
    from songphasa.inspection.terminal import make_table

    table = make_table("", *report.documents)
    table.add_row("documents", *map(str, report.documents.values()))
    for label in sorted({label for counts in report.labels.values() for label in counts}):
        table.add_row(label, *(str(counts.get(label, 0)) for counts in report.labels.values()))
    return table
