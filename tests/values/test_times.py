"""Clock times and durations come back as ISO 8601; hours that there are not, and working days, have no value."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.values.times import read_time

clocks = st.times().map(lambda one: (one.hour, one.minute))


@given(clocks)
def test_every_clock_time_comes_back(clock: tuple[int, int]) -> None:
    hour, minute = clock
    half = f"{hour % 12 or 12}.{minute:02} {'p.m.' if hour >= 12 else 'am'}"
    for said in (f"{hour:02}.{minute:02} น.", f"{hour}:{minute:02}", f"{hour:02}{minute:02}hrs", half):
        assert read_time(said) == f"T{hour:02}:{minute:02}"


@given(clocks, clocks)
def test_a_range_comes_back(first: tuple[int, int], last: tuple[int, int]) -> None:
    said = f"{first[0]:02}.{first[1]:02} - {last[0]:02}.{last[1]:02} น."
    assert read_time(said) == f"T{first[0]:02}:{first[1]:02}/T{last[0]:02}:{last[1]:02}"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        *(("24.00 น.", "T24:00"), ("๐๙.๓๐\u00a0น.", "T09:30"), ("2 pm", "T14:00"), ("10 am - 2 pm", "T10:00/T14:00")),
        *(("เที่ยงคืน", "T00:00"), ("noon", "T12:00"), ("บ่าย 2 โมง", "T14:00"), ("สองทุ่ม", "T20:00"), ("ตีสาม", "T03:00")),
        *(("3 ชั่วโมง", "PT3H"), ("2 ปี 6 เดือน", "P2Y6M"), ("1 ชั่วโมง 30 นาที", "PT1H30M"), ("1.5 ชม.", "PT1.5H")),
        *(("สองวัน", "P2D"), ("one hour", "PT1H"), ("180 days", "P180D"), ("two weeks", "P2W"), ("1,460 วัน", "P1460D")),
        *(("4 - 6 เดือน", "P4M/P6M"), ("๒ นาที", "PT2M"), ("6 เดือน", "P6M"), ("1 วัน 2 ชั่วโมง 5 นาที", "P1DT2H5M")),
    ],
)
def test_a_form_has_this_value(said: str, value: str) -> None:
    assert read_time(said) == value


@pytest.mark.parametrize(
    "said",
    [
        "25.00 น.",
        "12.60 น.",
        "2561hrs",
        "5 วันทำการ",
        "หลายวัน",
        "11.00 - 1.00 pm",
        "13 pm",
        "ปี",
        "",
        "9.00 - 10.00 - 11.00 น.",
    ],
)
def test_what_is_no_time_or_not_certain_has_no_value(said: str) -> None:
    assert read_time(said) is None


@pytest.mark.parametrize("unit", ["9", "ก", "1 วัน ", "1-", "โมง"])
def test_time_is_bounded(unit: str) -> None:
    start = time.process_time()
    for size in range(1, 60):
        read_time(unit * size)
    assert time.process_time() - start < 1


@given(st.text(st.sampled_from("0129๓. -:นปีวันเดือนโมงทุ่มตีamphrs")) | st.text())
def test_any_text_has_a_value_or_none(text: str) -> None:
    assert read_time(text) != ""
