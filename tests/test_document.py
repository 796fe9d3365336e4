"""The data model: spans say what the text says, layers are sorted, broken spans are refused."""

import dataclasses

import pytest
from hypothesis import given

from songphasa.document import Acronym, Document, Entity, Layer, Sentence, Span
from songphasa.errors import BadAnnotation
from tests.strategies import documents

TEXT = "ครม. พบ ASEAN\nที่กรุงเทพฯ"
DOCUMENT = Document("a", TEXT)


def test_a_span_says_its_slice_of_the_text() -> None:
    assert DOCUMENT[Span(8, 13)] == "ASEAN"


def test_documents_and_spans_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        DOCUMENT.text = "other"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        Span(0, 1).start = 2  # type: ignore[misc]


def test_a_new_layer_is_sorted_and_leaves_the_old_value_alone() -> None:
    annotated = DOCUMENT.with_layer(Layer.ENTITIES, [Entity(8, 13, "ORGANIZATION"), Entity(0, 4, "ORGANIZATION")])
    assert [annotated[entity] for entity in annotated.entities] == ["ครม.", "ASEAN"]
    assert DOCUMENT.entities == ()


@pytest.mark.parametrize(
    ("layer", "span", "reason"),
    [
        (Layer.SENTENCES, Sentence(3, 3), "empty"),
        (Layer.SENTENCES, Sentence(0, 99), "outside"),
        (Layer.SENTENCES, Sentence(-2, 3), "outside"),
        (Layer.SENTENCES, Sentence(0, 4, duplicate_of=0), "no duplicate"),
        (Layer.ENTITIES, Entity(4, 7, "PERSON"), "white space"),
        (Layer.ENTITIES, Entity(8, 16, "PERSON"), "line break"),
        (Layer.ENTITIES, Entity(0, 4, "FACILITY"), "FACILITY"),
        (Layer.ENTITIES, Sentence(0, 4), "no Entity"),
        (Layer.ACRONYMS, Acronym(12, 15, "latin"), "line break"),
    ],
)
def test_a_broken_span_is_refused(layer: Layer, span: Span, reason: str) -> None:
    with pytest.raises(BadAnnotation, match=reason):
        DOCUMENT.with_layer(layer, [span])


def test_entities_may_not_overlap_but_acronyms_may() -> None:
    with pytest.raises(BadAnnotation, match="overlap"):
        DOCUMENT.with_layer(Layer.ENTITIES, [Entity(0, 4, "EVENT"), Entity(2, 7, "EVENT")])
    assert len(DOCUMENT.with_layer(Layer.ACRONYMS, [Acronym(0, 4, "latin"), Acronym(2, 7, "latin")]).acronyms) == 2


@given(documents())
def test_spans_are_sorted_in_range_and_without_white_space_edges(document: Document) -> None:
    for layer in Layer:
        spans = document.layer(layer)
        assert list(spans) == sorted(spans, key=lambda span: (span.start, span.end))
        for span in spans:
            assert document[span]
            assert document[span] == document[span].strip()
