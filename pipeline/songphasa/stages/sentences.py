"""The stage that fills `sentences`: spans of sentences with their language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from songphasa.document import Document, Layer, Sentence
from songphasa.errors import BadConfig
from songphasa.sentences.engines import PYTHAINLP_ENGINES, find_engine_starts
from songphasa.sentences.lines import FindStarts, find_line_starts, split_sentences
from songphasa.sentences.thai import load_weights
from songphasa.text.scripts import sentence_lang

ENGINES = ("songphasa", *PYTHAINLP_ENGINES)
THRESHOLD = 0.3
"""Where precision and recall on held-out releases balance; `python -m training.sentences` prints the curve."""


class Sentences:
    """Splits texts into sentences; a line break always ends one."""

    requires: ClassVar[frozenset[Layer]] = frozenset()
    provides: ClassVar[frozenset[Layer]] = frozenset({Layer.SENTENCES})

    def __init__(self, *, engine: str = "songphasa", threshold: float = THRESHOLD) -> None:
        """Choose the splitter.

        Args:
            engine: one of `ENGINES`; all but `songphasa` are PyThaiNLP's.
            threshold: what white space inside a Thai line has to score, in (0, 1); a higher one splits less.

        Raises:
            BadConfig: an unknown engine, or a threshold out of range.
            MissingModel: the engine needs a package that is not installed.
        """
        if engine not in ENGINES:
            raise BadConfig(f"sentences: unknown engine {engine!r}; choose one of {', '.join(ENGINES)}")
        if not 0 < threshold < 1:
            raise BadConfig(f"sentences: threshold {threshold} is not between 0 and 1")
        self._find_starts: FindStarts = (
            partial(find_line_starts, threshold=threshold, weights=load_weights())
            if engine == "songphasa"
            else find_engine_starts(engine)
        )

    def annotate(self, documents: Sequence[Document]) -> list[Document]:
        """The same documents with their sentences."""
        return [self._annotate(document) for document in documents]

    def _annotate(self, document: Document) -> Document:
        spans = split_sentences(document.text, self._find_starts)
        sentences = [Sentence(start, end, sentence_lang(document.text[start:end])) for start, end in spans]
        return document.with_layer(Layer.SENTENCES, sentences)
