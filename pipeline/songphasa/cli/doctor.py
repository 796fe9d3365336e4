"""`songphasa doctor`: what is installed, and whether it works."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from songphasa.cli.exits import FAILED

if TYPE_CHECKING:
    from songphasa.doctor import Health

_NAMED = 4


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of lines.")] = False,
) -> None:
    """Say what is installed and what would be downloaded, and prove the default job on one document, offline."""
    from dataclasses import asdict

    from songphasa.doctor import examine

    health = examine()
    said = json.dumps(asdict(health), ensure_ascii=False, indent=2) if as_json else "\n".join(_lines(health))
    typer.echo(said)
    if health.problems:
        raise typer.Exit(FAILED)


def _lines(health: Health) -> Iterator[str]:
    yield ", ".join(f"{name} {version}" for name, version in health.versions.items())
    yield "\npackages:"
    for one in health.packages:
        yield f"  {one.name} {one.version or 'missing'} ({one.required})"
    yield "\nextras:"
    for extra, lacking in health.extras.items():
        more = f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
        state = f"lacks {', '.join(lacking[:_NAMED])}{more}: pip install 'songphasa[{extra}]'"
        yield f"  {extra}: {state if lacking else 'installed'}"
    yield "\nmodels:"
    for model in health.models:
        yield f"  {model.name} {model.version}, {model.size / 1e6:.0f} MB, {model.licence}"
    yield f"\nthe default job would download: {', '.join(health.downloads) or 'nothing'}"
    state = "failed" if health.problems else "annotated and verified one document"
    yield f"the default job, connections refused: {state} in {health.seconds} s"
    yield from (f"problem: {problem}" for problem in health.problems)
