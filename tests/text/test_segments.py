"""Segments: they are the text, none is too long, and what is found in them is found where it stands."""

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from songphasa.document import Entity
from songphasa.text.segments import find_in_segments, segments
from tests.strategies import texts


@given(texts, st.integers(2, 20))
def test_segments_are_the_text_and_none_is_too_long(text: str, size: int) -> None:
    spans = segments(text, size)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(end - start <= size for start, end in spans)
    assert len(spans) == 1 or all(start < end for start, end in spans)


def test_segments_end_behind_blank_lines_else_lines_else_spaces() -> None:
    assert segments("abcd\n\nc\nd e f", 8) == [(0, 6), (6, 13)]
    assert segments("abcd\nef gh", 8) == [(0, 5), (5, 10)]
    assert segments("abcde fghi", 8) == [(0, 6), (6, 10)]
    assert segments("abcdefghij", 8) == [(0, 8), (8, 10)]


@given(st.lists(texts, max_size=4), st.integers(2, 30))
def test_what_does_not_look_beyond_a_line_is_found_whatever_the_size(some: list[str], size: int) -> None:
    def find(given: Sequence[str]) -> list[list[Entity]]:
        return [[Entity(*match.span(), "LOCATION") for match in re.finditer("ก", text)] for text in given]

    assert find_in_segments(find, some, size) == find(some)
