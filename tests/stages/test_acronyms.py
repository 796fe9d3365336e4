"""The acronyms stage: mentions with long forms, where they come from, and spans that hold for any text."""

import time
from pathlib import Path

import pytest
from hypothesis import given

from songphasa.document import Acronym, Document, Layer
from songphasa.errors import BadConfig
from songphasa.stage import Stage
from songphasa.stages.acronyms import Acronyms
from tests.strategies import texts

STAGE = Acronyms()


def _find(text: str, stage: Acronyms = STAGE) -> dict[str, Acronym]:
    document = stage.annotate([Document("a", text)])[0]
    return {document[found]: found for found in document.acronyms}


def test_it_is_a_stage() -> None:
    assert isinstance(STAGE, Stage)
    assert STAGE.provides == {Layer.ACRONYMS}


def test_a_definition_reaches_back_to_the_headline() -> None:
    text = "LMTC เปิดอบรมล่าม\nนายสมมติ ใจดี เยี่ยมชมศูนย์ฝึกล่ามแม่น้ำโขง (Lower Mekong Translator Centre : LMTC)"
    document = STAGE.annotate([Document("a", text)])[0]
    assert [found.scope for found in document.acronyms] == ["document", "document"]
    for found in document.acronyms:
        assert (found.long_th, found.long_en) == ("ศูนย์ฝึกล่ามแม่น้ำโขง", "Lower Mekong Translator Centre")
        assert text[found.definition_start : found.definition_end] == "ศูนย์ฝึกล่ามแม่น้ำโขง"


def test_the_other_language_comes_from_a_lexicon_that_agrees() -> None:
    agreed = _find("กระทรวงแรงงาน (รง.) แถลง")["รง."]
    assert (agreed.scope, agreed.long_en) == ("document", "Ministry of Labour")
    other = _find("โรงเรียนช่างงานไม้ (รง.) แถลง")["รง."]
    assert (other.scope, other.long_th, other.long_en) == ("document", "โรงเรียนช่างงานไม้", None)


def test_an_undefined_form_comes_from_the_lexicon() -> None:
    found = _find("รองปลัด ดีอีเอส พบผู้แทน ITU")
    assert {name: (one.kind, one.scope, one.long_en) for name, one in found.items()} == {
        "ดีอีเอส": ("thai_spelled", "lexicon", "Ministry of Digital Economy and Society"),
        "ITU": ("latin", "lexicon", "International Telecommunication Union"),
    }


def test_an_unknown_form_stays_unknown() -> None:
    found = _find("ประชุมร่วมกับ QZX")["QZX"]
    assert (found.scope, found.long_th, found.long_en, found.definition_start) == ("unknown", None, None, None)


def test_titles_months_eras_and_units_are_titles() -> None:
    found = _find("น.ส.มะลิ วิ่ง 10 กม. เมื่อ 5 ม.ค. พ.ศ. 2566")
    assert {name: one.kind for name, one in found.items()} == dict.fromkeys(("น.ส.", "กม.", "ม.ค.", "พ.ศ."), "title")


def test_the_lexicon_of_the_user_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("short,long_th,long_en\nITU,,Island Translators Union\n", "utf-8")
    found = _find("ITU เปิดงาน", Acronyms(lexicon=str(path)))["ITU"]
    assert (found.source, found.long_en) == ("user", "Island Translators Union")
    with pytest.raises(BadConfig):
        Acronyms(lexicon=str(tmp_path / "missing.csv"))


def test_entities_are_evidence_for_the_left_edge() -> None:
    from songphasa.document import Entity

    text = "ประธานสมาคมล่ามภาษามือ ชมรมล่ามอาสา (ABCX)"
    start = text.index("สมาคม")
    document = Document("a", text, entities=(Entity(start, text.index(" (ABCX"), "ORGANIZATION"),))
    found = STAGE.annotate([document])[0].acronyms[0]
    assert found.definition_start == start


@given(texts)
def test_spans_of_any_text_are_valid_and_apart(text: str) -> None:
    document = STAGE.annotate([Document("a", text)])[0]
    place = 0
    for found in document.acronyms:
        assert found.start >= place
        assert 0 <= found.score <= 1
        assert (found.scope == "document") == (found.definition_start is not None)
        assert found.scope != "lexicon" or found.long_th or found.long_en
        place = found.end


REPEATED = """
    (|()|(AB |AB)|ก.|.|A|AB หรือ |A-|AB – |ดีอีเอส|1-|[(|a.b@|อส. |ศูนย์ล่าม (AB) |a(b) (AB) |องค์การเลย (อ.เลย) |#ข่าวพม
"""


@pytest.mark.parametrize("unit", REPEATED.strip("\n ").split("|"))
def test_time_is_linear_in_what_is_repeated(unit: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        STAGE.annotate([Document("a", unit * times)])
        return time.process_time() - start

    few, many = (min(seconds(length // len(unit)) for _ in range(3)) for length in (4_000, 40_000))
    assert many < 40 * few + 0.05
