"""Words as offsets into the unchanged text; every character is in exactly one token.

Words are thaibreak's (https://pypi.org/project/thaibreak), with edges added where an annotation may begin or end and
white-space runs made one token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise

from thaibreak import boundaries

from songphasa.text.abbreviations import POSITIONS

_WINDOW = 1000
"""Characters given to thaibreak at once: its time grows with the square of a chain of dotted abbreviations.

A stretch without a space is cut there, between two words at best.
"""

# Every branch begins with a letter of its own, which lets the search skip through a text.
_BRANCHES = (
    *(rf"{position}\.(?=[ก-ฮ])" for position in sorted(POSITIONS)),  # รมว.|พม.
    "จัด(?=การ(?:ประชุม|แข่งขัน|สัมมนา|อบรม|แสดง|ประกวด|เลือกตั้ง))",  # จัดการ is a word of its own as well
    *(rf"{one}(?<=\b.){other}(?=[A-Z])" for one, other in ("st", "nd", "rd", "th")),  # 5 th|ASEAN
    *(r"'s\b", r"’s\b"),  # FAA|’s
)
_ADDED = re.compile("|".join(_BRANCHES))
"""Tokens that thaibreak leaves glued to others."""

_SIGN = re.compile(r"[-–—/\s]")
"""More of them: Thailand|-|Lao, COVID|-|19; white space also before a vowel that cannot stand there."""

_UNREADABLE = re.compile(r"[\x00\ud800-\udfff]")
"""What thaibreak stops at or raises on."""

_GAP = re.compile(r"\s(?:\s+|(?<=\n))")
"""White space that is one token, whatever thaibreak would make of it."""

FindEdges = Callable[[str], Iterable[int]]
"""Offsets at which words of a text begin or end, in any order."""


def split_tokens(text: str) -> list[tuple[int, int]]:
    """Word spans `[start, end)` that tile the text; a white-space run is a token of its own."""
    return _tile(text, _window_edges)


def tile(text: str, find_edges: FindEdges) -> list[tuple[int, int]]:
    """The same with the words of another engine, which never sees more than `_WINDOW` characters."""
    return _tile(text, lambda window: _with_added(window, find_edges))


def _tile(text: str, ends: Callable[[str], tuple[int, ...]]) -> list[tuple[int, int]]:
    edges, start = [0], 0
    for gap in _GAP.finditer(text):
        _add_edges(edges, text, start, gap.start(), ends)
        edges.append(gap.end())
        start = gap.end()
    _add_edges(edges, text, start, len(text), ends)
    return list(pairwise(edges))


def _add_edges(edges: list[int], text: str, start: int, end: int, ends: Callable[[str], tuple[int, ...]]) -> None:
    """Add the ends of the words of `text[start:end]`, which has no gaps."""
    while start < end:
        stop = _window_end(text, start, end)
        edges += [start + edge for edge in ends(text[start:stop])]
        start = stop


def _window_end(text: str, start: int, end: int) -> int:
    if end <= start + _WINDOW:
        return end
    space = text.rfind(" ", start + 1, start + _WINDOW)
    return space if space > 0 else start + _WINDOW


@lru_cache(maxsize=4096)
def _window_edges(window: str) -> tuple[int, ...]:
    """Ends of the words of a window; kept, since every stage asks for the lines of the same few documents."""
    return _with_added(window, boundaries)


def _with_added(window: str, find_edges: FindEdges) -> tuple[int, ...]:
    edges = {*find_edges(_UNREADABLE.sub(" ", window)), len(window)}
    for added in (_ADDED, _SIGN):
        for token in added.finditer(window):
            edges.update(token.span())
    edges.discard(0)
    return tuple(sorted(edges))
