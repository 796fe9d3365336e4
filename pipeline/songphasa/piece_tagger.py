"""Entities by a transformer encoder over subword pieces, with whole-number weights, run by onnxruntime.

Slower and more exact than `songphasa.tagger`. Windows are computed one by one, so that what is found in one document
cannot depend on the others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from songphasa.document import Entity
from songphasa.onnx_network import load_network
from songphasa.pieces import Integers, line_starts, split_windows
from songphasa.tagger import find_spans

Floats = npt.NDArray[np.float32]

Network = Callable[[Mapping[str, npt.NDArray[np.generic]]], Floats]
"""`ids` [1, n] of the pieces of a window to [1, n, tags] log-probabilities."""

_GLUED = "\"'“”‘’«»()[]{},;:"
"""What a piece may hold besides the edge of a name."""


class PieceTagger:
    """A trained encoder, for one thread at a time; `find_entities` is what it is for."""

    def __init__(self, name: str, labels: Sequence[str], tokenizer: Tokenizer, network: Network) -> None:
        """Take what training has made.

        Args:
            name: `source` of the entities.
            labels: names of the labels, in the order of the tags.
            tokenizer: splits texts into pieces.
            network: the pieces of a window to scores of their tags.
        """
        self.name = name
        self.labels = tuple(labels)
        self._tokenizer = tokenizer
        self._network = network

    @classmethod
    def from_folder(cls, folder: Path) -> PieceTagger:
        """Read `meta.json` and, in `weights`, `tokenizer.json` and `network.onnx`.

        Raises:
            OSError: one of them is not there.
        """
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_str((folder / "weights" / "tokenizer.json").read_text(encoding="utf-8"))
        network = load_network(folder / "weights" / "network.onnx")
        return cls(meta["name"], meta["labels"], tokenizer, network)

    def find_entities(self, texts: Sequence[str]) -> list[list[Entity]]:
        """For each text its entities: sorted, apart, within a line, no white space at the ends.

        Scores are probabilities, rounded to four places.
        """
        return [self._find(text) for text in texts]

    def _find(self, text: str) -> list[Entity]:
        spans, scores = self.score_pieces(text)
        found = find_spans(spans, scores, line_starts(text, spans), self.labels, self.name)
        return [unglued(text, entity) for entity in found]

    def score_pieces(self, text: str) -> tuple[Integers, Floats]:
        """[n, 2] spans of the pieces of a text and [n, tags] log-probabilities of their tags."""
        windows = split_windows(self._tokenizer, text)
        scores = [self._network({"ids": window.ids[None]})[0][window.said] for window in windows]
        return np.concatenate([window.spans[window.said] for window in windows]), np.concatenate(scores)


def unglued(text: str, entity: Entity) -> Entity:
    """The entity without quotes, brackets and commas at its edges, brackets in pairs kept."""
    start, end = entity.start, entity.end
    while start < end - 1 and text[start] in _GLUED:
        start += 1
    while start < end - 1 and text[end - 1] in _GLUED and not (text[end - 1] in ")]" and "(" in text[start:end]):
        end -= 1
    return replace(entity, start=start, end=end)
