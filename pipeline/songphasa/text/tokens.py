"""Words as offsets into the unchanged text; every character is in exactly one token.

Words are thaibreak's (https://pypi.org/project/thaibreak), with edges added where an annotation may begin or end and
white-space runs made one token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from thaibreak import boundaries

from songphasa.text.abbreviations import POSITIONS

_WINDOW = 1000
"""Characters given to thaibreak at once: its time grows with the square of a chain of dotted abbreviations.

A stretch without a space is cut there, between two words at best.
"""

_ADDED = re.compile(
    rf"(?:{'|'.join(sorted(POSITIONS))})\.(?=[ก-ฮ])"  # รมว.|พม.
    r"|จัด(?=การ(?:ประชุม|แข่งขัน|สัมมนา|อบรม|แสดง|ประกวด|เลือกตั้ง))"  # จัดการ is a word of its own as well
    r"|\b(?:st|nd|rd|th)(?=[A-Z])"  # 5 th|ASEAN
    r"|[-–—/]"  # Thailand|-|Lao, COVID|-|19
    r"|['’]s\b"  # FAA|’s
)
"""Tokens that thaibreak leaves glued to others."""

_UNREADABLE = re.compile(r"[\x00\ud800-\udfff]")
"""What thaibreak stops at or raises on."""

_SPACES = re.compile(r"\s{2,}")


def split_tokens(text: str) -> list[tuple[int, int]]:
    """Word spans `[start, end)` that tile the text; a white-space run is a token of its own."""
    edges = set(_word_edges(text))
    for token in _ADDED.finditer(text):
        edges.update(token.span())
    for run in _SPACES.finditer(text):
        edges.difference_update(range(run.start() + 1, run.end()))
    return list(pairwise(sorted(edges)))


def _word_edges(text: str) -> Iterator[int]:
    start = 0
    while start < len(text):
        window = _UNREADABLE.sub(" ", text[start : _window_end(text, start)])
        yield from [start + edge for edge in boundaries(window)]
        start += len(window)


def _window_end(text: str, start: int) -> int:
    if len(text) <= start + _WINDOW:
        return len(text)
    space = max(text.rfind(space, start + 1, start + _WINDOW) for space in " \n")
    return space if space > 0 else start + _WINDOW
