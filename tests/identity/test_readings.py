"""Names as they are read: titles of persons, countries and provinces, numbers of meetings and years of laws."""

import pytest

from songphasa.identity.numbers import Number, number_behind, split_number
from songphasa.identity.places import bare_place, known_place
from songphasa.identity.titles import read_person


@pytest.mark.parametrize(
    ("said", "name", "gender"),
    [
        ("นายสมมติ ใจดี", "สมมติ ใจดี", "male"),
        ("น.ส.มะปราง", "มะปราง", "female"),
        ("นางสาว มะปราง  ฟ้าใส", "มะปราง ฟ้าใส", "female"),
        ("พล.ต.ท.สมมติ ใจดี", "สมมติ ใจดี", ""),
        ("พันตำรวจตรีหญิงมะปราง ฟ้าใส", "มะปราง ฟ้าใส", "female"),
        ("ว่าที่ ร.ต. สมมติ ใจดี", "สมมติ ใจดี", ""),
        ("ศ.(พิเศษ) ดร.สมมติ ใจดี", "สมมติ ใจดี", ""),
        ("“สมมติ”", "สมมติ", ""),
        ("นายสมมติฯ", "สมมติ", "male"),
        ("Pol. Lt. Gen. Sommut Jaidee", "Sommut Jaidee", ""),
        ("H.E. Mrs. Maprang Fahsai", "Maprang Fahsai", "female"),
        ("Air Vice Marshal Sommut Jaidee", "Sommut Jaidee", ""),
        ("นพวรรณ", "นพวรรณ", ""),  # no doctor
        ("คุณากร", "คุณากร", ""),  # no คุณ
        ("นาย", "นาย", ""),
    ],
)
def test_titles_are_no_part_of_a_name(said: str, name: str, gender: str) -> None:
    person = read_person(said)
    assert (person.name, person.gender) == (name, gender)


@pytest.mark.parametrize(
    ("said", "thai", "english"),
    [
        ("ไทย", "ไทย", "Thailand"),
        ("ราชอาณาจักรไทย", "ไทย", "Thailand"),
        ("Kingdom of Thailand", "ไทย", "Thailand"),
        ("สาธารณรัฐสังคมนิยมเวียดนาม", "เวียดนาม", "Vietnam"),
        ("สปป.ลาว", "ลาว", "Laos"),
        ("Lao PDR", "ลาว", "Laos"),
        ("สาธารณรัฐเกาหลี", "เกาหลีใต้", "South Korea"),
        ("สหรัฐฯ", "สหรัฐอเมริกา", "United States"),
        ("เมียนมาร์", "เมียนมา", "Myanmar"),
        ("กทม.", "กรุงเทพมหานคร", "Bangkok"),
        ("BANGKOK", "กรุงเทพมหานคร", "Bangkok"),
        ("จ. เลย", "เลย", "Loei"),
        ("จังหวัดนครพนม", "นครพนม", "Nakhon Phanom"),
        ("Bueng Kan province", "บึงกาฬ", "Bueng Kan"),
    ],
)
def test_countries_and_provinces_are_known_by_all_their_names(said: str, thai: str, english: str) -> None:
    place = known_place(said)
    assert place
    assert (place.thai, place.english) == (thai, english)


@pytest.mark.parametrize("said", ["อำเภอเมืองเลย", "เขตเลย", "ถนนเลย", "กรุงโรม", "ประเทศไทยตอนบน", "โรงแรมเชียงใหม่", ""])
def test_other_places_are_not(said: str) -> None:
    assert known_place(said) is None


def test_a_type_word_is_taken_off() -> None:
    assert [bare_place(said) for said in ("กรุงโรม", "อ.สมมติ", "Mae Sommut district")] == ["โรม", "สมมติ", "Mae Sommut"]


@pytest.mark.parametrize(
    ("said", "name", "number"),
    [
        ("LMTC ครั้งที่ ๓", "LMTC", Number(3)),
        ("การประชุมล่ามแม่น้ำโขง ครั้งที่ 2 / 2564", "การประชุมล่ามแม่น้ำโขง", Number(2, 2021)),
        ("The 21st Umbrella Week 2024", "Umbrella Week", Number(21, 2024)),
        ("UW-34", "UW", Number(34)),
        ("1/2568 river meeting", "river meeting", Number(1, 2025)),
        ("พระราชบัญญัติร่ม พ.ศ. ๒๕๖๒", "พระราชบัญญัติร่ม", Number(None, 2019)),
        ("วันร่มโลก", "วันร่มโลก", Number()),
        ("2024", "2024", Number(None, 2024)),
    ],
)
def test_numbers_are_taken_off(said: str, name: str, number: Number) -> None:
    assert split_number(said) == (name, number)


def test_a_number_may_stand_behind_the_gloss() -> None:
    text = "การประชุมล่าม (Translators’ Meeting หรือ LMTC) ครั้งที่ 5 ที่เลย"
    assert number_behind(text, text.index(")")) == Number(5)
    assert not number_behind(text, text.index(" ("))
