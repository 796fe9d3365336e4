"""JSONL and CSV files: records found by their byte offset, so that a worker reads only its own."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from songphasa.dataset.sources.encodings import MARK, decode
from songphasa.dataset.sources.files import InputFile, Stamp, file_stamp
from songphasa.dataset.sources.records import record_document, record_id
from songphasa.dataset.sources.reference import Fields, Reference
from songphasa.dataset.sources.unpacking import Unpacked
from songphasa.document import Document
from songphasa.errors import BadInput, UnreadableDocument

Record = dict[str, Any]

_OVERHEAD = 16
"""A line of more than so many times the bytes of the longest text holds a text that is too long: JSON writes a
character in at most six bytes, and there may be other fields."""


class _Jsonl:
    """One JSON object a line; blank lines are no records."""

    def __init__(self, stream: Unpacked, fields: Fields) -> None:
        self._stream, self._fields = stream, fields

    def next(self) -> Record | None:
        """The record at the stream's position, None for a blank line.

        Raises:
            EOFError: the file has ended.
            ValueError: the line is no JSON object, or is too long.
        """
        line = _read_line(self._stream, self._fields)
        if not line:
            raise EOFError
        if not line.strip():
            return None
        record = json.loads(decode(line.removeprefix(MARK), self._fields.encoding))
        if not isinstance(record, dict):
            raise ValueError(f"a JSON {type(record).__name__} where an object is expected")
        return record


class _Csv:
    """Records under a header line, as RFC 4180 has them: quoted fields may hold line breaks."""

    def __init__(self, stream: Unpacked, fields: Fields) -> None:
        csv.field_size_limit(sys.maxsize)
        self._stream, self._fields = stream, fields
        self._header = [name.removeprefix("\ufeff") for name in self._row()]

    def next(self) -> Record | None:
        """The record at the stream's position, None for a blank line.

        Raises:
            EOFError: the file has ended.
            ValueError: it cannot be decoded, is too long, or has more or fewer fields than the header.
        """
        row = self._row()
        if not row:
            return None
        if len(row) != len(self._header):
            raise ValueError(f"{len(row)} fields where the header has {len(self._header)}")
        return dict(zip(self._header, row, strict=True))

    def _row(self) -> list[str]:
        raw = iter(lambda: _read_line(self._stream, self._fields), b"")
        try:
            return next(csv.reader((decode(line, self._fields.encoding) for line in raw), strict=True))
        except StopIteration:
            raise EOFError from None
        except csv.Error as error:
            raise ValueError(str(error)) from error


def _read_line(stream: Unpacked, fields: Fields) -> bytes:
    """A line; one that is too long is passed over, a piece at a time.

    Raises:
        ValueError: it is too long.
    """
    most = _OVERHEAD * fields.max_bytes
    line = stream.readline(most)
    if len(line) < most or line.endswith(b"\n"):
        return line
    while (line := stream.readline(most)) and not line.endswith(b"\n"):
        pass
    raise ValueError(f"a line of more than {most} bytes; see --max-characters")


_PARSERS: dict[str, type[_Jsonl] | type[_Csv]] = {"jsonl": _Jsonl, "csv": _Csv}


def references(file: InputFile, fields: Fields) -> Iterator[Reference]:
    """A reference for every record, also for those that cannot be parsed: reading them rejects them.

    Raises:
        BadInput: the file cannot be opened, or no record of it has the text field.
    """
    try:
        with Unpacked(file.path) as stream:
            yield from _scan(file, stream, fields)
    except OSError as error:
        raise BadInput(f"{file.path}: {error.strerror}" if error.strerror else str(error)) from error


def _scan(file: InputFile, stream: Unpacked, fields: Fields) -> Iterator[Reference]:
    try:
        parser = _PARSERS[file.reader](stream, fields)
    except EOFError:
        return
    except ValueError as error:
        raise BadInput(f"{file.path}: the header line cannot be read: {error}") from error
    seen: set[str] = set()
    good = number = 0
    while True:
        position, number = stream.tell(), number + 1
        name, source = f"{file.name}:{number}", f"{file.path}:{number}"
        try:
            record = parser.next()
        except EOFError:
            break
        except ValueError:
            yield Reference(name, source, file.reader, file.path, position)
            continue
        if record is not None:
            seen.update(record)
            good += fields.text in record
            yield Reference(record_id(record, fields, name), source, file.reader, file.path, position)
    if seen and not good:
        raise BadInput(f"{file.path}: no record has a field {fields.text!r}; there are: {', '.join(sorted(seen))}")


def read(path: str, wanted: Sequence[Reference], fields: Fields) -> Iterator[Document | Exception]:
    """The documents at the references' offsets, or why each cannot be read.

    Raises:
        OSError: the file cannot be read any further.
        ValueError, EOFError: it has no header any more.
    """
    try:
        stream, parser = _opened(wanted[0].reader, path, fields, file_stamp(path))
        for reference in wanted:
            stream.seek(reference.position)
            yield _read(parser, reference, fields)
    except OSError:
        _opened.cache_clear()
        raise


@lru_cache(maxsize=1)
def _opened(reader: str, path: str, fields: Fields, stamp: Stamp | None) -> tuple[Unpacked, _Jsonl | _Csv]:  # noqa: ARG001
    """A file, which stays open: the next shard goes on where this one ends, and need not unpack it from the start."""
    stream = Unpacked(path)
    return stream, _PARSERS[reader](stream, fields)


def _read(parser: _Jsonl | _Csv, reference: Reference, fields: Fields) -> Document | Exception:
    try:
        record = parser.next()
        if record is None:
            raise ValueError("the line is blank: the file has changed since the run was planned")
        return record_document(record, reference, fields)
    except UnreadableDocument as error:
        return error
    except (ValueError, EOFError) as error:
        kind = "JSON object" if reference.reader == "jsonl" else "CSV record"
        return UnreadableDocument(f"{reference.source}: not a {kind}: {error or 'the file ends here'}")
