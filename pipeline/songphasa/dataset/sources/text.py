"""Text files: one document each, UTF-8 with or without a byte order mark, newlines kept as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from songphasa.dataset.sources.files import InputFile
from songphasa.dataset.sources.records import make_document
from songphasa.dataset.sources.reference import Fields, Reference
from songphasa.document import Document
from songphasa.errors import UnreadableDocument


def references(file: InputFile, fields: Fields) -> Iterator[Reference]:  # noqa: ARG001
    """The one document of the file."""
    yield Reference(file.name, file.path, "text", file.path)


def read(path: str, wanted: Sequence[Reference], fields: Fields) -> Iterator[Document | Exception]:  # noqa: ARG001
    """The document of the file, or why it cannot be read."""
    for reference in wanted:
        try:
            yield make_document(reference, Path(path).read_bytes().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            yield UnreadableDocument(
                f"{path}: not UTF-8 at byte {error.start}; convert it first, for example: iconv -f TIS-620 -t UTF-8"
            )
        except (OSError, UnreadableDocument) as error:
            yield error
