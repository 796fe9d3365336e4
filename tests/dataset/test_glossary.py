"""The glossary: every reading of every short form, counted, with an example that tears no word."""

import csv
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from songphasa.dataset.glossary import glossary_rows, write_glossary_csv
from songphasa.document import Acronym, Document, Layer
from tests.strategies import documents


def _document(id: str, text: str, *mentions: Acronym) -> Document:  # noqa: A002
    return Document(id, text).with_layer(Layer.ACRONYMS, mentions)


def test_readings_are_counted_and_the_commonest_comes_first() -> None:
    one, other = ({"kind": "latin", "long_en": long} for long in ("Innovation Agency", "International Airport"))
    rows = glossary_rows(
        [
            _document("a", "IA เปิดงาน", Acronym(0, 2, **other)),
            _document("b", "พบ IA และ IA\nIA", Acronym(3, 5, **one), Acronym(10, 12, **one), Acronym(13, 15, **one)),
            _document("c", "น.ส.ก", Acronym(0, 4, "title")),
        ]
    )
    assert [(row["long_en"], row["documents"], row["mentions"]) for row in rows] == [
        ("Innovation Agency", 1, 3),
        ("International Airport", 1, 1),
    ]
    assert rows[0]["example"] == "พบ IA และ IA"


@given(st.lists(documents(), max_size=4))
def test_no_mention_is_lost_and_examples_hold_the_short_form(given_documents: list[Document]) -> None:
    rows = glossary_rows(given_documents)
    assert sum(row["mentions"] for row in rows) == sum(len(document.acronyms) for document in given_documents)
    for row in rows:
        assert row["short"] in row["example"]
        assert row["documents"] <= row["mentions"]


def test_the_csv_file_holds_the_rows(tmp_path: Path) -> None:
    rows = glossary_rows([_document("a", 'NIA "สนช."', Acronym(0, 3, "latin", "สำนักงาน, นวัตกรรม", None))])
    write_glossary_csv(tmp_path / "g.csv", rows)
    with (tmp_path / "g.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["long_th"] == "สำนักงาน, นวัตกรรม"
    assert row["long_en"] == ""
    assert row["example"] == 'NIA "สนช."'
