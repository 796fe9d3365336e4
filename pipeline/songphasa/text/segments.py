"""Long texts in segments, cut where sense seldom goes on, so that memory is bounded by the segment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from songphasa.document import Entity

SEGMENT = 100_000
"""Characters of a segment at most; documents are rarely longer than a tenth of it."""

_EDGES = ("\n\n", "\n", " ")


def segments(text: str, size: int = SEGMENT) -> list[tuple[int, int]]:
    """The spans of a text's segments, one behind the other: one where it has at most `size` characters.

    Each ends behind the last blank line that fits, else behind the last line, else behind the last space in its
    second half, else where it must.
    """
    spans, start = [], 0
    while len(text) - start > size:
        end = _cut(text, start, size)
        spans.append((start, end))
        start = end
    return [*spans, (start, len(text))]


def _cut(text: str, start: int, size: int) -> int:
    for edge in _EDGES:
        at = text.rfind(edge, start + size // 2, start + size)
        if at >= 0:
            return at + len(edge)
    return start + size


def find_in_segments(
    find: Callable[[Sequence[str]], list[list[Entity]]], texts: Sequence[str], size: int = SEGMENT
) -> list[list[Entity]]:
    """What `find` finds in each text, given texts of at most `size` characters; spans are into the whole texts."""
    spans = [segments(text, size) for text in texts]
    found = iter(find([text[start:end] for text, some in zip(texts, spans, strict=True) for start, end in some]))
    return [[_moved(one, start) for start, _ in some for one in next(found)] for some in spans]


def _moved(entity: Entity, by: int) -> Entity:
    return replace(entity, start=entity.start + by, end=entity.end + by) if by else entity
