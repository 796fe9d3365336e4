"""The things that a run names, for the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table

from songphasa.identity.run_names import Thing
from songphasa.inspection.terminal import COLOURS, make_table, plain


def render_things(things: Iterable[Thing]) -> Table:
    """A table with a line a thing: its names, label, counts and short forms."""
    table = make_table("Thai", "English", "label", "mentions", "documents", "short forms")
    for thing in things:
        label = plain(thing.label)
        label.stylize(COLOURS[thing.label])
        names = (plain(thing.name_th or ""), plain(thing.name_en or ""))
        counts = (f"{thing.mentions:,}", f"{thing.documents:,}")
        table.add_row(*names, label, *counts, plain(", ".join(thing.shorts)))
    return table
