"""The loop closes: what is trained on documents annotates others, and its figure says which split it is of.

The texts repeat one frame: an F1 here says that the road is whole, no more. docs/training.md has figures of real texts.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songphasa import Config, Document, Entity, Pipeline
from songphasa.cli import app
from songphasa.dataset.folder import RunFolder, write_json
from songphasa.dataset.parquet import write_rows
from songphasa.dataset.schema import document_features, to_row
from songphasa.errors import BadConfig, BadInput, BadOutput, MissingModel
from songphasa.exports.lines import write_lines
from songphasa.models import load_model
from songphasa.training.parts import read_parts
from songphasa.training.spacy_pipeline import train_spacy
from songphasa.training.transformer import Settings, span_metrics, train_transformer
from tests.training.tiny import sentence, write_base

NEW = "คุณ Ploy ไป Rainville แล้ว"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    for package in ("accelerate", "seqeval", "torch"):
        pytest.importorskip(package)
    return write_base(tmp_path / "base", "".join(sentence(number).text for number in range(16)))


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    write_lines((to_row(sentence(number)) for number in range(32)), path)
    return path


def annotate_with(model: Path) -> list[tuple[str, str]]:
    options = {"model": str(model), "patterns": False}
    (document,) = Pipeline.from_config(Config(("entities",), {"entities": options})).annotate([Document("new", NEW)])
    assert isinstance(document, Document)
    return [(document[one], one.label) for one in document.entities]


@pytest.fixture
def split(tmp_path: Path) -> Path:
    """A run of three splits: each person and place is in `train`, but never the two of the others together."""
    folder = RunFolder(tmp_path / "run")
    train = folder.data("documents", 0, 1)
    numbers = {"train": [n for n in range(16) if n % 5], "validation": (0, 10), "test": (5, 15)}
    paths = {name: train.with_name(train.name.replace("train", name)) for name in numbers}
    for name, path in paths.items():
        write_rows(path, (to_row(sentence(number)) for number in numbers[name]), document_features())
    write_json(folder.manifest, {"files": {folder.name(path): "" for path in paths.values()}})
    return folder.path


def test_a_trained_transformer_finds_new_pairs_and_annotates_again(split: Path, base: Path, tmp_path: Path) -> None:
    settings = Settings(epochs=12, patience=12, batch_size=3, learning_rate=5e-3)
    trained = train_transformer(split, str(base), tmp_path / "model", settings)
    assert (trained.measured_on, trained.evaluation.documents) == ("test", 2)
    assert trained.evaluation.entities.f1 > 0.8
    assert annotate_with(trained.model) == [("Ploy", "PERSON"), ("Rainville", "LOCATION")]


def test_a_model_folder_is_safe_tells_its_figures_and_is_the_same_again(gold: Path, base: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert train_transformer(gold, str(base), tmp_path / name, Settings(epochs=1)).measured_on == "train"
    there = {path.name for path in (tmp_path / "a").iterdir()}
    assert there == {"README.md", "config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"}
    assert (tmp_path / "a/model.safetensors").read_bytes() == (tmp_path / "b/model.safetensors").read_bytes()
    card = (tmp_path / "a/README.md").read_text("utf-8")
    assert "`base`, trained with songphasa on 32 documents with 64 entities" in card
    assert "the train split, 32 documents, which it was trained on" in card
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"base", "a", "b"}


def test_a_trained_spacy_pipeline_finds_new_pairs_and_annotates_again(split: Path, tmp_path: Path) -> None:
    trained = train_spacy(split, tmp_path / "out", steps=60)
    assert trained.measured_on == "test"
    assert trained.evaluation.entities.f1 > 0.9
    assert trained.model == tmp_path / "out/model-best"
    assert annotate_with(trained.model) == [("Ploy", "PERSON"), ("Rainville", "LOCATION")]
    assert "on the test split, 2 documents:" in (trained.model / "README.md").read_text("utf-8")


def test_the_same_seed_gives_the_same_spacy_pipeline(gold: Path, tmp_path: Path) -> None:
    models = [
        train_spacy(gold, tmp_path / name, steps=10, seed=seed).model for name, seed in (("a", 1), ("b", 1), ("c", 2))
    ]
    first, again, other = ((model / "ner/model").read_bytes() for model in models)
    assert first == again != other


def test_a_run_and_gold_that_was_parted_are_read_alike(split: Path, tmp_path: Path) -> None:
    parts = read_parts(split)
    assert [len(part) for part in (parts.train, parts.validation, parts.test)] == [12, 2, 2]
    files = tmp_path / "parts"
    files.mkdir()
    for name in ("train", "validation", "test"):
        write_lines(map(to_row, getattr(parts, name)), files / f"{name}.jsonl")
    assert read_parts(files) == parts
    assert read_parts(files / "test.jsonl").train == parts.test


def test_a_folder_that_is_there_and_gold_without_entities_are_refused(gold: Path, tmp_path: Path) -> None:
    with pytest.raises(BadOutput, match="there already"):
        train_transformer(gold, "none", tmp_path)
    with pytest.raises(BadOutput, match="there already"):
        train_spacy(gold, tmp_path)
    write_lines([to_row(Document("d", "ฝน"))], tmp_path / "empty.jsonl")
    with pytest.raises(BadInput, match="no document to train on has an entity"):
        train_spacy(tmp_path / "empty.jsonl", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_the_trainers_f1_is_of_whole_spans() -> None:
    pytest.importorskip("seqeval")
    import numpy as np

    class Judged:
        label_ids = np.array([[-100, 1, 2, 0, 1]])
        predictions = np.eye(3)[[[0, 1, 2, 0, 0]]]

    assert span_metrics(["O", "B-LAW", "I-LAW"])(Judged()) == {"precision": 1.0, "recall": 0.5, "f1": 2 / 3}


def test_a_spacy_pipeline_from_elsewhere_says_what_its_labels_are_here(tmp_path: Path) -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(  # type: ignore[attr-defined]
        [{"label": "GPE", "pattern": "Rainville"}, {"label": "NORP", "pattern": "Thai"}]
    )
    nlp.to_disk(tmp_path / "theirs")
    with pytest.raises(BadConfig, match=r"label 'GPE' is none of .* say what it is in 'labels'"):
        load_model(str(tmp_path / "theirs"))
    model = load_model(str(tmp_path / "theirs"), {"GPE": "LOCATION", "NORP": ""})
    assert model.find_entities(["\0 Thai\n Rainville"]) == [[Entity(8, 17, "LOCATION", 1.0, "theirs")]]


def test_weights_that_could_run_code_are_refused(gold: Path, base: Path, tmp_path: Path) -> None:
    import torch
    from safetensors.torch import load_file

    torch.save(load_file(base / "model.safetensors"), base / "pytorch_model.bin")
    (base / "model.safetensors").unlink()
    with pytest.raises(MissingModel, match="safetensors"):
        train_transformer(gold, str(base), tmp_path / "model")


def test_a_package_that_is_missing_is_named(gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "accelerate", None)
    with pytest.raises(MissingModel, match=r"needs accelerate: pip install 'songphasa\[train\]'"):
        train_transformer(gold, "none", tmp_path / "model")


def test_a_model_that_is_not_there_is_one_line(gold: Path, tmp_path: Path) -> None:
    pytest.importorskip("seqeval")
    pytest.importorskip("torch")
    result = CliRunner().invoke(
        app, ["train", "transformers", str(gold), "--base", str(tmp_path / "no"), "-o", str(tmp_path / "model")]
    )
    assert "cannot be loaded" in str(result.exception)
