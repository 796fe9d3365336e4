"""`songphasa verify`: whether a run is whole."""

from __future__ import annotations

import typer

from songphasa.cli.arguments import Run
from songphasa.cli.exits import FAILED


def verify(run: Run) -> None:
    """Check a finished run: hashes, columns, rows and spans of its files, the card, and that no document is lost."""
    from songphasa.verification import verify as problems_of

    problems = 0
    for problem in problems_of(run):
        problems += 1
        typer.echo(f"{run}: {problem}", err=True)
    if problems:
        typer.echo(f"{run}: {problems} problems", err=True)
        raise typer.Exit(FAILED)
    typer.echo(f"{run}: whole", err=True)
