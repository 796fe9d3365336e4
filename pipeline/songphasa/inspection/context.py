"""What stands beside a span in its line."""

from __future__ import annotations


def beside(text: str, start: int, end: int, reach: int) -> tuple[str, str]:
    """At most `reach` characters to the left and to the right of `[start, end)`, within its lines."""
    line, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    right = min(len(text) if stop < 0 else stop, end + reach)
    return text[max(line, start - reach) : start], text[end:right]
