"""Fits the calibration of a model on dev, writes `weights/calibration.json`, prints the expected calibration errors.

usage: python -m training.calibrate --data FOLDER --model MODEL_FOLDER

Errors are those of `songphasa.thresholds.calibration_error`. Those after calibration are
cross-validated: the spans of each fifth of the documents have the curves of the other four fifths.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from songphasa.calibration import calibrated, log_odds
from songphasa.document import LABELS
from songphasa.thresholds import calibration_error
from training.data import read_gold

Trials = npt.NDArray[np.float64]
"""[n, 3]: score, whether the span is right, number of the document."""

LEAST = 10
"""Labels with fewer right or fewer wrong spans have the curve of all labels."""


def fit(trials: Trials) -> tuple[float, float]:
    """Slope and offset of the log-odds."""
    odds = np.array([[log_odds(score)] for score in trials[:, 0]])
    curve = LogisticRegression(C=1.0).fit(odds, trials[:, 1])
    return round(float(curve.coef_[0, 0]), 3), round(float(curve.intercept_[0]), 3)


def fit_labels(trials: dict[str, Trials]) -> dict[str, tuple[float, float]]:
    """A curve for each label."""
    shared = fit(np.concatenate(list(trials.values())))
    return {
        label: fit(some) if min(some[:, 1].sum(), (1 - some[:, 1]).sum()) >= LEAST else shared
        for label, some in trials.items()
    }


def cross_validated(trials: dict[str, Trials], folds: int = 5) -> dict[str, npt.NDArray[np.float64]]:
    """Calibrated scores by label, each by the curves of the other folds."""
    found = {label: some[:, 0].copy() for label, some in trials.items()}
    for fold in range(folds):
        others = {label: some[some[:, 2] % folds != fold] for label, some in trials.items()}
        curves = fit_labels({label: some for label, some in others.items() if len(some)})
        for label, some in trials.items():
            for at in np.flatnonzero(some[:, 2] % folds == fold) if label in curves else ():
                found[label][at] = calibrated(some[at, 0], *curves[label])
    return found


def print_errors(trials: dict[str, Trials]) -> None:
    """Print the errors by label, before and after."""
    after = cross_validated(trials)
    rows: Sequence[tuple[str, Trials, npt.NDArray[np.float64]]] = [
        ("all", np.concatenate(list(trials.values())), np.concatenate(list(after.values()))),
        *((label, some, after[label]) for label, some in trials.items()),
    ]
    for label, some, scores in rows:
        before, then = (calibration_error(list(zip(given, some[:, 1], strict=True))) for given in (some[:, 0], scores))
        print(f"{label:13} {len(some):4} {before:.3f} -> {then:.3f}")


def main() -> None:
    """Fit, write and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/")
    parser.add_argument("--model", type=Path, required=True, help="model folder")
    options = parser.parse_args()
    path = options.model / "weights" / "calibration.json"
    path.write_text("{}\n", encoding="utf-8")
    dev = read_gold(options.data)[1]
    found = import_module(options.model.name).load_model().find_entities([document.text for document in dev])
    rows: dict[str, list[tuple[float, bool, int]]] = {}
    for number, (document, entities) in enumerate(zip(dev, found, strict=True)):
        gold = {(entity.start, entity.end, entity.label) for entity in document.entities}
        for entity in entities:
            right = (entity.start, entity.end, entity.label) in gold
            rows.setdefault(entity.label, []).append((entity.score, right, number))
    trials = {label: np.array(rows[label], np.float64) for label in LABELS if label in rows}
    print_errors(trials)
    path.write_text(json.dumps(fit_labels(trials)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
