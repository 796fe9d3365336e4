"""Formats of other tools, read back by those tools where they are installed."""

from __future__ import annotations

import csv
import json
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import DocBin

from songphasa.dataset.schema import from_row
from songphasa.document import Document, Entity, Layer, Sentence, Translation
from songphasa.errors import BadConfig, BadInput, BadOutput
from songphasa.exports import FORMATS, export
from songphasa.exports.csv_table import harmless
from songphasa.exports.escapes import escape, unescape
from tests.inspection.runs import RAIN_1, UMBRELLA_2
from tests.strategies import documents

BOTH = (RAIN_1, UMBRELLA_2)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_there_is_never_overwritten(form: str, tmp_path: Path) -> None:
    export(BOTH, form, tmp_path / "out")
    with pytest.raises(BadOutput, match="there already"):
        export(BOTH, form, tmp_path / "out")


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="there are: brat"):
        export(BOTH, "word", tmp_path / "out")


@given(st.text())
def test_escaped_tokens_hold_no_white_space_and_come_back(text: str) -> None:
    assert not any(character.isspace() for character in escape(text))
    assert unescape(escape(text)) == text


def test_conll_shows_white_space(tmp_path: Path) -> None:
    export(BOTH, "conll", tmp_path / "out")
    found = (tmp_path / "out").read_text("utf-8").split("\n")
    assert found[0] == "# id = rain-1"
    assert "\\s\tI-PERSON" in found
    assert all(line.startswith("# id") or line.count("\t") == 1 for line in found if line)


@given(documents())
@settings(max_examples=25)
def test_docbin_gives_equal_documents_back(document: Document) -> None:
    document = replace(document, text=document.text.replace("\0", "."))
    with tempfile.TemporaryDirectory() as folder:
        export([document], "spacy", Path(folder) / "out.spacy")
        docs = list(DocBin().from_disk(Path(folder) / "out.spacy").get_docs(spacy.blank("th").vocab))
    assert [from_row(doc._.songphasa) for doc in docs] == [document]


def test_docbin_has_entities_for_spacys_trainer(tmp_path: Path) -> None:
    export(BOTH, "spacy", tmp_path / "out.spacy")
    docs = list(DocBin().from_disk(tmp_path / "out.spacy").get_docs(spacy.blank("th").vocab))
    assert [(one.text, one.label_) for one in docs[1].ents] == [("Somchai", "PERSON"), ("Khon Kaen", "LOCATION")]


@pytest.mark.parametrize("form", ["spacy", "xmi"])
def test_a_text_that_the_format_cannot_hold_is_refused(form: str, tmp_path: Path) -> None:
    if form == "xmi":
        pytest.importorskip("cassis")
    with pytest.raises(BadInput, match=r"d: its text holds .*leave the document out"):
        export([Document("d", "ก\0ข")], form, tmp_path / "out")


def test_xmi_has_the_same_spans_behind_an_emoji(tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis")
    export(BOTH, "xmi", tmp_path / "out")
    with (tmp_path / "out/TypeSystem.xml").open("rb") as stream:
        types = cassis.load_typesystem(stream)
    for document in BOTH:
        with (tmp_path / f"out/{document.id}.xmi").open("rb") as stream:
            cas = cassis.load_cas_from_xmi(stream, typesystem=types)
        names = cas.select("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity")
        assert cas.sofa_string == document.text
        assert [(one.begin, one.end, one.value) for one in names] == [
            (one.start, one.end, one.label) for one in document.entities
        ]
        assert [one.get_covered_text() for one in names] == [document[one] for one in document.entities]


def test_gliner_rows_say_what_the_entities_say(tmp_path: Path) -> None:
    assert export(BOTH, "gliner", tmp_path / "out") == ""
    row = lines(tmp_path / "out")[-1]
    said = [("".join(row["tokenized_text"][first : last + 1]), label) for first, last, label in row["ner"]]
    assert said == [("Somchai", "person"), ("KhonKaen", "location")]


def test_gliner_tells_what_it_left_out(tmp_path: Path) -> None:
    alone = Document("d", "ฝน").with_layer(Layer.ENTITIES, [Entity(0, 2, "LAW")])
    assert export([alone], "gliner", tmp_path / "out").startswith("1 entities stand in no single sentence")


def test_web_annotations_quote_what_stands_at_their_position(tmp_path: Path) -> None:
    export([UMBRELLA_2], "web-annotation", tmp_path / "out")
    for one in lines(tmp_path / "out"):
        position, quotation = one["target"]["selector"]
        said = UMBRELLA_2.text[position["start"] : position["end"]]
        around = quotation["prefix"] + quotation["exact"] + quotation["suffix"]
        assert quotation["exact"] == said
        assert around in UMBRELLA_2.text
    assert [one["body"][0]["value"] for one in lines(tmp_path / "out")] == ["PERSON", "LOCATION", "ACRONYM"]


def test_csv_cells_are_no_formulas(tmp_path: Path) -> None:
    text = "=1+1 @home"
    document = Document("-d", text).with_layer(Layer.ENTITIES, [Entity(0, 4, "LAW"), Entity(5, 10, "LAW")])
    export([document], "csv", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["document_id"], row["text"]) for row in rows] == [("'-d", "'=1+1"), ("'-d", "'@home")]


@given(st.text())
def test_no_harmless_cell_begins_a_formula(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert harmless(text).endswith(text)


def test_prodigy_spans_stand_on_tokens(tmp_path: Path) -> None:
    export([RAIN_1], "prodigy", tmp_path / "out")
    (row,) = lines(tmp_path / "out")
    assert "".join(token["text"] for token in row["tokens"]) == RAIN_1.text
    for one in row["spans"]:
        assert row["tokens"][one["token_start"]]["start"] == one["start"]
        assert row["tokens"][one["token_end"]]["end"] == one["end"]


def test_pairs_load_as_translations(tmp_path: Path) -> None:
    from datasets import load_dataset

    unsaid = UMBRELLA_2.with_layer(Layer.TRANSLATIONS, [Translation(0, 3, "th", None)])
    cost = export([RAIN_1, unsaid], "pairs", tmp_path / "pairs.jsonl")
    assert cost == "1 translations without a text in Thai or English were left out"
    (row,) = load_dataset(
        "json", data_files=str(tmp_path / "pairs.jsonl"), split="train", cache_dir=str(tmp_path / "c")
    )
    assert row["translation"]["th"] == RAIN_1[RAIN_1.translations[0]]
    assert row["translation"]["en"].startswith("Ms Maprang")


@pytest.mark.parametrize("form", ["conll", "gliner", "prodigy", "spacy"])
def test_the_time_grows_with_the_document_and_not_with_its_square(form: str, tmp_path: Path) -> None:
    def seconds(lines: int) -> float:
        starts = range(0, 8 * lines, 8)
        text = "ที่ กขค\n" * lines
        document = Document("d", text).with_layer(Layer.SENTENCES, [Sentence(at, at + 7) for at in starts])
        document = document.with_layer(Layer.ENTITIES, [Entity(at + 4, at + 7, "LAW") for at in starts])
        taken = []
        for _ in range(3):
            (tmp_path / "out").unlink(missing_ok=True)
            began = time.process_time()
            export([document], form, tmp_path / "out")
            taken.append(time.process_time() - began)
        return min(taken)

    assert seconds(8000) < 9 * seconds(2000)
