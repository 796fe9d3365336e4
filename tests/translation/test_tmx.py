"""Translations go out as TMX, and their terms as CSV, and come back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.document import Document, Layer, Term, Translation
from songphasa.errors import BadConfig
from songphasa.exports import export
from songphasa.translation.glossary import Entry, read_glossary
from songphasa.translation.tmx import read_tmx
from tests.translation.documents import make_document


def translated(*pairs: tuple[str, str | None]) -> Document:
    document = make_document(*(thai for thai, _ in pairs))
    spans = zip(document.sentences, pairs, strict=True)
    return document.with_layer(
        Layer.TRANSLATIONS, [Translation(one.start, one.end, "en", text) for one, (_, text) in spans]
    )


def test_what_is_exported_is_read_back_both_ways(tmp_path: Path) -> None:
    out = tmp_path / "memory.tmx"
    said = export([translated(("ฝน <ตก> & แดดออก", 'rain "and" sun'), ("หิมะ", None), ("ITU", "ITU"))], "tmx", out)
    assert read_tmx(out) == {
        ("en", "ฝน <ตก> & แดดออก"): 'rain "and" sun',
        ("th", 'rain "and" sun'): "ฝน <ตก> & แดดออก",
    }
    assert said.startswith("1 translations")


WRITTEN = st.text("ax<&\"']>", max_size=6)


@given(st.dictionaries(WRITTEN.map("ก{}".format), WRITTEN.map("b{}".format), min_size=1, max_size=4))
def test_any_text_that_xml_can_hold_survives(tmp_path_factory: pytest.TempPathFactory, pairs: dict[str, str]) -> None:
    out = tmp_path_factory.mktemp("tmx") / "memory.tmx"
    export([translated(*pairs.items())], "tmx", out)
    assert read_tmx(out).items() >= {("en", thai): english for thai, english in pairs.items()}.items()


def test_a_character_that_xml_cannot_hold_leaves_its_sentence_out(tmp_path: Path) -> None:
    out = tmp_path / "memory.tmx"
    assert export([translated(("ฝน", "rain"), ("ลม", "wi\x0bnd"))], "tmx", out).startswith("1 ")
    assert ("en", "ลม") not in read_tmx(out)


@pytest.mark.parametrize(
    "content",
    ["", "<tmx/>", '<!DOCTYPE tmx [<!ENTITY a "x">]><tmx>&a;</tmx>', "<tmx><body><tu/></body></tmx>"],
)
def test_what_is_no_memory_is_refused_by_its_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text(content, "utf-8")
    with pytest.raises(BadConfig, match=r"memory\.tmx"):
        read_tmx(path)


def test_the_terms_of_a_run_are_a_glossary(tmp_path: Path) -> None:
    document = make_document("วีระพบ ITU ปี 2563", "วีระยิ้ม")
    terms = (Term(0, 4, "Wira", "name"), Term(7, 10, "ITU", "lexicon"), Term(14, 18, "2020", "date"))
    spans = [
        Translation(0, 18, "en", "Wira met the ITU in 2020", terms=terms),
        Translation(19, 27, "en", None, terms=(Term(19, 23, "Wira", "name"),)),
    ]
    out = tmp_path / "terms.csv"
    export([document.with_layer(Layer.TRANSLATIONS, spans)], "terms", out)
    assert out.read_text("utf-8").splitlines() == ["th,en,origin,number", "วีระ,Wira,name,2"]
    assert read_glossary(out) == (Entry("วีระ", "Wira"),)
