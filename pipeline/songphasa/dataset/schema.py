"""The columns of the dataset, and documents as its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from functools import cache
from typing import TYPE_CHECKING, Any

from songphasa.document import LABELS, SPAN_OF_LAYER, Document, Layer, Projected, Span, Term

if TYPE_CHECKING:
    from datasets import Features

Row = dict[str, Any]

TAGS = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI"))
"""IOB2 tags of the `tokens` configuration, in the order of its ClassLabel."""

TAG_NUMBER = {tag: number for number, tag in enumerate(TAGS)}

_SAYS_ITS_TEXT = (Layer.ENTITIES, Layer.ACRONYMS)


@cache
def document_features() -> Features:
    """Features of the `default` configuration: one row a document."""
    from datasets import ClassLabel, Features, List, Value

    string, offset, score = Value("string"), Value("int32"), Value("float64")
    label = ClassLabel(names=list(LABELS))
    span = {"start": offset, "end": offset}
    definition = {"definition_start": offset, "definition_end": offset}
    by = {"score": score, "source": string}
    meaning = {"value": string, "anchor": string, "cluster": offset, "name_th": string, "name_en": string}
    long_forms = {"kind": string, "long_th": string, "long_en": string, "scope": string}
    return Features(
        {
            "id": string,
            "text": string,
            "lang": string,
            "source": string,
            "metadata": string,
            "sentences": List({**span, "lang": string, "paragraph": offset, "duplicate_of": offset}),
            "entities": List({**span, "label": label, "text": string, **by, **meaning}),
            "acronyms": List({**span, "text": string, **long_forms, **definition, **by}),
            "translations": List(
                {
                    **span,
                    **{"lang": string, "text": string, "score": score},
                    **{"engine": string, "model": string},
                    "flags": List(string),
                    "terms": List({**span, "text": string, "target": string, "origin": string}),
                    "entities": List({**span, "label": label, "score": score, "entity": offset}),
                }
            ),
        }
    )


@cache
def token_features() -> Features:
    """Features of the `tokens` configuration: one row a sentence, as token classification expects it.

    `duplicate` tells a sentence that repeats an earlier one of its document, as headlines do; training may drop it.
    """
    from datasets import ClassLabel, Features, List, Value

    string = Value("string")
    tags = List(ClassLabel(names=list(TAGS)))
    names = {"id": string, "document_id": string}
    return Features({**names, "tokens": List(string), "ner_tags": tags, "duplicate": Value("bool")})


@cache
def glossary_features() -> Features:
    """Features of the `glossary` configuration: one row a short form in one reading."""
    from datasets import Features, Value

    text = ("short", "kind", "long_th", "long_en")
    counts = {name: Value("int64") for name in ("documents", "mentions")}
    return Features({**{name: Value("string") for name in text}, **counts, "example": Value("string")})


def to_row(document: Document) -> Row:
    """A document as a row of the dataset; entity labels as ClassLabel numbers, as the files hold them."""
    row: Row = {name: getattr(document, name) for name in ("id", "text", "lang", "source", "metadata")}
    for layer in Layer:
        names = _field_names(layer)
        spans = [{name: getattr(span, name) for name in names} for span in document.layer(layer)]
        if layer in _SAYS_ITS_TEXT:
            spans = [{**span, "text": document.text[span["start"] : span["end"]]} for span in spans]
        if layer is Layer.ENTITIES:
            spans = [{**span, "label": LABELS.index(span["label"])} for span in spans]
        if layer is Layer.TRANSLATIONS:
            spans = [{**span, **_parts(document, span)} for span in spans]
        row[layer.value] = spans
    return row


def from_row(row: Mapping[str, Any]) -> Document:
    """The document that a row says; entity labels may be names or ClassLabel numbers, layers may be missing.

    Raises:
        BadAnnotation: a span breaks the contract of the data model.
    """
    plain = ("lang", "source", "metadata")
    document = Document(row["id"], row["text"], **{name: row[name] for name in plain if row.get(name) is not None})
    for layer in Layer:
        document = document.with_layer(layer, _spans(layer, row.get(layer.value) or ()))
    return document


def _parts(document: Document, translation: Mapping[str, Any]) -> Row:
    """The lists of a translation as plain values, terms with what they say."""
    return {
        "flags": list(translation["flags"]),
        "terms": [{**asdict(term), "text": document[term]} for term in translation["terms"]],
        "entities": [{**asdict(one), "label": LABELS.index(one.label)} for one in translation["entities"]],
    }


@cache
def _field_names(layer: Layer) -> tuple[str, ...]:
    return tuple(field.name for field in fields(SPAN_OF_LAYER[layer]))


def _spans(layer: Layer, values: Iterable[Mapping[str, Any]]) -> list[Span]:
    spans: Any = SPAN_OF_LAYER[layer]
    known = frozenset(_field_names(layer))
    return [spans(**{key: _value(key, value[key]) for key in value if key in known}) for value in values]


def _value(key: str, value: Any) -> Any:  # noqa: ANN401
    if key == "flags":
        return tuple(value)
    if key in _PARTS:
        return tuple(_part(_PARTS[key], one) for one in value)
    return LABELS[value] if key == "label" and isinstance(value, int) else value


_PARTS: Mapping[str, type[Term | Projected]] = {"terms": Term, "entities": Projected}
"""The classes of what a translation has lists of."""


def _part(kind: Any, value: Mapping[str, Any]) -> Term | Projected:  # noqa: ANN401
    part: Term | Projected = kind(**{field.name: _value(field.name, value[field.name]) for field in fields(kind)})
    return part
