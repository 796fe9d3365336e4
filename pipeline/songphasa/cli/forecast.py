"""What `songphasa annotate --dry-run` prints."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from songphasa.forecast import Forecast


def print_forecast(forecast: Forecast, *, as_json: bool) -> None:
    """Print what a run would do, for people or as JSON."""
    if as_json:
        typer.echo(json.dumps(asdict(forecast), ensure_ascii=False))
        return
    models = ", ".join(f"{name} ({digest[:12]})" for name, digest in forecast.models.items()) or "none"
    unreadable = f", {forecast.unreadable} of which cannot be read" if forecast.unreadable else ""
    done = f", {forecast.done} of which are done" if forecast.done else ""
    lines = [
        f"{forecast.documents:,} documents{unreadable}, {forecast.characters:,} characters",
        f"{forecast.shards:,} shards{done}",
        f"models: {models}",
        *_costs(forecast),
        "nothing was written",
    ]
    typer.echo("\n".join(lines))


def _costs(forecast: Forecast) -> list[str]:
    if not forecast.tried:
        return ["no document of a few could be annotated, so nobody knows how long it would take"]
    return [
        f"about {timedelta(seconds=round(forecast.seconds))} hours, as {forecast.tried} documents took",
        f"about {forecast.bytes / 1e6:,.1f} MB on disk; {forecast.free / 1e6:,.0f} MB are free",
    ]
