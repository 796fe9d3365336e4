"""`songphasa report`: a run as one HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from songphasa.cli.arguments import Run
from songphasa.errors import StopRun


def report(
    run: Run,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="HTML file to write.")],
    compare: Annotated[
        Path | None, typer.Option(metavar="RUN", help="Another run over the same documents: show only differences.")
    ] = None,
    gold: Annotated[
        Path | None, typer.Option(metavar="GOLD", help="The same, annotated by people: show only differences.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Draws the documents of a run that is too large for a page.")] = 0,
) -> None:
    """Write a run as one page to read, search and send: it needs no network and no songphasa."""
    from songphasa.inspection.report import write_report

    if compare and gold:
        raise StopRun("--compare and --gold are one at a time")
    holds = write_report(run, out, compare or gold, seed=seed)
    typer.echo(f"{out}: {holds}", err=True)
