"""Names by the guidelines: no bare type words, nothing before or behind them that is no part of them."""

import pytest

from songphasa.document import Entity
from songphasa.stages.names import proper_names


def names(text: str, label: str, said: str) -> list[str]:
    start = text.index(said)
    kept = proper_names(text, [Entity(start, start + len(said), label)])
    return [text[entity.start : entity.end] for entity in kept]


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("EVENT", "การประชุม"),
        ("ORGANIZATION", "คณะกรรมการ"),
        ("ORGANIZATION", "กระทรวง"),
        ("ORGANIZATION", "รมต."),
        ("ORGANIZATION", "∞"),
        ("LOCATION", "จังหวัด"),
        ("LOCATION", "ใน"),
        ("LOCATION", "ชั้น 12"),
        ("LOCATION", "เลขที่ 7/1"),
    ],
)
def test_a_type_word_alone_is_no_name(label: str, said: str) -> None:
    assert names(f"โดย{said} เห็นชอบ", label, said) == []


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("การประชุม AMCC ครั้งที่ 4", "AMCC ครั้งที่ 4"),
        ("งาน Orchid Week 2025", "Orchid Week 2025"),
        ("การประชุมรัฐมนตรีดอกไม้โลก ครั้งที่ 2", "การประชุมรัฐมนตรีดอกไม้โลก ครั้งที่ 2"),
    ],
)
def test_the_word_for_a_meeting_is_part_of_a_thai_name_only(said: str, name: str) -> None:
    assert names(f"ใน{said} เมื่อวาน", "EVENT", said) == [name]


def test_a_sign_at_an_edge_is_no_part_of_a_name() -> None:
    assert names("พบกรมดอกไม้- แล้ว", "ORGANIZATION", "กรมดอกไม้-") == ["กรมดอกไม้"]
    assert names("พบ -- แล้ว", "ORGANIZATION", "--") == []


def test_other_names_stay_as_they_are() -> None:
    assert names("พบกระทรวงดอกไม้แล้ว", "ORGANIZATION", "กระทรวงดอกไม้") == ["กระทรวงดอกไม้"]


def test_the_rest_of_a_hyphenated_name_belongs_to_it() -> None:
    text = "Blue-Reed met Siam-Malaya envoys"
    names = proper_names(text, [Entity(0, 4, "ORGANIZATION"), Entity(14, 18, "LOCATION"), Entity(19, 25, "LOCATION")])
    assert [text[name.start : name.end] for name in names] == ["Blue-Reed", "Siam", "Malaya"]


def test_a_preposition_before_a_place_is_no_part_of_its_name() -> None:
    assert names("ผลิตในประเทศไทยแล้ว", "LOCATION", "ในประเทศไทย") == ["ประเทศไทย"]
    assert names("พบกรมในฝันแล้ว", "ORGANIZATION", "ในฝัน") == ["ในฝัน"]


def test_the_last_dot_of_a_dotted_name_belongs_to_it() -> None:
    assert names("to the U.S. This", "LOCATION", "U.S") == ["U.S."]
    assert names("in Nan. This", "LOCATION", "Nan") == ["Nan"]


def test_the_type_word_behind_the_english_name_of_a_place_belongs_to_it() -> None:
    assert names("at Fern Hill station today", "LOCATION", "Fern Hill") == ["Fern Hill station"]
    assert names("at Fern Hill stationery", "LOCATION", "Fern Hill") == ["Fern Hill"]
    assert names("at Fern Hill station today", "ORGANIZATION", "Fern Hill") == ["Fern Hill"]
