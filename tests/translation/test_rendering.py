"""Dates, ordinals and amounts in the other language."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.translation.rendering import ordinal, render_amount, render_date
from songphasa.values.dates import normalise_date


@pytest.mark.parametrize(
    ("value", "english", "thai"),
    [
        ("2020-10-07", "7 October 2020", "7 ตุลาคม 2563"),
        ("2023-02", "February 2023", "กุมภาพันธ์ 2566"),
        ("2019", "2019", "2562"),
        ("2026-33", "the first quarter of 2026", "ไตรมาสที่ 1 ปี 2569"),
        ("2021/2025", "2021-2025", "2564-2568"),
        ("2023-02-09/2023-02-10", "9-10 February 2023", "9-10 กุมภาพันธ์ 2566"),
        ("2023-01-30/2023-02-02", "30 January - 2 February 2023", "30 มกราคม - 2 กุมภาพันธ์ 2566"),
        ("2022-12-30/2023-01-02", "30 December 2022-2 January 2023", "30 ธันวาคม 2565-2 มกราคม 2566"),
        ("{2023-01,2023-04}", "January and April 2023", "มกราคม และ เมษายน 2566"),
    ],
)
def test_a_date_is_written_as_each_language_does(value: str, english: str, thai: str) -> None:
    assert (render_date(value, "en"), render_date(value, "th")) == (english, thai)


@pytest.mark.parametrize("value", ["", "P3Y", "2023-02-09T10:00", "tomorrow", "2023-02/..", "2023-13"])
def test_what_is_no_date_is_not_written(value: str) -> None:
    assert render_date(value, "en") is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(1, 40), st.sampled_from(["th", "en"]))
def test_what_is_written_says_the_same_date_again(first: date, days: int, lang: str) -> None:
    last = first + timedelta(days)
    for value in (first.isoformat(), first.isoformat()[:7], f"{first.isoformat()}/{last.isoformat()}"):
        assert normalise_date(render_date(value, lang) or "") == value


def test_ordinals() -> None:
    assert [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == (
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th"]
    )


@pytest.mark.parametrize(
    ("thai", "english"),
    [
        ("5 หมื่นล้านบาท", "50 billion baht"),
        ("57,900 ดอลลาร์สหรัฐ", "57,900 US dollars"),
        ("2,514.99 ล้านบาท", "2,514.99 million baht"),
        ("๓๕๐,๐๐๐ บาท", "350,000 baht"),
        ("ร้อยละ 7.5", "7.5 per cent"),
        ("60%", "60%"),
    ],
)
def test_an_amount_in_english(thai: str, english: str) -> None:
    assert render_amount(thai, "en") == english


@pytest.mark.parametrize(
    ("english", "thai"),
    [
        ("USD 3.4 billion", "3.4 พันล้านดอลลาร์สหรัฐ"),
        ("30 billion dollars", "3 หมื่นล้านดอลลาร์"),
        ("S$1.8 million", "1.8 ล้านดอลลาร์สิงคโปร์"),
        ("37 per cent", "ร้อยละ 37"),
        ("12%", "12%"),
    ],
)
def test_an_amount_in_thai(english: str, thai: str) -> None:
    assert render_amount(english, "th") == thai


@pytest.mark.parametrize("said", ["หลายล้านบาท", "3 ล้านรูปี", "ประมาณร้อยละ 5 ถึง 7", ""])
def test_an_amount_of_an_unknown_form_is_left(said: str) -> None:
    assert render_amount(said, "en") is None
