"""Entities found again in translations: by term, by reading, by alignment, or not at all."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from songphasa.document import Acronym, Document, Layer, Span, Term
from songphasa.translation.placeholders import mask, restore
from songphasa.translation.projection import Link, project
from tests.translation.documents import make_document

DOCUMENT = make_document(
    "ก่อนหน้า",
    "นายวีระพบผู้แทน ITU ที่ลำปาง",
    entities=[("นายวีระ", "PERSON"), ("ITU", "ORGANIZATION"), ("ลำปาง", "LOCATION")],
)
SENTENCE = DOCUMENT.sentences[1]
SAID = DOCUMENT[SENTENCE]
TERMS = (Term(0, 7, "Mr Wira", "name"),)
PLACE = Span(SAID.index("ลำปาง"), len(SAID))


def read(document: Document, text: str, **options: object) -> dict[str, tuple[str | None, float | None]]:
    """What each entity says and where it was found, with its score."""
    found = project(document, document.sentences[1], text, **options)  # type: ignore[arg-type]
    return {
        document[document.entities[one.entity]]: (None if one.start is None else text[one.start : one.end], one.score)
        for one in found
    }


def test_a_term_gives_its_place_and_a_kept_word_its_own_and_the_rest_has_none() -> None:
    assert read(DOCUMENT, "Mr Wira met the ITU in the north", terms=TERMS) == {
        "นายวีระ": ("Mr Wira", 1.0),
        "ITU": ("ITU", 0.8),
        "ลำปาง": (None, None),
    }


def test_the_places_of_placeholders_are_taken_as_they_are() -> None:
    terms = (Term(0, 7, "Wira", "name"), Term(PLACE.start, PLACE.end, "Wira", "name"))
    restored = restore(mask(SAID, terms).replace("พบผู้แทน", "met").replace("ที่", "in"), terms)
    assert restored is not None
    found = project(DOCUMENT, SENTENCE, restored.text, terms, restored.places)
    assert [(one.start, one.score) for one in found if one.label != "ORGANIZATION"] == [(0, 1.0), (16, 1.0)]


def test_a_short_form_and_the_name_that_introduces_it_are_found_in_one_term() -> None:
    both = [("สโมสรดาว", "ORGANIZATION"), ("สดว.", "ORGANIZATION")]
    document = make_document("ก่อน", "สโมสรดาว (สดว.) เปิด", entities=both)
    start = document.text.index("สดว.")
    document = document.with_layer(Layer.ACRONYMS, [Acronym(start, start + 4, "thai_dotted")])
    terms = (Term(0, 15, "Star Club (SC)", "definition"),)
    assert read(document, "The Star Club (SC) opened", terms=terms) == {
        "สโมสรดาว": ("Star Club", 0.9),
        "สดว.": ("SC", 0.9),
    }


def test_a_sentence_that_is_its_own_translation_keeps_its_entities() -> None:
    assert read(DOCUMENT, SAID) == {"นายวีระ": ("นายวีระ", 1.0), "ITU": ("ITU", 1.0), "ลำปาง": ("ลำปาง", 1.0)}


def test_an_alignment_is_asked_last() -> None:
    links = (
        Link(PLACE, Span(23, 30), 0.75),
        Link(Span(0, 7), Span(0, 7), 0.5),
    )
    found = read(DOCUMENT, "Mr Wira met the ITU in Lampang", terms=TERMS, links=links)
    assert found["ลำปาง"] == ("Lampang", 0.75)
    assert found["นายวีระ"] == ("Mr Wira", 1.0)


def test_two_mentions_of_one_name_are_two_places() -> None:
    document = make_document("ก่อน", "ITU และ ITU", entities=[("ITU", "ORGANIZATION")])
    found = project(document, document.sentences[1], "ITU and ITU")
    assert [one.start for one in found] == [0, 8]


def test_entities_of_other_sentences_are_left_out() -> None:
    assert project(DOCUMENT, DOCUMENT.sentences[0], "Before") == ()


@given(st.text("MrWiaITU met", max_size=30), st.lists(st.tuples(st.integers(0, 29), st.integers(1, 9)), max_size=4))
def test_what_is_found_is_in_the_text_and_never_overlaps(text: str, links: list[tuple[int, int]]) -> None:
    given_links = [Link(PLACE, Span(min(at, len(text)), min(at + size, len(text))), 0.5) for at, size in links]
    found = [one for one in project(DOCUMENT, SENTENCE, text, TERMS, links=given_links) if one.start is not None]
    spans = sorted((one.start or 0, one.end or 0) for one in found)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
