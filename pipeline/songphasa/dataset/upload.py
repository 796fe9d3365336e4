"""Where a run goes: a folder, or an object store, for which it is made in a folder here and copied up.

Nothing is renamed in a store, so what counts is the order: data first, then the records that speak of them, then the
card, the manifest last. Records that are gone or replaced are taken back before, in the opposite order; data that are
gone are removed when nothing speaks of them any more.

`.writer.json` says in the store who makes the run, until it is finished. Where that is this folder, the folder goes on;
where it was another one, what the store holds is fetched first.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from songphasa.dataset.folder import RunFolder, read_json, write_json
from songphasa.dataset.urls import file_system, is_url, told
from songphasa.errors import BadConfig, BadOutput, FailShard, Locked

PAUSE = 30.0
"""Seconds between two times that finished files are copied up."""

_WRITER, _SENT = ".writer.json", ".sent.json"
_RANKS = {"notes": 1, "shards": 1, "plan.json": 1, "README.md": 2, "croissant.json": 2, "run.json": 3}
"""A file is in the store only when all that have a lower rank are; the first part of its name says the rank."""

_Now = TypeVar("_Now")
_Stamps = dict[str, list[int] | None]
"""Size and time of change of files by their names below the run's folder; None: not known."""


def destination(out: str | Path, work: str | Path | None = None) -> Destination:
    """Where a run goes.

    Args:
        out: a folder, or the URL of one in an object store.
        work: where the folders are in which runs that go to URLs are made; by default the user's cache,
            `~/.cache/songphasa`. The folder of a URL is always the same one.

    Raises:
        BadConfig: `work` is given for a folder.
        MissingModel, BadInput: see `songphasa.dataset.urls.file_system`.
    """
    url = str(out).rstrip("/")
    if not is_url(url):
        if work is not None:
            raise BadConfig(f"--work {work}: is for runs that go to a URL; {out} is a folder")
        return Destination(str(out), RunFolder(Path(out)))
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "songphasa")
    number = hashlib.sha256(url.encode()).hexdigest()[:12]
    return Store(url, RunFolder(Path(work or cache) / number / url.rpartition("/")[2]))


def local_copy(url: str) -> Path:
    """A copy of a finished run in an object store, which is removed when this process ends.

    Raises:
        BadOutput: there is none, or it cannot be read.
        MissingModel, BadInput: see `songphasa.dataset.urls.file_system`.
    """
    system, root = file_system(url.rstrip("/"))
    kept = tempfile.TemporaryDirectory(prefix="songphasa-")
    atexit.register(kept.cleanup)
    with told(url, BadOutput):
        names = names_below(root, system.find(root))
        if "run.json" not in names:
            raise BadOutput(f"{url}: holds no finished run")
        copy = Path(kept.name) / root.rpartition("/")[2]
        for name in names:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
        system.get([f"{root}/{name}" for name in names], [str(copy / name) for name in names])
    return copy


def names_below(root: str, paths: Iterable[str]) -> list[str]:
    """The names of files below a root, which become names of files here.

    Raises:
        BadOutput: one would lead out of the folder.
    """
    names = [path.removeprefix(f"{root}/") for path in paths]
    for name in names:
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise BadOutput(f"{root}: holds {name!r}, which is no file of a run; name another place")
    return names


class Destination:
    """A folder, in which the run is made.

    Attributes:
        name: as the user named it.
        folder: in which the run is made.
    """

    def __init__(self, name: str, folder: RunFolder) -> None:
        self.name, self.folder = name, folder

    def refuse(self) -> None:
        """Make sure that a run may go there, see `open`; nothing is changed."""

    @contextmanager
    def open(self, *, overwrite: bool = False, whole: bool = False) -> Iterator[None]:  # noqa: ARG002
        """Hold the destination while the block makes the run in the folder.

        Args:
            overwrite: what is there will be removed.
            whole: the block needs all files of a finished run.

        Raises:
            Locked: another folder's command is making the run.
            BadOutput: there is something else, or it cannot be read or written.
            FailShard: a store cannot be written any more.
        """
        yield

    def watched(self, report: Callable[[_Now], None] | None) -> Callable[[_Now], None] | None:
        """A report of progress that also copies up what is finished, now and then."""
        return report


