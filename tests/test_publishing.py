"""Publishing: exactly the run, against a hub on this machine; and the token in no output and no file."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from datasets import load_dataset

from songphasa import Config
from songphasa.dataset.folder import file_sha256
from songphasa.errors import BadConfig, BadOutput
from songphasa.publishing import prepare
from songphasa.run import Inputs, annotate
from songphasa.splits import split_run

Write = Callable[..., Path]
TOKEN = "hf_" + "secretSECRETsecret"
REPO = "rain/news"


class Hub(ThreadingHTTPServer):
    """What of the hub's API publishing needs: it keeps the files of one dataset."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.files: dict[str, bytes] = {}
        self.made: dict[str, Any] | None = None
        self.tokens: set[str | None] = set()
        self.refuses = False
        self.address = f"http://127.0.0.1:{self.server_port}"

    def answer(self, place: str, body: bytes) -> tuple[int, Any]:
        name = place.partition("?")[0].removeprefix(f"/api/datasets/{REPO}/")
        if self.refuses:
            return 403, {"error": f"no writing with {TOKEN}"}
        if name == "/api/repos/create":
            known, self.made = self.made, json.loads(body)
            return (409 if known else 200), {"url": f"{self.address}/datasets/{REPO}", "error": "is there already"}
        if name == "/api/validate-yaml":
            return 200, {"errors": [], "warnings": []}
        if name == "preupload/main":
            paths = [file["path"] for file in json.loads(body)["files"]]
            modes = [{"path": path, "uploadMode": "regular", "shouldIgnore": False, "oid": None} for path in paths]
            return 200, {"files": modes}
        if name == "tree/main":
            return 200, [{"type": "file", "path": path, "size": 1, "oid": "0"} for path in self.files]
        if name == "commit/main":
            self.commit([json.loads(line) for line in body.splitlines()])
            return 200, {"commitUrl": f"{self.address}/datasets/{REPO}/commit/1", "commitOid": "1"}
        return 404, {"error": f"the test knows no {place}"}

    def commit(self, lines: list[dict[str, Any]]) -> None:
        for line in lines:
            value = line["value"]
            if line["key"] == "file":
                self.files[value["path"]] = base64.b64decode(value["content"])
            elif line["key"] == "deletedFile":
                del self.files[value["path"]]


class Answer(BaseHTTPRequestHandler):
    """A request to the hub."""

    server: Hub

    def do_GET(self) -> None:
        self.server.tokens.add(self.headers["Authorization"])
        length = int(self.headers["Content-Length"] or 0)
        status, said = self.server.answer(self.path, self.rfile.read(length))
        content = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def run(write_jsonl: Write, tmp_path: Path, test_stages: None) -> Path:  # noqa: ARG001
    """Nine documents in three shards, the fourth of which is rejected."""
    records = [{"id": f"n{n}", "text": f"{n * 7919} ข่าว {n * n}\nASEAN {n}"} for n in range(10)]
    records[3]["text"] = "poison"
    config = Config(("lines", "names"))
    annotate(Inputs((str(write_jsonl("n.jsonl", *records)),)), tmp_path / "run", config, shard_size=4)
    return tmp_path / "run"


def push(run: Path, hub: Hub, *options: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, told by the environment to say as much as it can."""
    loud = {"HF_DEBUG": "1", "HF_HUB_VERBOSITY": "debug", "PYTHONFAULTHANDLER": "1"}
    told = {"HF_ENDPOINT": hub.address, "HF_TOKEN": TOKEN, "HF_HOME": str(run.parent / "hf"), **loud}
    command = [sys.executable, "-m", "songphasa", "push", str(run), REPO, *options]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env={**kept, **told}, timeout=120)


def manifest_of(run: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((run / "run.json").read_text("utf-8"))
    return manifest


def test_the_hub_has_what_the_manifest_names_and_nothing_of_the_work(run: Path, hub: Hub, tmp_path: Path) -> None:
    (run / "notes.txt").write_text("mine", "utf-8")
    result = push(run, hub)
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == f"{hub.address}/datasets/{REPO}"
    manifest = manifest_of(run)
    assert hub.files.keys() == {*manifest["files"], "README.md", "run.json", "croissant.json"}
    there = tmp_path / "there"
    for name, content in hub.files.items():
        (there / name).parent.mkdir(parents=True, exist_ok=True)
        (there / name).write_bytes(content)
    assert {name: file_sha256(there / name) for name in manifest["files"]} == manifest["files"]
    documents = load_dataset(str(there), split="train", cache_dir=str(tmp_path / "cache"))
    assert documents["id"][:] == [f"n{n}" for n in range(10) if n != 3]
    assert f'load_dataset("{REPO}", split="train")' in (there / "README.md").read_text("utf-8")


def test_a_new_dataset_is_private_unless_it_is_said_to_be_public(run: Path, hub: Hub) -> None:
    for options, visible in (((), "private"), (("--public",), "public")):
        hub.made = None
        push(run, hub, *options)
        made: dict[str, Any] = hub.made or {}
        assert made["type"] == "dataset"
        assert made.get("visibility", "private" if made.get("private") else "public") == visible


def test_data_files_of_an_earlier_state_are_removed(run: Path, hub: Hub) -> None:
    hub.files |= {"data/documents/train-00000-of-00009.parquet": b"", "LICENSE": b"mine"}
    split_run(run, {"train": 0.5, "validation": 0.25, "test": 0.25})
    assert push(run, hub).returncode == 0
    assert hub.files.keys() == {*manifest_of(run)["files"], "README.md", "run.json", "croissant.json", "LICENSE"}


def test_the_token_is_used_and_said_nowhere(run: Path, hub: Hub) -> None:
    done = push(run, hub)
    hub.refuses = True
    refused = push(run, hub)
    assert (done.returncode, refused.returncode) == (0, 1)
    assert f"{REPO}: cannot be published" in refused.stderr
    assert "no writing with <token>" in refused.stderr
    assert hub.tokens - {None} == {f"Bearer {TOKEN}"}
    assert TOKEN not in done.stdout + done.stderr + refused.stdout + refused.stderr
    for path in run.parent.rglob("*"):
        assert path.is_dir() or TOKEN.encode() not in path.read_bytes(), path
    assert all(TOKEN.encode() not in content for content in hub.files.values())


def test_a_dry_run_shows_card_and_files_and_asks_nobody(run: Path, hub: Hub) -> None:
    result = push(run, hub, "--dry-run")
    assert result.returncode == 0, result.stderr
    assert (hub.tokens, hub.files) == (set(), {})
    assert f"# {REPO}" in result.stdout
    shown = re.findall(r"^ *[\d,]+  (\S+)$", result.stdout, re.MULTILINE)
    assert shown == ["README.md", *manifest_of(run)["files"], "run.json", "croissant.json"]


def test_a_hub_that_is_not_there_is_said_so(run: Path, hub: Hub) -> None:
    hub.address = "http://127.0.0.1:1"
    result = push(run, hub)
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith(f"songphasa: {REPO}: cannot be published: ")


def test_a_run_that_is_not_whole_and_a_bad_name_are_refused(run: Path) -> None:
    with pytest.raises(BadConfig, match="cannot be the name of a dataset"):
        prepare(run, "a/b/c")
    (run / "glossary.csv").write_text("short", "utf-8")
    with pytest.raises(BadOutput, match=r"not whole.*glossary\.csv"):
        prepare(run, REPO)
