"""What is exported comes back: the same texts, ids and entities, for any document; what cannot be right is refused."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from songphasa.dataset.annotated import read_annotated
from songphasa.document import Document, Entity, Layer
from songphasa.errors import BadConfig, BadInput, BadOutput
from songphasa.evaluation import evaluate
from songphasa.exports import export
from songphasa.imports import FORMATS, import_gold, read
from tests.inspection.runs import RAIN_1, UMBRELLA_2
from tests.strategies import documents


def annotated_by_people(file: Path) -> None:
    """What Label Studio's export holds once a person has accepted each prediction."""
    tasks = json.loads(file.read_text("utf-8"))
    for task in tasks:
        task["annotations"] = task.pop("predictions")
    file.write_text(json.dumps(tasks), "utf-8")


def there_and_back(form: str, *given: Document) -> list[Document]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        export(given, form, out)
        if form == "label-studio":
            annotated_by_people(out)
        return list(read(out, form))


def marks(document: Document) -> tuple[object, ...]:
    return document.id, document.text, [(one.start, one.end, one.label) for one in document.entities]


@pytest.mark.parametrize("form", FORMATS)
@given(document=documents())
@settings(max_examples=40)
def test_the_same_entities_come_back(form: str, document: Document) -> None:
    assert [marks(one) for one in there_and_back(form, document)] == [marks(document)]


@pytest.mark.parametrize("form", FORMATS)
def test_several_documents_come_back_apart(form: str) -> None:
    back = {one.id: marks(one) for one in there_and_back(form, RAIN_1, UMBRELLA_2)}
    assert back == {one.id: marks(one) for one in (RAIN_1, UMBRELLA_2)}


def task(start: int, end: int, said: str | None, label: str = "PERSON") -> list[dict[str, Any]]:
    value = {"start": start, "end": end, "labels": [label], **({} if said is None else {"text": said})}
    result = [{"type": "labels", "value": value}]
    return [{"id": 7, "data": {"text": "🌂 Somchai 🌂"}, "annotations": [{"result": result}]}]


def label_studio(folder: Path, tasks: object) -> list[str]:
    (folder / "tasks.json").write_text(json.dumps(tasks), "utf-8")
    return [document[one] for document in read(folder / "tasks.json", "label-studio") for one in document.entities]


@pytest.mark.parametrize("start", [2, 3], ids=["code points", "UTF-16 units"])
def test_offsets_are_told_apart_by_what_the_span_says(tmp_path: Path, start: int) -> None:
    assert label_studio(tmp_path, task(start, start + 7, "Somchai")) == ["Somchai"]


@pytest.mark.parametrize(
    "wrong", [task(4, 11, "Somchai"), task(2, 99, None), task(2, 9, "Somsri"), task(2, 9, "Somchai", "CAT")]
)
def test_a_span_that_is_not_there_is_refused_by_name(tmp_path: Path, wrong: object) -> None:
    with pytest.raises(BadInput, match=r"tasks\.json: task 7"):
        label_studio(tmp_path, wrong)


def test_white_space_at_the_ends_is_left_out(tmp_path: Path) -> None:
    assert label_studio(tmp_path, task(1, 10, " Somchai ")) == ["Somchai"]


def test_only_the_last_annotation_that_was_not_cancelled_counts(tmp_path: Path) -> None:
    (one,) = task(2, 9, "Somchai")
    one["annotations"] = [{"result": []}, *one["annotations"], {"result": [], "was_cancelled": True}]
    untouched = {"id": 8, "data": {"text": "ฝน"}, "annotations": []}
    assert label_studio(tmp_path, [one, untouched]) == ["Somchai"]


def test_prodigy_answers_that_were_not_accepted_are_left_out(tmp_path: Path) -> None:
    lines = [json.dumps({"text": "ฝน", "meta": {"id": answer}, "answer": answer}) for answer in ("accept", "reject")]
    (tmp_path / "out.jsonl").write_text("\n".join(lines), "utf-8")
    assert [document.id for document in read(tmp_path / "out.jsonl", "prodigy")] == ["accept"]


def test_gold_is_what_evaluate_reads(tmp_path: Path) -> None:
    export([RAIN_1, UMBRELLA_2], "doccano", tmp_path / "out.jsonl")
    assert import_gold(tmp_path / "out.jsonl", "doccano", tmp_path / "gold.jsonl") == 2
    evaluation = evaluate([RAIN_1], read_annotated(tmp_path / "gold.jsonl"))
    assert (evaluation.entities.precision, evaluation.missing) == (1.0, ("umbrella-2",))


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"brat"}))
@pytest.mark.parametrize("content", ['{"a": 1}', "[1]", "{", "x\ty\nz"])
def test_what_is_no_export_is_refused_by_name(tmp_path: Path, form: str, content: str) -> None:
    (tmp_path / "bad").write_text(content, "utf-8")
    with pytest.raises(BadInput, match="bad"):
        list(read(tmp_path / "bad", form))


def test_two_documents_of_one_id_and_an_output_that_is_there_are_refused(tmp_path: Path) -> None:
    export([RAIN_1, RAIN_1], "doccano", tmp_path / "twice.jsonl")
    with pytest.raises(BadInput, match="two documents are called 'rain-1'"):
        import_gold(tmp_path / "twice.jsonl", "doccano", tmp_path / "gold.jsonl")
    with pytest.raises(BadOutput, match="there already"):
        import_gold(tmp_path / "twice.jsonl", "doccano", tmp_path / "twice.jsonl")
    with pytest.raises(BadConfig, match="no format is called 'x'"):
        list(read(tmp_path, "x"))


def test_a_brat_entity_in_pieces_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Som chai", "utf-8")
    (tmp_path / "a.ann").write_text("T1\tPERSON 0 3;4 8\tSom chai\n", "utf-8")
    with pytest.raises(BadInput, match=r"a\.ann: T1 is in several pieces"):
        list(read(tmp_path, "brat"))


def test_an_entity_over_two_sentences_stays_one() -> None:
    document = Document("d", "ก ข").with_layer(Layer.ENTITIES, [Entity(0, 3, "LAW")])
    assert there_and_back("conll", document)[0].entities[0].end == 3
