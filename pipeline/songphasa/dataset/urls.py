"""Files by URL (`s3://`, `gs://`, `https://` …), through fsspec and the package that speaks the protocol."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from songphasa.errors import BadInput, MissingModel, SongphasaError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_TAGS = ("ETag", "etag")
_TIMES = ("Last-Modified", "LastModified", "last_modified", "updated", "mtime", "created")
"""What stores call the hash that they keep of a file, and the time of its last change."""


class Stamp(NamedTuple):
    """What tells quickly whether a file has changed: its bytes, and its hash or else its time of change."""

    size: int
    version: str


def is_url(path: str) -> bool:
    """Whether it is a URL and no path."""
    return "://" in path


def file_system(url: str) -> tuple[AbstractFileSystem, str]:
    """The file system that a URL is of, and the path in it.

    Raises:
        MissingModel: the package that speaks the protocol is not installed; the message names it.
        BadInput: nothing speaks the protocol, or the URL is none.
    """
    import fsspec

    try:
        return cast("tuple[AbstractFileSystem, str]", fsspec.core.url_to_fs(url))
    except ImportError as error:
        raise MissingModel(f"{url}: {error}") from error
    except ValueError as error:
        raise BadInput(f"{url}: {error}") from error


@contextmanager
def told(url: str, error: type[SongphasaError], what: str = "cannot be read") -> Iterator[None]:
    """Whatever goes wrong with a URL while the block runs becomes one of our errors: every package has its own."""
    try:
        yield
    except SongphasaError:
        raise
    except Exception as raised:
        raise error(f"{url}: {what}: {raised or type(raised).__name__}") from raised


def find(url: str) -> tuple[list[str], str | None]:
    """The files that a URL means, in the order in which a folder of a disk is walked; and the folder, where it is one.

    Raises:
        BadInput: it means nothing, or cannot be reached.
        MissingModel: see `file_system`.
    """
    with told(url, BadInput):
        system, path = file_system(url)
        if "*" in path or "[" in path:
            matches = (name for name in system.glob(path) if not name.rpartition("/")[2].startswith("."))
            found, folder = sorted(name for name in matches if system.isfile(name)), None
        elif system.isfile(path):
            found, folder = [path], None
        else:
            found, folder = sorted(system.find(path), key=_walked), system.unstrip_protocol(path)
        if not found:
            raise BadInput(f"{url}: no such file or folder")
        return [system.unstrip_protocol(name) for name in found], folder


def _walked(path: str) -> list[tuple[bool, str]]:
    """A key that has the files of a folder before those of the folders in it."""
    *folders, name = path.split("/")
    return [*((True, folder) for folder in folders), (False, name)]


def open_url(url: str) -> io.BufferedReader:
    """The bytes of a file, which are read as they are asked for.

    Raises:
        OSError, Exception: what the package raises that speaks the protocol.
    """
    system, path = file_system(url)
    return io.BufferedReader(system.open(path, "rb"))


def fingerprint(url: str) -> str:
    """The ETag that the store has given the content of a file, else the SHA-256 of its content, which is read."""
    with told(url, BadInput):
        if tag := _first(_info(url), _TAGS):
            return f"etag:{tag}"
        with open_url(url) as stream:
            return file_digest(stream, "sha256").hexdigest()


def stamp(url: str) -> Stamp | None:
    """What the store says now about a file, None where there is none."""
    try:
        with told(url, BadInput):
            file_system(url)[0].invalidate_cache()
            info = _info(url)
    except BadInput as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return None
        raise
    return Stamp(int(info.get("size") or 0), _first(info, (*_TAGS, *_TIMES)))


def size(url: str) -> int:
    """Bytes of a file; 0 where the server does not say."""
    with told(url, BadInput):
        return int(_info(url).get("size") or 0)


def _info(url: str) -> dict[str, Any]:
    system, path = file_system(url)
    return cast("dict[str, Any]", system.info(path))


def _first(info: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((str(info[name]).strip('"') for name in names if info.get(name)), "")
