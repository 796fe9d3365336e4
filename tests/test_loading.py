"""A run's documents come back equal to those written, in Python and in the tables that practitioners use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from songphasa import Document, load_run
from songphasa.errors import BadInput, BadOutput
from tests.inspection.runs import RAIN_1, UMBRELLA_2, write_run
from tests.strategies import documents


def test_documents_come_back_equal(tmp_path: Path) -> None:
    assert list(load_run(write_run(tmp_path, [RAIN_1, UMBRELLA_2]))) == [RAIN_1, UMBRELLA_2]


@given(document=documents())
@settings(max_examples=25)
def test_any_document_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, document: Document) -> None:
    assert list(load_run(write_run(tmp_path_factory.mktemp("run"), [document]))) == [document]


def test_a_split_that_is_not_there_is_refused(tmp_path: Path) -> None:
    run = write_run(tmp_path, [RAIN_1])
    assert list(load_run(run, "train")) == [RAIN_1]
    with pytest.raises(BadInput, match="no split 'test'; it has train"):
        list(load_run(run, "test"))


def test_a_folder_without_a_finished_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadOutput, match=r"run\.json"):
        list(load_run(tmp_path))
