"""Named entities in Thai and English government news, the accurate tier: a model package, also a pipeline of spaCy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import th_songphasa_news
from songphasa.calibration import read_curves
from songphasa.committee import Committee
from songphasa.piece_tagger import PieceTagger

if TYPE_CHECKING:
    from spacy.language import Language


def load_model() -> Committee:
    """The encoder and the network of `th_songphasa_news` together, their weights read anew.

    Raises:
        OSError: the weights are not beside this file.
    """
    folder = Path(__file__).parent
    encoder = PieceTagger.from_folder(folder)
    return Committee(encoder.name, encoder, th_songphasa_news.load_model(), read_curves(folder))


def load(**chosen: Any) -> Language:  # noqa: ANN401
    """The default pipeline for spaCy with the entities of this model; `spacy.load` calls it.

    Args:
        chosen: see `songphasa.spacy_bridge.load_package`.
    """
    from songphasa.spacy_bridge import load_package

    return load_package(__name__, **chosen)
