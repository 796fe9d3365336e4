"""Placeholders: terms go through an engine and come back, or the loss is seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.document import Term
from songphasa.translation.placeholders import mask, restore

SENTENCE = "ครม. พบผู้แทน ITU วันนี้"
TERMS = (Term(0, 4, "Cabinet", "run"), Term(14, 17, "ITU", "lexicon"))


def test_codes_stand_apart_from_the_words_around_them() -> None:
    assert mask("ที่ประชุมครม.ของไทย", [Term(9, 13, "Cabinet", "run")]) == "ที่ประชุม XQ0X ของไทย"
    assert mask(SENTENCE, TERMS) == "XQ0X พบผู้แทน XQ1X วันนี้"
    assert mask("(ITU)", [Term(1, 4, "ITU", "run")]) == "(XQ0X)"


def test_terms_come_back_in_any_order_with_their_places() -> None:
    restored = restore("Today the XQ1X met the xq 0 x.", TERMS)
    assert restored is not None
    assert restored.text == "Today the ITU met the Cabinet."
    assert [restored.text[place.start : place.end] for place in restored.places] == ["Cabinet", "ITU"]


def test_a_code_may_be_glued_to_thai() -> None:
    restored = restore("ที่ประชุมXQ0Xของไทย", [Term(0, 7, "คณะรัฐมนตรี", "run")])
    assert restored is not None
    assert restored.text == "ที่ประชุมคณะรัฐมนตรีของไทย"


@pytest.mark.parametrize("translated", ["Today the XQ1X met.", "XQ0X XQ0X XQ1X", "XQ0X XQ1X XQ2X", "XQ0X XQX1X", ""])
def test_a_code_that_is_lost_doubled_or_invented_is_seen(translated: str) -> None:
    assert restore(translated, TERMS) is None


def test_a_sentence_that_holds_a_code_itself_is_not_masked() -> None:
    assert mask("รหัส XQ1X ของ ครม.", [Term(13, 17, "Cabinet", "run")]) == "รหัส XQ1X ของ ครม."


@st.composite
def plans(draw: st.DrawFn) -> tuple[str, list[Term]]:
    part = st.tuples(st.text("กาXQ1 ().", max_size=4), st.text("ก AB0", min_size=1, max_size=4))
    parts = draw(st.lists(part, max_size=5))
    text, terms = "", list[Term]()
    for before, said in parts:
        text += before
        terms.append(Term(len(text), len(text) + len(said), draw(st.text("ABกข X", min_size=1)), "run"))
        text += said
    return text, terms


@given(plans())
def test_what_was_masked_and_not_touched_comes_back_with_every_target_in_order(plan: tuple[str, list[Term]]) -> None:
    text, terms = plan
    masked = mask(text, terms)
    restored = restore(masked, terms)
    if masked == text:
        return
    assert restored is not None
    said = [restored.text[place.start : place.end] for place in restored.places]
    assert said == [term.target for term in terms]
    assert [place.start for place in restored.places] == sorted(place.start for place in restored.places)
