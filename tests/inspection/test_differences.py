"""Differences between two annotations: each span in one of them, every kind told apart, none where nothing differs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from songphasa.document import Acronym, Document, Entity, Layer, Sentence
from songphasa.errors import BadInput
from songphasa.inspection.comparison import Comparison
from songphasa.inspection.differences import find_differences
from tests.strategies import documents

TEXT = "aaaa bbbb cccc dddd eeee"
A, B, C, D, E = ((start, start + 4) for start in range(0, 25, 5))


def entities(*spans: tuple[int, int, str]) -> Document:
    return Document("d", TEXT, entities=tuple(Entity(*span) for span in spans))


def kinds(ours: Document, theirs: Document) -> list[str]:
    return [difference.kind for difference in find_differences(ours, theirs)]


def test_each_kind_of_difference_between_entities_is_told_apart() -> None:
    ours = entities((*A, "DATE"), (*B, "PERSON"), (10, 12, "LAW"), (*D, "URL"))
    theirs = entities((*A, "DATE"), (*B, "LOCATION"), (*C, "LAW"), (*E, "ZIP"))
    found = find_differences(ours, theirs)
    assert [one.kind for one in found] == ["label", "boundary", "spurious", "missed"]
    assert (found[0].ours, found[0].theirs) == (ours.entities[1], theirs.entities[1])
    assert (found[2].ours, found[2].theirs) == (ours.entities[3], None)


def test_an_overlap_with_another_label_is_one_missed_and_one_spurious() -> None:
    assert kinds(entities((0, 9, "DATE")), entities((*A, "LAW"))) == ["spurious", "missed"]


def test_a_span_that_covers_two_takes_one_of_them() -> None:
    assert kinds(entities((0, 9, "DATE")), entities((*A, "DATE"), (*B, "DATE"))) == ["boundary", "missed"]


def acronyms(*mentions: Acronym) -> Document:
    return Document("d", "AMCC กับ น.ส. และ ITU", acronyms=mentions)


def test_long_forms_are_compared_where_theirs_has_one() -> None:
    known = acronyms(Acronym(0, 4, "latin", long_en="ASEAN Ministerial Conference on Cybersecurity"))
    other = acronyms(Acronym(0, 4, "latin", long_en="Asian Motor Cycle Club"))
    cased = acronyms(Acronym(0, 4, "latin", long_en="the ASEAN ministerial conference on cybersecurity"))
    unknown = acronyms(Acronym(0, 4, "latin"))
    assert kinds(other, known) == ["long_form"]
    assert kinds(unknown, known) == ["long_form"]
    assert kinds(cased, known) == []
    assert kinds(known, unknown) == []


def test_titles_are_left_out() -> None:
    assert kinds(acronyms(Acronym(9, 13, "title")), acronyms(Acronym(18, 21, "latin"))) == ["missed"]


def test_sentences_differ_by_their_starts() -> None:
    one, two = (Document("d", TEXT, sentences=(Sentence(0, 9), Sentence(start, 24))) for start in (10, 15))
    found = find_differences(one, two)
    assert [(each.layer, each.kind) for each in found] == [(Layer.SENTENCES, "spurious"), (Layer.SENTENCES, "missed")]


def test_other_texts_are_refused() -> None:
    with pytest.raises(BadInput, match="d: the two texts are not the same"):
        find_differences(Document("d", "a"), Document("d", "b"))


@given(documents())
def test_a_document_does_not_differ_from_itself(document: Document) -> None:
    assert find_differences(document, document) == []


@given(documents())
def test_against_nothing_everything_is_spurious(document: Document) -> None:
    bare = Document(document.id, document.text)
    found = find_differences(document, bare)
    assert {one.kind for one in found} <= {"spurious"}
    assert {one.ours for one in found if one.layer is Layer.ENTITIES} == set(document.entities)
    assert [(one.kind, one.theirs) for one in find_differences(bare, document)] == [
        ("missed", one.ours) for one in found
    ]


def test_counts_add_up_and_documents_without_a_partner_are_named() -> None:
    theirs = entities((*A, "DATE"), (*B, "LOCATION"), (*C, "LOCATION"))
    comparison = Comparison.of([theirs, replace(theirs, id="lost")])
    rows = comparison.add(entities((*A, "DATE"), (*B, "PERSON"), (*D, "LOCATION")))
    assert comparison.add(replace(theirs, id="new")) == []
    assert [row["kind"] for row in rows] == ["label", "missed", "spurious"]
    said = comparison.describe("gold")
    assert said["unmatched"] == "1 documents here only, 1 documents only in gold"
    assert [(row["name"], row["same"], row["counts"]) for row in said["comparison"]] == [
        ("LOCATION", 0, {"label": 1, "missed": 1, "spurious": 1}),
        ("DATE", 1, {}),
    ]
