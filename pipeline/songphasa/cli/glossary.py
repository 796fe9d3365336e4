"""`songphasa glossary`: what a run names, in Thai and English."""

from __future__ import annotations

from typing import Annotated

import typer

from songphasa.cli.arguments import Run
from songphasa.errors import StopRun


def glossary(
    run: Run,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object a line instead of a table.")] = False,
) -> None:
    """List the persons, organisations, places, events and laws of a run with both names, counts and short forms."""
    from songphasa.dataset.annotated import read_annotated
    from songphasa.identity.run_names import list_things

    things = list_things(read_annotated(run))
    if not things:
        raise StopRun(f"{run}: no entity has a cluster; annotate the documents with the stage 'identity'")
    if as_json:
        from dataclasses import asdict
        from json import dumps

        for thing in things:
            typer.echo(dumps(asdict(thing), ensure_ascii=False))
        return
    from songphasa.cli.pager import paged
    from songphasa.inspection.names import render_things

    with paged() as console:
        console.print(render_things(things))
