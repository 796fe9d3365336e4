"""What a least score of entities would keep: precision and recall by label, and how far the scores can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from songphasa.document import Document
from songphasa.evaluation import Score, pair

THRESHOLDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
_BANDS = 10


@dataclass(frozen=True, slots=True)
class Curve:
    """One label's curve.

    Attributes:
        scores: for each of `THRESHOLDS` the entities with at least that score, right where span and label are.
        error: see `calibration_error`.
    """

    scores: tuple[Score, ...]
    error: float


Find = tuple[float, bool]
"""Score of an entity and whether it is right."""


def find_curves(predictions: Iterable[Document], gold: Iterable[Document]) -> dict[str, Curve]:
    """Curves of `all` labels together and of each label that gold or predictions have.

    Raises:
        BadInput: a predicted document's text is not its gold's.
    """
    finds: dict[str, list[Find]] = {}
    expected: dict[str, int] = {}
    for predicted, right in pair(predictions, gold)[0]:
        spans = {(entity.start, entity.end, entity.label) for entity in right.entities}
        for *_, label in spans:
            expected[label] = expected.get(label, 0) + 1
        for entity in predicted.entities:
            find = (entity.score, (entity.start, entity.end, entity.label) in spans)
            finds.setdefault(entity.label, []).append(find)
    return _curves(finds, expected)


def _curves(finds: Mapping[str, list[Find]], expected: Mapping[str, int]) -> dict[str, Curve]:
    everything = _curve([find for some in finds.values() for find in some], sum(expected.values()))
    labels = sorted({*finds, *expected})
    return {"all": everything} | {label: _curve(finds.get(label, []), expected.get(label, 0)) for label in labels}


def _curve(finds: Sequence[Find], expected: int) -> Curve:
    kept = [[right for score, right in finds if score >= threshold] for threshold in THRESHOLDS]
    return Curve(tuple(Score(sum(some), len(some), expected) for some in kept), calibration_error(finds))


def calibration_error(finds: Sequence[Find]) -> float:
    """Expected calibration error, in [0, 1] (Guo et al., On calibration of modern neural networks, 2017).

    The difference between the mean score and the share of right entities in each tenth of the scores, weighted by the
    entities in it; 0 without any.
    """
    gaps = [0.0] * _BANDS
    for score, right in finds:
        gaps[min(int(score * _BANDS), _BANDS - 1)] += score - right
    return sum(map(abs, gaps)) / len(finds) if finds else 0.0
