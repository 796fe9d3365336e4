"""The folder of a run: where each file is, and how a file gets there whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from songphasa.errors import BadOutput


@dataclass(frozen=True, slots=True)
class RunFolder:
    """Paths below the output folder of a run.

    ::

        plan.json  plan.parquet         what is to be done, compared when the run is continued; which documents
        notes/*.json                    what the first pass has rejected and learnt, one file a shard
        work/                           shards after the first pass, and all lessons; removed at the end
        data/documents/train-*.parquet  one file a shard: the dataset
        data/tokens/train-*.parquet     the same sentences as token rows
        data/glossary/train-*.parquet   every short form with its long forms, counted
        glossary.csv                    the same, to be edited and given back as --lexicon
        rejected/*.jsonl                documents that could not be annotated, one file a shard that has any
        shards/*.json                   written last: a shard is finished when its record is there
        run.json  README.md             manifest and dataset card, written when all shards are finished
        croissant.json                  the card for programs
    """

    path: Path

    def data(self, view: str, index: int, shards: int) -> Path:
        """The Parquet file of a shard in a view, `documents` or `tokens`."""
        return self.path / "data" / view / f"train-{index:05d}-of-{shards:05d}.parquet"

    def annotated(self, index: int) -> Path:
        """The documents of a shard after the first pass."""
        return self.path / "work" / f"{index:05d}.parquet"

    def notes(self, index: int) -> Path:
        """What the first pass over a shard has rejected and learnt; written last."""
        return self.path / "notes" / f"{index:05d}.json"

    @property
    def lessons(self) -> Path:
        """What the first pass over all shards has learnt."""
        return self.path / "work" / "lessons.jsonl"

    def part_of_glossary(self, index: int) -> Path:
        """The glossary of a shard."""
        return self.path / "work" / f"{index:05d}.glossary.parquet"

    def rejected(self, index: int) -> Path:
        """The rejected documents of a shard."""
        return self.path / "rejected" / f"{index:05d}.jsonl"

    def record(self, index: int) -> Path:
        """The record that a shard is finished."""
        return self.path / "shards" / f"{index:05d}.json"

    @property
    def plan(self) -> Path:
        """What is to be done."""
        return self.path / "plan.json"

    @property
    def references(self) -> Path:
        """Which documents each shard holds."""
        return self.path / "plan.parquet"

    @property
    def log(self) -> Path:
        """What happened when."""
        return self.path / "run.log"

    @property
    def glossary(self) -> Path:
        """The glossary for people."""
        return self.path / "glossary.csv"

    @property
    def manifest(self) -> Path:
        """What was done."""
        return self.path / "run.json"

    @property
    def card(self) -> Path:
        """The dataset card."""
        return self.path / "README.md"

    @property
    def croissant(self) -> Path:
        """The Croissant metadata."""
        return self.path / "croissant.json"

    def documents(self, names: Iterable[str]) -> list[Path]:
        """The files among these, named as manifests write them, that hold the dataset's documents."""
        return [self.path / name for name in names if name.startswith("data/documents/")]

    def name(self, path: Path) -> str:
        """A path below the folder, as manifests write it."""
        return path.relative_to(self.path).as_posix()

    def refuse_foreign(self) -> None:
        """Make sure that the folder, where there is one, is a run's.

        Raises:
            BadOutput: it holds files that are no run's, or cannot be written.
        """
        there = next(parent for parent in (self.path, *self.path.absolute().parents) if parent.exists())
        if not there.is_dir() or not os.access(there, os.W_OK):
            raise BadOutput(f"{self.path}: cannot be written: {there} is no folder that you may write to")
        names = {path.name for path in self.path.iterdir()} if there == self.path else set()
        if {name for name in names if name[0] != "."} - {self.references.name} and not self.plan.exists():
            raise BadOutput(f"{self.path}: holds files but no plan.json, so it is no run's folder; name another")

    def prepare(self, *, overwrite: bool) -> None:
        """Make the folder, or make sure that it is a run's; with `overwrite` remove the run that is there.

        Raises:
            BadOutput: see `refuse_foreign`.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self.refuse_foreign()
            if overwrite:
                self._remove()
            write_aside(self.path / ".writable", b"")
            (self.path / ".writable").unlink(missing_ok=True)
        except OSError as error:
            raise BadOutput(f"{self.path}: cannot be written: {error.strerror}") from error

    def _remove(self) -> None:
        """The plan goes last: a folder that lost everything else is still a run's."""
        for path in (self.card, self.croissant, self.manifest, self.glossary, self.log):
            path.unlink(missing_ok=True)
        for name in ("shards", "notes", "data", "rejected"):
            shutil.rmtree(self.path / name, ignore_errors=True)
        self.remove_work()
        self.plan.unlink(missing_ok=True)
        self.references.unlink(missing_ok=True)

    def remove_aside(self) -> None:
        """Remove the half files of processes that were killed; nobody else may be writing."""
        for path in self.path.rglob(".*.tmp"):
            path.unlink(missing_ok=True)

    def remove_work(self) -> None:
        """Remove what only an unfinished run needs."""
        shutil.rmtree(self.path / "work", ignore_errors=True)


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` that takes its name when the block ends well.

    Readers never see half a file. `load_dataset` passes over names that begin with a dot.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        with temporary.open("rb") as stream:
            os.fsync(stream.fileno())
        temporary.replace(path)
        _fsync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _fsync_folder(folder: Path) -> None:
    """Make a rename outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_aside(path: Path, content: bytes) -> None:
    """Write a small file whole or not at all."""
    with aside(path) as temporary:
        temporary.write_bytes(content)


def write_json(path: Path, value: object) -> None:
    """Write a JSON file whole or not at all, for people to read."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    write_aside(path, text.encode(errors="backslashreplace"))  # half a surrogate pair becomes JSON's own escape


def read_json(path: Path) -> Any:  # noqa: ANN401
    """Read a JSON file that a run has written.

    Raises:
        BadOutput: it is missing or damaged.
    """
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise BadOutput(f"{path}: no such file; is this the folder of a finished run?") from error
    except ValueError as error:
        raise BadOutput(f"{path}: damaged ({error}); run again with --overwrite") from error


def file_sha256(path: Path) -> str:
    """SHA-256 of a file as hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
