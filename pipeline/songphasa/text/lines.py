"""Lines of a text: those that models read one by one, and those that show a sign of what is costly to look for."""

from __future__ import annotations

import re

SAID = re.compile(r"[^\r\n]*\S[^\r\n]*")
"""A line that says something, without its end."""


def lines_with(text: str, *signs: re.Pattern[str]) -> list[tuple[int, int]]:
    """The spans of the lines, without their ends, in which one of the signs matches; sorted."""
    starts = {text.rfind("\n", 0, match.start()) + 1 for sign in signs for match in sign.finditer(text)}
    return [(start, _end(text, start)) for start in sorted(starts)]


def _end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
