"""Alignment ranks starts: initials are free, everything else costs."""

from hypothesis import given
from hypothesis import strategies as st

from songphasa.acronyms.alignment import NEVER, align

words = st.lists(st.text("abcdenst", min_size=1, max_size=6), max_size=8)


def _best(letters: str, phrase: str) -> str:
    said = phrase.split()
    costs = align(letters, said)
    return " ".join(said[costs.index(min(costs)) :])


def test_plain_initials_cost_nothing() -> None:
    assert align("ndb", ["northern", "development", "bank"])[0] == 0


def test_small_words_cost_less_than_others() -> None:
    small, other = (align("boi", ["board", word, "investment"])[0] for word in ("of", "big"))
    assert small < other


def test_the_start_is_the_one_that_reads_best() -> None:
    assert _best("mm", "with mindful memoization") == "mindful memoization"
    assert _best("covid", "the corona virus disease") == "corona virus disease"
    assert _best("2msp", "at the second meeting of states parties") == "second meeting of states parties"


def test_a_start_without_the_first_letter_is_impossible() -> None:
    assert align("x", ["alpha"]) == [NEVER]


@given(st.text("abcdenst", max_size=6), words)
def test_one_cost_a_start_and_none_below_zero(letters: str, said: list[str]) -> None:
    costs = align(letters, said)
    assert len(costs) == len(said)
    assert all(cost >= 0 for cost in costs)
