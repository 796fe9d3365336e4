"""The files that the user's arguments mean: files themselves, folders walked in a fixed order, and globs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path, PurePosixPath

from songphasa.errors import BadInput

READER_OF_SUFFIX = {".txt": "text", ".jsonl": "jsonl", ".csv": "csv", ".parquet": "parquet"}


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file, its reader, and the name that ids are made from: its path below the folder given, without suffix."""

    path: str
    reader: str
    name: str


def find_files(inputs: Iterable[str]) -> tuple[list[InputFile], list[str]]:
    """The readable files of the arguments, and the paths in their folders that no reader is for.

    Hidden files are passed over; links to folders are not followed.

    Raises:
        BadInput: an argument does not exist, matches nothing, or names a file that no reader is for.
    """
    files: list[InputFile] = []
    ignored: list[str] = []
    for given in inputs:
        for path in _expand(given):
            if path.is_dir():
                for file in _walk(path):
                    found = _input_file(file, file.relative_to(path))
                    files.append(found) if found else ignored.append(file.as_posix())
            else:
                files.append(_named_file(path))
    return files, ignored


def _expand(given: str) -> list[Path]:
    if Path(given).exists():
        return [Path(given)]
    matches = [Path(match) for match in sorted(glob(given, recursive=True))] if has_magic(given) else []  # noqa: PTH207
    if not matches:
        raise BadInput(f"{given}: no such file or folder")
    return matches


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))


def _named_file(path: Path) -> InputFile:
    found = _input_file(path, Path(path.name))
    if found is None:
        kinds = ", ".join(READER_OF_SUFFIX)
        raise BadInput(f"{path.as_posix()}: not a regular file that can be read as documents; known are {kinds}")
    return found


def _input_file(path: Path, below: Path) -> InputFile | None:
    reader = READER_OF_SUFFIX.get(path.suffix.lower())
    if reader is None or not path.is_file():
        return None
    return InputFile(path.as_posix(), reader, PurePosixPath(below).with_suffix("").as_posix())
