"""The files that the user's arguments mean: files themselves, folders walked in a fixed order, and globs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path, PurePosixPath

from songphasa.dataset.sources.unpacking import PACKINGS
from songphasa.errors import BadInput

READER_OF_SUFFIX = {
    **{".txt" + packing: "text" for packing in ("", *PACKINGS)},
    **{".jsonl" + packing: "jsonl" for packing in ("", *PACKINGS)},
    **{".csv" + packing: "csv" for packing in ("", *PACKINGS)},
    ".parquet": "parquet",
}


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file, its reader, and the name that ids are made from: its path below the folder given, without suffixes."""

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
        kinds = ", ".join(suffix for suffix in READER_OF_SUFFIX if suffix.count(".") == 1)
        raise BadInput(
            f"{path.as_posix()}: not a regular file that can be read as documents; known are {kinds}, "
            f"but for Parquet also packed ({', '.join(PACKINGS)})"
        )
    return found


def _input_file(path: Path, below: Path) -> InputFile | None:
    suffix = next((known for known in READER_OF_SUFFIX if path.name.lower().endswith(known)), None)
    if suffix is None or not path.is_file():
        return None
    name = PurePosixPath(below).as_posix()
    return InputFile(path.as_posix(), READER_OF_SUFFIX[suffix], name[: -len(suffix)])
