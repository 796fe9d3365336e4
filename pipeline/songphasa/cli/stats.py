"""`songphasa stats`: figures of a run."""

from __future__ import annotations

from typing import Annotated

import typer

from songphasa.cli.arguments import Run


def stats(
    run: Run,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of tables.")] = False,
) -> None:
    """Count a run: sentences, entities by label and source, scores, short forms by scope, rejected documents."""
    from dataclasses import asdict

    from songphasa.inspection.statistics import read_statistics

    statistics = read_statistics(run)
    if as_json:
        from json import dumps

        typer.echo(dumps(asdict(statistics), ensure_ascii=False, indent=2))
        return
    from rich.console import Console

    from songphasa.inspection.figures import render_statistics

    Console().print(render_statistics(statistics))
