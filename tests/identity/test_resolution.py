"""Which mentions of a document are one thing, which are not, and what the thing is called."""

import pytest

from tests.identity.marked import clusters, name, names


def test_a_person_is_known_by_title_whole_name_first_name_and_gloss() -> None:
    text = (
        "“[P สมมติ]” นำทีม [P นายสมมติ ใจดี] ([P Mr. Sommut Jaidee]) กล่าว [P นายสมมติ] เสริม "
        "[P สมมติใจดี] และ [P Mr. Jaidee] กับ[P นายสมมติฯ]"
    )
    assert clusters(text) == [0] * 7
    assert names(text) == [("สมมติ ใจดี", "Sommut Jaidee")]


def test_a_nickname_in_quotes_is_the_person() -> None:
    assert clusters("[P พ.ต.ต.หญิงมะปราง ฟ้าใส] หรือ “[P สารวัตรส้ม]” แถลง") == [0, 0]


def test_two_persons_of_one_first_name_stay_two() -> None:
    text = "[P สมมติ]แถลง [P นายสมมติ ใจดี] พบ [P นายสมมติ ใจกว้าง] แล้ว[P นายสมมติ]ก็กลับ"
    assert clusters(text) == [0, 1, 2, 2]  # the headline could be either; the last before is meant


def test_a_title_tells_two_persons_apart() -> None:
    assert clusters("[P นายศิริ ใจดี] กับ [P นางศิริ ฟ้าใส] [P นางศิริ]กล่าว [P นายศิริ]รับ") == [0, 1, 1, 0]


def test_an_initial_names_nobody() -> None:
    assert clusters("[P Mr. S. Jaidee] met [P S.]") == [0, 1]


def test_an_organisation_is_known_by_its_short_forms_and_glosses() -> None:
    text = (
        "[O กรช.]เปิดตัวร่ม [O กรมร่มชูชีพ] ([O กรช.] : [O Department of Parachutes]) แถลง "
        "[O กรม ร่มชูชีพ] และ[O กรมร่มฯ] กับ “[O กรช]”"
    )
    assert clusters(text) == [0] * 7
    assert names(text) == [("กรมร่มชูชีพ", "Department of Parachutes")]


def test_a_ministry_is_known_by_every_name_it_goes_by() -> None:
    text = (
        "[O กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม] ([O ดีอีเอส]) รมว.[O ดีอีเอส] [O กระทรวงดีอีเอส] [O กระทรวงดิจิทัลฯ] "
        "[O MDES] [O Ministry of Digital Economy and Society]"
    )
    assert clusters(text) == [0] * 7
    assert names(text) == [("กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "Ministry of Digital Economy and Society")]


def test_a_ministry_behind_a_position_needs_no_type_word() -> None:
    assert clusters("รมว.[O มหาดไทย] สั่ง[O กระทรวงมหาดไทย]") == [0, 0]
    assert names("รมว.[O มหาดไทย] สั่ง") == [("กระทรวงมหาดไทย", "Ministry of Interior")]


def test_a_lexicon_gives_the_name_in_the_other_language() -> None:
    assert names("[O กระทรวงแรงงาน]แถลง") == [("กระทรวงแรงงาน", "Ministry of Labour")]
    assert names("[O Ministry of Labour] said") == [("กระทรวงแรงงาน", "Ministry of Labour")]


def test_what_nothing_explains_is_called_as_it_is_written() -> None:
    assert name("[O QZX] และ [D วันนี้]") == [("QZX", 0, None, "QZX"), ("วันนี้", None, None, None)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("บริษัท ร่มสมมติ จำกัด (มหาชน)", "บมจ.ร่มสมมติ"),
        ("Sommut Umbrella Co., Ltd.", "Sommut Umbrella"),
        ("มูลนิธิ Umbrella Friends", "Umbrella Friends"),
        ("ม.ร่มสมมติ", "มหาวิทยาลัยร่มสมมติ"),
        ("สนง.ร่มสมมติ", "สำนักงานร่มสมมติ"),
        ("พรรคร่มสมมติ", "ร่มสมมติ"),
    ],
)
def test_type_words_and_legal_forms_may_be_short_or_missing(one: str, other: str) -> None:
    assert clusters(f"[O {one}] แถลง\n[O {other}] เสริม") == [0, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("สำนักงานคณะกรรมการร่ม", "คณะกรรมการร่ม"),
        ("กระทรวงร่ม", "สำนักงานปลัดกระทรวงร่ม"),
        ("กองร่มที่ 1", "กองร่มที่ 2"),
        ("กระทรวงร่มเขียว", "กระทรวงร่มขาว"),
        ("กรมร่ม", "กรมร่มชูชีพ"),
        ("มูลนิธิร่มสมมติ", "ร่มสมมติ"),
        ("มูลนิธิ Umbrella", "Umbrella"),
        ("กองทุนอาเซียน", "อาเซียน"),
        ("คณะรัฐมนตรี", "ธนาคารกลาง"),
        ("การประชุม", "พระราชบัญญัติ"),
    ],
)
def test_bodies_with_like_names_stay_apart(one: str, other: str) -> None:
    assert clusters(f"[O {one}] แถลง\n[O {other}] เสริม") == [0, 1]


