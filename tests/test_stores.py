"""Runs from and to an object store, a real S3 server on this machine: the same bytes, continued, never half there."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import datasets
import pytest
from datasets import load_dataset

import songphasa.passes
from songphasa import Config
from songphasa.dataset import upload
from songphasa.dataset.manifest import read_run
from songphasa.dataset.shards import Shard
from songphasa.errors import BadConfig, BadInput, BadOutput, FailShard, Locked, MissingModel
from songphasa.run import Inputs, Summary, annotate, foresee, retry
from songphasa.slices import Slice, annotate_slice, finish
from songphasa.verification import verify
from tests.chaos import data_files, run_under_fire

pytest.importorskip("moto")
s3fs = pytest.importorskip("s3fs")

Write = Callable[..., Path]
CONFIG = Config(("lines", "names", "learnt"))
COMMAND = [sys.executable, "-m", "songphasa"]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    settings = {"AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**settings, "AWS_DEFAULT_REGION": "us-east-1"}.items():
            patch.setenv(name, value)
        yield settings["AWS_ENDPOINT_URL"]
    server.stop()


@pytest.fixture
def store(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ARG001
    """The file system, with an empty bucket `news`; runs are made below `tmp_path/cache` unless they are told where."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    system = s3fs.S3FileSystem()
    if system.exists("news"):
        system.rm("news", recursive=True)
    system.mkdir("news")
    return system


@pytest.fixture
def news(write_jsonl: Write) -> Path:
    """Ten documents in three shards; one is rejected, the last teaches the first."""
    records = [{"id": f"n{number}", "text": f"ITU {number}\nASEAN"} for number in range(10)]
    records[3]["text"], records[9]["text"] = "poison", "NAME=ITU"
    return write_jsonl("in/news.jsonl", *records)


def run(source: object, out: object, **options: Any) -> Summary:
    return annotate(Inputs((str(source),)), str(out), CONFIG, shard_size=4, **options)


def fetched(store: Any, url: str, to: Path) -> Path:
    """A copy of a run, in a folder of the same name."""
    store.invalidate_cache()
    store.get(f"{url.removeprefix('s3://')}/", f"{to}/", recursive=True)
    return to


def stop_at_shard(number: int, step: str, patch: pytest.MonkeyPatch) -> None:
    """Let a pass be interrupted when it comes to a shard, all that is finished having been copied up."""
    real = getattr(songphasa.passes, step)
    patch.setattr(upload, "PAUSE", 0.0)

    def stop(job: object, shard: Shard, *rest: object) -> object:
        if shard.index == number:
            raise KeyboardInterrupt
        return real(job, shard, *rest)

    patch.setattr(songphasa.passes, step, stop)


class Watched:
    """A store in which every record's files are there whenever the record is; files come and go one at a time."""

    def __init__(self, system: Any) -> None:
        self.system, self.moments = system, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.system, name)

    def put(self, here: list[str], there: list[str]) -> None:
        for pair in zip(here, there, strict=True):
            self.system.put_file(*pair)
            self._look()

    def rm(self, paths: list[str]) -> None:
        for path in paths:
            self.system.rm_file(path)
            self._look()

    def _look(self) -> None:
        self.moments += 1
        self.system.invalidate_cache()
        there = {path.removeprefix("news/run/") for path in self.system.find("news/run")}
        for record in (name for name in there if name == "run.json" or name.startswith("shards/")):
            assert set(json.loads(self.system.cat(f"news/run/{record}"))["files"]) <= there
        data = {path.split("train-")[1][:5] for path in there if path.startswith("data/documents/")}
        work = {Path(path).stem for path in there if path.startswith("work/")}
        assert {Path(path).stem for path in there if path.startswith("notes/")} <= data | work


