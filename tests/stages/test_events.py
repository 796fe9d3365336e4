"""Numbered events: the name with its number, in both languages, and nothing that only meets."""

import time

import pytest
from hypothesis import given

from songphasa.document import Document, Layer
from songphasa.stages.events import find_events, find_quoted_events
from tests.strategies import texts


def events(text: str) -> list[str]:
    return [text[event.start : event.end] for event in find_events(text)]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("เข้าร่วมการประชุมรัฐมนตรีสวนสัตว์โลก ครั้งที่ 5 ผ่านจอ", "การประชุมรัฐมนตรีสวนสัตว์โลก ครั้งที่ 5"),
        ("จัดการประชุมสภาดอกไม้ครั้งที่ ๒/๒๕๖๖", "การประชุมสภาดอกไม้ครั้งที่ ๒/๒๕๖๖"),
        ("ถก AMCC ครั้งที่ 6 ที่สิงคโปร์", "AMCC ครั้งที่ 6"),
        ("ในงาน The 5th Bangkok Orchid Week 2025 มีผู้ชม", "The 5th Bangkok Orchid Week 2025"),
        ("(The 3rd World Conference on Rice and Noodles : WCRN)", "The 3rd World Conference on Rice and Noodles"),
        ("at the 4th ADGMIN in Hanoi", "the 4th ADGMIN"),
        (
            "PM chairs 3/2021 virtual meeting of the Garden Policy Board today",
            "3/2021 virtual meeting of the Garden Policy Board",
        ),
        ("approved the 1/2025 cabinet retreat, as proposed", "1/2025 cabinet retreat"),
        ("จัดงานวันคล้ายวันสถาปนากรมสวน (กสว.) ครบรอบ 12 ปี พร้อม", "วันคล้ายวันสถาปนากรมสวน (กสว.) ครบรอบ 12 ปี"),
        ("เป็นประธานพิธีมอบเข็มเชิดชูเกียรติ ประจำปี 2566", "พิธีมอบเข็มเชิดชูเกียรติ ประจำปี 2566"),
    ],
)
def test_a_number_makes_a_name(text: str, event: str) -> None:
    assert events(text) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "ที่ประชุมคณะทำงานสวนดอกไม้ ครั้งที่ 2 เห็นชอบ",
        "การประชุมกลุ่มย่อย ครั้งที่ 5",
        "การประชุมโดยมีผู้แทนมาครั้งที่ 2",
        "ASEAN ครั้งที่ 3",
        "The 34th CIRDAP Council of Friends",
        "the 5th of May",
        "การประชุมสวนสัตว์\nครั้งที่ 5",
    ],
)
def test_what_only_meets_or_counts_is_no_event(text: str) -> None:
    assert events(text) == []


@given(texts)
def test_any_text_gives_spans_that_the_data_model_takes(text: str) -> None:
    found = find_events(text)
    assert Document("a", text).with_layer(Layer.ENTITIES, found).entities == tuple(found)


@pytest.mark.parametrize(
    "unit", ["ประชุม", "การประชุมก", "5th A ", "A", "พิธี", "5th Aa of ", "A ครั้งที่ ", "1/2021 a ", "วันสถาปนาก"]
)
def test_time_is_bounded(unit: str) -> None:
    start = time.process_time()
    find_events(unit * (200_000 // len(unit)))
    assert time.process_time() - start < 5


@given(texts, texts)
def test_names_in_quotes_have_no_space_at_their_ends(before: str, name: str) -> None:
    text = f'{before}งาน “ {name} ” กิจกรรม"  {name}\t" งาน “ ดอกบัวบาน  ”'
    found = [text[event.start : event.end] for event in find_quoted_events(text)]
    assert found[-1] == "ดอกบัวบาน"
    assert found == [one.strip() for one in found]
