"""songphasa's stages as spaCy components, and its words as a spaCy tokenizer, declared by entry points.

    nlp = spacy.blank("th", config={"nlp": {"tokenizer": {"@tokenizers": "songphasa.words"}}})
    for name in ("songphasa_sentences", "songphasa_entities", "songphasa_acronyms"):
        nlp.add_pipe(name)

A `Doc` is a working copy: `doc._.songphasa` holds the exact spans as a row of the dataset, in plain values that
survive pickling, `DocBin` and `n_process`. Sentence starts, `doc.ents` and `doc.spans["acronyms"]` are derived from it,
widened to token edges where the tokenizer's edges differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, filter_spans, registry
from spacy.vocab import Vocab

from songphasa.dataset.schema import from_row, to_row
from songphasa.document import Document
from songphasa.errors import RejectDocument
from songphasa.pipeline import Pipeline
from songphasa.registry import find_stage
from songphasa.rejection import Rejection
from songphasa.text.scripts import document_lang
from songphasa.text.tokens import split_tokens

ACRONYMS = "acronyms"
"""Span group of the mentions of short forms; `span._.long_th` and `span._.long_en` are their long forms."""

if not Doc.has_extension("songphasa"):
    Doc.set_extension("songphasa", default=None)
    Span.set_extension("long_th", getter=lambda span: _said(span, "long_th"))
    Span.set_extension("long_en", getter=lambda span: _said(span, "long_en"))


class StageComponent:
    """One stage of songphasa on spaCy docs; it is loaded when it is first needed, so that it can be pickled."""

    def __init__(self, stage: str, options: Mapping[str, Any]) -> None:
        """Remember which stage it is, and its options."""
        self.stage = stage
        self.options = dict(options)
        self._loaded: Pipeline | None = None

    def __reduce__(self) -> tuple[type[StageComponent], tuple[str, dict[str, Any]]]:
        """A worker loads its own."""
        return type(self), (self.stage, self.options)

    def __call__(self, doc: Doc) -> Doc:
        """The doc with the stage's layers.

        Raises:
            RejectDocument: the stage cannot annotate it.
        """
        return next(self.pipe([doc], batch_size=1))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 16) -> Iterator[Doc]:
        """The docs with the stage's layers, in order.

        Raises:
            RejectDocument: the stage cannot annotate one of them.
        """
        remaining = iter(stream)
        while docs := list(islice(remaining, batch_size)):
            for doc, outcome in zip(docs, self._pipeline().annotate(map(read_doc, docs)), strict=True):
                if isinstance(outcome, Rejection):
                    raise RejectDocument(f"{outcome.stage}: {outcome.exception}: {outcome.message}")
                write_doc(doc, outcome)
                yield doc

    def _pipeline(self) -> Pipeline:
        if self._loaded is None:
            self._loaded = Pipeline(((self.stage, find_stage(self.stage)(**self.options)),))
        return self._loaded


@Language.factory("songphasa_sentences", assigns=["token.is_sent_start"], default_config={"options": {}})
def make_sentences(nlp: Language, name: str, options: dict[str, Any]) -> StageComponent:  # noqa: ARG001
    """The stage `sentences`."""
    return StageComponent("sentences", options)


@Language.factory("songphasa_entities", assigns=["doc.ents"], default_config={"options": {}})
def make_entities(nlp: Language, name: str, options: dict[str, Any]) -> StageComponent:  # noqa: ARG001
    """The stage `entities`."""
    return StageComponent("entities", options)


@Language.factory("songphasa_acronyms", assigns=["doc.spans"], default_config={"options": {}})
def make_acronyms(nlp: Language, name: str, options: dict[str, Any]) -> StageComponent:  # noqa: ARG001
    """The stage `acronyms`."""
    return StageComponent("acronyms", options)


@registry.tokenizers("songphasa.words")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], WordTokenizer]:
    """Words of `songphasa.text.tokens`; a space behind a word is its `whitespace_`, as in spaCy's own tokenizers."""
    return lambda nlp: WordTokenizer(nlp.vocab)


class WordTokenizer(DummyTokenizer):
    """Splits a text into the words that all other layers stand on."""

    def __init__(self, vocab: Vocab) -> None:
        """Take the vocabulary that docs share."""
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A doc whose text is the text."""
        words: list[str] = []
        spaces: list[bool] = []
        for start, end in split_tokens(text):
            word = text[start:end]
            if words and word.startswith(" ") and not spaces[-1] and not words[-1].isspace():
                spaces[-1], word = True, word[1:]
            if word:
                words.append(word)
                spaces.append(False)
        return Doc(self.vocab, words, spaces)


def read_doc(doc: Doc) -> Document:
    """The document that a doc is a working copy of."""
    if doc._.songphasa is not None:
        return from_row(doc._.songphasa)
    return Document("doc", doc.text, document_lang(doc.text))


def write_doc(doc: Doc, document: Document) -> None:
    """Keep the document's row in the doc, and derive sentence starts, entities and acronyms from it."""
    doc._.songphasa = to_row(document)
    if document.sentences:
        starts = {_expanded(doc, sentence.start, sentence.end, "").start for sentence in document.sentences}
        for token in doc:
            token.is_sent_start = token.i in starts or token.i == 0
    doc.ents = filter_spans([_expanded(doc, one.start, one.end, one.label) for one in document.entities])
    doc.spans[ACRONYMS] = [_expanded(doc, one.start, one.end, one.kind) for one in document.acronyms]


def _expanded(doc: Doc, start: int, end: int, label: str) -> Span:
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    return cast("Span", span)  # None only for spans outside the text


def _said(span: Span, column: str) -> str | None:
    """What the first mention of a short form inside a span says in a column."""
    row = span.doc._.songphasa or {"acronyms": ()}
    inside = (one for one in row["acronyms"] if span.start_char <= one["start"] and one["end"] <= span.end_char)
    return next((one[column] for one in inside), None)
