"""A document as a piece of HTML for a notebook: its text with entities and acronyms marked, and its short forms.

It needs no script and no network, marks look as in the report, and everything that a document says is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from itertools import pairwise

from songphasa.document import Acronym, Document, Entity, Span
from songphasa.inspection.glossary import list_short_forms
from songphasa.inspection.page import part
from songphasa.inspection.terminal import visible, widen

_BOX = """
& { background: var(--paper); color: var(--ink); padding: 0.75rem 1rem; }
table { font: 0.875rem/1.7 var(--reading); margin: 0.5rem 0 0; border-collapse: collapse; }
td { text-align: start; padding: 0.1rem 1.2rem 0.1rem 0; background: var(--paper); }
td:first-child { font-weight: 650; white-space: nowrap; }
"""


def to_html(document: Document) -> str:
    """The document as a `div` that brings its style with it; every mark says on hovering what is known of its span."""
    text = "".join(_marked(document))
    shown = f'<div class="text" dir="auto">{text}</div>{_table(document)}'
    return f'<div class="songphasa"><style>{_style()}</style>{shown}</div>'


@cache
def _style() -> str:
    """The rules of the report's marks, for what is inside the `div` alone."""
    return f".songphasa {{{part('marks.css').replace(':root', '&')}{_BOX}}}"


def _marked(document: Document) -> Iterator[str]:
    """Entities and what is between them, in order."""
    acronyms, place = [(widen(document.text, one), one) for one in document.acronyms], 0
    for entity in document.entities:
        span, label = widen(document.text, entity), _escaped(entity.label)
        start = max(place, span.start)
        yield from _underlined(document, place, start, acronyms)
        said = "".join(_underlined(document, start, span.end, acronyms))
        names = f'data-label="{label}" data-name="{label}" title="{_about(entity)}"'
        yield f'<mark class="entity" {names}>{said}</mark>'
        place = span.end
    yield from _underlined(document, place, len(document.text), acronyms)


def _underlined(document: Document, start: int, end: int, acronyms: Sequence[tuple[Span, Acronym]]) -> Iterator[str]:
    """The text of a range with the acronyms in it; one that crosses its edges is continued behind them."""
    inside = [(span, one) for span, one in acronyms if span.start < end and start < span.end]
    edges = {edge for span, _ in inside for edge in (span.start, span.end) if start < edge < end}
    for left, right in pairwise(sorted({start, *edges, end})):
        said = escape(visible(document.text[left:right]))
        here = next((one for span, one in inside if span.start <= left < span.end), None)
        yield said if here is None else f'<mark class="acronym" title="{_long_forms(here)}">{said}</mark>'


def _about(entity: Entity) -> str:
    known = (entity.value, entity.name_th, entity.name_en)
    return _escaped(f"{entity.label} {entity.score:.2f}", *known, entity.source)


def _long_forms(acronym: Acronym) -> str:
    return _escaped(acronym.long_th, acronym.long_en) or _escaped(acronym.scope)


def _escaped(*said: str | None) -> str:
    return escape(visible(" · ".join(one for one in said if one)))


def _table(document: Document) -> str:
    """The short forms that have long ones."""
    rows = [
        "".join(f"<td>{_escaped(one[name])}</td>" for name in ("short", "long_th", "long_en"))
        for one in list_short_forms([document])
        if one["long_th"] or one["long_en"]
    ]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>" if rows else ""
