"""A run's documents come back equal to those written, in Python and in the tables that practitioners use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from songphasa import Config, Document, load_run
from songphasa.errors import BadInput, BadOutput
from songphasa.loading import splits_of
from songphasa.run import Inputs, annotate
from songphasa.verification import verify
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
    assert splits_of(run) == ["train"]
    assert list(load_run(run, "train")) == [RAIN_1]
    with pytest.raises(BadInput, match="no split 'test'; it has train"):
        list(load_run(run, "test"))


def test_a_folder_without_a_finished_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadOutput, match=r"run\.json"):
        list(load_run(tmp_path))


@pytest.mark.usefixtures("test_stages")
def test_a_configuration_without_rows_is_not_there_and_the_others_load(
    write_jsonl: Callable[..., Path], tmp_path: Path
) -> None:
    from datasets import get_dataset_config_names, load_dataset

    inputs = Inputs((str(write_jsonl("rain.jsonl", {"text": "ฝนตก\nแดดออก"})),))
    run, cache = str(annotate(inputs, tmp_path / "run", Config(("lines",))).out), str(tmp_path / "cache")
    assert get_dataset_config_names(run) == ["default", "tokens"]
    assert len(load_dataset(run, split="train", cache_dir=cache)) == 1
    assert load_dataset(run, "tokens", cache_dir=cache).num_rows == {"train": 2}
    with pytest.raises(ValueError, match=r"'glossary' not found. Available: \['default', 'tokens'\]"):
        load_dataset(run, "glossary", cache_dir=cache)
    assert list(verify(run)) == []
