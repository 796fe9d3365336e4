"""Named entities in Thai and English government news, the accurate tier: a model package; `load` is all it offers."""

from __future__ import annotations

import json
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
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return Committee(meta["name"], PieceTagger.from_folder(folder), th_songphasa_news.load(), read_curves(folder))
