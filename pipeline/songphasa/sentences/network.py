"""The model that scores gaps: a table of crossed facts, and a small network over the words on both sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file

from songphasa.sentences.features import NEAR, Floats, Gaps, Integers, Line, see_gaps

_CHUNK = 4096
"""Gaps that are computed together, for bounded memory."""

_PLACES = np.array([*range(-NEAR, 0), *range(1, NEAR + 1)])


class GapModel:
    """A trained model; `models/training/sentences.py` makes it."""

    def __init__(self, words: Sequence[str], tensors: Mapping[str, Floats]) -> None:
        """Take what training has made.

        Args:
            words: the vocabulary, numbered from 2 on.
            tensors: `table` [`ROWS`] of logits; `vectors` [2 + words, d], `hidden` [20 d + `LENGTHS`, h],
                `hidden_bias` [h], `out` [h] and `bias` [1] of the network.
        """
        self.vocabulary = {word: number for number, word in enumerate(words, 2)}
        self._table, self._vectors, self._hidden, self._hidden_bias, self._out, self._bias = (
            tensors[name].astype(np.float32) for name in ("table", "vectors", "hidden", "hidden_bias", "out", "bias")
        )

    @classmethod
    def shipped(cls) -> Self:
        """The model that comes with the package."""
        return cls.from_folder(Path(__file__).parent)

    @classmethod
    def from_folder(cls, folder: Path) -> Self:
        """Read `words.txt` and `weights.safetensors`.

        Raises:
            OSError: one of them is not there.
        """
        words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")
        return cls(words, load_file(folder / "weights.safetensors"))

    def score(self, text: str, lines: Sequence[Line]) -> tuple[Integers, Floats]:
        """Where sentences may begin inside the lines, [gaps] offsets in the text, and [gaps] logits that they do."""
        gaps = see_gaps(text, lines, self.vocabulary)
        table = self._table[gaps.crossed].sum(1)
        return gaps.starts, table + self._network(gaps)

    def _network(self, gaps: Gaps) -> Floats:
        vectors = self._vectors[gaps.words]
        sums = np.concatenate([np.zeros_like(vectors[:1]), vectors.cumsum(0, np.float64)])
        scores = [
            self._score(gaps, slice(start, start + _CHUNK), vectors, sums)
            for start in range(0, len(gaps.places), _CHUNK)
        ]
        return np.concatenate([np.zeros(0, np.float32), *scores])

    def _score(self, gaps: Gaps, chunk: slice, vectors: Floats, sums: npt.NDArray[np.float64]) -> Floats:
        places = gaps.places[chunk]
        near = vectors[places[:, None] + _PLACES].reshape(len(places), -1)
        means = [
            (sums[end] - sums[begin]) / np.maximum(end - begin, 1)[:, None] for begin, end in gaps.ranges[:, :, chunk]
        ]
        seen = np.concatenate([near, *means, gaps.lengths[chunk]], 1, dtype=np.float32, casting="same_kind")
        hidden = np.maximum(seen @ self._hidden + self._hidden_bias, 0)
        scores: Floats = hidden @ self._out + self._bias
        return scores


@cache
def shipped_model() -> GapModel:
    """The model that comes with the package, read once."""
    return GapModel.shipped()
