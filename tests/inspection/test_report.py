"""The page as a file: it holds what it says, escapes what is foreign, and allows nothing but itself."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.document import Document, Entity, Layer, Sentence
from songphasa.errors import BadOutput
from songphasa.inspection.glossary import list_short_forms
from songphasa.inspection.index import Index, Query
from songphasa.inspection.page import make_page
from songphasa.inspection.report import COLUMNS, page_row, write_report
from tests.inspection.runs import RAIN_1, REJECTED, UMBRELLA_2, write_run


def data_of(page: Path) -> Any:
    (said,) = re.findall(
        r'<script type="application/json" id="data">(.*?)</script>', page.read_text("utf-8"), re.DOTALL
    )
    return json.loads(said)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", [RAIN_1, UMBRELLA_2], [REJECTED])


def test_a_report_holds_the_run(run: Path, tmp_path: Path) -> None:
    assert write_report(run, tmp_path / "page.html").startswith("2 documents, ")
    data = data_of(tmp_path / "page.html")
    assert [row["id"] for row in data["rows"]] == ["rain-1", "umbrella-2"]
    assert data["rows"][0]["text"] == RAIN_1.text
    assert data["columns"]["entities"][:4] == ["start", "end", "label", "score"]
    assert data["rows"][0]["entities"][0][:4] == [0, 18, "PERSON", 0.914]
    assert data["labels"] == {"PERSON": 2, "LOCATION": 2, "ORGANIZATION": 1, "DATE": 1}
    assert [one["id"] for one in data["rejected"]] == ["old"]
    assert data["statistics"]["documents"] == 2


def test_the_same_run_gives_the_same_bytes(run: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_report(run, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_policy_allows_the_script_and_the_style_of_the_page_and_nothing_else() -> None:
    page = make_page("t", "{}").decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    for name, tag in (("script-src", "script"), ("style-src", "style")):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules.pop(name) == f"'sha256-{digest}'"
    assert rules == {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}
    assert "connect-src 'self'" in make_page("t", "{}", served=True).decode()


def test_the_page_asks_for_nothing_from_anywhere() -> None:
    page = make_page("t", "{}").decode()
    assert not re.findall(r"\b(?:src|href)=[\"']?(?!#)|@import|url\(|https?://", page)


@given(st.text(st.one_of(st.sampled_from("<>&\"'/!-\u2028\u2029\\"), st.characters())))
def test_any_text_goes_in_and_comes_out_unchanged(text: str) -> None:
    page = make_page(text, json.dumps({"said": text}, ensure_ascii=False)).decode()
    (said,) = re.findall(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert json.loads(said) == {"said": text}
    assert not set("<>&\u2028\u2029") & set(said)
    assert page.count("</script>") == 2


def test_a_run_that_is_too_large_is_sampled_by_seed_and_says_so(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [replace(RAIN_1, id=f"rain-{number:03}") for number in range(50)])
    ids = {}
    for name, seed in (("one", 1), ("same", 1), ("two", 2)):
        said = write_report(run, tmp_path / name, seed=seed, limit=20_000)
        data = data_of(tmp_path / name)
        ids[name] = [row["id"] for row in data["rows"]]
        assert said.startswith(f"a sample of {len(ids[name])} (seed {seed}) of 50 documents; statistics are of all")
        assert data["statistics"]["documents"] == 50
    assert ids["one"] == ids["same"] != ids["two"]
    assert ids["one"] == sorted(ids["one"])
    assert 5 < len(ids["one"]) < 50
    assert sum(len(json.dumps(row, ensure_ascii=False).encode()) for row in data["rows"]) < 25_000


def test_the_sample_does_not_depend_on_the_order_of_documents(tmp_path: Path) -> None:
    some = [replace(RAIN_1, id=f"rain-{number}", source="x" * 300 * (number % 7)) for number in range(40)]
    drawn = []
    for name, documents in (("there", some), ("back", some[::-1])):
        write_report(write_run(tmp_path / name, documents), tmp_path / f"{name}.html", limit=20_000)
        drawn.append({row["id"] for row in data_of(tmp_path / f"{name}.html")["rows"]})
    assert drawn[0] == drawn[1]
    assert 3 < len(drawn[0]) < 40


def test_a_comparison_holds_only_documents_that_differ(run: Path, tmp_path: Path) -> None:
    gold = write_run(tmp_path / "gold", [RAIN_1, replace(UMBRELLA_2, entities=UMBRELLA_2.entities[:1])])
    said = write_report(run, tmp_path / "page.html", gold)
    assert said.startswith("1 of 2 documents differ from gold")
    data = data_of(tmp_path / "page.html")
    assert [row["id"] for row in data["rows"]] == ["umbrella-2"]
    assert [(one["kind"], one["ours"]["label"]) for one in data["rows"][0]["differences"]] == [("spurious", "LOCATION")]


def test_a_file_that_cannot_be_written_is_named(run: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadOutput, match="folder: cannot be written"):
        write_report(run, tmp_path / "folder")


def test_a_row_leaves_out_what_says_nothing() -> None:
    layers = ("sentences", "entities", "acronyms", "translations")
    assert page_row(Document("d", "x")) == {
        "id": "d",
        "text": "x",
        "lang": "und",
        "source": "",
        **{layer: [] for layer in layers},
    }
    (sentence,) = page_row(Document("d", "x", sentences=(Sentence(0, 1, "en"),)))["sentences"]
    assert sentence[:3] == [0, 1, "en"]
    assert sentence[-1] is not None


def test_a_short_form_is_shown_by_its_definition() -> None:
    (entry,) = list_short_forms([replace(RAIN_1, id="other", acronyms=RAIN_1.acronyms[1:]), RAIN_1])
    assert (entry["short"], entry["mentions"], entry["documents"]) == ("กอฝ.", 3, 2)
    assert entry["scopes"] == {"document": 3}
    assert entry["evidence"]["text"] == "กรมอุทยานฝนตก (กอฝ."
    assert entry["evidence"]["id"] == "rain-1"


def test_an_entity_has_its_value_in_text_and_concordance(tmp_path: Path) -> None:
    text = "เปิดสวน 29 ก.ย. 63 ปิดวันนี้"
    dates = (Entity(8, 18, "DATE", value="2020-09-29"), Entity(22, 28, "DATE"))
    document = Document("d", text, entities=dates)
    assert [document[one] for one in dates] == ["29 ก.ย. 63", "วันนี้"]
    columns = COLUMNS[Layer.ENTITIES]
    rows = [dict(zip(columns, one, strict=False)) for one in page_row(document)["entities"]]
    assert [row.get("value") for row in rows] == ["2020-09-29", None]
    pytest.importorskip("duckdb")
    found = Index(write_run(tmp_path / "run", [document])).entities(Query())
    assert [row["value"] for row in found["rows"]] == ["2020-09-29", None]


def test_a_run_older_than_values_is_shown_without(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    run = write_run(tmp_path / "run", [RAIN_1])
    (file,) = run.rglob("*.parquet")
    rows = pq.read_table(file).to_pylist()
    for entity in rows[0]["entities"]:
        del entity["value"]
    pq.write_table(pa.Table.from_pylist(rows), file)
    assert {row["value"] for row in Index(run).entities(Query())["rows"]} == {None}
