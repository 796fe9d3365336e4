"""docs/training.md as readers follow it, with trainings that take seconds."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from songphasa.cli import app
from tests.test_site import follow, read
from tests.training.tiny import write_base


def test_the_page_on_training_can_be_followed(tmp_path: Path) -> None:
    for package in ("accelerate", "datasketch", "duckdb", "polars", "seqeval", "torch"):
        pytest.importorskip(package)
    page = read("docs/training.md").replace("intfloat/multilingual-e5-small", "base")
    page = page.replace("-o trained/spacy", "-o trained/spacy --steps 20").replace(
        "-o trained/e5", "-o trained/e5 --epochs 1"
    )
    write_base(tmp_path / "base", read("annotations/gold/documents.jsonl"))
    said = follow(page, tmp_path)
    assert "288 sentences for Flair" in said
    assert "พุทธิพงษ์ person" in said
    assert all((tmp_path / f"trained/{model}/README.md").exists() for model in ("e5", "spacy/model-best"))


@pytest.mark.parametrize("road", ["spacy", "transformers"])
def test_the_options_of_the_trainings_shown_exist(road: str) -> None:
    (line,) = (
        line for line in read("docs/training.md").splitlines() if line.startswith(f"time songphasa train {road}")
    )
    known = CliRunner().invoke(app, ["train", road, "--help"], env={"COLUMNS": "200"}).output
    assert all(option in known for option in line.split() if option.startswith("-"))
