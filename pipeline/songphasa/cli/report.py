"""`songphasa report`: a run as one HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from songphasa.cli.arguments import Compare, Gold, Run, compared


def report(
    run: Run,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="HTML file to write.")],
    compare: Compare = None,
    gold: Gold = None,
    seed: Annotated[int, typer.Option(help="Draws the documents of a run that is too large for a page.")] = 0,
) -> None:
    """Write a run as one page to read, search and send: it needs no network and no songphasa."""
    from songphasa.inspection.report import write_report

    holds = write_report(run, out, compared(compare, gold), seed=seed)
    typer.echo(f"{out}: {holds}", err=True)
