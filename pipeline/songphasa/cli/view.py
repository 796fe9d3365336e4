"""`songphasa view`: a run of any size in the browser."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from songphasa.cli.arguments import Run
from songphasa.errors import MissingModel, StopRun


def view(
    run: Run,
    compare: Annotated[
        Path | None, typer.Option(metavar="RUN", help="Another run over the same documents: show only differences.")
    ] = None,
    gold: Annotated[
        Path | None, typer.Option(metavar="GOLD", help="The same, annotated by people: show only differences.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")] = 0,
) -> None:
    """Read and search a run in the browser, served on this machine alone; Ctrl-C ends it."""
    if missing := [name for name in ("duckdb", "starlette", "uvicorn") if find_spec(name) is None]:
        raise MissingModel(f"{missing[0]} is not installed: pip install 'songphasa[view]', or use songphasa report")
    from songphasa.inspection.server import RunView, serve

    if compare and gold:
        raise StopRun("--compare and --gold are one at a time")
    serve(RunView(run, compare or gold), port, lambda address: typer.echo(f"{address}  (Ctrl-C ends it)"))
