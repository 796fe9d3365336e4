"""Dates that say their value are read in every form they are written in; what is not certain has no value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.values.dates import normalise_date

TH = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
SHORT = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

FORMS: list[Callable[[date], str]] = [
    lambda day: f"{day.day} {TH[day.month - 1]} {day.year + 543}",
    lambda day: f"{day.day} {TH[day.month - 1]} พ.ศ. {day.year + 543}".translate(THAI_DIGITS),
    lambda day: f"{day.day}\u00a0{SHORT[day.month - 1]}{day.year + 543}",
    lambda day: f"{day.day} {TH[day.month - 1]} ค.ศ. {day.year}",
    lambda day: f"วันที่ {day.day} เดือน{TH[day.month - 1]} {day.year}",
    lambda day: f"{day.day} {EN[day.month - 1]} {day.year}",
    lambda day: f"{EN[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{EN[day.month - 1][:3]}. {day.day}, {day.year}",
    lambda day: f"{day.day:02}/{day.month:02}/{day.year + 543}",
    lambda day: f"{day.day}/{day.month}/{day.year}",
    date.isoformat,
]
days = st.dates(date(1857, 1, 1), date(2100, 12, 31))
"""From the Buddhist year 2400 on."""


@pytest.mark.parametrize("write", FORMS)
@given(day=days)
def test_every_day_comes_back(write: Callable[[date], str], day: date) -> None:
    assert normalise_date(write(day)) == day.isoformat()


@given(days.filter(lambda day: 1987 <= day.year <= 2036))
def test_two_digits_are_a_buddhist_year(day: date) -> None:
    assert normalise_date(f"{day.day} {SHORT[day.month - 1]} {(day.year + 543) % 100}") == day.isoformat()


@pytest.mark.parametrize("write", FORMS[:8])
@given(first=days, last=days)
def test_a_range_comes_back_where_it_ends_behind_its_begin(
    write: Callable[[date], str], first: date, last: date
) -> None:
    wanted = f"{first.isoformat()}/{last.isoformat()}" if first < last else None
    assert normalise_date(f"{write(first)} – {write(last)}") == wanted


@given(st.text(st.sampled_from("0123๖ -/,.พศกยมคและถึงMayto")) | st.text())
def test_any_text_has_a_value_or_none(text: str) -> None:
    assert normalise_date(text) != ""


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("29 ก.ย. 63", "2020-09-29"),
        ("9-10 กุมภาพันธ์ 2566", "2023-02-09/2023-02-10"),
        ("29 ก.ย. - 3 ต.ค. 65", "2022-09-29/2022-10-03"),
        ("26 ธ.ค.65 - 1 ม.ค.66", "2022-12-26/2023-01-01"),
        ("9, 10 และ 12 มีนาคม 2566", "{2023-03-09,2023-03-10,2023-03-12}"),
        ("เมษายน – สิงหาคม 2563", "2020-04/2020-08"),
        ("กุมภาพันธ์ 2566", "2023-02"),
        ("May 2024", "2024-05"),
        ("2566", "2023"),
        ("67", "2024"),
        ("2021 - 2025", "2021/2025"),
        ("2567/68", "2024/2025"),
        ("พ.ศ. 2568 – 2570", "2025/2027"),
        ("21/03/2566", "2023-03-21"),
        ("21/03/66", "2023-03-21"),
        ("ไตรมาสที่ 1 ปี 2569", "2026-33"),
        ("Q4/2023", "2023-36"),
        ("1st quarter of 2023", "2023-33"),
        ("7th of October 2020", "2020-10-07"),
        ("May 12-16, 2024", "2024-05-12/2024-05-16"),
        ("November 28 – December 1, 2024", "2024-11-28/2024-12-01"),
        ("January and April 2023", "{2023-01,2023-04}"),
        ("ไตรมาส 3 – 4 ปี 2567", "2024-07/2024-12"),
        ("Q4 2023 - Q1 2024", "2023-10/2024-03"),
        ("ปีงบประมาณ 2566", "2022-10-01/2023-09-30"),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๖", "2022-10-01/2023-09-30"),
        ("งบประมาณ 2566-2568", "2022-10-01/2025-09-30"),
        ("FY2025", "2024-10-01/2025-09-30"),
        ("fiscal year 2023", "2022-10-01/2023-09-30"),
        ("the 1990s", "199X"),
        ("ทศวรรษที่ 1990", "199X"),
        ("ทศวรรษ 2530", "1987/1996"),
    ],
)
def test_a_form_has_this_value(said: str, value: str) -> None:
    assert normalise_date(said) == value


@pytest.mark.parametrize(
    "said",
    [
        *("วันนี้", "วันอังคาร", "today", "16 ธันวาคม", "ตุลาคม", "May", "December 18", "ไตรมาส 3"),
        *("วันนี้ – 31 มี.ค. 68", "31 กุมภาพันธ์ 2566", "29 ก.พ. 2566", "21/13/2566", "0 May 2024", "12/04/26"),
        *("10-9 มีนาคม 2566", "2570 - 2568", "9999", "ปีงบประมาณหน้า", "FY2025-03", "5 ปี", "9" * 200),
    ],
)
def test_what_needs_the_document_or_is_no_date_has_no_value(said: str) -> None:
    assert normalise_date(said) is None


@given(dateline=days, away=st.integers(-90, 90))
def test_a_day_without_a_year_is_the_one_near_the_dateline(dateline: date, away: int) -> None:
    day = dateline + timedelta(away)
    assert normalise_date(f"{day.day} {TH[day.month - 1]}", dateline) == day.isoformat()


@given(dateline=days)
def test_relative_days_are_counted_from_the_dateline(dateline: date) -> None:
    for word, away in (("วันนี้", 0), ("เมื่อวาน", -1), ("พรุ่งนี้", 1), ("เมื่อวานซืน", -2), ("Yesterday", -1)):
        assert normalise_date(word, dateline) == (dateline + timedelta(away)).isoformat()


@pytest.mark.parametrize(
    ("said", "value"),
    [
        *(("ปีนี้", "2024"), ("ปีที่แล้ว", "2023"), ("next year", "2025")),
        *(("เดือนนี้", "2024-12"), ("เดือนหน้า", "2025-01"), ("last month", "2024-11")),
        *(("วันนี้ – 31 ม.ค. 68", "2024-12-20/2025-01-31"), ("วันนี้ถึง 31 มกราคม 2568", "2024-12-20/2025-01-31")),
        *(("29 ธ.ค. - 3 ม.ค.", "2024-12-29/2025-01-03"), ("15 มกราคม", "2025-01-15"), ("ไตรมาส 1", "2025-33")),
        *(("ตุลาคม", "2024-10"), ("10 ม.ค. 2560", "2017-01-10"), ("29 กุมภาพันธ์", None)),
    ],
)
def test_what_needs_a_dateline_has_this_value_on_20_december_2024(said: str, value: str | None) -> None:
    assert normalise_date(said, date(2024, 12, 20)) == value


@pytest.mark.parametrize("said", ["16 มิถุนายน", "มิถุนายน", "20 เมษายน", "April 20"])
def test_a_day_that_is_not_clearly_near_has_no_value(said: str) -> None:
    assert normalise_date(said, date(2024, 12, 20)) is None


def test_the_ends_of_the_calendar_have_neighbours_or_none() -> None:
    for dateline in (date.min, date.max):
        for said in ("เมื่อวาน", "พรุ่งนี้", "ปีก่อน", "เดือนหน้า", "1 มกราคม", "31 ธันวาคม"):
            assert normalise_date(said, dateline) != ""
