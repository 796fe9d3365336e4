"""One writer at a time: a lock that the system lets go of when its process dies, and who holds it.

A whole run holds its folder alone. Slices of a run, each its own command, hold it together, each its slice alone.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from songphasa.dataset.folder import write_aside
from songphasa.errors import BadOutput, Locked

_RUN, _SLICE, _SHORT = ".lock", ".slice", ".short"
_MOMENT = 10.0
"""Seconds to wait for one who only looks whether a lock is held."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a run's folder alone; a killed process holds nothing, whatever it has left behind.

    The folder is made where it is missing, and removed again where the block leaves it empty.

    Raises:
        Locked: another process holds the folder or a slice; the message says which.
        BadOutput: the folder cannot be written.
    """
    with _held(folder, _RUN):
        for slice_lock in sorted(folder.glob(f"{_SLICE}-*[0-9]")):
            _look(slice_lock)
        yield


@contextmanager
def locked_slice(folder: Path, name: str) -> Iterator[None]:
    """Hold a slice of a run alone, beside other slices; see `locked`."""
    with _held(folder, f"{_SLICE}-{name}"):
        _look(folder / _RUN)
        yield


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait for the other slices to be through with a block that one must be in at a time, and be in it."""
    with FileLock(folder / _SHORT):
        yield


@contextmanager
def _held(folder: Path, name: str) -> Iterator[None]:
    lock, holder = FileLock(folder / name), _holder(folder / name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=_MOMENT if name == _RUN and not holder.exists() else 0)
        write_aside(holder, json.dumps({"pid": os.getpid(), "host": socket.gethostname()}).encode())
    except Timeout as error:
        raise _told(folder / name) from error
    except OSError as error:
        raise BadOutput(f"{folder}: cannot be written: {error.strerror}") from error
    try:
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()
        _remove_unused(folder)


def _look(path: Path) -> None:
    """Make sure that nobody holds a lock."""
    try:
        with FileLock(path, timeout=0 if _holder(path).exists() else _MOMENT):
            pass
    except Timeout as error:
        raise _told(path) from error


def _holder(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _told(path: Path) -> Locked:
    try:
        said: dict[str, Any] = json.loads(_holder(path).read_bytes())
        who = f"process {said['pid']} on {said['host']}"
    except (OSError, ValueError):
        who = "another process"
    return Locked(f"{path.parent}: {who} is writing this run; wait for it, or name another folder")


def _remove_unused(folder: Path) -> None:
    """Remove a folder that holds nothing but locks that nobody holds."""
    left = list(folder.iterdir())
    if all(path.name.startswith((_RUN, _SLICE, _SHORT)) and path.suffix != ".json" for path in left):
        for path in left:
            path.unlink(missing_ok=True)
        folder.rmdir()
