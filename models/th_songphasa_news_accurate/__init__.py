"""Named entities in Thai and English government news, the accurate tier: a model package; `load` is all it offers."""

from __future__ import annotations

from pathlib import Path

import th_songphasa_news
from songphasa.calibration import read_curves
from songphasa.committee import Committee
from songphasa.piece_tagger import PieceTagger


def load() -> Committee:
    """The encoder and the network of `th_songphasa_news` together, their weights read anew.

    Raises:
        OSError: the weights are not beside this file.
    """
    folder = Path(__file__).parent
    encoder = PieceTagger.from_folder(folder)
    return Committee(encoder.name, encoder, th_songphasa_news.load(), read_curves(folder))
