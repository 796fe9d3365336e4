"""Faults under the real command: crashes, hangs, kills and limits, with what `docs/faults.md` says becomes of them."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from songphasa.dataset.manifest import read_run
from songphasa.verification import verify
from tests.chaos import data_files, run_under_fire, workers_of

Write = Callable[..., Path]
COMMAND = [sys.executable, "-m", "songphasa"]

STAGE = """
import ctypes, os, signal, time
from songphasa.document import Layer

class Fragile:
    requires = frozenset()
    provides = frozenset({Layer.ACRONYMS})

    def annotate(self, documents):
        return [self._annotate(document) for document in documents]

    def _annotate(self, document):
        if document.text == "SEGFAULT":
            ctypes.string_at(0)
        if document.text == "KILL":
            os.kill(os.getpid(), signal.SIGKILL)
        if document.text == "HANG" and not os.path.exists(os.environ["FRAGILE_FLAG"]):
            time.sleep(600)
        if document.text == "EAT":
            bytearray(3 << 30)
        time.sleep(0.002)
        return document
"""


@pytest.fixture
def fragile(tmp_path: Path) -> dict[str, str]:
    """An environment in which a third party's stage is installed that some documents crash."""
    folder = tmp_path / "site"
    (folder / "fragile-1.dist-info").mkdir(parents=True)
    (folder / "fragile.py").write_text(STAGE, "utf-8")
    (folder / "fragile-1.dist-info/METADATA").write_text("Name: fragile\nVersion: 1\n", "utf-8")
    points = "[songphasa.stages]\nfragile = fragile:Fragile\n"
    (folder / "fragile-1.dist-info/entry_points.txt").write_text(points, "utf-8")
    (tmp_path / "fragile.toml").write_text('stages = ["sentences", "fragile"]\n', "utf-8")
    return {**os.environ, "PYTHONPATH": str(folder), "FRAGILE_FLAG": str(tmp_path / "flag")}


def annotate(env: dict[str, str], *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "annotate", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False)


def rejected(out: Path) -> dict[str, dict[str, str]]:
    lines = [json.loads(line) for path in (out / "rejected").iterdir() for line in path.open(encoding="utf-8")]
    return {line["id"]: line for line in lines}


def test_documents_that_crash_hang_or_eat_their_worker_are_rejected_and_nothing_else(
    fragile: dict[str, str], write_jsonl: Write, tmp_path: Path
) -> None:
    texts = [f"ข่าวที่ {number}" for number in range(40)]
    texts[3], texts[17], texts[18], texts[39] = "SEGFAULT", "HANG", "KILL", "EAT"
    path = write_jsonl("in.jsonl", *({"id": f"d{number}", "text": text} for number, text in enumerate(texts)))
    common = (path, "--config", tmp_path / "fragile.toml", "--shard-size", 20, "--document-timeout", 2)
    limited = (*common, "--worker-memory", 2)
    result = annotate(fragile, *limited, "-o", tmp_path / "run", "--workers", 2)
    assert result.returncode == 3, result.stderr
    assert "40 documents in = 36 annotated + 4 rejected" in result.stderr
    lines = rejected(tmp_path / "run")
    assert {name: (line["stage"], line["exception"]) for name, line in lines.items()} == {
        "d3": ("fragile", "WorkerDied"),
        "d17": ("fragile", "DocumentTimeout"),
        "d18": ("fragile", "WorkerDied"),
        "d39": ("fragile", "MemoryError"),
    }
    assert lines["d3"]["message"] == "2 worker processes ended over this document alone: SIGSEGV"
    assert "SIGKILL (killed, perhaps for want of memory)" in lines["d18"]["message"]
    assert lines["d17"]["source"] == f"{path}:18"
    assert [document.id for document in read_run(tmp_path / "run")] == [
        f"d{n}" for n in range(40) if f"d{n}" not in lines
    ]
    assert list(verify(tmp_path / "run")) == []
    assert "ended at 'fragile'" in (tmp_path / "run/run.log").read_text("utf-8")


