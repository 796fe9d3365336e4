"""A run's documents back as values, all of them or those of one split."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from songphasa.document import Document
from songphasa.errors import BadInput

SPLITS = ("train", "validation", "test")
"""Splits that a run may have, in their order; `train` alone unless `songphasa split` has made the others."""


def load_run(path: str | Path, split: str | None = None) -> Iterator[Document]:
    """The documents of a finished run, equal to those that were written, one after another.

    Args:
        path: a folder that `songphasa annotate` has written.
        split: one of its splits, `train` unless `songphasa split` has made others; None for all of them.

    Raises:
        BadInput: the run has no such split.
        BadOutput: see `songphasa.dataset.manifest.read_run`.
    """
    from songphasa.dataset.manifest import read_files

    files = _files(path)
    there = {split_of(file.name) for file in files}
    if split is not None and split not in there:
        raise BadInput(f"{path}: has no split {split!r}; it has {', '.join(sorted(there)) or 'none'}")
    yield from read_files(file for file in files if split in (None, split_of(file.name)))


def splits_of(path: str | Path) -> list[str]:
    """The splits that a finished run has, in the order of `SPLITS`.

    Raises:
        BadOutput: the folder holds no finished run.
    """
    there = {split_of(file.name) for file in _files(path)}
    return [name for name in SPLITS if name in there]


def _files(path: str | Path) -> list[Path]:
    from songphasa.dataset.folder import RunFolder, read_json

    folder = RunFolder(Path(path))
    return folder.documents(read_json(folder.manifest)["files"])


def split_of(name: str) -> str:
    """The split that a data file is of: `data/tokens/validation-00000-of-00002.parquet` is of `validation`."""
    return Path(name).name.partition("-")[0]
