"""Text files: one document each, with or without a byte order mark, newlines kept as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from songphasa.dataset.sources.encodings import MARK, decode
from songphasa.dataset.sources.files import InputFile
from songphasa.dataset.sources.records import make_document
from songphasa.dataset.sources.reference import Fields, Reference
from songphasa.dataset.sources.unpacking import Unpacked
from songphasa.document import Document
from songphasa.errors import UnreadableDocument


def references(file: InputFile, fields: Fields) -> Iterator[Reference]:  # noqa: ARG001
    """The one document of the file."""
    yield Reference(file.name, file.path, "text", file.path)


def read(path: str, wanted: Sequence[Reference], fields: Fields) -> Iterator[Document | Exception]:
    """The document of the file.

    Raises:
        OSError, UnreadableDocument: it cannot be read.
    """
    for reference in wanted:
        yield make_document(reference, _text(path, fields), fields)


def _text(path: str, fields: Fields) -> str:
    """The text; of a file that is too long, or that unpacks to too much, no more is read than shows it."""
    with Unpacked(path) as stream:
        content = stream.read(fields.max_bytes + 1)
    if len(content) > fields.max_bytes:
        raise UnreadableDocument(
            f"{path}: more than {fields.max_bytes} bytes, which is more than {fields.max_characters} characters; "
            "see --max-characters"
        )
    try:
        return decode(content.removeprefix(MARK), fields.encoding)
    except ValueError as error:
        raise UnreadableDocument(f"{path}: {error}") from error