@pytest.mark.parametrize("bad", ["SEGFAULT", "HANG"])
def test_a_dry_run_outlives_the_documents_that_it_tries(
    fragile: dict[str, str], write_jsonl: Write, tmp_path: Path, bad: str
) -> None:
    path = write_jsonl("in.jsonl", {"text": "ข่าว"}, {"text": bad}, {"text": "อีกข่าว"})
    common = (path, "--config", tmp_path / "fragile.toml", "--document-timeout", 5, "-o", tmp_path / "run", "--dry-run")
    result = annotate(fragile, *common, "--json")
    assert result.returncode == 0, result.stderr
    said = json.loads(result.stdout)
    assert (said["documents"], said["tried"]) == (3, 2)
    assert said["seconds"] > 0
    for nothing in (bad, 5):
        lonely = annotate(fragile, write_jsonl("bad.jsonl", {"text": nothing}), *common[1:])
        assert lonely.returncode == 0, lonely.stderr
        assert "no document of a few could be annotated" in lonely.stdout
    assert not (tmp_path / "run").exists()


def test_retry_makes_the_run_what_it_is_without_the_fault(
    fragile: dict[str, str], write_jsonl: Write, tmp_path: Path
) -> None:
    path = write_jsonl(
        "in.jsonl", *({"id": f"d{number}", "text": "HANG" if number == 5 else "ก"} for number in range(12))
    )
    common = (path, "--config", tmp_path / "fragile.toml", "--shard-size", 4, "--document-timeout", 1)
    assert annotate(fragile, *common, "-o", tmp_path / "run").returncode == 3
    assert list(rejected(tmp_path / "run")) == ["d5"]
    names = [name for name in data_files(tmp_path / "run") if "train-00002" in name]
    kept = [(tmp_path / "run" / name).stat().st_mtime_ns for name in names]
    (tmp_path / "flag").touch()  # from now on it does not hang
    again = subprocess.run([*COMMAND, "retry", tmp_path / "run"], env=fragile, check=False)
    assert again.returncode == 0
    assert [(tmp_path / "run" / name).stat().st_mtime_ns for name in names] == kept
    assert list(verify(tmp_path / "run")) == []
    assert annotate(fragile, *common, "-o", tmp_path / "whole/run").returncode == 0
    assert data_files(tmp_path / "run") == data_files(tmp_path / "whole/run")


def test_kills_of_workers_and_of_the_command_change_nothing(
    fragile: dict[str, str], write_jsonl: Write, tmp_path: Path
) -> None:
    path = write_jsonl("in.jsonl", *({"id": f"d{number}", "text": f"ข่าวที่ {number}\nจบ"} for number in range(1200)))
    common = [str(path), "--config", str(tmp_path / "fragile.toml"), "--shard-size", "60", "--workers", "2", "-q"]
    assert annotate(fragile, *common, "-o", tmp_path / "calm/run").returncode == 0
    stormy = [*COMMAND, "annotate", *common, "-o", str(tmp_path / "stormy/run")]
    code, killed = run_under_fire(stormy, kills=5, env=fragile, seed=7)
    assert code == 0
    assert min(killed.values()) > 0
    assert list(verify(tmp_path / "stormy/run")) == []
    assert data_files(tmp_path / "stormy/run") == data_files(tmp_path / "calm/run")
    assert sum(1 for _ in read_run(tmp_path / "stormy/run")) == 1200
    assert not list((tmp_path / "stormy/run").rglob(".*.tmp"))


def test_workers_end_when_the_command_is_killed(fragile: dict[str, str], write_jsonl: Write, tmp_path: Path) -> None:
    import psutil

    path = write_jsonl("in.jsonl", {"text": "HANG"})
    command = [*COMMAND, "annotate", str(path), "--config", str(tmp_path / "fragile.toml"), "-o", str(tmp_path / "run")]
    process = subprocess.Popen(command, env=fragile, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not (tmp_path / "run/work").exists() or not (workers := workers_of(process.pid)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.kill()
    process.wait()
    _, alive = psutil.wait_procs([psutil.Process(pid) for pid in workers if psutil.pid_exists(pid)], timeout=10)
    assert not alive
