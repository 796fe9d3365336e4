"""Scores made probabilities: how often the spans of a label with such a score are right.

After J. Platt, Probabilistic outputs for support vector machines (1999): a logistic curve over the log-odds of the
score, one for each label.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from songphasa.document import Entity

Curves = Mapping[str, tuple[float, float]]
"""Slope and offset of the log-odds by label; a label without a curve keeps its scores."""

_LEAST = 1e-4
"""Scores nearer to 0 or 1 are taken for this near: they are rounded to four places."""


def read_curves(folder: Path) -> Curves:
    """The curves in `weights/calibration.json` of a model's folder; none where there is no such file."""
    path = folder / "weights" / "calibration.json"
    given = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {label: (slope, offset) for label, (slope, offset) in given.items()}


def calibrate(entities: Iterable[Entity], curves: Curves) -> list[Entity]:
    """The entities with the scores that the curves give, in [0, 1], rounded to four places."""
    return [
        replace(entity, score=round(calibrated(entity.score, *curves[entity.label]), 4))
        if entity.label in curves
        else entity
        for entity in entities
    ]


def calibrated(score: float, slope: float, offset: float) -> float:
    """A score in [0, 1] by a curve."""
    return 1 / (1 + math.exp(-(slope * log_odds(score) + offset)))


def log_odds(score: float) -> float:
    """Logarithm of score against one less score; bounded."""
    near = min(max(score, _LEAST), 1 - _LEAST)
    return math.log(near / (1 - near))
