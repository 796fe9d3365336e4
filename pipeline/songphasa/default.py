"""What needs no ceremony: one text through the default pipeline, and a pipeline of spaCy."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from songphasa.config import Config
from songphasa.document import Document
from songphasa.errors import RejectDocument
from songphasa.pipeline import Pipeline
from songphasa.rejection import Rejection
from songphasa.text.scripts import document_lang

if TYPE_CHECKING:
    from spacy.language import Language


def annotate(text: str) -> Document:
    """A text as a document with the layers of the default pipeline, which the first call loads and later calls share.

    Spans are half-open ranges of code points into `document.text`, which is the text unchanged.

    Raises:
        RejectDocument: a stage cannot annotate it.
        StopRun: the default pipeline cannot be loaded.
    """
    [result] = _pipeline().annotate([Document("text", text, document_lang(text))])
    if isinstance(result, Rejection):
        raise RejectDocument(f"{result.stage}: {result.exception}: {result.message}")
    return result


_pipeline = cache(Pipeline.from_config)


def spacy_pipeline(config: Config | str | Path | None = None) -> Language:
    """A pipeline of spaCy with our words, and the stages of a configuration or a TOML file (without one, the default).

    Raises:
        BadConfig: the configuration cannot work.
    """
    from songphasa.spacy_bridge import make_pipeline

    return make_pipeline(config)
