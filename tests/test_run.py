"""Runs: in = out + rejected, the same bytes for any number of workers, finished shards are kept, others are refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from datasets import load_dataset

import songphasa.passes
from songphasa import Config
from songphasa.dataset.annotated import read_annotated
from songphasa.dataset.folder import RunFolder
from songphasa.dataset.manifest import read_run
from songphasa.dataset.schema import document_features, to_row
from songphasa.dataset.shards import Job, Shard
from songphasa.document import Document
from songphasa.errors import BadConfig, BadInput, BadOutput, FailShard, MissingModel
from songphasa.run import Inputs, Summary, Workers, annotate

Write = Callable[..., Path]
CONFIG = Config(("lines", "names"))


@pytest.fixture
def news(write_jsonl: Write) -> Path:
    """Ten documents, the fourth of which is poison for the stage `names`."""
    records = [{"id": f"n{number}", "text": f"ข่าว {number}\nASEAN"} for number in range(10)]
    records[3]["text"] = "poison"
    return write_jsonl("in/news.jsonl", *records)


def run(news: Path, out: Path, **options: object) -> Summary:
    return annotate(Inputs((str(news),)), out, CONFIG, shard_size=4, **options)  # type: ignore[arg-type]


def data_files(out: Path) -> dict[str, bytes]:
    paths = [*(out / "data").rglob("*"), *(out / "rejected").rglob("*"), *(out / "shards").rglob("*"), out / "run.json"]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths if path.is_file()}


@pytest.mark.usefixtures("test_stages")
class TestInOneProcess:
    def test_every_document_is_a_row_or_rejected_with_its_reason(self, news: Path, tmp_path: Path) -> None:
        summary = run(news, tmp_path / "run")
        assert (summary.documents, summary.rows, summary.rejected) == (10, 9, 1)
        (line,) = [json.loads(line) for path in (tmp_path / "run/rejected").iterdir() for line in path.open()]
        assert line == {
            "id": "n3",
            "source": f"{news}:4",
            "stage": "names",
            "exception": "ValueError",
            "message": "cannot swallow this",
        }
        assert [document.id for document in read_run(tmp_path / "run")] == [f"n{n}" for n in range(10) if n != 3]

    def test_load_dataset_gives_the_documented_columns(self, news: Path, tmp_path: Path) -> None:
        run(news, tmp_path / "run")
        cache = str(tmp_path / "cache")
        dataset = load_dataset(str(tmp_path / "run"), split="train", cache_dir=cache)
        assert dataset.features == document_features()
        assert dataset.num_rows == 9
        row = dataset[0]
        (entity,) = row["entities"]
        assert row["text"][entity["start"] : entity["end"]] == entity["text"] == "ASEAN"
        assert dataset.features["entities"].feature["label"].int2str(entity["label"]) == "ORGANIZATION"
        tokens = load_dataset(str(tmp_path / "run"), "tokens", split="train", cache_dir=cache)
        assert tokens.column_names == ["id", "document_id", "tokens", "ner_tags", "duplicate"]
        assert tokens.num_rows == summary_of(tmp_path / "run")["tokens"]

    def test_two_runs_are_identical(self, news: Path, tmp_path: Path) -> None:
        run(news, tmp_path / "a")
        run(news, tmp_path / "b")
        assert data_files(tmp_path / "a") == data_files(tmp_path / "b")

    @pytest.mark.parametrize("step", ["annotate_shard", "publish_shard"])
    def test_a_stopped_run_is_continued_and_ends_as_if_it_had_not_stopped(
        self, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        run(news, tmp_path / "whole")
        real = getattr(songphasa.passes, step)
        done: list[int] = []

        def stop_after_one(job: object, shard: Shard, *rest: object) -> object:
            if done:
                raise KeyboardInterrupt
            done.append(shard.index)
            return real(job, shard, *rest)

        with monkeypatch.context() as patch:
            patch.setattr(songphasa.passes, step, stop_after_one)
            with pytest.raises(KeyboardInterrupt):
                run(news, tmp_path / "stopped")
        kept = sorted([*(tmp_path / "stopped").glob("work/*.parquet"), *(tmp_path / "stopped").glob("data/*/*")])
        written = {path: path.stat().st_mtime_ns for path in kept}
        with monkeypatch.context() as patch:
            patch.setattr(RunFolder, "remove_work", lambda folder: None)
            assert run(news, tmp_path / "stopped").continued == (4 if step == "annotate_shard" else 10)
        assert {path: path.stat().st_mtime_ns for path in kept} == written
        assert run(news, tmp_path / "stopped").continued == 10
        assert not (tmp_path / "stopped/work").exists()
        assert data_files(tmp_path / "stopped") == data_files(tmp_path / "whole")

    def test_the_second_pass_knows_what_all_documents_have_taught(self, write_jsonl: Write, tmp_path: Path) -> None:
        records = [{"id": "first", "text": "ITU ITU"}, *[{"text": "x"}] * 9, {"id": "last", "text": "NAME=ITU"}]
        annotate(Inputs((str(write_jsonl("n.jsonl", *records)),)), tmp_path / "run", Config(("learnt",)), shard_size=4)
        documents = {document.id: document for document in read_run(tmp_path / "run")}
        assert [mention.scope for mention in documents["first"].acronyms] == ["run", "run"]
        assert not (tmp_path / "run/work").exists()

    def test_a_run_without_rows_has_nothing_to_teach_and_is_finished(self, write_jsonl: Write, tmp_path: Path) -> None:
        config = Config(("lines", "names", "learnt"))
        summary = annotate(Inputs((str(write_jsonl("p.jsonl", {"text": "poison"})),)), tmp_path / "run", config)
        assert (summary.rows, summary.rejected) == (0, 1)
        assert list(read_run(tmp_path / "run")) == []

    def test_a_shard_without_rows_is_still_a_dataset(self, write_jsonl: Write, tmp_path: Path) -> None:
        run(write_jsonl("p.jsonl", *[{"text": "poison"}] * 4, {"text": "good"}), tmp_path / "run")
        dataset = load_dataset(str(tmp_path / "run"), split="train", cache_dir=str(tmp_path / "cache"))
        assert dataset["text"][:] == ["good"]
        assert dataset.features == document_features()

    def test_changed_inputs_or_options_are_refused_by_name(self, news: Path, tmp_path: Path) -> None:
        run(news, tmp_path / "run")
        with news.open("a") as stream:
            stream.write('{"text": "one more"}\n')
        with pytest.raises(BadOutput, match="another inputs;"):
            run(news, tmp_path / "run")
        assert run(news, tmp_path / "run", overwrite=True).documents == 11
        with pytest.raises(BadOutput, match="another config"):
            annotate(Inputs((str(news),)), tmp_path / "run", Config(("lines",)), shard_size=4)

    def test_a_changed_file_of_an_option_is_refused_by_name(self, news: Path, tmp_path: Path) -> None:
        word = tmp_path / "ASEAN"
        config = Config(("lines", "names"), {"names": {"word": str(word)}})
        word.write_text("a", "utf-8")
        annotate(Inputs((str(news),)), tmp_path / "run", config)
        assert annotate(Inputs((str(news),)), tmp_path / "run", config).continued == 10
        word.write_text("b", "utf-8")
        with pytest.raises(BadOutput, match="another option_files"):
            annotate(Inputs((str(news),)), tmp_path / "run", config)

    def test_an_input_that_changes_while_it_is_read_voids_the_run(
        self, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real, original = songphasa.passes.annotate_shard, news.read_bytes()

        def change(job: Job, shard: Shard, *rest: Any) -> None:
            news.write_bytes(original.replace(b"n9", b"n8"))
            real(job, shard, *rest)

        with monkeypatch.context() as patch:
            patch.setattr(songphasa.passes, "annotate_shard", change)
            with pytest.raises(BadInput, match=r"news\.jsonl: changed while the run was reading it"):
                run(news, tmp_path / "run")
        news.write_bytes(original)
        with pytest.raises(BadOutput, match="another inputs"):
            run(news, tmp_path / "run")
        assert run(news, tmp_path / "run", overwrite=True).rows == 9

    def test_a_folder_that_is_no_run_is_left_alone(self, news: Path, tmp_path: Path) -> None:
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine/thesis.txt").write_text("dear", "utf-8")
        for overwrite in (False, True):
            with pytest.raises(BadOutput, match="holds files but no plan"):
                run(news, tmp_path / "mine", overwrite=overwrite)
        assert (tmp_path / "mine/thesis.txt").read_text("utf-8") == "dear"

    def test_inputs_inside_the_output_folder_are_refused(self, news: Path) -> None:
        with pytest.raises(BadInput, match="lies in the output folder"):
            run(news, news.parent)

    def test_an_output_that_is_a_file_is_refused(self, news: Path, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x", "utf-8")
        with pytest.raises(BadOutput, match="file: cannot be written"):
            run(news, tmp_path / "file")

    def test_what_cannot_work_is_told_before_a_folder_is_made(self, news: Path, tmp_path: Path) -> None:
        inputs = Inputs((str(news),))
        with pytest.raises(BadConfig):
            annotate(inputs, tmp_path / "run", Config(("nonsense",)))
        with pytest.raises(MissingModel):
            annotate(inputs, tmp_path / "run", Config().with_option("entities", "model", "no-such-model"))
        assert not (tmp_path / "run").exists()

    def test_a_full_disk_fails_the_shard_and_leaves_no_half_file(
        self, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("pyarrow.parquet.ParquetWriter.write_table", full)
            with pytest.raises(BadOutput, match="plan cannot be written: No space left"):
                run(news, tmp_path / "run")
        assert not (tmp_path / "run").exists()
        monkeypatch.setattr("songphasa.dataset.shards.to_row", full)
        with pytest.raises(FailShard, match="No space left"):
            run(news, tmp_path / "run")
        left = {path.name for path in (tmp_path / "run").rglob("*") if path.is_file()}
        assert left == {".lock", "plan.json", "plan.parquet", "run.log"}


def test_the_files_are_the_same_for_any_number_of_workers(news: Path, tmp_path: Path) -> None:
    """With the real default pipeline, in real processes."""
    inputs = Inputs((str(news),))
    annotate(inputs, tmp_path / "one", shard_size=4)
    annotate(inputs, tmp_path / "many", shard_size=4, workers=Workers(2))
    assert data_files(tmp_path / "one") == data_files(tmp_path / "many")


@pytest.mark.usefixtures("test_stages")
def test_documents_are_read_back_from_runs_and_from_jsonl_alike(news: Path, write_jsonl: Write, tmp_path: Path) -> None:
    run(news, tmp_path / "run")
    documents = list(read_annotated(tmp_path / "run"))
    assert all(isinstance(document, Document) for document in documents)
    path = write_jsonl("rows.jsonl", *map(to_row, documents))
    assert list(read_annotated(path)) == documents
    with pytest.raises(BadInput, match=r"bad\.jsonl:1: not a row"):
        list(read_annotated(write_jsonl("bad.jsonl", {"id": "x"})))
    with pytest.raises(BadInput, match="neither a run's folder"):
        list(read_annotated(tmp_path / "run/data"))


def summary_of(out: Path) -> dict[str, int]:
    counts: dict[str, int] = json.loads((out / "run.json").read_text("utf-8"))["counts"]
    return counts
