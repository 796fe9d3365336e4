"""Brackets as pairs of offsets, found in one pass; none crosses a line break."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"[()\[\]\n]")
_CLOSES = {")": "(", "]": "["}
_DEEP = 8  # an opening bracket below that many unclosed ones is given up, which keeps the pass linear


@dataclass(frozen=True, slots=True)
class Bracket:
    """A pair of brackets: the offsets of the opening and of the closing one."""

    open: int
    close: int


def find_brackets(text: str) -> list[Bracket]:
    """All pairs, inner ones before those around them; an unmatched bracket is text."""
    pairs, opened = [], list[int]()
    for mark in _MARK.finditer(text):
        sign, place = mark.group(), mark.start()
        if sign == "\n":
            opened.clear()
        elif sign not in _CLOSES:
            opened.append(place)
        elif (match := _take(text, opened, _CLOSES[sign])) is not None:
            pairs.append(Bracket(match, place))
    return pairs


def _take(text: str, opened: list[int], sign: str) -> int | None:
    """The last opening bracket of this kind, taken off with the unclosed ones of another kind inside it."""
    for depth in range(1, min(_DEEP, len(opened)) + 1):
        place = opened[-depth]
        if text[place] == sign:
            del opened[-depth:]
            return place
    return None
