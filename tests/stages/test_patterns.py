"""What the rules call a date, a time, an amount …, what they leave alone, and that no text makes them slow."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.document import Document, Entity, Layer
from songphasa.stages.patterns import PRECISION, SOURCE, find_patterns, keep_apart
from tests.strategies import texts


def said(text: str) -> list[tuple[str, str]]:
    return [(entity.label, text[entity.start : entity.end]) for entity in find_patterns(text)]


def check(marked: str, label: str) -> None:
    """All that stands between two bars, and nothing else, is found."""
    parts = marked.split("|")
    assert said("".join(parts)) == [(label, part) for part in parts[1::2]]


@pytest.mark.parametrize(
    "marked",
    [
        "ประชุมเมื่อวันที่ |7 ตุลาคม 2563| ที่กรุงเทพฯ",
        "วันอังคารที่ |๗ ตุลาคม ๒๕๖๓|",
        "|วันนี้| (|29 ก.ย. 63|) ที่ห้องประชุม",
        "(|21\u00a0ก.ย.66|)",
        "ระหว่างวันที่ |9-10 กุมภาพันธ์ 2566| ณ จังหวัดน่าน",
        "ระหว่างวันที่ |29 กันยายน – 3 ตุลาคม 2565|",
        "ระหว่างวันที่ |26 ธ.ค.65 - 1 ม.ค.66|",
        "ตั้งแต่วันที่ |1 มีนาคม 2565| ถึงวันที่ |30 กันยายน 2566|",
        "วันที่ |3, 4 และ 5 เมษายน 2567|",
        "เดือน|กุมภาพันธ์ 2566|",
        "ภายใน |พ.ค. 2568|",
        "ภายในปี|ค.ศ. 2050|",
        "งบประมาณ |พ.ศ. 2567 - 2569|",
        "ในปี |2565| และปี |66|",
        "วาระปี |2021 - 2025|",
        "ปีการผลิต |2567/68|",
        "|ไตรมาสที่ 1 ปี 2569| เศรษฐกิจดีขึ้น",
        "|21/03/2566|",
        "พบกัน|พรุ่งนี้| หลังจาก|เมื่อวาน|ฝนตก",
        "ซึ่ง|วันพุธ|จะหารือ",
        "On |12 March 2024| and |March 14, 2024|, and |today|",
        "during |November 28 – December 1, 2024|",
        "in the |1st quarter of 2023| and |Q2/2023|",
        "held in |2019| and in |May|",
    ],
)
def test_dates_of_every_calendar_form(marked: str) -> None:
    check(marked, "DATE")


@pytest.mark.parametrize(
    "marked",
    [
        "เวลา |09.30 น.| ณ ตึก",
        "เวลา |๐๙.๐๐ น.|",
        "เวลา |08.30 - 13.30 น.|",
        "at |1400hrs|, and at |10.15 hrs|",
        "จำคุกไม่เกิน |2 ปี|",
        "ภายใน |72 ชั่วโมง| หรือ |3-5 วันทำการ|",
        "ทุก |5 นาที|",
        "เป็นเวลา|หนึ่งปี| และ|สองร้อยเจ็ดสิบวัน|",
        "ตลอด |5 ปี|ที่ผ่านมา",
        "extended by |18 months| and by |one hour|",
    ],
)
def test_clock_times_and_durations(marked: str) -> None:
    check(marked, "TIME")


@pytest.mark.parametrize(
    "marked",
    [
        "มูลค่า |57,900 ดอลลาร์สหรัฐ| หรือ |5 หมื่นล้านบาท|",
        "ราคา |๑๒๐ บาท|ต่อปี",
        "ปรับ|หนึ่งแสนบาท|",
        "worth |USD 2 million| or |2.5 billion Baht|",
        "|200 - 300 บาท|/วัน",
    ],
)
def test_amounts_with_their_currency(marked: str) -> None:
    check(marked, "MONEY")


def test_shares_lengths_and_addresses() -> None:
    check("ขยายตัว|ร้อยละ 7.5| ต่อปี และ |60%| or |12 per cent|", "PERCENT")
    check("ยาว |500 เมตร| ห่าง |12 กม.| or |34.5km|", "LEN")
    check("(|https://example.go.th/a_(b)?c=1|), ดู |www.example.or.th|. และ |form.example.com|", "URL")
    check("อีเมล |pr.team@example.go.th|.", "EMAIL")
    check("โทร. |0 2123 4567 ต่อ 12, 15|, |08-1234-5678| สายด่วนกรมสมมติ |1999|", "PHONE")
    check("เขตสมมติ กรุงเทพฯ |10400| โทร", "ZIP")


@pytest.mark.parametrize(
    "marked",
    [
        "ตาม|พระราชบัญญัติการรักษาความมั่นคงปลอดภัยไซเบอร์ พ.ศ. 2562| กำหนด",
        "ตาม |พ.ร.บ.คอมพิวเตอร์| ซึ่ง",
        "เห็นชอบ|ร่าง พ.ร.บ.ผู้ดูแลสวน (ฉบับที่ ..) พ.ศ. ....|",
        "|มาตรา 9 แห่งพระราชบัญญัติสวนสาธารณะ พ.ศ. 2560|",
        "ตาม|มาตรา 25 (1)| และ|มาตรา ๒๕ วรรคสอง|",
        "แก้ไข|รัฐธรรมนูญ|",
        "comply with |PDPA| and the |Garden Keeping Act B.E. 2560|.",
    ],
)
def test_laws_by_name_with_their_year_and_section(marked: str) -> None:
    check(marked, "LAW")


@pytest.mark.parametrize(
    "text",
    [
        "ประชุม 10 ประเทศ ครั้งที่ 3 ครั้งที่ 1/2567",
        "เด็กอายุ 12 ปี ผู้มีอายุ 45-64 ปี",
        "ทุกวันนี้ปีนี้ดีกว่าเดือนหน้า",
        "พื้นที่ 40 ตารางเมตร ความเร็ว 120 กม./ชม. 60 km per hour",
        "งาน APEC 2022 และ COVID-19",
        "ศาลรัฐธรรมนูญ 5 มาตรการ บทบาท",
        "ไวรัสโคโรนา 2019 ทางหลวง ทล.2034",
        "PM2.5 5G ISO 27001 1.2.3",
        "สาธารณรัฐ 2,567 คน a 12-year-old boy",
    ],
)
def test_what_only_looks_regular_is_left_alone(text: str) -> None:
    assert said(text) == []


def test_a_year_in_a_law_and_a_number_in_a_url_belong_to_them() -> None:
    assert said("พระราชบัญญัติป่าไม้ พ.ศ. 2562 https://example.com/2562/10%") == [
        ("LAW", "พระราชบัญญัติป่าไม้ พ.ศ. 2562"),
        ("URL", "https://example.com/2562/10%"),
    ]


def test_no_span_goes_on_in_the_next_line() -> None:
    assert said("7\nตุลาคม\n2563\n50\nบาท") == [("DATE", "ตุลาคม"), ("DATE", "2563")]


def test_a_score_is_the_precision_of_the_rules_for_the_label() -> None:
    [date] = find_patterns("ปี 2565")
    assert (date.score, date.source) == (PRECISION["DATE"], SOURCE)


WORDS = (
    "7 ๗ 2566 ๒๕๖๖ ตุลาคม ก.ย. พ.ศ. ปี วันนี้ วัน - – ถึง 09.30 น. บาท ล้าน % ร้อยละ เมตร โทร. 0 2 1111 ต่อ พ.ร.บ. มาตรา "
    "แห่ง May of FY www. .com http:// a@b.th ( ) / , . อายุ"
)
regular = st.lists(st.sampled_from([*WORDS.split(), *" \u00a0\n"])).map("".join)


@given(st.one_of(texts, regular))
def test_spans_are_always_what_the_data_model_allows(text: str) -> None:
    found = find_patterns(text)
    assert Document("a", text).with_layer(Layer.ENTITIES, found).entities == tuple(found)


@given(regular, regular)
def test_lines_are_read_on_their_own(left: str, right: str) -> None:
    here = find_patterns(left)
    assert find_patterns(f"{left}\n{right}")[: len(here)] == here


@pytest.mark.parametrize(
    "unit", ["1", "1.", "1 ", "(", "1-", "๑/", "a.", "A a ", "พ.ร.บ.", "โทร", "สิบล้าน", "www.", "@a."]
)
def test_time_is_linear_in_any_text(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    start = time.perf_counter()
    find_patterns(text)
    assert time.perf_counter() - start < 5


def test_of_overlapping_entities_the_first_given_is_kept() -> None:
    a, b, c = Entity(0, 4, "EVENT"), Entity(3, 9, "DATE"), Entity(4, 6, "TIME")
    assert keep_apart([c, b, a]) == [a, c]
    assert keep_apart([b, a, c]) == [b]
    assert keep_apart([]) == []
