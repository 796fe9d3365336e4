"""songphasa's stages as spaCy components, and its words as a spaCy tokenizer, declared by entry points.

    nlp = songphasa.spacy_pipeline()

or, component by component::

    nlp = spacy.blank("th", config={"nlp": {"tokenizer": {"@tokenizers": "songphasa.words"}}})
    for name in ("songphasa_sentences", "songphasa_entities", "songphasa_acronyms"):
        nlp.add_pipe(name)

A `Doc` is a working copy: `doc._.songphasa` holds the exact spans as a row of the dataset, in plain values that
survive pickling, `DocBin` and `n_process`. Sentence starts, `doc.ents` and `doc.spans["acronyms"]` are derived from it,
widened to token edges where the tokenizer's edges differ. What is known of an entity is found from its span:
`entity._.value`, `anchor`, `cluster`, `name_th` and `name_en`; of a short form, `long_th` and `long_en`.
"""

# No `from __future__ import annotations`: spaCy asks the annotations of factories for types, and takes no strings.
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, dict_to_dot, filter_spans, load_model_from_config, registry
from spacy.vocab import Vocab

from songphasa.config import Config
from songphasa.dataset.schema import from_row, to_row
from songphasa.document import LABELS, Document, Layer
from songphasa.errors import RejectDocument
from songphasa.models import model_meta
from songphasa.pipeline import Pipeline, check
from songphasa.registry import STAGES, find_stage, installed
from songphasa.rejection import Rejection
from songphasa.text.scripts import document_lang
from songphasa.text.tokens import split_tokens

ACRONYMS = "acronyms"
"""Span group of the mentions of short forms."""

if not Doc.has_extension("songphasa"):
    Doc.set_extension("songphasa", default=None)
    for field in ("value", "anchor", "cluster", "name_th", "name_en"):
        Span.set_extension(field, getter=partial(lambda name, span: _known(span, name), field))
    for field in ("long_th", "long_en"):
        Span.set_extension(field, getter=partial(lambda name, span: _said(span, name), field))


class StageComponent:
    """One stage of songphasa on spaCy docs; it is loaded when it is first needed, so that it can be pickled."""

    def __init__(self, stage: str, options: Mapping[str, Any]) -> None:
        """Remember which stage it is, and its options."""
        self.stage = stage
        self.options = dict(options)
        self._loaded: Pipeline | None = None

    def __reduce__(self) -> tuple[type["StageComponent"], tuple[str, dict[str, Any]]]:
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
                write_doc(doc, outcome, self._pipeline().stages[0][1].provides)
                yield doc

    def _pipeline(self) -> Pipeline:
        if self._loaded is None:
            self._loaded = Pipeline(((self.stage, find_stage(self.stage)(**self.options)),))
        return self._loaded


def _factory(stage: str) -> Callable[..., StageComponent]:
    """Declare the component `songphasa_<stage>`; its one option, `options`, goes to the stage."""

    def make_component(nlp: Language, name: str, options: dict[str, Any]) -> StageComponent:  # noqa: ARG001
        return StageComponent(stage, options)

    Language.factory(f"songphasa_{stage}", default_config={"options": {}}, func=make_component)
    return make_component


make = SimpleNamespace(**{stage: _factory(stage) for stage in installed(STAGES)})
"""Factories of all stages that are installed, by name; entry points of spaCy name them (`make.entities`)."""


def make_pipeline(config: Config | str | Path | None = None) -> Language:
    """A pipeline of spaCy with the words, and the stages of a configuration, by default the default one.

    Raises:
        BadConfig: see `songphasa.pipeline.check` and `Config.from_toml`.
    """
    config = Config.of(config)
    check(config)
    nlp = spacy.blank("th", config={"nlp": {"tokenizer": {"@tokenizers": "songphasa.words"}}})
    for stage in config.stages:
        nlp.add_pipe(f"songphasa_{stage}", config={"options": dict(config.options.get(stage, {}))})
    return nlp


def load_package(model: str, *, config: Mapping[str, Any] | None = None, **chosen: Any) -> Language:  # noqa: ANN401
    """The default pipeline with the entities of a model package: what `spacy.load` asks the package for.

    Args:
        model: name of the package.
        config: values in place of those of the pipeline's configuration, nested or in dot notation.
        chosen: `vocab`, `disable`, `enable` and `exclude`, as `spacy.load` takes them.

    Raises:
        MissingModel: no model package has this name.
    """
    meta = model_meta(model)
    said = {"version": meta["version"], "description": meta["description"], "license": meta["licence"]}
    nlp = make_pipeline(Config().with_option("entities", "model", model))
    overrides = dict_to_dot(dict(config or {}), for_overrides=True)
    overridden = nlp.config.copy().from_str(nlp.config.to_str(), overrides=overrides)
    return load_model_from_config(overridden, meta={"name": model.removeprefix("th_"), **said}, **chosen)


@registry.tokenizers("songphasa.words")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], "WordTokenizer"]:
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


def write_doc(doc: Doc, document: Document, layers: Collection[Layer] = tuple(Layer)) -> None:
    """Keep the document's row in the doc, and derive from it what spaCy knows of the layers.

    These are sentence starts, entities and the span group of acronyms.
    """
    doc._.songphasa = to_row(document)
    if Layer.SENTENCES in layers and document.sentences:
        starts = {_expanded(doc, sentence.start, sentence.end, "").start for sentence in document.sentences}
        # `token.is_sent_start = …` looks through the whole doc each time. 1: a sentence starts there, -1: none does.
        marks: Any = np.array([[1 if place in starts or place == 0 else -1] for place in range(len(doc))], np.int64)
        doc.from_array(["SENT_START"], marks.astype(np.uint64))
    if Layer.ENTITIES in layers:
        doc.ents = filter_spans([_expanded(doc, one.start, one.end, one.label) for one in document.entities])
    if Layer.ACRONYMS in layers:
        doc.spans[ACRONYMS] = [_expanded(doc, one.start, one.end, one.kind) for one in document.acronyms]


def _expanded(doc: Doc, start: int, end: int, label: str) -> Span:
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    return cast("Span", span)  # None only for spans outside the text


def _known(span: Span, column: str) -> Any:  # noqa: ANN401
    """What a column says of the entity that a span was derived from."""
    entities = _inside(span, Layer.ENTITIES)
    return next((one[column] for one in entities if LABELS[one["label"]] == span.label_), None)


def _said(span: Span, column: str) -> Any:  # noqa: ANN401
    """What a column says of the first mention of a short form inside a span."""
    return next((one[column] for one in _inside(span, Layer.ACRONYMS)), None)


def _inside(span: Span, layer: Layer) -> Iterator[Mapping[str, Any]]:
    row = span.doc._.songphasa or {layer.value: ()}
    return (one for one in row[layer.value] if span.start_char <= one["start"] and one["end"] <= span.end_char)
