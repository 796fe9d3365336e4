"""Figures of a run are what counting its documents by hand gives."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from songphasa.dataset.schema import to_row
from songphasa.document import Document
from songphasa.errors import BadOutput
from songphasa.inspection.rejections import read_rejections
from songphasa.inspection.statistics import BINS, read_statistics
from tests.inspection.runs import RAIN_1, REJECTED, UMBRELLA_2, write_run
from tests.strategies import documents


def test_a_run_is_counted(tmp_path: Path) -> None:
    figures = read_statistics(write_run(tmp_path / "run", [RAIN_1, UMBRELLA_2], [REJECTED]))
    assert (figures.documents, figures.sentences, figures.translations) == (2, 3, 1)
    assert figures.characters == len(RAIN_1.text) + len(UMBRELLA_2.text)
    assert figures.languages == {"en": 1, "th": 1}
    assert figures.entities["PERSON"] == {"model": 2}
    assert figures.entities["DATE"] == {"pattern": 1}
    assert figures.surfaces["LOCATION"] == {"Khon Kaen": 1, "น้ำใส": 1}
    assert figures.scopes == {"document": 2, "unknown": 1}
    assert figures.shorts == {"กอฝ.": 2, "DRP": 1}
    assert figures.rejected == {"read: UnreadableDocument": 1}
    assert figures.scores[6] == 1
    assert figures.scores[19] == 2
    assert sum(figures.scores) == 6


def test_rows_in_jsonl_are_counted_as_well(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(json.dumps(to_row(RAIN_1)) + "\n", "utf-8")
    figures = read_statistics(tmp_path / "rows.jsonl")
    assert (figures.documents, figures.rejected) == (1, {})
    assert sum(sum(counts.values()) for counts in figures.entities.values()) == len(RAIN_1.entities)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(documents(), max_size=3))
def test_no_span_is_lost(tmp_path: Path, some: list[Document]) -> None:
    figures = read_statistics(write_run(tmp_path / "run", some))
    entities = [entity for document in some for entity in document.entities]
    assert sum(figures.scores) == len(entities)
    assert len(figures.scores) == BINS
    labels = {label: sum(counts.values()) for label, counts in figures.entities.items()}
    assert labels == Counter(entity.label for entity in entities)
    assert sum(figures.scopes.values()) == sum(len(document.acronyms) for document in some)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [RAIN_1], [REJECTED])
    (run / "rejected/00000.jsonl").write_text("{", "utf-8")
    with pytest.raises(BadOutput, match=r"00000\.jsonl: cannot be read"):
        list(read_rejections(run))
    next((run / "data/documents").iterdir()).write_bytes(b"PAR1")
    with pytest.raises(BadOutput, match=r"\.parquet: cannot be read"):
        read_statistics(run)
