"""JSONL and CSV files: records found by their byte offset, so that a worker reads only its own."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from songphasa.dataset.sources.files import InputFile
from songphasa.dataset.sources.records import record_document, record_id
from songphasa.dataset.sources.reference import Fields, Reference
from songphasa.document import Document
from songphasa.errors import BadInput, UnreadableDocument

Record = dict[str, Any]
_MARK = b"\xef\xbb\xbf"


class _Jsonl:
    """One JSON object a line; blank lines are no records."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def next(self) -> Record | None:
        """The record at the stream's position, None for a blank line.

        Raises:
            EOFError: the file has ended.
            ValueError: the line is no JSON object in UTF-8.
        """
        line = self._stream.readline()
        if not line:
            raise EOFError
        if not line.strip():
            return None
        record = json.loads(line.removeprefix(_MARK).decode())
        if not isinstance(record, dict):
            raise ValueError(f"a JSON {type(record).__name__} where an object is expected")
        return record


class _Csv:
    """Records under a header line, as RFC 4180 has them: quoted fields may hold line breaks."""

    def __init__(self, stream: BinaryIO) -> None:
        csv.field_size_limit(sys.maxsize)
        self._stream = stream
        self._header = [name.removeprefix("\ufeff") for name in self._row()]

    def next(self) -> Record | None:
        """The record at the stream's position, None for a blank line.

        Raises:
            EOFError: the file has ended.
            ValueError: it is not UTF-8, or has more or fewer fields than the header.
        """
        row = self._row()
        if not row:
            return None
        if len(row) != len(self._header):
            raise ValueError(f"{len(row)} fields where the header has {len(self._header)}")
        return dict(zip(self._header, row, strict=True))

    def _row(self) -> list[str]:
        raw = iter(self._stream.readline, b"")
        try:
            return next(csv.reader((line.decode() for line in raw), strict=True))
        except StopIteration:
            raise EOFError from None
        except csv.Error as error:
            raise ValueError(str(error)) from error


_PARSERS: dict[str, type[_Jsonl] | type[_Csv]] = {"jsonl": _Jsonl, "csv": _Csv}


def references(file: InputFile, fields: Fields) -> Iterator[Reference]:
    """A reference for every record, also for those that cannot be parsed: reading them rejects them.

    Raises:
        BadInput: the file cannot be opened, or no record of it has the text field.
    """
    try:
        with Path(file.path).open("rb") as stream:
            yield from _scan(file, stream, fields)
    except OSError as error:
        raise BadInput(f"{file.path}: {error.strerror}") from error


def _scan(file: InputFile, stream: BinaryIO, fields: Fields) -> Iterator[Reference]:
    try:
        parser = _PARSERS[file.reader](stream)
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
    """The documents at the references' offsets, or why each cannot be read."""
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 - closed by the `with` below
    except OSError as error:
        yield from (error for _ in wanted)
        return
    with stream:
        parser = _PARSERS[wanted[0].reader](stream)
        for reference in wanted:
            stream.seek(reference.position)
            try:
                record = parser.next()
                if record is None:
                    raise ValueError("the line is blank: the file has changed since the run was planned")
                yield record_document(record, reference, fields)
            except UnreadableDocument as error:
                yield error
            except (ValueError, EOFError) as error:
                kind = "JSON object" if reference.reader == "jsonl" else "CSV record"
                yield UnreadableDocument(f"{reference.source}: not a {kind}: {error or 'the file ends here'}")
