"""Brackets pair up within a line."""

from hypothesis import given
from hypothesis import strategies as st

from songphasa.acronyms.brackets import Bracket, find_brackets


def test_inner_pairs_come_first() -> None:
    assert find_brackets("a(b[c])") == [Bracket(3, 5), Bracket(1, 6)]


def test_unclosed_brackets_and_line_breaks_make_no_pair() -> None:
    assert find_brackets("(a\nb) (c") == []
    assert find_brackets("([a)") == [Bracket(0, 3)]


@given(st.text("()[]a\n"))
def test_pairs_match_and_stay_on_their_line(text: str) -> None:
    for pair in find_brackets(text):
        assert text[pair.open] + text[pair.close] in ("()", "[]")
        assert "\n" not in text[pair.open : pair.close]
