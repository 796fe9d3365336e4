"""Files, by path or URL, as streams of bytes that can be sought forward, packed (.gz, .bz2, .xz, .zst) or not."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO, cast

from songphasa.dataset.urls import is_url, open_url

_CHUNK = 1 << 20


class DamagedFile(OSError):
    """A packed file that ends too early, or does not hold what its name says."""


Packed = str | BinaryIO


def _open_zst(packed: Packed) -> BinaryIO:
    import pyarrow as pa

    return cast("BinaryIO", io.BufferedReader(pa.input_stream(packed, compression="zstd")))


_OPEN: dict[str, Callable[[Packed], BinaryIO]] = {
    ".gz": cast("Callable[[Packed], BinaryIO]", gzip.open),
    ".bz2": cast("Callable[[Packed], BinaryIO]", bz2.open),
    ".xz": cast("Callable[[Packed], BinaryIO]", lzma.open),
    ".zst": _open_zst,
}

PACKINGS = tuple(_OPEN)


class Unpacked:
    """The bytes of a file, unpacked as its suffix says, read forward; going back begins at the start again.

    Raises:
        OSError: the file cannot be read; `DamagedFile` where it cannot be unpacked, from every method.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._open = _OPEN.get(PurePosixPath(path).suffix.lower())
        self._stream = self._opened()
        self._position = 0

    def _opened(self) -> BinaryIO:
        with _damage_told(self._path):
            if self._open is None:
                return open_url(self._path) if is_url(self._path) else Path(self._path).open("rb")
            return self._open(open_url(self._path) if is_url(self._path) else self._path)

    def read(self, size: int) -> bytes:
        """At most `size` bytes, fewer only at the end."""
        with _damage_told(self._path):
            content = self._stream.read(size)
        self._position += len(content)
        return content

    def readline(self, size: int = -1) -> bytes:
        """A line with its end, or the first `size` bytes of it; nothing at the end of the file."""
        with _damage_told(self._path):
            line = self._stream.readline(size)
        self._position += len(line)
        return line

    def tell(self) -> int:
        """The position among the unpacked bytes."""
        return self._position

    def seek(self, position: int) -> None:
        """Go to a position among the unpacked bytes."""
        if self._open is None:
            self._position = self._stream.seek(position)
            return
        if position < self._position:
            self._stream.close()
            self._stream, self._position = self._opened(), 0
        while self._position < position and self.read(min(_CHUNK, position - self._position)):
            pass

    def __enter__(self) -> Unpacked:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()


@contextmanager
def _damage_told(path: str) -> Iterator[None]:
    try:
        yield
    except (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile) as error:
        raise DamagedFile(f"{path}: cannot be unpacked: {error}") from error
    except OSError as error:
        if error.errno is None:  # bz2 and zstd tell damage so
            raise DamagedFile(f"{path}: cannot be unpacked: {error}") from error
        raise
