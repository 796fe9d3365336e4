"""Where sentences begin inside Thai lines: the gaps that the model accepts."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from songphasa.sentences.features import Line
from songphasa.sentences.network import GapModel

THRESHOLD = 0.3
"""Where precision and recall balance on held-out releases; `python -m training.sentences` prints the curve."""

RUNNING_THRESHOLD = 0.02
"""The best on ThaiNER's running news, where three times as many gaps end a sentence."""

RUNNING = 800
"""Mean characters of a line from which a text is running text: what has line breaks ends sentences by them."""


def find_thai_starts(text: str, lines: Sequence[Line], model: GapModel, threshold: float | None = None) -> list[int]:
    """Offsets in the text where a sentence begins inside one of the lines.

    Args:
        text: the text.
        lines: its Thai lines.
        model: scores the gaps.
        threshold: the probability from which a gap ends a sentence, in (0, 1); None for what suits the lengths of
            the lines.
    """
    if threshold is None:
        threshold = choose_threshold(lines)
    starts, scores = model.score(text, lines)
    accepted: list[int] = starts[scores >= log(threshold / (1 - threshold))].tolist()
    return accepted


def choose_threshold(lines: Sequence[Line]) -> float:
    """`RUNNING_THRESHOLD` for lines of more than `RUNNING` characters on average, else `THRESHOLD`."""
    characters = sum(end - start for start, end, _ in lines)
    return RUNNING_THRESHOLD if characters > RUNNING * len(lines) else THRESHOLD
