"""Curves of entities by least score begin with the evaluation's figures, and recall never rises with the score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.document import Document, Entity
from songphasa.evaluation import evaluate
from songphasa.thresholds import THRESHOLDS, find_curves

TEXT = "ก" * 40
scores = st.floats(0, 1).map(lambda score: round(score, 4))
entities = st.dictionaries(st.integers(0, 9), st.tuples(st.sampled_from(("PERSON", "DATE")), scores)).map(
    lambda places: tuple(Entity(4 * at, 4 * at + 2, label, score) for at, (label, score) in sorted(places.items()))
)


@given(found=entities, wanted=entities)
def test_a_curve_begins_with_the_evaluation_and_only_falls(
    found: tuple[Entity, ...], wanted: tuple[Entity, ...]
) -> None:
    predicted, gold = Document("d", TEXT, entities=found), Document("d", TEXT, entities=wanted)
    curves = find_curves([predicted], [gold])
    evaluation = evaluate([predicted], [gold])
    assert curves["all"].scores[0] == evaluation.entities
    assert {label: curve.scores[0] for label, curve in curves.items() if label != "all"} == evaluation.labels
    for curve in curves.values():
        recalls = [score.recall for score in curve.scores]
        assert recalls == sorted(recalls, reverse=True)
        assert len(curve.scores) == len(THRESHOLDS)
        assert 0 <= curve.error <= 1


def test_the_calibration_error_is_the_distance_of_scores_from_the_share_that_is_right() -> None:
    gold = Document("d", TEXT, entities=(Entity(0, 2, "DATE"), Entity(4, 6, "DATE")))
    sure = Document("d", TEXT, entities=tuple(Entity(4 * at, 4 * at + 2, "DATE", 0.95) for at in range(4)))
    fair = Document("d", TEXT, entities=tuple(Entity(4 * at, 4 * at + 2, "DATE", 0.55) for at in range(4)))
    assert find_curves([sure], [gold])["DATE"].error == pytest.approx(0.45)
    assert find_curves([fair], [gold])["DATE"].error == pytest.approx(0.05)
