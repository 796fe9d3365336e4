"""Words choose among the senses of a short form: near its mentions, with its frequency as the prior."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.acronyms import senses
from songphasa.acronyms.lexicon import Lexicon, Sense
from songphasa.acronyms.senses import alike, choose, likeliest, shipped, words_near
from songphasa.document import Document, Span
from songphasa.stages.acronyms import Acronyms

WEIGHTS = {"กรมสวนดอกไม้": {"": 1.0, "ดอกไม้": 0.5}, "กองสืบดาว": {"": 0.0, "กล้อง": 2.0, "ดอกไม้": -0.5}}
LISTED = [
    Sense("กสด.", "thai_dotted", "กรมสวนดอกไม้", None),
    Sense("กสด.", "thai_dotted", "กองสืบดาว", None, rank=2),
    Sense("ก.ส.ด.", "thai_dotted", "กองสืบสวนดิน", None, rank=3),
]


def test_the_frequent_sense_is_taken_until_the_words_speak_against_it() -> None:
    assert likeliest(WEIGHTS, ()) == "กรมสวนดอกไม้"
    assert likeliest(WEIGHTS, ["กล้อง"]) == "กองสืบดาว"


@given(st.lists(st.sampled_from(["ดอกไม้", "กล้อง", "อื่น"])).map(set))
def test_words_without_a_weight_change_nothing(words: set[str]) -> None:
    assert likeliest(WEIGHTS, words) == likeliest(WEIGHTS, words - {"อื่น"})


def test_only_words_near_a_mention_are_evidence() -> None:
    text = "ทะเล " + "กก " * 300 + "สวน"
    assert "ทะเล" not in words_near(text, [Span(len(text) - 3, len(text))])
    assert "สวน" in words_near(text, [Span(len(text) - 3, len(text))])


def test_words_choose_among_senses_that_are_written_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(senses, "shipped", lambda: {"กสด": WEIGHTS})
    text = "เจ้าหน้าที่ กสด. นำ กล้อง มาด้วย"
    mention = Span(text.index("กสด."), text.index("กสด.") + 4)
    assert [sense.long_th for sense in choose("กสด.", LISTED, text, [mention])] == [
        "กองสืบดาว",
        "กรมสวนดอกไม้",
        "กองสืบสวนดิน",
    ]
    assert choose("ก.ส.ด.", LISTED, text, [mention]) is LISTED


def test_the_shipped_weights_are_of_senses_of_the_shipped_lexicon() -> None:
    lexicon = Lexicon.shipped()
    assert shipped()
    for form, weights in shipped().items():
        listed = {sense.long_th for sense in alike(form, lexicon.find(form))}
        assert len(weights) > 1
        assert weights.keys() <= listed
        assert all("" in words for words in weights.values())


def test_a_document_gets_the_sense_that_its_words_tell() -> None:
    def sense(text: str) -> str | None:
        (document,) = Acronyms().annotate([Document("a", text)])
        return next(one.long_th for one in document.acronyms if document[one] == "อส.")

    assert sense("นายอำเภอนำกำลัง อส. และฝ่ายปกครองออกตรวจหมู่บ้าน") == "สมาชิกกองอาสารักษาดินแดน"
    assert sense("พนักงานสอบสวนส่งสำนวนให้ อส. เพื่อฟ้องคดีต่อศาล") == "สำนักงานอัยการสูงสุด"
