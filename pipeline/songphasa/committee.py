"""Two taggers that err apart, one over pieces and one over words: the mean of what they think of each word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from songphasa.calibration import Curves, calibrate
from songphasa.document import Entity
from songphasa.piece_tagger import PieceTagger
from songphasa.pieces import Integers
from songphasa.tagger import LINE_START, Floats, Tagger, find_spans, read_words


class Committee:
    """An encoder and a quick network, for one thread at a time; `find_entities` is what it is for."""

    def __init__(self, name: str, encoder: PieceTagger, quick: Tagger, curves: Curves | None = None) -> None:
        """Take two taggers with the same labels.

        Args:
            name: `source` of the entities.
            encoder: the one over pieces.
            quick: the one over words, whose words are used.
            curves: what makes the scores of spans probabilities, by label.
        """
        self.name = name
        self._encoder, self._quick = encoder, quick
        self._curves = curves or {}

    def find_entities(self, texts: Sequence[str]) -> list[list[Entity]]:
        """For each text its entities: sorted, apart, within a line, no white space at the ends.

        Scores are probabilities, rounded to four places.
        """
        return [self._find(text) for text in texts]

    def _find(self, text: str) -> list[Entity]:
        spans, places = read_words(text)
        if not len(spans):
            return []
        pieces, scores = self._encoder.score_pieces(text)
        quick = self._quick.score_words([text[start:end] for start, end in spans.tolist()], places)
        shares = (of_words(spans, pieces, np.exp(scores)) + np.exp(quick)) / 2
        found = find_spans(spans, np.log(shares + 1e-9), places == LINE_START, self._quick.labels, self.name)
        return calibrate(found, self._curves)


def of_words(words: Integers, pieces: Integers, shares: Floats) -> Floats:
    """Probabilities of one splitting of a text for another, by the piece in which each word begins.

    Args:
        words: [n, 2] spans.
        pieces: [m, 2] spans.
        shares: [m, tags] probabilities of the pieces.

    Returns:
        [n, tags]; where a word begins inside the piece of the word before, a begin there is an inside here.
    """
    at = np.minimum(np.searchsorted(pieces[:, 1], words[:, 0], side="right"), len(pieces) - 1)
    found = shares[at].copy()
    again = np.flatnonzero(np.diff(at, prepend=-1) == 0)
    found[again, 2::2] += found[again, 1::2]
    found[again, 1::2] = 0
    return found
