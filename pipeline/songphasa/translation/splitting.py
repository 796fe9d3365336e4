"""Long sentences cut at clauses, into pieces that an engine reads at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from songphasa.document import Span
from songphasa.text.tokens import split_tokens

_CLAUSES = "ซึ่ง|โดย|และ|แต่|เพราะ|เนื่องจาก|เพื่อ|ทั้งนี้|รวมทั้ง|รวมถึง|นอกจาก|หรือ|and|but|or|which|who|because|while|as well as"
_EDGES = (
    re.compile(r"(?<=[.!?:;…])\s+"),
    re.compile(rf"(?<=[,)”])\s+|\s+(?=(?:{_CLAUSES})|[(“–—])"),
    re.compile(r"\s+"),
)
"""Where a sentence may be cut, the best places first; words are the last resort."""


def split_clauses(text: str, fits: Callable[[str], bool], whole: Sequence[Span] = ()) -> tuple[Span, ...] | None:
    """The pieces of a sentence that an engine reads at once, without the white space between them.

    A piece that is too long is cut in two, at the best edge in its middle half, or at the best there is.

    Args:
        text: a sentence without white space at its ends.
        fits: whether the engine reads a text at once.
        whole: what must not be cut, sorted.

    Returns:
        The pieces in order; None where something cannot be cut small enough.
    """
    if fits(text):
        return (Span(0, len(text)),)
    cut = next(_cuts(text, whole), None)
    if cut is None:
        return None
    left = split_clauses(text[: cut.start], fits, whole)
    right = split_clauses(text[cut.end :], fits, [Span(one.start - cut.end, one.end - cut.end) for one in whole])
    return (*left, *(Span(one.start + cut.end, one.end + cut.end) for one in right)) if left and right else None


def _cuts(text: str, whole: Sequence[Span]) -> Iterator[Span]:
    """Places to cut, the best first."""
    quarter, edges = len(text) // 4, list(_edges(text, whole))
    for near in (True, False):
        for same in edges:
            ranked = sorted(same, key=lambda edge: abs(edge.start + edge.end - len(text)))
            yield from (edge for edge in ranked if not near or quarter <= edge.start <= len(text) - quarter)


def _edges(text: str, whole: Sequence[Span]) -> Iterator[list[Span]]:
    kinds = [[Span(*match.span()) for match in kind.finditer(text)] for kind in _EDGES]
    words = [Span(start, start) for start, end in split_tokens(text) if text[start:end].strip()]
    for kind in (*kinds, words):
        yield [edge for edge in kind if edge.start > 0 and edge.end < len(text) and not _is_inside(edge, whole)]


def _is_inside(edge: Span, whole: Sequence[Span]) -> bool:
    return any(one.start < edge.end and edge.start < one.end for one in whole) or any(
        one.start < edge.start < one.end for one in whole
    )
