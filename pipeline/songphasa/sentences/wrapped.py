"""Hard-wrapped text: lines that were broken at one width are put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from songphasa.text.abbreviations import words_of

Span = tuple[int, int]

_WIDEST = 120
"""Columns of the widest line: paragraphs that nobody has wrapped have longer ones."""

_FULL, _MOSTLY, _FEWEST, _GOING_ON = 0.75, 0.6, 4, 0.15
"""A line is full from this share of the width on. In wrapped text this share of the lines that another follows at once
are full, they are no fewer than this, and this share of them plainly goes on."""

_ABOVE = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_BREAK = re.compile(r"\r\n|\r|\n")
_ITEM = re.compile(r"[-–—•●▪*]|\(?[0-9๐-๙]{1,2}[.)]|[A-Za-zก-ฮ][.)]\s")
_ENDS_OPEN = words_of(
    "และ หรือ ของ ว่า ใน กับ เพื่อ คือ โดย ซึ่ง ณ เช่น แก่ แห่ง ที่ ให้ การ ความ เป็น จะ ได้ มี จาก ต่อ ด้าน นาย นาง นางสาว , ("
)
_GOES_ON = words_of("และ หรือ ของ ว่า ใน กับ เพื่อ คือ ซึ่ง ณ เช่น แก่ แห่ง ที่ ให้ จะ ได้ จาก ต่อ แล้ว ด้วย ๆ ฯ ) , .")


def join_wrapped(text: str, lines: Sequence[Span]) -> list[Span]:
    """The paragraphs of a text whose lines are wrapped at one width; the lines themselves of any other text.

    A paragraph ends at an empty line, at a line that is not full, and before an item of a list.
    """
    widths = [len(_ABOVE.sub("", text[start:end])) for start, end in lines]
    least = _FULL * max(widths, default=0)
    follows = [len(_BREAK.findall(text[left[1] : right[0]])) == 1 for left, right in pairwise(lines)]
    full = [place for place, follow in enumerate(follows) if follow and widths[place] >= least]
    if max(widths, default=0) > _WIDEST or len(full) < max(_FEWEST, _MOSTLY * sum(follows)):
        return list(lines)
    going_on = sum(_goes_on(text[slice(*lines[place])], text[slice(*lines[place + 1])]) for place in full)
    return _join(text, lines, frozenset(full)) if going_on >= _GOING_ON * len(full) else list(lines)


def _goes_on(left: str, right: str) -> bool:
    return left.endswith(_ENDS_OPEN) or right.startswith(_GOES_ON) or right[0].islower()


def _join(text: str, lines: Sequence[Span], full: frozenset[int]) -> list[Span]:
    joined = list(lines[:1])
    for place, (start, end) in enumerate(lines[1:]):
        if place in full and not _ITEM.match(text, start):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined
