"""An evaluation as grids of words, for the terminal and for reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from songphasa.evaluation import Evaluation
    from songphasa.intervals import Interval

_NAMED = 5
_MISTAKES = 10
_BETWEEN = ("95 %",)


class Grid(NamedTuple):
    """Rows of cells below the names of their columns; the first cell says what a row is of."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def score_grid(evaluation: Evaluation, intervals: Mapping[str, Interval]) -> Grid:
    """Precision, recall and F1, with the interval of F1 where there are intervals."""
    rows = [
        (name, *map(_figure, (one.precision, one.recall, one.f1)), *_between(name, intervals), str(one.gold))
        for name, one in evaluation.scores.items()
    ]
    return Grid(("", "precision", "recall", "F1", *_BETWEEN[: bool(intervals)], "gold"), rows)


def answer_grid(evaluation: Evaluation, intervals: Mapping[str, Interval]) -> Grid:
    """The share of long forms that are right, with its interval where there are intervals."""
    rows = [
        (name, _figure(one.value), *_between(name, intervals), str(one.gold))
        for name, one in evaluation.accuracies.items()
    ]
    return Grid(("long forms", "right", *_BETWEEN[: bool(intervals)], "gold"), rows)


def _figure(value: float) -> str:
    return f"{value:.3f}"


def _between(name: str, intervals: Mapping[str, Interval]) -> tuple[str, ...]:
    return ("–".join(map(_figure, intervals[name])),) if intervals else ()


def mistake_grid(evaluation: Evaluation) -> Grid:
    """The most frequent mistakes in labels: an entity of one label where gold has another, or only one of them."""
    wrong = {labels: number for labels, number in evaluation.confusion.items() if labels[0] != labels[1]}
    ordered = sorted(wrong.items(), key=lambda one: (-one[1], one[0]))
    rows = [(gold or "none", label or "none", str(number)) for (gold, label), number in ordered[:_MISTAKES]]
    return Grid(("gold label", "predicted label", "number"), rows)


def confusion_grid(evaluation: Evaluation) -> Grid:
    """A row a gold label, a column a predicted one: how often entities of both overlap, one to one."""
    confusion = evaluation.confusion
    labels = sorted({label for pair in confusion for label in pair if label})
    names = [*labels, ""] if labels else []
    rows = [(gold or "none", *(str(confusion.get((gold, label), 0)) for label in names)) for gold in names]
    return Grid(("gold", *(label or "none" for label in names)), rows)


def missing_line(evaluation: Evaluation) -> str:
    """Which documents have no prediction, the first of them by name."""
    more = len(evaluation.missing) - _NAMED
    count = f"{len(evaluation.missing)} of {evaluation.documents} documents have no prediction and count as empty: "
    return count + ", ".join(evaluation.missing[:_NAMED]) + (f" and {more} more" if more > 0 else "")
