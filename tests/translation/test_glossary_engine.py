"""The engine without a model renders what is wholly known, and never a part for the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.document import Term
from songphasa.translation.engine import Reply, Request
from songphasa.translation.glossary_engine import GlossaryEngine


def request(text: str, lang: str, **targets: str) -> Request:
    """A request whose terms are the words given, with `_` for a space."""
    said = {word.replace("_", " "): target for word, target in targets.items()}
    terms = [Term(text.index(word), text.index(word) + len(word), target, "run") for word, target in said.items()]
    return Request(text, lang, tuple(sorted(terms, key=lambda term: term.start)))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (request("ไทยและสิงคโปร์", "en", ไทย="Thailand", สิงคโปร์="Singapore"), "Thailand and Singapore"),
        (
            request("ครม. 7 ตุลาคม 2563", "en", **{"ครม.": "Cabinet", "7_ตุลาคม_2563": "7 October 2020"}),
            "Cabinet 7 October 2020",
        ),
        (request("the Cabinet (2020)", "th", Cabinet="คณะรัฐมนตรี"), "คณะรัฐมนตรี (2020)"),
        (request("1. กระทรวงการคลัง", "en", กระทรวงการคลัง="Ministry of Finance"), "1. Ministry of Finance"),
    ],
)
def test_a_sentence_of_terms_is_rendered(asked: Request, text: str) -> None:
    assert GlossaryEngine().translate([asked]) == [Reply(text, 1.0)]


@pytest.mark.parametrize(
    "asked",
    [
        request("ไทยชนะสิงคโปร์", "en", ไทย="Thailand", สิงคโปร์="Singapore"),
        request("ไทย", "en"),
        request("กติกา", "en", กติ="rule"),
        request("12,000", "en"),
    ],
)
def test_a_sentence_with_another_word_is_not_translated(asked: Request) -> None:
    assert GlossaryEngine().translate([asked]) == [Reply(None, flags=("no_model",))]


@given(st.text("กขา่ ำAb1.(", max_size=12), st.text("กขา่Ab1", min_size=1, max_size=4))
def test_no_letter_outside_a_term_is_ever_left_in_a_translation(before: str, said: str) -> None:
    asked = Request(before + said, "en", (Term(len(before), len(before + said), "X", "run"),))
    (reply,) = GlossaryEngine().translate([asked])
    if reply.text is not None:
        assert not any(letter.isalpha() for letter in reply.text.replace("X", ""))
