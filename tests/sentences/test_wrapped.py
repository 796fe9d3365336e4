"""Lines that were broken at one width are one paragraph again; lines that nobody wrapped are left alone."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.sentences.wrapped import join_wrapped

ENGLISH = (
    "The harbour office of Lampang opened a new desk for boat owners on Monday, and the first forty of them have "
    "registered since then. It will stay open until the end of the fair, which attracts visitors from all provinces "
    "of the north. Boat owners need no appointment, but those who come with papers of an older kind should call the "
    "office before they set out."
)
THAI = (
    "สำนักงานท่าเรือสมมติเปิดจุดบริการใหม่สำหรับเจ้าของเรือ",
    "เมื่อวันจันทร์ที่ผ่านมา และมีผู้ลงทะเบียนแล้วกว่าสี่สิบ",
    "รายภายในวันแรก โดยจุดบริการจะเปิดไปจนถึงวันสุดท้ายของ",
    "งานวัดประจำปี ซึ่งมีผู้เข้าร่วมจากทุกจังหวัดในภาคเหนือและ",
    "ภาคกลาง เจ้าของเรือไม่ต้องนัดหมายล่วงหน้า แต่ผู้ที่มีเอกสาร",
    "แบบเก่าควรโทรศัพท์มาก่อน",
)


def paragraphs(text: str) -> list[str]:
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        if said := line.strip():
            left = start + line.index(said)
            spans.append((left, left + len(said)))
        start += len(line)
    return [text[start:end] for start, end in join_wrapped(text, spans)]


@pytest.mark.parametrize("width", [45, 60, 72, 100])
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_wrapped_paragraphs_are_joined_and_keep_their_text(width: int, line_break: str) -> None:
    wrapped = line_break.join(textwrap.wrap(ENGLISH, width))
    text = f"{wrapped}{line_break}{line_break}{wrapped}"
    assert paragraphs(text) == [wrapped, wrapped]


def test_wrapped_thai_is_joined() -> None:
    assert paragraphs("\n".join(THAI)) == ["\n".join(THAI)]


def test_a_short_line_and_an_item_end_a_paragraph() -> None:
    wrapped = "\n".join(textwrap.wrap(ENGLISH, 60))
    assert paragraphs(f"{wrapped}\n{wrapped}\n- {wrapped}") == [wrapped, wrapped, f"- {wrapped}"]


def test_lines_that_do_not_go_on_are_left_alone() -> None:
    items = [f"ตลาดน้ำแห่งที่ {number} เปิดให้บริการทุกวันเสาร์และอาทิตย์แล้ว" for number in range(10, 30)]
    assert paragraphs("\n".join(items)) == items


def test_long_paragraphs_are_left_alone() -> None:
    lines = [ENGLISH, *textwrap.wrap(ENGLISH, 60)]
    assert paragraphs("\n".join(lines)) == lines


@given(st.text("กขเ้ ab,.-\n1)"))
def test_paragraphs_are_runs_of_lines(text: str) -> None:
    said = [line.strip() for line in text.splitlines() if line.strip()]
    assert [line.strip() for one in paragraphs(text) for line in one.splitlines() if line.strip()] == said