@pytest.mark.usefixtures("test_stages")
class TestInOneProcess:
    def test_a_run_from_and_to_a_store_has_the_same_bytes_and_leaves_nothing_here(
        self, store: Any, news: Path, tmp_path: Path
    ) -> None:
        store.put(str(news), "news/in/news.jsonl")
        summary = run("s3://news/in", "s3://news/out/run")
        assert (summary.documents, summary.rows, summary.rejected) == (10, 9, 1)
        assert summary.out == "s3://news/out/run"
        run(news.parent, tmp_path / "here/run")
        copy = fetched(store, "s3://news/out/run", tmp_path / "there/run")
        here, there = data_files(tmp_path / "here/run"), data_files(copy)
        assert {name: there[name] for name in there if "tokens" in name or "glossary" in name} == {
            name: here[name] for name in here if "tokens" in name or "glossary" in name
        }
        sources = {document.id: document.source for document in read_run(copy)}
        assert sources["n9"] == "s3://news/in/news.jsonl:10"
        assert list(verify(copy)) == []
        assert not [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
        assert not store.exists("news/out/run/work")
        assert not store.exists("news/out/run/.writer.json")

    def test_a_finished_run_has_nothing_left_to_do_and_is_not_touched(self, store: Any, news: Path) -> None:
        run(news, "s3://news/run")
        before = store.find("news/run", detail=True)
        assert run(news, "s3://news/run").continued == 10
        store.invalidate_cache()
        assert store.find("news/run", detail=True) == before

    @pytest.mark.parametrize("step", ["annotate_shard", "publish_shard"])
    @pytest.mark.parametrize("elsewhere", [False, True])
    def test_a_stopped_run_is_continued_here_and_from_another_machine(
        self, store: Any, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, elsewhere: bool
    ) -> None:
        with monkeypatch.context() as patch:
            stop_at_shard(2, step, patch)
            with pytest.raises(KeyboardInterrupt):
                run(news, "s3://news/run")
        assert not store.exists("news/run/run.json")
        summary = run(news, "s3://news/run", work=tmp_path / "other" if elsewhere else None)
        if step == "annotate_shard":
            assert summary.continued == (4 if elsewhere else 8)  # the second shard had not been copied up yet
        else:
            assert summary.continued == 10
        run(news, tmp_path / "whole/run")
        copy = fetched(store, "s3://news/run", tmp_path / "copy/run")
        assert data_files(copy) == data_files(tmp_path / "whole/run")

    def test_the_manifest_is_there_only_while_all_that_it_names_is(
        self, store: Any, news: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """At whatever moment the copying is cut off: the store is looked at after each file."""
        watched = Watched(store)
        monkeypatch.setattr(upload, "PAUSE", 0.0)
        monkeypatch.setattr(upload, "file_system", lambda url: (watched, url.removeprefix("s3://")))
        run(news, "s3://news/run")
        assert retry("s3://news/run").rejected == 1
        assert watched.moments > 20

    def test_a_retry_gives_what_a_run_without_the_fault_gives(
        self, store: Any, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run(news, "s3://news/run")
        monkeypatch.setattr("tests.conftest.Names._annotate", lambda stage, document: document)
        assert retry("s3://news/run").rejected == 0
        assert store.ls("news/run/shards") != []
        assert not store.exists("news/run/rejected")
        assert list(verify(fetched(store, "s3://news/run", tmp_path / "copy/run"))) == []

    def test_a_run_that_another_machine_is_making_is_refused_until_its_mark_is_removed(
        self, store: Any, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            stop_at_shard(2, "annotate_shard", patch)
            patch.setattr(upload.Store, "_let_go", lambda store: None)  # as after kill -9
            with pytest.raises(KeyboardInterrupt):
                run(news, "s3://news/run")
        with pytest.raises(Locked, match=r"is making this run.*remove s3://news/run/\.writer\.json"):
            run(news, "s3://news/run", work=tmp_path / "other")
        with pytest.raises(Locked):
            foresee(Inputs((str(news),)), "s3://news/run", CONFIG, work=tmp_path / "other", shard_size=4)
        store.rm_file("news/run/.writer.json")
        assert run(news, "s3://news/run", work=tmp_path / "other").continued == 4

    def test_a_store_that_fails_ends_the_run_and_the_same_command_continues(
        self, store: Any, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fail(*_: object, **__: object) -> None:
            raise PermissionError("Access Denied")

        with monkeypatch.context() as patch:
            patch.setattr(s3fs.S3FileSystem, "_put_file", fail)
            with pytest.raises(FailShard, match=r"s3://news/run: cannot be written; the same command continues: Acc"):
                run(news, "s3://news/run")
        run(news, "s3://news/run")
        assert list(verify(fetched(store, "s3://news/run", tmp_path / "copy/run"))) == []

    def test_what_is_no_run_is_left_alone_and_a_run_is_overwritten_only_when_that_is_said(
        self, store: Any, news: Path, tmp_path: Path
    ) -> None:
        store.pipe_file("news/mine/thesis.txt", b"dear")
        for overwrite in (False, True):
            with pytest.raises(BadOutput, match="s3://news/mine: holds files but no plan"):
                run(news, "s3://news/mine", overwrite=overwrite)
        run(news, "s3://news/run")
        with news.open("a") as stream:
            stream.write('{"text": "one more"}\n')
        with pytest.raises(BadOutput, match="another inputs"):
            run(news, "s3://news/run")
        assert run(news, "s3://news/run", overwrite=True).documents == 11
        assert list(verify(fetched(store, "s3://news/run", tmp_path / "copy/run"))) == []
        assert store.cat("news/mine/thesis.txt") == b"dear"

    def test_an_object_that_changes_while_it_is_read_voids_the_run(
        self, store: Any, news: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        real = songphasa.passes.annotate_shard

        def change(*given: Any) -> None:
            store.pipe_file("news/in.jsonl", news.read_bytes().replace(b"n9", b"n8"))
            real(*given)

        store.put(str(news), "news/in.jsonl")
        monkeypatch.setattr(songphasa.passes, "annotate_shard", change)
        with pytest.raises(BadInput, match=r"s3://news/in\.jsonl: changed while the run was reading it"):
            run("s3://news/in.jsonl", tmp_path / "run")

    def test_files_are_read_by_http(self, store: Any, server: str, news: Path, tmp_path: Path) -> None:
        store.pipe_file("news/in.jsonl", news.read_bytes(), ACL="public-read")
        assert run(f"{server}/news/in.jsonl", tmp_path / "run").rows == 9
        (mark,) = json.loads((tmp_path / "run/plan.json").read_text("utf-8"))["inputs"].values()
        assert mark.startswith("etag:")
        with pytest.raises(BadInput, match="no such file"):
            run(f"{server}/news/nothing.jsonl", tmp_path / "other")

    def test_a_store_that_cannot_be_reached_fails_the_shard_and_rejects_no_document(
        self, store: Any, news: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        store.put(str(news), "news/in.jsonl")

        def fail(*_: object) -> None:
            raise TimeoutError("no answer")

        with monkeypatch.context() as patch:
            patch.setattr("songphasa.dataset.sources.lines.Unpacked.seek", fail)
            with pytest.raises(FailShard, match=r"no answer.*the same command continues"):
                run("s3://news/in.jsonl", tmp_path / "run")
        assert run("s3://news/in.jsonl", tmp_path / "run").rows == 9

    def test_what_cannot_go_to_or_come_from_a_store_is_refused(self, store: Any, news: Path, tmp_path: Path) -> None:
        with pytest.raises(BadConfig, match="slices need a folder that all machines see"):
            annotate_slice(Inputs((str(news),)), "s3://news/run", CONFIG, Slice(1, 2))
        with pytest.raises(BadConfig, match="slices need a folder that all machines see"):
            finish("s3://news/run")
        with pytest.raises(BadConfig, match="is for runs that go to a URL"):
            run(news, tmp_path / "run", work=tmp_path)
        with pytest.raises(BadOutput, match="s3://nowhere/run: cannot be read or written"):
            run(news, "s3://nowhere/run")
        store.put(str(news), "news/run/in.jsonl")
        with pytest.raises(BadInput, match="lies in the output folder s3://news/run"):
            run("s3://news/run/in.jsonl", "s3://news/run")
        with pytest.raises(BadInput, match="s3://news/nothing: no such file or folder"):
            run("s3://news/nothing", tmp_path / "run")


def test_a_protocol_whose_package_is_missing_is_told_by_name(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    with pytest.raises(MissingModel, match=r"gs://bucket/run: .*gcsfs"):
        annotate(Inputs((str(news),)), "gs://bucket/run")
    with pytest.raises(BadInput, match="xyz://a/b: Protocol not known"):
        annotate(Inputs(("xyz://a/b",)), "run")


def test_a_command_that_is_killed_again_and_again_writes_the_same_bytes(
    store: Any, write_jsonl: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the real pipeline, real processes and `kill -9`."""
    texts = [f"ประชุมคณะรัฐมนตรี (ครม.) ครั้งที่ {number} กับ กสทช." for number in range(240)]
    path = write_jsonl("in.jsonl", *({"id": f"d{number}", "text": text} for number, text in enumerate(texts)))
    common = [*COMMAND, "annotate", str(path), "--shard-size", "20", "--workers", "2", "-q", "-o"]
    assert subprocess.run([*common, str(tmp_path / "calm/run")], check=False).returncode == 0
    code, killed = run_under_fire([*common, "s3://news/run"], kills=4, env=dict(os.environ), seed=3)
    assert code == 0
    assert sum(killed.values()) > 0
    copy = fetched(store, "s3://news/run", tmp_path / "copy/run")
    assert data_files(copy) == data_files(tmp_path / "calm/run")
    for command in ("verify", "stats"):
        assert subprocess.run([*COMMAND, command, "s3://news/run"], check=False).returncode == 0
    store.pipe_file("news/run/glossary.csv", b"")
    damaged = subprocess.run([*COMMAND, "verify", "s3://news/run"], capture_output=True, text=True, check=False)
    assert damaged.returncode == 1
    assert "glossary.csv: its SHA-256 is not the one that run.json names" in damaged.stderr
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", False)  # which would keep it from any store
    rows = load_dataset("parquet", data_files="s3://news/run/data/documents/train-*.parquet", split="train")
    assert rows.num_rows == 240


@pytest.mark.parametrize("name", ["../evil", "data/../../evil", "/etc/evil", "..\\evil"])
def test_a_name_that_leads_out_of_the_folder_is_refused(name: str) -> None:
    assert upload.names_below("news/run", ["news/run/data/a.parquet"]) == ["data/a.parquet"]
    with pytest.raises(BadOutput, match="no file of a run"):
        upload.names_below("news/run", ["news/run/plan.json", f"news/run/{name}"])
