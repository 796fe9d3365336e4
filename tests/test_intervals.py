"""Intervals hold their figure, are the same every time, and say how much it depends on the documents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songphasa.evaluation import Score, evaluate
from songphasa.intervals import find_intervals, interval
from tests.inspection.runs import RAIN_1, UMBRELLA_2

DOCUMENTS = st.lists(st.tuples(st.integers(0, 3), st.integers(3, 6), st.integers(3, 6)), min_size=1, max_size=12)


@given(DOCUMENTS)
@settings(max_examples=10)
def test_intervals_lie_between_the_worst_and_the_best_document(documents: list[tuple[float, float, float]]) -> None:
    low, high = interval(documents)
    each = [Score(*counts).f1 for counts in documents]
    assert min(each) - 1e-9 <= low <= high <= max(each) + 1e-9
    assert interval(documents) == (low, high)


def test_intervals_narrow_with_the_number_of_documents() -> None:
    few, many = interval([(1, 2, 2), (2, 2, 2)] * 4), interval([(1, 2, 2), (2, 2, 2)] * 100)
    assert few[0] < many[0] < 0.75 < many[1] < few[1]


def test_the_interval_of_a_share_is_the_binomial_one() -> None:
    assert interval([(1, 1, 1)] * 80 + [(0, 1, 1)] * 20) == pytest.approx((0.72, 0.88), abs=0.02)


def test_samples_without_a_span_say_nothing() -> None:
    assert interval([(1, 1, 1), *[(0, 0, 0)] * 9]) == (1.0, 1.0)
    assert interval([(0, 0, 0)]) == (0.0, 0.0)


def test_every_figure_has_an_interval() -> None:
    gold = [RAIN_1, UMBRELLA_2]
    evaluation, intervals = evaluate([RAIN_1], gold), find_intervals([RAIN_1], gold)
    assert intervals.keys() == {*evaluation.scores, *evaluation.accuracies}
    assert intervals["all entities"] == (0.0, 1.0)
    assert intervals["DATE"] == (1.0, 1.0)
    assert find_intervals([], []) == {}
