"""The files that the user's arguments mean: files themselves, folders walked in a fixed order, and globs; or URLs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path, PurePosixPath

from songphasa.dataset import urls
from songphasa.dataset.folder import file_sha256
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
    """A file by path or URL, its reader, and the name that ids are made from.

    That is its path below the folder given, without suffixes.
    """

    path: str
    reader: str
    name: str


def find_files(inputs: Iterable[str]) -> tuple[list[InputFile], list[str]]:
    """The readable files of the arguments, and the paths in their folders that no reader is for.

    Hidden files are passed over; links to folders are not followed.

    Raises:
        BadInput: an argument does not exist, matches nothing, or names a file that no reader is for.
        MissingModel: the package that speaks the protocol of a URL is not installed.
    """
    files: list[InputFile] = []
    ignored: list[str] = []
    for given in inputs:
        for path, folder in _find_remote(given) if urls.is_url(given) else _find(given):
            found = _input_file(path, folder)
            if found is None and folder is None:
                raise _unknown(path)
            files.append(found) if found else ignored.append(path)
    return files, ignored


def _find(given: str) -> Iterator[tuple[str, str | None]]:
    """Each file that an argument means, and the folder that was given, where it lies in one."""
    for path in _expand(given):
        if path.is_dir():
            yield from ((file.as_posix(), path.as_posix()) for file in _walk(path))
        else:
            yield path.as_posix(), None


def _find_remote(url: str) -> Iterator[tuple[str, str | None]]:
    files, folder = urls.find(url)
    for file in files:
        if folder is None or not any(part.startswith(".") for part in _below(file, folder).split("/")):
            yield file, folder


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


def _unknown(path: str) -> BadInput:
    kinds = ", ".join(suffix for suffix in READER_OF_SUFFIX if suffix.count(".") == 1)
    return BadInput(
        f"{path}: not a regular file that can be read as documents; known are {kinds}, "
        f"but for Parquet also packed ({', '.join(PACKINGS)})"
    )


def _input_file(path: str, folder: str | None) -> InputFile | None:
    suffix = next((known for known in READER_OF_SUFFIX if path.lower().endswith(known)), None)
    if suffix is None or not (urls.is_url(path) or Path(path).is_file()):
        return None
    name = PurePosixPath(path).name if folder is None else _below(path, folder)
    return InputFile(path, READER_OF_SUFFIX[suffix], name[: -len(suffix)])


def _below(path: str, folder: str) -> str:
    return path.removeprefix(folder).lstrip("/") if urls.is_url(path) else Path(path).relative_to(folder).as_posix()


Stamp = tuple[int | str, ...]
"""What tells quickly whether a file has changed."""


def file_stamp(path: str) -> Stamp | None:
    """The stamp of a file, None where there is none."""
    if urls.is_url(path):
        return urls.stamp(path)
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def file_fingerprint(path: str) -> str:
    """SHA-256 of a file's content; of a file in a store that keeps a hash of it, that one (the ETag).

    Raises:
        BadInput: it cannot be read.
    """
    if urls.is_url(path):
        return urls.fingerprint(path)
    try:
        return file_sha256(Path(path))
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}") from error


def file_size(path: str) -> int:
    """Bytes of a file.

    Raises:
        BadInput: it cannot be looked at.
    """
    if urls.is_url(path):
        return urls.size(path)
    try:
        return Path(path).stat().st_size
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}") from error
