"""Sentences tile any text; abbreviations, numbers, dates and brackets are never cut."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songphasa.document import Document, Layer
from songphasa.errors import BadConfig
from songphasa.sentences.lines import find_lines
from songphasa.sentences.thai import RUNNING, choose_threshold
from songphasa.stage import Stage
from songphasa.stages.sentences import ENGINES, Sentences

OURS = Sentences()
BLANK = "\u200b\u2060\ufeff" + "".join(map(chr, range(0x200B, 0x200E)))
TEXTS = st.text() | st.text("กทนี้ส่วนม.ฯๆ ()“”1,.AbT\n\r\u00a0\u200b")


def sentences(text: str, stage: Sentences = OURS) -> list[str]:
    (document,) = stage.annotate([Document("d", text)])
    return [document[sentence] for sentence in document.sentences]


def check_tiling(text: str, stage: Sentences) -> None:
    (document,) = stage.annotate([Document("d", text)])
    edges = [0, *(edge for sentence in document.sentences for edge in (sentence.start, sentence.end)), len(text)]
    gaps = [text[left:right] for left, right in zip(edges[::2], edges[1::2], strict=True)]
    assert all(not gap.strip().strip(BLANK).strip() for gap in gaps)
    assert all(said == said.strip() for said in map(document.__getitem__, document.sentences))


@given(TEXTS)
def test_sentences_and_blanks_tile_any_text(text: str) -> None:
    check_tiling(text, OURS)


@given(TEXTS)
def test_a_line_break_always_ends_a_sentence_where_nothing_is_rejoined(text: str) -> None:
    assert all("\n" not in said and "\r" not in said for said in sentences(text, Sentences(rejoin=False)))


@given(TEXTS)
@settings(max_examples=30)
def test_other_engines_keep_the_text(text: str) -> None:
    check_tiling(text, Sentences(engine="whitespace"))


@given(st.lists(st.text("กขค ab.", min_size=1), max_size=5, unique=True), st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
def test_a_line_is_split_alike_in_any_text(lines: Sequence[str], line_break: str) -> None:
    stage = Sentences(threshold=0.3, rejoin=False)
    assert sentences(line_break.join(lines), stage) == [said for line in lines for said in sentences(line, stage)]


def test_a_line_break_ends_a_sentence() -> None:
    assert sentences("หัวข้อข่าว\nเนื้อหาข่าว\r\n- ข้อแรก\r- ข้อสอง") == ["หัวข้อข่าว", "เนื้อหาข่าว", "- ข้อแรก", "- ข้อสอง"]


WHOLE = [
    "ประกาศใช้แล้ว (29 ก.ย. 63) ทั่วประเทศ",
    "พบกับ H.E. Mr. Arun Somsak ที่เชียงใหม่",
    "นายวีระ ใจกล้า รมว. ไอซีที เปิดงาน",
    "น.ส. ฟ้าใส ใจงาม โฆษกโครงการ",
    "น.ส.ฟ้าใส ใจงาม โฆษกโครงการ",
    "ตั้งแต่ปี ค.ศ. 2020 เป็นต้นมา",
    "มีงานหลายด้าน เช่น 1. การประสานงาน",
    "กระทรวงฯ ได้มีหนังสือเวียน",
    "สกมช. เปิดประชุมเครือข่าย",
    "วันที่ 7 ตุลาคม 2563 เวลา 09.30 น.",
    "ครั้งที่ 5 ประจำปี 2565",
    "พล.อ. สมมติ ใจดี เป็นประธาน",
    "วงเงิน 5 ล้านบาท หรือ ร้อยละ 7.5",
    "อ.เมือง จ. เลย",
    "โครงการ (Smart Village Project: SVP) ของชุมชน",
]


@pytest.mark.parametrize("text", WHOLE)
def test_what_belongs_together_is_not_cut(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("คณะทำงานได้ติดตั้งระบบเตือนภัยครบทุกหมู่บ้านแล้ว", "ทั้งนี้ ชาวบ้านสามารถแจ้งเหตุได้ตลอดเวลา"),
        ("โรงเรียนได้รับคอมพิวเตอร์เพิ่มขึ้นอย่างต่อเนื่อง", "นอกจากนี้ ยังมีการอบรมครูให้ใช้งานได้อย่างปลอดภัย"),
        ("ผู้เข้าร่วมงานได้ทดลองใช้ระบบใหม่อย่างทั่วถึง", "อย่างไรก็ตาม หากพบปัญหาขอให้แจ้งเจ้าหน้าที่ทันที"),
    ],
)
@pytest.mark.parametrize("blank", [" ", "\u00a0", "  "])
def test_a_discourse_opener_begins_a_sentence(left: str, right: str, blank: str) -> None:
    assert sentences(f"{left}{blank}{right}") == [left, right]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The fund opened on 18 May. However, nobody applied.", 2),
        ("Gen. Arun met Mr. Somsak at 9 a.m. in Loei.", 1),
        ("It follows Notification No. 12 of B.E. 2562.", 1),
        ("1. Scope of the plan", 1),
        ("He moved to the U.S. The office is closed.", 2),
        ("“Is it safe?” The minister said so.", 2),
        ("New tools, e.g. Scanners, arrived.", 1),
        ("J. Doe spoke.", 1),
    ],
)
def test_english_stops_that_are_not_abbreviations_end_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_the_language_is_told() -> None:
    (document,) = OURS.annotate([Document("d", "สวัสดีชาวโลก\nHello world\nอบรม Data Officer รุ่นใหม่\n2565")])
    assert [sentence.lang for sentence in document.sentences] == ["th", "en", "mixed", "und"]


def test_paragraphs_are_numbered_and_repeated_sentences_name_the_first() -> None:
    text = "ตลาดน้ำเปิดแล้ว\n\nตลาดน้ำเปิดแล้ว\nThe fair opened. It closed.\n ตลาดน้ำเปิดแล้ว"
    (document,) = OURS.annotate([Document("d", text)])
    assert [sentence.paragraph for sentence in document.sentences] == [0, 1, 2, 2, 3]
    assert [sentence.duplicate_of for sentence in document.sentences] == [None, 0, None, None, 0]


def test_wrapped_lines_are_one_paragraph() -> None:
    lines = (
        "The harbour office opened a new desk for owners of",
        "boats on Monday. The first forty of them have come",
        "since then. It will stay open until the end of the",
        "fair, which attracts visitors from all provinces of",
        "the north.",
    )
    text = "\n".join((*lines, "", *lines))
    (document,) = OURS.annotate([Document("d", text)])
    assert [sentence.paragraph for sentence in document.sentences] == [0, 0, 0, 1, 1, 1]
    assert document[document.sentences[1]] == "The first forty of them have come\nsince then."
    assert len(sentences(text, Sentences(rejoin=False))) > len(document.sentences)


def test_text_with_few_line_breaks_is_split_more_readily() -> None:
    said = "โครงการนี้ช่วยให้ชาวบ้านมีรายได้เพิ่มขึ้นทุกปี"
    line = " ".join([said] * (2 * RUNNING // len(said)))
    assert choose_threshold(find_lines(line)) < choose_threshold(find_lines(line + "\n\nหัวข้อ\nอีกหัวข้อ\nที่มา"))


def test_a_higher_threshold_splits_less() -> None:
    text = "โครงการนี้ช่วยให้ชาวบ้านมีรายได้เพิ่มขึ้น โดยจะขยายไปทุกอำเภอ ส่วนงบประมาณมาจากกองทุน ขอเชิญร่วมงาน"
    counts = [len(sentences(text, Sentences(threshold=threshold))) for threshold in (0.01, 0.3, 0.99)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1] == 1


def test_a_long_line_takes_bounded_time() -> None:
    assert sentences("ก" * 50_000 + " (" * 5_000)


def test_options_are_checked() -> None:
    with pytest.raises(BadConfig, match=r"unknown engine 'nope'; choose one of songphasa"):
        Sentences(engine="nope")
    with pytest.raises(BadConfig, match="threshold"):
        Sentences(threshold=1)


def test_the_contract_of_a_stage() -> None:
    assert isinstance(OURS, Stage)
    assert Sentences.provides == {Layer.SENTENCES}
    assert "crfcut" in ENGINES


def test_a_line_of_both_languages_is_split_by_the_rules_of_both() -> None:
    line = "Cross Language Skills Centre for Public Officers opened in ปี พ.ศ. 2552 at the old harbour. It closed later."
    assert sentences(line) == [line.removesuffix(" It closed later."), "It closed later."]
