"""Which short forms are titles, ranks, months, eras, addresses or units."""

import pytest

from songphasa.text.abbreviations import is_title

TITLES = [
    "น.ส.",
    "ด.ช.",
    "ดร.",
    "ผศ.",
    "ศ.",
    "ม.ร.ว.",
    "พ.ศ.",
    "ค.ศ.",
    "ก.ย.",
    "มี.ค.",
    "จ.",
    "อ.",
    "ต.",
    "ม.",
    "น.",
    "โทร.",
    "กม.",
    "ตร.กม.",
    "พล.อ.",
    "พล.ต.อ.",
    "พล.ร.ท.",
    "พ.ต.อ.",
    "พ.อ.",
    "ร.ต.อ.",
    "ร.ท.",
    "น.อ.",
    "จ.ส.อ.",
    "ส.ต.ท.",
    "H.E.",
    "B.E.",
    "ASEAN",
    "อาเซียน",
    "นายกฯ",
    "ฯลฯ",
    "โควิด-19",
    "COVID-19",
    "ว่าที่ร้อยตรี",
]
NAMES = [
    "สกมช.",
    "ครม.",
    "รมว.",
    "กอ.รมน.",
    "พ.ร.บ.",
    "ส.ส.",
    "ส.ว.",
    "ธ.ก.ส.",
    "ป.ป.ช.",
    "ITU",
    "ดีอี",
    "PDPA",
    "กทม.",
    "พม.",
    "พล.",
    "นายก",
]


@pytest.mark.parametrize("text", TITLES)
def test_titles_and_units_are_left_out(text: str) -> None:
    assert is_title(text)


@pytest.mark.parametrize("text", [text.removesuffix(".") for text in TITLES])
def test_the_last_dot_may_be_missing(text: str) -> None:
    assert is_title(text)


@pytest.mark.parametrize("text", NAMES)
def test_names_are_not_left_out(text: str) -> None:
    assert not is_title(text)
