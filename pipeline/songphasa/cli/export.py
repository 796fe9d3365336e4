"""`songphasa export`: a run in the format of another tool."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from songphasa.exports import FORMATS


def export(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run's folder, or JSONL with the rows of one.")],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="File, or folder for brat and xmi; must not be there.")],
) -> None:
    """Write a run for another tool: annotation tools, trainers, spreadsheets."""
    from songphasa.dataset.annotated import read_annotated
    from songphasa.exports import export as write

    cost = write(read_annotated(run), to, out)
    if cost:
        typer.echo(cost, err=True)
    typer.echo(f"{out}: written as {to}", err=True)
