"""Named entities in Thai and English government news: a model package, by itself and as a pipeline of spaCy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from songphasa.tagger import Tagger

if TYPE_CHECKING:
    from spacy.language import Language


def load_model() -> Tagger:
    """The tagger, its weights read anew.

    Raises:
        OSError: the weights are not beside this file.
    """
    return Tagger.from_folder(Path(__file__).parent)


def load(**chosen: Any) -> Language:  # noqa: ANN401
    """The default pipeline for spaCy with the entities of this model; `spacy.load` calls it.

    Args:
        chosen: see `songphasa.spacy_bridge.load_package`.
    """
    from songphasa.spacy_bridge import load_package

    return load_package(__name__, **chosen)
