"""Intervals of figures by the bootstrap: what they would be on other documents like these (Efron 1979)."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from songphasa.document import Document
from songphasa.evaluation import Evaluation, Score, evaluate, pair

SAMPLES = 1000
SEED = 1

Interval = tuple[float, float]
"""Between them lie 95 of 100 samples."""

Counts = tuple[float, float, float]
"""Spans of a document that are right, predicted, and gold."""


def find_intervals(predictions: Iterable[Document], gold: Iterable[Document]) -> dict[str, Interval]:
    """The intervals of the F1 of an evaluation's scores, and of its accuracies, by their names there.

    Raises:
        BadInput: see `songphasa.evaluation.evaluate`.
    """
    pairs, _ = pair(predictions, gold)
    documents = [_counts(evaluate([predicted], [document])) for predicted, document in pairs]
    names = sorted({name for counts in documents for name in counts})
    return {name: interval([counts.get(name, (0, 0, 0)) for counts in documents]) for name in names}


def interval(documents: Sequence[Counts]) -> Interval:
    """The interval of F1: `SAMPLES` times as many documents are drawn as there are, with replacement; always the same.

    Samples without any span have no F1 and are left out; where all are such, it is from 0 to 0.
    """
    counts = np.array(documents, np.float64)
    samples = [Score(*counts[drawn].sum(0)) for drawn in _draws(len(documents))]
    ordered = sorted(sample.f1 for sample in samples if sample.predicted + sample.gold) or [0.0]
    return ordered[len(ordered) // 40], ordered[-1 - len(ordered) // 40]


@lru_cache(maxsize=1)
def _draws(documents: int) -> NDArray[np.int32]:
    """Numbers of documents, a row a sample."""
    draw = random.Random(SEED)  # noqa: S311 - no secret
    return np.array([draw.choices(range(documents), k=documents) for _ in range(SAMPLES)], np.int32)


def _counts(evaluation: Evaluation) -> dict[str, Counts]:
    """An accuracy is a score with an answer to every question."""
    answers = {name: Score(one.right, one.gold, one.gold) for name, one in evaluation.accuracies.items()}
    return {name: (one.right, one.predicted, one.gold) for name, one in {**evaluation.scores, **answers}.items()}