def test_a_bare_type_word_with_its_mark_needs_one_name_to_stand_for() -> None:
    assert clusters("[O ศูนย์ร่มสมมติ]เปิด [O ศูนย์ฯ]รับสมัคร") == [0, 0]
    assert clusters("[O ศูนย์ร่มสมมติ]กับ[O ศูนย์หมวกสมมติ] [O ศูนย์ฯ]รับสมัคร") == [0, 1, 2]


def test_a_gloss_belongs_to_the_whole_name_even_where_a_part_of_it_was_marked() -> None:
    text = "ระเบียงร่ม[L ภาคกลาง] ([L Central Umbrella Corridor] : CUC) กับ[L ภาคกลาง]"
    assert clusters(text) == [0, 1, 0]


def test_the_short_form_of_someones_office_is_no_gloss() -> None:
    text = "[O ธนาคารแห่งประเทศไทย] ([O ธปท.]) แถลง ฝ่ายข่าว[O ฝ่ายร่มชูชีพ] ([O ธปท.])"
    assert clusters(text) == [0, 0, 1, 0]


def test_numbered_centres_of_one_name_stay_apart() -> None:
    text = "[O Umbrella Repair Regional Center] ([O URRC11]) and [O URRC12]"
    assert clusters(text) == [0, 0, 1]


def test_places_are_known_with_and_without_their_type_word() -> None:
    text = "[L จ.เลย] [L เลย] [L Loei] [L อ.ภูร่ม] [L ภูร่ม] [L กรุงโรม] [L โรม] [L เขตร่ม] [L แขวงร่ม] [L ร่ม]"
    assert clusters(text) == [0, 0, 0, 1, 1, 2, 2, 3, 4, 5]
    assert names(text)[0] == ("เลย", "Loei")


def test_two_provinces_never_meet() -> None:
    assert clusters("[L จังหวัดเลย] ([L Nan]) [L น่าน]") == [0, 1, 1]


def test_every_province_has_a_capital_district() -> None:
    text = "[L อ.เมือง] [L จ.เลย] กับ [L อ.เมือง] [L จ.น่าน] และ [L อำเภอเมืองเลย]"
    assert clusters(text) == [0, 1, 2, 3, 0]


def test_a_place_in_parentheses_is_not_the_place_before() -> None:
    assert clusters("[L Umbrella Bridge] ([L Loei] - [L Nan])") == [0, 1, 2]


def test_meetings_of_one_row_are_told_apart_by_number() -> None:
    text = (
        "[E LMTC ครั้งที่ 3] เริ่มแล้ว [E การประชุมล่ามแม่น้ำโขง ครั้งที่ 3] ([E Lower Mekong Translator Conference] : [E LMTC])"
        " ต่อจาก [E LMTC ครั้งที่ 2] ก่อน [E The 4th Lower Mekong Translator Conference]"
    )
    assert clusters(text) == [0, 0, 0, 0, 1, 2]
    assert names(text) == [
        ("การประชุมล่ามแม่น้ำโขง ครั้งที่ 3", "3rd Lower Mekong Translator Conference"),
        ("การประชุมล่ามแม่น้ำโขง ครั้งที่ 2", "2nd Lower Mekong Translator Conference"),
        ("การประชุมล่ามแม่น้ำโขง ครั้งที่ 4", "4th Lower Mekong Translator Conference"),
    ]


def test_a_number_behind_the_parenthesis_is_that_of_the_names_before() -> None:
    text = "[E การประชุมล่ามแม่น้ำโขง] ([E Lower Mekong Translator Conference] หรือ [E LMTC]) ครั้งที่ 5 หลัง [E LMTC ครั้งที่ 4]"
    assert clusters(text) == [0, 0, 0, 1]


def test_laws_are_told_apart_by_year_and_article() -> None:
    text = (
        "[W พ.ร.บ.ร่มชูชีพ พ.ศ. ๒๕๖๒] [W พระราชบัญญัติร่มชูชีพ พ.ศ. 2562] [W พระราชบัญญัติร่มชูชีพ] "
        "[W พระราชบัญญัติร่มชูชีพ พ.ศ. 2540] [W มาตรา 5] [W มาตรา 6]"
    )
    assert clusters(text) == [0, 0, 0, 1, 2, 3]


def test_clusters_are_numbered_by_first_mention() -> None:
    assert clusters("[L เลย] [O กรมร่ม] [D วันนี้] [L เลย] [P สมมติ]") == [0, 1, None, 0, 2]
