"""Where sentences begin inside a Thai line: the gaps that the model accepts, from left to right."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import log

from songphasa.sentences.features import describe, see
from songphasa.sentences.gaps import read_words


def find_thai_starts(line: str, threshold: float, weights: Mapping[str, float]) -> list[int]:
    """Offsets of the first character of each sentence but the first.

    Args:
        line: a text without line breaks.
        threshold: the probability from which a gap ends a sentence, in (0, 1).
        weights: of the model, by feature name.
    """
    words = read_words(line)
    if not words.gaps:
        return []
    seen, weight, first, starts = see(words), weights.get, 0, []
    least = log(threshold / (1 - threshold))
    for gap in words.gaps:
        if sum([weight(name, 0.0) for name in describe(words, seen, gap, first)]) >= least:
            first = gap + 1
            starts.append(words.starts[first])
    return starts


@cache
def load_weights() -> dict[str, float]:
    """Weights of a logistic regression by feature name, made by `models/training/sentences.py`."""
    weights: dict[str, float] = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    return weights
