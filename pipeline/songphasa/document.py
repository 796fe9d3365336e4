"""The one value that flows through everything: a document and its layers, all frozen.

Spans are half-open code-point ranges `[start, end)` into the document's unchanged text; a layer is a tuple of spans
sorted by `(start, end)`; `document[span]` is what the span says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Any, Literal

from songphasa.errors import BadAnnotation

Kind = Literal["latin", "thai_dotted", "thai_spelled", "title"]
Scope = Literal["document", "run", "lexicon", "unknown"]

LABELS = (
    "DATE",
    "EMAIL",
    "EVENT",
    "LAW",
    "LEN",
    "LOCATION",
    "MONEY",
    "ORGANIZATION",
    "PERCENT",
    "PERSON",
    "PHONE",
    "TIME",
    "URL",
    "ZIP",
)
"""Entity labels, in the order of the dataset's ClassLabel. `annotations/gold/GUIDELINES.md` says what each is."""


class Layer(StrEnum):
    """The layers of a document; each is the name of a `Document` field and of a dataset column."""

    SENTENCES = "sentences"
    ENTITIES = "entities"
    ACRONYMS = "acronyms"
    TRANSLATIONS = "translations"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points into a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence.

    Attributes:
        lang: `th`, `en`, `mixed`, or `und` where no letter tells.
        paragraph: the number of its paragraph in the document, counted from 0. A paragraph is a line that says
            something, or several lines of wrapped text.
        duplicate_of: the index in the layer of the first sentence with the same text, None where this is the first.
    """

    lang: str = "und"
    paragraph: int = 0
    duplicate_of: int | None = None


@dataclass(frozen=True, slots=True)
class Entity(Span):
    """A named entity.

    Attributes:
        label: one of `LABELS`.
        score: in [0, 1].
        source: the model, rule or person that found it.
        value: what it says in a form that machines read (a date as ISO 8601 or EDTF), None where unknown.
        anchor: the ISO date that a relative word (วันนี้) was counted from, None where the value needed none.
        cluster: the number of what it names: mentions of one thing in a document share it, None where nobody looked.
        name_th: the Thai name of that thing, at its fullest in the document or a lexicon.
        name_en: its English name.
    """

    label: str
    score: float = 1.0
    source: str = ""
    value: str | None = None
    anchor: str | None = None
    cluster: int | None = None
    name_th: str | None = None
    name_en: str | None = None


@dataclass(frozen=True, slots=True)
class Acronym(Span):
    """A mention of a short form (AMCC, สกมช., ดีอีเอส) with its long forms.

    `scope` says where the long forms come from; `definition_start` and `definition_end` are the span of the long form
    where this document defines it, else None.
    """

    kind: Kind
    long_th: str | None = None
    long_en: str | None = None
    scope: Scope = "unknown"
    definition_start: int | None = None
    definition_end: int | None = None
    score: float = 1.0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Term(Span):
    """What has one right translation: `[start, end)` is `target` there; `origin` says who says so."""

    target: str
    origin: str


@dataclass(frozen=True, slots=True)
class Projected:
    """An entity of a sentence in its translation.

    Attributes:
        start, end: where it stands in the translation's text; None where that is not known.
        label: the entity's label.
        score: how sure the place is, in [0, 1]; None without one.
        entity: the index of the entity in the document's layer.
    """

    start: int | None
    end: int | None
    label: str
    score: float | None
    entity: int


@dataclass(frozen=True, slots=True)
class Translation(Span):
    """The translation of the sentence at `[start, end)`.

    Attributes:
        lang: the language translated into.
        text: None where the engine gave none.
        score: the engine's, in [0, 1]; None where it has none.
        engine: what translated: the name of an engine, or of a person.
        model: the engine's model; empty without one.
        flags: what speaks against it, and what was done otherwise; see `docs/translation.md`.
        terms: the terms that it was to use, by offsets into the document.
        entities: the entities of the sentence in its text.
    """

    lang: str
    text: str | None = None
    score: float | None = None
    engine: str = ""
    model: str = ""
    flags: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    entities: tuple[Projected, ...] = ()


SPAN_OF_LAYER: Mapping[Layer, type[Span]] = {
    Layer.SENTENCES: Sentence,
    Layer.ENTITIES: Entity,
    Layer.ACRONYMS: Acronym,
    Layer.TRANSLATIONS: Translation,
}


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its layers.

    Attributes:
        id: unique within a run.
        text: exactly what was read; it never changes.
        lang: ISO 639-1 code of the language that most letters are of, `th` or `en`; `und` without letters.
        source: where the text was read, as the user named it.
        metadata: a JSON object, the other fields of the input record.
    """

    id: str
    text: str
    lang: str = "und"
    source: str = ""
    metadata: str = "{}"
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    translations: tuple[Translation, ...] = ()

    def __getitem__(self, span: Span) -> str:
        """What the span says."""
        return self.text[span.start : span.end]

    def layer(self, layer: Layer) -> tuple[Span, ...]:
        """The spans of one layer."""
        spans: tuple[Span, ...] = getattr(self, layer.value)
        return spans

    def with_layer(self, layer: Layer, spans: Iterable[Span]) -> Document:
        """A copy with one layer replaced by the spans, sorted.

        Raises:
            BadAnnotation: a span is of another layer's class, empty, out of range, padded with white space, of an
                unknown label, or, unless it is a sentence or its translation, across a line break; spans overlap that
                are not acronyms; or a sentence is a duplicate of one that does not come before it.
        """
        ordered = tuple(sorted(spans, key=lambda span: (span.start, span.end)))
        for place, span in enumerate(ordered):
            self._check(layer, span)
            first = span.duplicate_of if isinstance(span, Sentence) else None
            if first is not None and not 0 <= first < place:
                raise BadAnnotation(f"{layer}: {span} is number {place} and no duplicate of number {first}")
        if layer is not Layer.ACRONYMS:
            for left, right in pairwise(ordered):
                if right.start < left.end:
                    raise BadAnnotation(f"{layer}: {left} and {right} overlap")
        changed: dict[str, Any] = {layer.value: ordered}
        return replace(self, **changed)

    def to_html(self) -> str:
        """The text with its entities and acronyms marked, as HTML that needs nothing else; notebooks show it."""
        from songphasa.inspection.notebook import to_html

        return to_html(self)

    _repr_html_ = to_html

    def _check(self, layer: Layer, span: Span) -> None:
        if not isinstance(span, SPAN_OF_LAYER[layer]):
            raise BadAnnotation(f"{layer}: {span} is no {SPAN_OF_LAYER[layer].__name__}")
        if not 0 <= span.start < span.end <= len(self.text):
            raise BadAnnotation(f"{layer}: {span} is empty or outside a text of {len(self.text)} characters")
        said = self[span]
        if said != said.strip():
            raise BadAnnotation(f"{layer}: {span} begins or ends with white space: {said!r}")
        if "\n" in said and layer not in (Layer.SENTENCES, Layer.TRANSLATIONS):
            raise BadAnnotation(f"{layer}: {span} crosses a line break: {said!r}")
        if isinstance(span, Entity) and span.label not in LABELS:
            raise BadAnnotation(f"{layer}: unknown label {span.label!r}; there are {', '.join(LABELS)}")
