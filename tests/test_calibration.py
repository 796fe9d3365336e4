"""Calibration keeps the order of scores and leaves all else of an entity alone."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from songphasa.calibration import calibrate, read_curves
from songphasa.document import Entity

scores = st.floats(0, 1)


@given(low=scores, high=scores, slope=st.floats(0.1, 3), offset=st.floats(-3, 3))
def test_the_order_of_scores_stays(low: float, high: float, slope: float, offset: float) -> None:
    low, high = sorted((low, high))
    first, second = calibrate([Entity(0, 1, "DATE", low), Entity(1, 2, "DATE", high)], {"DATE": (slope, offset)})
    assert 0 <= first.score <= second.score <= 1
    assert (first.start, first.end, first.label) == (0, 1, "DATE")


def test_labels_without_a_curve_keep_their_scores(tmp_path: Path) -> None:
    entity = Entity(0, 1, "LAW", 0.7, "model")
    assert calibrate([entity], {"DATE": (1.0, 0.5)}) == [entity]
    assert read_curves(tmp_path) == {}
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "calibration.json").write_text('{"DATE": [1.2, -0.5]}', "utf-8")
    assert read_curves(tmp_path) == {"DATE": (1.2, -0.5)}
