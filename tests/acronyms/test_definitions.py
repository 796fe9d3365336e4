"""The pattern matrix: every way in which a document defines a short form, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.acronyms.definitions import find_definitions

TH, EN = "ศูนย์พัฒนาทักษะข้ามภาษา", "Cross Language Skills Centre"
BOTH = {("CLSC", TH, EN)}
THAI = {("CLSC", TH, None)}
ENGLISH = {("CLSC", None, EN)}


def _defined(text: str) -> set[tuple[str, str | None, str | None]]:
    return {
        (
            text[found.start : found.end],
            text[found.thai.start : found.thai.end] if found.thai else None,
            text[found.english.start : found.english.end] if found.english else None,
        )
        for found in find_definitions(text, lambda _: ())
    }


@pytest.mark.parametrize(
    ("text", "defined"),
    [
        (f"เยี่ยมชม{TH} ({EN} : CLSC) เมื่อวาน", BOTH),
        (f"เยี่ยมชม{TH} ({EN}: CLSC) เมื่อวาน", BOTH),
        (f"ของ{TH} ({EN} - CLSC)", BOTH),
        (f"ของ{TH} ({EN} – CLSC)", BOTH),
        (f"ของ{TH} ({EN}, CLSC)", BOTH),
        (f"ของ{TH} ({EN}; CLSC)", BOTH),
        (f"ของ{TH} ({EN} หรือ CLSC)", BOTH),
        (f"ของ{TH} ({EN} or CLSC)", BOTH),
        (f"ของ{TH} ({EN} CLSC)", BOTH),
        (f"ของ{TH} ({EN} (CLSC))", BOTH),
        (f"ของ{TH} (CLSC : {EN})", BOTH),
        (f"ของ{TH} ครั้งที่ 5 (The 5th {EN}: The 5th CLSC)", BOTH),
        (f"ของ{TH} ({EN} : CLSC ครั้งที่ 3)", BOTH),
        (f"ของ{TH}\u00a0({EN}\u00a0: CLSC)", BOTH),
        (f"ผลลัพธ์ ({TH} หรือ {EN} : CLSC)", BOTH),
        (f"ของ{TH} (CLSC)", THAI),
        (f"ของ{TH} ( CLSC ) ", THAI),
        (f"ของ{TH} [CLSC]", THAI),
        (f"ของ{TH} (CLSC ครั้งที่ 2)", THAI),
        (f"ผลลัพธ์ ({TH} : CLSC)", THAI),
        (f"งานของ CLSC ({TH})", THAI),
        (f"{TH} ใช้ชื่อย่อว่า CLSC", THAI),
        (f"{TH} ชื่อย่อ CLSC", THAI),
        (f"{TH} หรือเรียกโดยย่อว่า CLSC", THAI),
        (f"ตาม{TH} (ศูนย์ CLSC)", THAI),
        (f"ตาม{TH} หรือซีแอลเอสซี (CLSC)", THAI),
        (f"{TH} (องค์การมหาชน) (CLSC)", THAI),
        (f"the {EN} (CLSC) opened", ENGLISH),
        ("ที่ศูนย์ Cross – Language Skills Centre (CLSC)", {("CLSC", None, "Cross – Language Skills Centre")}),
        (f"the {EN} [CLSC] opened", ENGLISH),
        (f"the 5th {EN} (CLSC)", ENGLISH),
        ("the 12th Cross Learning Circle (CLC-12)", {("CLC-12", None, "12th Cross Learning Circle")}),
        (f"{EN}, or CLSC, opened", ENGLISH),
        (f"{EN}, known as CLSC", ENGLISH),
        (f"the CLSC ({EN})", ENGLISH),
        (f"CLSC stands for {EN}.", ENGLISH),
        (f"CLSC ย่อมาจาก {EN} ซึ่งเปิดแล้ว", ENGLISH),
        (f"CLSC หรือ {EN} เปิดแล้ว", ENGLISH),
        (f"CLSC: {EN}", ENGLISH),
        (f"“{EN} (CLSC)”", ENGLISH),
        (f"C.L.S.C. ({EN})", {("C.L.S.C.", None, EN)}),
        ("a grove alarm IV (Gal IV)", {("Gal IV", None, "grove alarm IV")}),
        ("of cross skills - relay centre (CS-RC)", {("CS-RC", None, "cross skills - relay centre")}),
        ("the lamp-glow-mean index (LGI)", {("LGI", None, "lamp-glow-mean index")}),
        ("the GIBA(A)/lantern receptor (GLR)", {("GLR", None, "GIBA(A)/lantern receptor")}),
        ("the lantern glow G(2) (LGG(2))", {("LGG(2)", None, "lantern glow G(2)")}),
        ("by 2,7-cyano-5-melodin (CM)", {("CM", None, "2,7-cyano-5-melodin")}),
    ],
)
def test_a_definition_is_read_with_its_exact_long_forms(text: str, defined: set[tuple[str, str, str]]) -> None:
    assert _defined(text) == defined


@pytest.mark.parametrize(
    ("text", "short", "thai"),
    [
        ("ตามที่กรมพัฒนาทักษะภาษา (กพษ.) เสนอ", "กพษ.", "กรมพัฒนาทักษะภาษา"),
        ("รัฐมนตรีว่าการกระทรวงทักษะภาษา (รมว.ทภ.) กล่าว", "ทภ.", "กระทรวงทักษะภาษา"),
        ("เลขานุการกระทรวงทักษะภาษา ฝ่ายการเมือง (ทภ.) กล่าว", "ทภ.", "กระทรวงทักษะภาษา"),
        ("นายกองค์การทักษะภาษาส่วนจังหวัดสมมติ (อทจ.สมมติ) กล่าว", "อทจ.", "องค์การทักษะภาษาส่วนจังหวัด"),
        ("งานของ สทภ. (สำนักงานทักษะภาษา) ปีนี้", "สทภ.", "สำนักงานทักษะภาษา"),
        ("ปลัดกระทรวงทักษะภาษา (ทีพี) เปิดเผย", "ทีพี", "กระทรวงทักษะภาษา"),
        ("สำนักงานทักษะภาษา หรือ สทภ. เปิดรับสมัคร", "สทภ.", "สำนักงานทักษะภาษา"),
        ("ร่วมกับสำนักงานทักษะภาษา วรรณกรรม และนวัตกรรม (สทวน.) แล้ว", "สทวน.", "สำนักงานทักษะภาษา วรรณกรรม และนวัตกรรม"),
    ],
)
def test_thai_abbreviations_are_cut_at_the_name(text: str, short: str, thai: str) -> None:
    assert (short, thai, None) in _defined(text)


def test_two_short_forms_share_a_long_form() -> None:
    assert {form for form, _, _ in _defined(f"ของ{TH} (ศพทภ. หรือ CLSC)")} == {"ศพทภ.", "CLSC"}


@pytest.mark.parametrize(
    "text",
    [
        "ธนาคารพาณิชย์ (ABK, CDK, EFK) ร่วมงาน",
        "องค์การดอกไม้โลก (ABKGG, AB CDKG)",
        "สินค้ากลุ่มใหม่ (New Style) เปิดตัว",
        "ประชาคม (ASEAN: Together for All of Us)",
        "สูงขึ้นร้อยละ 5.4 (ลดลง)",
        "บ้านเลขที่ 7 (คลองสาม)",
        "an ordinary remark (see below)",
        "ตามประกาศกรมทักษะภาษา ฉบับที่ 7 (พ.ศ. 2567)",
        "ยอดของกรมทักษะภาษา (YoY) เพิ่มขึ้น",
        "ระบบผลิตไฟฟ้า (KWp) ใหม่",
        f"{TH}\n(CLSC)",
        "the centre. (CLSC)",
        "the gene (also called Tul-1 or TCL5)",
        "driven by QL-4 or QL-13",
        "ประชุมที่ศาลากลางจังหวัดสมมติ (อทจ.สมมติ)",
    ],
)
def test_what_looks_like_a_definition_is_none(text: str) -> None:
    assert _defined(text) == set()


def test_a_lexicon_settles_the_left_edge() -> None:
    text = "โครงการเพื่อการเรียนรู้ร่วมกัน (LTP)"
    found = find_definitions(text, lambda _: {"การเรียนรู้ร่วมกัน"})[0]
    assert found.thai
    assert text[found.thai.start : found.thai.end] == "การเรียนรู้ร่วมกัน"


soup = st.lists(
    st.sampled_from(
        [*"()[]:;,-–“” \n.", "CLSC", "กสทช.", "ดีอีเอส", "หรือ", "or", "กระทรวง", "Cross", "Skills", "5th", "ครั้งที่ 5"]
    ),
    max_size=40,
).map("".join)


@given(soup)
def test_spans_of_bracket_soup_stay_on_their_line(text: str) -> None:
    for found in find_definitions(text, lambda _: ()):
        for span in filter(None, (found, found.thai, found.english)):
            said = text[span.start : span.end]
            assert said
            assert said == said.strip()
            assert "\n" not in said
