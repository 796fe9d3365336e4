"""`songphasa view`: a run of any size in the browser."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

import typer

from songphasa.cli.arguments import Compare, Gold, Run, compared
from songphasa.errors import MissingModel


def view(
    run: Run,
    compare: Compare = None,
    gold: Gold = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")] = 0,
) -> None:
    """Read and search a run in the browser, served on this machine alone; Ctrl-C ends it."""
    if missing := [name for name in ("duckdb", "starlette", "uvicorn") if find_spec(name) is None]:
        raise MissingModel(f"{missing[0]} is not installed: pip install 'songphasa[view]', or use songphasa report")
    from songphasa.inspection.server import RunView, serve

    serve(RunView(run, compared(compare, gold)), port, lambda address: typer.echo(f"{address}  (Ctrl-C ends it)"))
