"""Flags of doubtful translations: each is raised by what it names, and good translations raise none."""

import pytest

from songphasa.document import Term
from songphasa.translation.quality import Translated, find_flags

SOURCE = "ที่ประชุมเห็นชอบแผน 5 ปี วงเงิน 3 หมื่นล้านบาท เมื่อปี 2563"
GOOD = "The meeting approved a five-year plan worth 30 billion baht in 2020"


def test_a_good_translation_raises_no_flag() -> None:
    assert find_flags(Translated(SOURCE, GOOD, "en", score=0.8)) == ()
    assert find_flags(Translated(GOOD, SOURCE, "th")) == ()


@pytest.mark.parametrize(
    ("flag", "text"),
    [
        ("copied_source", SOURCE),
        ("foreign_script", GOOD.replace("meeting", "ประชุม")),
        ("length_ratio", "Five, 30 billion, 2020"),
        ("missing_numbers", GOOD.replace("30", "40")),
        ("missing_numbers", GOOD.replace("2020", "2021")),
        ("repetition", GOOD + " and so on" * 5),
    ],
)
def test_a_fault_raises_its_flag(flag: str, text: str) -> None:
    source = SOURCE + "และขยายผลต่อไปทั่วประเทศ" * (flag == "length_ratio")
    assert flag in find_flags(Translated(source, text, "en"))


def test_thai_words_with_vowel_marks_repeat_as_others_do() -> None:
    assert "repetition" in find_flags(Translated("They said it at once", "พวกเขาก็ว่า" + "ใช่แล้ว " * 6, "th"))


@pytest.mark.parametrize(("source", "text"), [("30 คน", "42 people"), ("600 คน", "57 people"), ("13.30 น.", "at 2.30")])
def test_another_number_is_not_taken_for_it(source: str, text: str) -> None:
    assert "missing_numbers" in find_flags(Translated(source, text, "en"))


def test_missing_terms_and_low_scores_raise_theirs() -> None:
    terms = (Term(0, 9, "Assembly", "glossary"),)
    assert find_flags(Translated(SOURCE, GOOD, "en", terms, 0.1)) == ("low_score", "missing_terms")


def test_an_empty_translation_has_that_flag_alone() -> None:
    assert find_flags(Translated(SOURCE, " ", "en")) == ("empty",)


def test_thai_that_a_term_brings_is_no_leak() -> None:
    terms = (Term(0, 9, "ประชุม", "glossary"),)
    assert "foreign_script" not in find_flags(Translated(SOURCE, GOOD.replace("meeting", "ประชุม"), "en", terms))


def test_names_in_latin_letters_are_no_leak_in_thai_and_untranslated_words_are() -> None:
    assert find_flags(Translated("Ada met Linus at PyCon", "Ada พบ Linus ที่งาน PyCon", "th")) == ()
    assert "foreign_script" in find_flags(Translated("Ada met them there at noon", "Ada พบ them there at noon", "th"))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("เวลา 13.30 น.", "at 1.30 p.m."),
        ("วันที่ 12/03/2566", "12 March 2023"),
        ("ปี 63", "in 2020"),
        ("ปี 2563", "in 2020"),
        ("in 2020", "ปี 63"),
        ("๕๐ คน", "50 people"),
        ("1,200 คน", "1200 people"),
        ("มี 2 ข้อ", "has two points"),
    ],
)
def test_a_number_may_be_written_in_another_way(source: str, text: str) -> None:
    assert "missing_numbers" not in find_flags(Translated(source, text, "en"))
