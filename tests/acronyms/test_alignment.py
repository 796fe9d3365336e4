"""Alignment ranks starts: initials are free, everything else costs."""

from hypothesis import given
from hypothesis import strategies as st

from songphasa.acronyms.alignment import NEVER, align

SKIPS = [0.9] * 3
words = st.lists(st.text("abcdenst", min_size=1, max_size=6), max_size=8)


def _best(letters: str, phrase: str) -> str:
    said = phrase.split()
    costs = align(letters, said, [0.9] * len(said))
    return " ".join(said[costs.index(min(costs)) :])


def test_plain_initials_cost_nothing() -> None:
    assert align("ndb", ["northern", "development", "bank"], SKIPS)[0] == 0


def test_small_words_cost_less_than_others() -> None:
    small, other = (align("boi", ["board", word, "investment"], SKIPS)[0] for word in ("of", "big"))
    assert small < other


def test_a_word_may_be_cheaper_to_pass_over() -> None:
    words = ["night", "flight", "service"]
    assert align("ns", words, [0.9, 0.4, 0.9])[0] < align("ns", words, SKIPS)[0]


def test_the_start_is_the_one_that_reads_best() -> None:
    assert _best("mm", "with mindful memoization") == "mindful memoization"
    assert _best("covid", "the corona virus disease") == "corona virus disease"
    assert _best("d4p", "of division iv players") == "division iv players"
    assert _best("2msp", "at the second meeting of states parties") == "second meeting of states parties"


def test_a_start_without_the_first_letter_is_impossible() -> None:
    assert align("x", ["alpha"], SKIPS) == [NEVER]


@given(st.text("abcdenst", max_size=6), words)
def test_one_cost_a_start_and_none_below_zero(letters: str, said: list[str]) -> None:
    costs = align(letters, said, [0.9] * len(said))
    assert len(costs) == len(said)
    assert all(cost >= 0 for cost in costs)
