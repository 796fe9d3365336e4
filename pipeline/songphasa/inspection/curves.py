"""Precision and recall by least score as a table for the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Table

from songphasa.inspection.terminal import make_table
from songphasa.thresholds import THRESHOLDS, Curve


def render_curves(curves: Mapping[str, Curve]) -> Table:
    """A row a label: precision/recall in hundredths at each least score, and the expected calibration error."""
    table = make_table("least score", *(f"{threshold:g}" for threshold in THRESHOLDS), "error")
    for label, curve in curves.items():
        cells = [f"{score.precision * 100:.0f}/{score.recall * 100:.0f}" for score in curve.scores]
        table.add_row(label, *cells, f"{curve.error:.3f}")
    return table
