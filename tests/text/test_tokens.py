"""Words tile any text, and an annotation can begin and end at their edges."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.text.tokens import split_tokens


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in split_tokens(text)]


@given(st.text() | st.text("กขคนมรวสาีำ่.ฯๆ 12AZ-\n\u00a0"))
def test_tokens_tile_any_text(text: str) -> None:
    assert "".join(words(text)) == text
    assert all(words(text))


@given(st.text("กรมพ. \u00a0\n\tA1"))
def test_a_white_space_run_is_one_token(text: str) -> None:
    blank = [token.isspace() for token in words(text)]
    assert not any(left and right for left, right in pairwise(blank))
    assert all(token.isspace() or not any(map(str.isspace, token)) for token in words(text))


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("รมว.ทส.เปิดงาน", "รมว."),
        ("รมว.ทส.เปิดงาน", "ทส."),
        ("รองปลัดกษ.ลงพื้นที่", "กษ."),
        ("วิสาหกิจชุมชนจ.เพชรบุรี", "จ."),
        ("ตามพ.ร.ก.ใหม่", "พ.ร.ก."),
        ("พบ น.ส.ฟ้าใส ใจงาม", "น.ส."),
        ("พล.อ.สมมติ", "พล.อ."),
        ("29 ก.ย. 63", "ก.ย."),
        ("ปีค.ศ.2020", "ค.ศ."),
        ("3และ4", "3"),
        ("the 5 thASEAN meeting", "ASEAN"),
        ("Thailand-Lao", "Lao"),
        ("the FAA’s list", "FAA"),
        ("เจ้าภาพจัดการประชุมใหญ่", "จัด"),
        ("ต่างๆ", "ๆ"),
        ("ราคา 1,234.50 บาท", "1,234.50"),
    ],
)
def test_an_annotation_has_its_edges(text: str, piece: str) -> None:
    assert piece in words(text)


@pytest.mark.parametrize("piece", ["ก.", "กา", "ประชาธิปไตย", "a", "1,"])
def test_time_is_bounded_without_a_space(piece: str) -> None:
    text = (piece * 200_000)[:200_000]
    begun = process_time()
    assert split_tokens(text)[-1][1] == len(text)
    assert process_time() - begun < 5
