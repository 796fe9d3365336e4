"""Statistics and rejected documents for the terminal, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from songphasa.inspection.statistics import Counts, Statistics
from songphasa.inspection.terminal import COLOURS, make_table, plain, space_out, visible
from songphasa.rejection import Rejection

WIDTH = 24
"""Cells of the longest bar."""

SHOWN = 5
"""Most frequent entities of a label that are shown."""


def render_statistics(statistics: Statistics) -> RenderableType:
    """Figures as a line of totals and tables: entities by label and source, scores, short forms, flags, rejections."""
    blocks: list[RenderableType] = [_totals(statistics)]
    if statistics.entities:
        blocks += [
            _label_table(statistics.entities),
            _surface_table(statistics.surfaces),
            _score_table(statistics.scores),
        ]
    if statistics.scopes:
        blocks += [
            _count_table("scope of short forms", statistics.scopes),
            _count_table("short form", statistics.shorts),
        ]
    if statistics.flags:
        blocks.append(_count_table("flag of translations", statistics.flags))
    if statistics.rejected:
        blocks.append(_count_table("rejected by", statistics.rejected))
    return space_out(blocks)


def render_rejections(rejections: Iterable[Rejection]) -> RenderableType:
    """Rejected documents as a table: id, stage, reason."""
    table = make_table("document", "stage", "reason", "message")
    for one in rejections:
        table.add_row(*(plain(said) for said in (one.id, one.stage, one.exception, one.message)))
    return table


def _totals(statistics: Statistics) -> Text:
    counts = {
        "documents": statistics.documents,
        "characters": statistics.characters,
        "sentences": statistics.sentences,
        "entities": sum(sum(sources.values()) for sources in statistics.entities.values()),
        "short forms": sum(statistics.scopes.values()),
        "translations": statistics.translations,
        "rejected": sum(statistics.rejected.values()),
    }
    return Text(" · ".join(f"{name} {count:,}" for name, count in counts.items() if count))


def _label_table(entities: Mapping[str, Counts]) -> Table:
    """A row a label, a column a source."""
    sources = sorted({source for counts in entities.values() for source in counts})
    table = make_table("label", "number")
    for source in sources:
        table.add_column(visible(source) or "unnamed", justify="right", no_wrap=True)
    table.add_column()
    totals = {label: sum(counts.values()) for label, counts in entities.items()}
    for label, counts in entities.items():
        colour, total = COLOURS.get(label, ""), totals[label]
        bar = Text(_bar(total, max(totals.values()), WIDTH // 2), colour)
        table.add_row(Text(label, colour), f"{total:,}", *(f"{counts.get(name, 0):,}" for name in sources), bar)
    return table


def _surface_table(surfaces: Mapping[str, Counts]) -> Table:
    table = make_table("label", "most frequent")
    for label, counts in surfaces.items():
        listed = (f"{name}\xa0{count:,}" for name, count in list(counts.items())[:SHOWN])
        table.add_row(Text(label, COLOURS.get(label, "")), plain(" · ".join(listed)))
    return table


def _score_table(scores: Sequence[int]) -> Table:
    """Tenths, since a terminal has few lines."""
    tenths = [sum(pair) for pair in zip(scores[::2], scores[1::2], strict=True)]
    return _count_table(
        "score of entities", {f"{place / 10:.1f}-{place / 10 + 0.1:.1f}": count for place, count in enumerate(tenths)}
    )


def _count_table(name: str, counts: Mapping[str, int]) -> Table:
    table = make_table(name, "number", "")
    for said, count in counts.items():
        table.add_row(Text(visible(said)), f"{count:,}", Text(_bar(count, max(counts.values())), "dim"))
    return table


def _bar(count: int, most: int, width: int = WIDTH) -> str:
    return "▇" * max(bool(count), round(width * count / most)) if most else ""
