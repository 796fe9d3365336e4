"""Datelines are found where releases show them; words beside a date say which year, which day, or a fiscal year."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.values.datelines import HEAD, find_dateline, read_date
from tests.strategies import texts

FRIDAY = date(2024, 12, 20)


def read(text: str, said: str, dateline: date | None = FRIDAY) -> tuple[str | None, date | None]:
    start = text.index(said)
    return read_date(text, start, start + len(said), dateline)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ร่มสีฟ้าแจกฟรี\nวันศุกร์ที่ 20 ธันวาคม 2567\nกรมร่มแจกร่ม", FRIDAY),
        ("ร่มสีฟ้า\n20/12/2567\nพิมพ์\nกรมร่มแจกร่มแล้ว", FRIDAY),
        ("วันเสาร์ที่ 21 ธันวาคม 2567\n21/12/2567\nวันนี้ (20 ธันวาคม 2567) กรมร่มแจกร่ม", FRIDAY),
        ("วันเสาร์ที่ 21 ธันวาคม 2567\nเมื่อวันที่ 20 ธ.ค. 67 กรมร่มแจกร่ม", FRIDAY),
        ("วันเสาร์ที่ 21 ธันวาคม 2567\nDecember 20, 2024, at 0900hrs, the umbrellas arrived", FRIDAY),
        ("วันนี้ ๒๐ ธันวาคม ๒๕๖๗ นางสาวฟ้าใส กล่าว", FRIDAY),
        ("วันจันทร์ที่ 23 ธันวาคม 2567\nแจกร่ม\nวันศุกร์ ที่ 20 ธ.ค.67\nกรมร่มแจกร่ม", FRIDAY),
        ("(ตึกร่ม) 20 ธ.ค. 67 – นางสาวฟ้าใส กล่าว", FRIDAY),
        ("BANGKOK, 20 December 2024 – The umbrellas arrived", FRIDAY),
        ("2024-12-20", FRIDAY),
        ("แจกร่มถึง 20 ธันวาคม 2567 เท่านั้น", None),
        ("20-25 ธันวาคม 2567 แจกร่ม", None),
        ("20 ธันวาคม 2567 - 25 ธันวาคม 2567 แจกร่ม", None),
        ("31 กุมภาพันธ์ 2567", None),
        ("20 ธันวาคม", None),
        ("", None),
        ("ก" * HEAD + "\n20 ธันวาคม 2567", None),
    ],
)
def test_a_dateline_opens_a_line_of_the_head(text: str, day: date | None) -> None:
    assert find_dateline(text) == day


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("แจกวันนี้", "วันนี้", "2024-12-20"),
        ("แจกวันนี้ (วันพุธที่ 18 ธันวาคม 2567)", "วันนี้", "2024-12-18"),
        ("แจกวันอังคารนี้", "วันอังคาร", "2024-12-24"),
        ("แจกวันศุกร์นี้", "วันศุกร์", "2024-12-20"),
        ("แจกวันศุกร์ที่ผ่านมา", "วันศุกร์", "2024-12-13"),
        ("last Monday", "Monday", "2024-12-16"),
        ("on December 24 (Tue)", "Tue", "2024-12-24"),
        ("on 24 December (Tue)", "Tue", "2024-12-24"),
        ("by September this year", "September", "2024-09"),
        ("ในเดือนมิถุนายนปีหน้า", "มิถุนายน", "2025-06"),
        ("เมื่อวันที่ 10 ก.พ. และ", "10 ก.พ.", "2024-02-10"),
        ("เมื่อเดือนมิถุนายน", "มิถุนายน", "2024-06"),
        ("30 ธันวาคมที่ผ่านมา", "30 ธันวาคม", "2023-12-30"),
        ("ไตรมาส 4 ของปีนี้", "ไตรมาส 4", "2024-36"),
    ],
)
def test_what_is_counted_from_the_dateline_records_it(text: str, said: str, value: str) -> None:
    told = date(2024, 12, 18) if "18" in text else FRIDAY
    assert read(text, said) == (value, told)


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("ปีงบประมาณ พ.ศ. 2566", "พ.ศ. 2566", "2022-10-01/2023-09-30"),
        ("ประจำปีงบประมาณ 2566 - 2568", "2566 - 2568", "2022-10-01/2025-09-30"),
        ("fiscal year 2023", "2023", "2022-10-01/2023-09-30"),
        ("ปี 2566", "2566", "2023"),
        ("between May and July 2023", "May and July 2023", "2023-05/2023-07"),
        ("in May and July 2023", "May and July 2023", "{2023-05,2023-07}"),
        ("วันร่ม 9 มิถุนายนของทุกปี", "9 มิถุนายน", "XXXX-06-09"),
        ("ธันวาคม - มีนาคมของทุกปี", "ธันวาคม - มีนาคม", "XXXX-12/XXXX-03"),
        ("เดือนเมษายน ปี 2560 ฝนตก", "เมษายน", "2017-04"),
    ],
)
def test_what_needs_no_dateline_records_none(text: str, said: str, value: str) -> None:
    assert read(text, said) == read(text, said, None) == (value, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *(("แจกทุกวันอังคาร", "วันอังคาร"), ("วันอังคารหน้า", "วันอังคาร"), ("on December 24 (Mon)", "Mon")),
        *(
            ("20 ก.ย.๐๘", "20 ก.ย."),
            ("17 ธันวาคม 3661", "17 ธันวาคม"),
            ("ไตรมาส 1 ปีงบประมาณหน้า", "ไตรมาส 1"),
            ("ไตรมาส 1 ของทุกปี", "ไตรมาส 1"),
        ),
    ],
)
def test_what_is_not_certain_has_no_value(text: str, said: str) -> None:
    assert read(text, said) == (None, None)


@pytest.mark.parametrize("said", ["วันนี้", "16 ธันวาคม", "ธันวาคม", "วันอังคาร", "ปีนี้"])
def test_without_a_dateline_what_needs_one_has_no_value(said: str) -> None:
    assert read(f"แจก{said}นี้", said, None) == (None, None)


@given(texts, st.data())
def test_any_span_of_any_text_is_read_or_not(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    value, anchor = read_date(text, start, data.draw(st.integers(start, len(text))), find_dateline(text) or FRIDAY)
    assert value != ""
    assert value or anchor is None


@pytest.mark.parametrize("unit", ["1 ", "1 มกราคม ", "วันที่ ", "\n1", "A, ", "\n20 ธ.ค. 67 -", " "])
def test_time_is_bounded(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    start = time.process_time()
    find_dateline(text)
    read_date(text, 0, len(text), FRIDAY)
    assert time.process_time() - start < 1
