"""The stage that fills `sentences`: spans of sentences with their language and paragraph, repeated ones marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from songphasa.document import Document, Layer, Sentence
from songphasa.errors import BadConfig
from songphasa.sentences.engines import PYTHAINLP_ENGINES, find_engine_starts
from songphasa.sentences.lines import FindStarts, find_line_starts, split_paragraphs
from songphasa.sentences.network import shipped_model
from songphasa.text.scripts import sentence_lang

ENGINES = ("songphasa", *PYTHAINLP_ENGINES)


class Sentences:
    """Splits texts into sentences; a line break always ends one, unless lines are wrapped."""

    requires: ClassVar[frozenset[Layer]] = frozenset()
    provides: ClassVar[frozenset[Layer]] = frozenset({Layer.SENTENCES})

    def __init__(self, *, engine: str = "songphasa", threshold: float | None = None, rejoin: bool = True) -> None:
        """Choose the splitter.

        Args:
            engine: one of `ENGINES`; all but `songphasa` are PyThaiNLP's.
            threshold: what white space inside a Thai line has to score, in (0, 1); a higher one splits less. By default
                it is lower for text with few line breaks than for other text.
            rejoin: read lines that were wrapped at one width as the paragraphs that they were; other text has none.

        Raises:
            BadConfig: an unknown engine, or a threshold out of range.
            MissingModel: the engine needs a package that is not installed.
        """
        if engine not in ENGINES:
            raise BadConfig(f"sentences: unknown engine {engine!r}; choose one of {', '.join(ENGINES)}")
        if threshold is not None and not 0 < threshold < 1:
            raise BadConfig(f"sentences: threshold {threshold} is not between 0 and 1")
        self._rejoin = rejoin
        self._find_starts: FindStarts = (
            partial(find_line_starts, model=shipped_model(), threshold=threshold)
            if engine == "songphasa"
            else find_engine_starts(engine)
        )

    def annotate(self, documents: Sequence[Document]) -> list[Document]:
        """The same documents with their sentences."""
        return [self._annotate(document) for document in documents]

    def _annotate(self, document: Document) -> Document:
        paragraphs = split_paragraphs(document.text, self._find_starts, rejoin=self._rejoin)
        return document.with_layer(Layer.SENTENCES, _to_sentences(document.text, paragraphs))


def _to_sentences(text: str, paragraphs: Sequence[Sequence[tuple[int, int]]]) -> Iterator[Sentence]:
    first: dict[str, int] = {}
    spans = [(number, *span) for number, paragraph in enumerate(paragraphs) for span in paragraph]
    for place, (paragraph, start, end) in enumerate(spans):
        said = text[start:end]
        duplicate_of = first.setdefault(said, place)
        yield Sentence(start, end, sentence_lang(said), paragraph, duplicate_of if duplicate_of < place else None)
