"""Short forms of every kind are found where they stand, and nothing that only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.acronyms.forms import key_of
from songphasa.acronyms.mentions import find_mentions
from songphasa.document import Kind

FORMS: dict[Kind, str] = {
    "latin": "ITU AMCC EU 5G EXIM ISO WRC U.S. MRR IMT-GT",
    "thai_dotted": "ครม. รมว. กษ. มช. สก. กสทช. พม. ส.ป.ก. พ.ร.บ.",
    "thai_spelled": "ดีอีเอส ดีอี บีโอไอ ยูเค ยูนาโก",
    "title": "น.ส. พล.อ. ก.ย. พ.ศ. ค.ศ. จ. กม. น. ดร. มี.ค. โทร. ม.",
}
KNOWN = {key_of(form): kind for kind, forms in FORMS.items() for form in forms.split()}


def _kind(form: str) -> Kind | None:
    return KNOWN.get(key_of(form))


def _found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_mentions(text, _kind, ("ยูนาโก", "มี.ค.", "โทร."))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("การประชุม AMCC และ ITU", ["AMCC", "ITU"]),
        ("ใช้ 5G ตาม ISO 27001 ในงาน WRC-27", ["5G", "ISO 27001", "WRC-27"]),
        ("ฝุ่น PM2.5 และโรค COVID-19 หรือโควิด-19", ["PM2.5", "COVID-19", "โควิด-19"]),
        ("the U.S. and the EU-ASEAN talks", ["U.S.", "EU"]),
        ("อัตรา MRR-1.5% ต่อปี", ["MRR"]),
        ("ที่ประชุมครม. เห็นชอบ", ["ครม."]),
        ("ในปีค.ศ. 2030", ["ค.ศ."]),
        ("รองปลัดกษ.เปิดงาน", ["กษ."]),
        ("สกมช. แถลง", ["สกมช."]),
        ("ที่ดินส.ป.ก. ทั้งหมด", ["ส.ป.ก."]),
        ("รมว.พม. และรมว.ดีอี", ["รมว.", "พม.", "รมว.", "ดีอี"]),
        ("น.ส.มะลิ กับพล.อ.สมมติ", ["น.ส.", "พล.อ."]),
        ("29 ก.ย. 63 และ 1 มี.ค. 64 เวลา 09.30 น.", ["ก.ย.", "มี.ค.", "น."]),
        ("ถนนยาว 12 กม. ใน จ.เลย", ["กม.", "จ."]),
        ("กระทรวงดีอีเอสร่วมกับบีโอไอ", ["ดีอีเอส", "บีโอไอ"]),
        ("องค์การยูนาโกระบุ", ["ยูนาโก"]),
        ("ทาง กสทช และกระทรวง พม เผย", ["กสทช", "พม"]),
        ("บริษัท เอสซีจี ร่วมงาน", ["เอสซีจี"]),
        ("แผน IMT – GT และ IMT–GT", ["IMT – GT", "IMT–GT"]),
        ("#ข่าวพม #กระทรวงพม เปิด", ["พม", "พม"]),
    ],
)
def test_short_forms_are_found(text: str, found: list[str]) -> None:
    assert _found(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "ดู https://www.example.com/ITU/AMCC หรือเขียนถึง ITU@example.com",
        "MINISTERS OF NORTHERN STATES OPEN ITU WEEK",
        "อาเซียน และ ASEAN",
        "Mr. Sompong, Dr. Malee and H.E. the guest",
        "ใช้ไฟ 500 kWh ความถี่ 700 MHz",
        "ประเทศยูเครน",
        "จากม.ธรรมดา"[:3],
        "บทที่ IV และข้อ ก. กับ ข.",
        "เรื่องน่ายินดีอีกครั้ง",
        "คน และ งบ กับ ผล",
        "โรงแรม GRAND SMILE RIVER HOTEL",
    ],
)
def test_what_looks_like_a_short_form_is_none(text: str) -> None:
    assert _found(text) == []


def test_forms_of_two_words_are_found_at_the_start_of_a_text_and_not_inside_words() -> None:
    found = find_mentions("EXIM BANK and XEXIM BANK", lambda _: "latin", ("EXIM BANK",))
    assert (found[0].start, found[0].end) == (0, 9)
    assert all(one.start != 15 for one in found)


def _everything(form: str) -> Kind | None:
    return "thai_dotted" if form in ("กก.", "คน.") else None


@pytest.mark.parametrize("text", ["ส้ม 5 กก. ราคาตก", "ราคา 7.59 บาท/กก. ขึ้น"])
def test_a_number_or_a_slash_before_it_makes_a_unit(text: str) -> None:
    (mention,) = find_mentions(text, _everything, ())
    assert (text[mention.start : mention.end], mention.kind) == ("กก.", "title")


def test_an_ellipsis_ends_no_abbreviation() -> None:
    assert list(find_mentions("เจ้าหน้าที่ทุกคน...", _everything, ())) == []


def test_a_unit_is_not_read_into_a_word_before_a_name() -> None:
    assert _found("จากม.สมมติ") == ["ม."]


def test_forms_that_a_document_defines_are_found_as_they_are() -> None:
    text = "amino acid (aa), aa and aardvark"
    found = find_mentions(text, lambda _: None, (), ["aa"])
    assert [(one.start, one.end) for one in found] == [(12, 14), (17, 19)]


pieces = [
    "ITU",
    "5G",
    "ครม.",
    "พ.ร.บ.",
    "ดีอี",
    "โควิด",
    "-",
    "&",
    ".",
    "(",
    " ",
    "\n",
    "ก",
    "ประชุม",
    "a@b.com",
    "19",
    "19.5%",
]


@given(st.lists(st.sampled_from(pieces), max_size=40).map("".join))
def test_mentions_are_sorted_apart_and_without_padding(text: str) -> None:
    place = 0
    for one in find_mentions(text, _kind, ("ยูนาโก",)):
        said = text[one.start : one.end]
        assert place <= one.start < one.end
        assert said == said.strip()
        assert "\n" not in said
        place = one.end
