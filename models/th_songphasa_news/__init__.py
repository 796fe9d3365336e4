"""Named entities in Thai and English government news: a model package; `load` is all it offers."""

from __future__ import annotations

from pathlib import Path

from songphasa.tagger import Tagger


def load() -> Tagger:
    """The tagger, its weights read anew.

    Raises:
        OSError: the weights are not beside this file.
    """
    return Tagger.from_folder(Path(__file__).parent)