class Store(Destination):
    """An object store; see the module."""

    def __init__(self, name: str, folder: RunFolder) -> None:
        super().__init__(name, folder)
        self._system, self._root = file_system(name)
        self._me = {"host": socket.gethostname(), "folder": str(folder.path.absolute())}
        self._there: _Stamps = {}
        self._holds = False
        self._next = 0.0

    def refuse(self) -> None:
        """See `Destination.refuse`."""
        with told(self.name, BadOutput, "cannot be read"):
            self._look()

    @contextmanager
    def open(self, *, overwrite: bool = False, whole: bool = False) -> Iterator[None]:
        """See `Destination.open`; what is done is in the store when the block ends well, and no longer here."""
        with told(self.name, BadOutput, "cannot be read or written"):
            self._begin(overwrite, whole)
        try:
            yield
            with told(self.name, FailShard, "cannot be written; the same command continues"):
                self._end()
        except BaseException:
            with suppress(Exception):  # the store may be what has failed
                self._let_go()
            raise

    def watched(self, report: Callable[[_Now], None] | None) -> Callable[[_Now], None]:
        """See `Destination.watched`."""

        def watch(now: _Now) -> None:
            if report is not None:
                report(now)
            if self._holds and time.monotonic() >= self._next:
                with told(self.name, FailShard, "cannot be written; the same command continues"):
                    self._send()
                self._next = time.monotonic() + PAUSE

        return watch

    def _begin(self, overwrite: bool, whole: bool) -> None:
        there, mine = self._look()
        here = mine and self.folder.plan.exists()
        self._holds = overwrite or whole or here or "run.json" not in there
        if not self._holds:  # finished: nothing is left to do, and these say so
            _clear(self.folder)
            self._fetch(["run.json", "plan.json"])
            return
        if "plan.json" in there and not (here or overwrite):
            _clear(self.folder)
            self._fetch(there)
        sent = read_json(self.folder.path / _SENT) if (self.folder.path / _SENT).exists() else {}
        self._there = {name: sent.get(name) for name in there}
        self._sign(ended=False)

    def _look(self) -> tuple[Collection[str], bool]:
        """The names of the files in the store, and whether this folder's command has written them.

        Raises:
            Locked: another one's is writing them.
            BadOutput: they are no run's.
        """
        self._system.invalidate_cache()
        there = set(names_below(self._root, self._system.find(self._root)))
        writer = json.loads(self._system.cat_file(f"{self._root}/{_WRITER}")) if _WRITER in there else {}
        mine = self._me.items() <= writer.items()
        if writer and not (mine or writer["ended"]):
            raise Locked(
                f"{self.name}: process {writer['pid']} on {writer['host']} is making this run; wait for it. "
                f"If that machine is gone, remove {self.name}/{_WRITER}, and the same command continues"
            )
        if there and not writer and "plan.json" not in there:
            raise BadOutput(f"{self.name}: holds files but no plan.json, so it is no run; name another place")
        return there - {_WRITER}, mine

    def _sign(self, *, ended: bool) -> None:
        said = {**self._me, "pid": os.getpid(), "ended": ended}
        self._system.pipe_file(f"{self._root}/{_WRITER}", json.dumps(said).encode())

    def _end(self) -> None:
        if self._holds:
            self._send()
            self._remove([_WRITER])
        _clear(self.folder)

    def _let_go(self) -> None:
        if self._holds and self._there:
            self._sign(ended=True)
        elif self._holds:
            self._remove([_WRITER])

    def _fetch(self, names: Collection[str]) -> None:
        """Copy files here, the plan last: without it the folder is not gone on with."""
        ordered = sorted(names, key=lambda name: name == "plan.json")
        for some in (ordered[:-1], ordered[-1:]):
            for name in some:
                (self.folder.path / name).parent.mkdir(parents=True, exist_ok=True)
            self._system.get(self._places(some), [str(self.folder.path / name) for name in some])
        stamps = self._here()
        write_json(self.folder.path / _SENT, {name: stamps[name] for name in names})

    def _send(self) -> None:
        """Make the store hold what the folder does."""
        here = self._here()
        changed = {name for name in here if here[name] != self._there.get(name)}
        gone = self._there.keys() - here.keys()
        for rank in (3, 2, 1):
            self._remove([name for name in self._there if _rank(name) == rank and name in gone | changed])
        for rank in (0, 1, 2, 3):
            if names := [name for name in here if _rank(name) == rank and name in changed]:
                self._system.put([str(self.folder.path / name) for name in names], self._places(names))
                self._there |= {name: here[name] for name in names}
        self._remove([name for name in gone if _rank(name) == 0])
        write_json(self.folder.path / _SENT, self._there)

    def _remove(self, names: Collection[str]) -> None:
        if names:
            self._system.rm(self._places(names))
        for name in names:
            self._there.pop(name, None)

    def _places(self, names: Iterable[str]) -> list[str]:
        return [f"{self._root}/{name}" for name in names]

    def _here(self) -> _Stamps:
        """The files of the folder; those that speak of others are looked for first, so that the others are there."""
        records = {name: stamp for name, stamp in self._walk() if _rank(name)}
        return {**records, **{name: stamp for name, stamp in self._walk() if not _rank(name)}}

    def _walk(self) -> Iterator[tuple[str, list[int]]]:
        for path in self.folder.path.rglob("[!.]*"):
            with suppress(FileNotFoundError):
                if path.is_file():
                    found = path.stat()
                    yield self.folder.name(path), [found.st_size, found.st_mtime_ns]


def _rank(name: str) -> int:
    return _RANKS.get(name.partition("/")[0], 0)


def _clear(folder: RunFolder) -> None:
    """Remove a run's files from a folder whose lock is held; the plan first, without which it is not gone on with."""
    folder.plan.unlink(missing_ok=True)
    for path in folder.path.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif not path.name.startswith(".lock"):
            path.unlink()
