"""The card says what the run holds, and Croissant's own reader reads the run by its metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from huggingface_hub import DatasetCard

from songphasa import Config
from songphasa.dataset.card import LABEL_MEANINGS
from songphasa.document import LABELS
from songphasa.loading import load_run
from songphasa.run import Inputs, annotate
from songphasa.splits import split_run
from songphasa.verification import verify

Write = Callable[..., Path]


def make(write_jsonl: Write, tmp_path: Path, *metadata: dict[str, str]) -> Path:
    texts = ["ฝนตกหนัก\nASEAN ประชุม", "Rain in ASEAN\nagain", "ฝนหยุด"]
    records = [{"id": f"n{n}", "text": text} for n, text in enumerate(texts)]
    for record, said in zip(records, metadata, strict=False):
        record.update(said)
    annotate(Inputs((str(write_jsonl("n.jsonl", *records)),)), tmp_path / "run", Config(("lines", "names")))
    return tmp_path / "run"


def test_every_label_has_a_meaning() -> None:
    assert tuple(LABEL_MEANINGS) == LABELS


@pytest.mark.usefixtures("test_stages")
def test_languages_counts_and_limits_are_said(write_jsonl: Write, tmp_path: Path) -> None:
    card = DatasetCard.load(make(write_jsonl, tmp_path) / "README.md")
    assert card.data.language == ["en", "th"]
    assert card.data.multilinguality == "multilingual"
    for row in ("| documents in `th` | 2 |", "| sentences | 5 |", "| entities | 2 |"):
        assert row in card.text
    assert re.search(r"\| ORGANIZATION \| .+ \| 2 \|", card.text)
    assert "## Known limits" in card.text


@pytest.mark.parametrize(
    ("metadata", "field", "row"),
    [
        ([], "unknown", "| texts | that of their sources, which do not state it |"),
        ([{"license": "CC-BY-4.0"}] * 3, "cc-by-4.0", "| texts | CC-BY-4.0 (3 documents) |"),
        ([{"licence": "a|b\n## <i>"}], "other", "| texts | not stated (2), a\\|b ## &lt;i> (1 documents) |"),
    ],
)
@pytest.mark.usefixtures("test_stages")
def test_licences_of_texts_and_of_code_are_kept_apart(
    write_jsonl: Write, tmp_path: Path, metadata: list[dict[str, str]], field: str, row: str
) -> None:
    run = make(write_jsonl, tmp_path, *metadata)
    card = DatasetCard.load(run / "README.md")
    assert card.data.license == field
    assert row in card.text.splitlines()
    assert "| songphasa, the code | Apache-2.0 |" in card.text.splitlines()
    assert list(verify(run)) == []


def test_models_are_named_with_licence_and_figures(write_jsonl: Write, tmp_path: Path) -> None:
    inputs = Inputs((str(write_jsonl("n.jsonl", {"id": "n", "text": "ฝนตกที่เชียงใหม่"})),))
    annotate(inputs, tmp_path / "run", Config(("sentences", "entities")))
    said = (tmp_path / "run/README.md").read_text("utf-8")
    assert re.search(r"\| model th_songphasa_news \| CC-BY-4\.0 \|", said)
    assert re.search(r"\| th_songphasa_news \| `[0-9a-f]{12}` \| .*: 0\.\d{3} \(\d+ documents\)", said)


@pytest.mark.usefixtures("test_stages")
def test_croissants_own_reader_finds_the_documents_in_every_split(write_jsonl: Write, tmp_path: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant")
    run = make(write_jsonl, tmp_path)
    split_run(run, {"train": 0.6, "validation": 0.4})
    dataset = mlcroissant.Dataset(str(run / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors
    assert {records.id for records in dataset.metadata.record_sets} == {"documents", "tokens"}
    rows: list[dict[str, Any]] = list(dataset.records("documents"))
    found = {row["documents/id"].decode(): row for row in rows}
    for document in load_run(run):
        row = found.pop(document.id)
        assert row["documents/text"].decode() == document.text
        assert len(row["documents/sentences"]) == len(document.sentences)
    assert not found
    assert len(list(dataset.records("tokens"))) == 5


@pytest.mark.usefixtures("test_stages")
def test_metadata_name_no_place_of_this_machine(write_jsonl: Write, tmp_path: Path) -> None:
    said = (make(write_jsonl, tmp_path) / "croissant.json").read_text("utf-8")
    assert json.loads(said)["name"] == "run"
    assert str(tmp_path) not in said
