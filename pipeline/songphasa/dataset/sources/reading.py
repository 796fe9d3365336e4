"""References to every document of the inputs, and the documents that references stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from songphasa.dataset.sources import lines, tables, text
from songphasa.dataset.sources.files import InputFile
from songphasa.dataset.sources.reference import Fields, Reference
from songphasa.document import Document
from songphasa.errors import BadInput
from songphasa.rejection import Rejection

Read = Callable[[str, Sequence[Reference], Fields], Iterator[Document | Exception]]

_REFERENCES = {
    "text": text.references,
    "jsonl": lines.references,
    "csv": lines.references,
    "parquet": tables.parquet_references,
}
_READ: dict[str, Read] = {
    "text": text.read,
    "jsonl": lines.read,
    "csv": lines.read,
    "parquet": tables.read_parquet,
    "dataset": tables.read_dataset,
}


def find_references(files: Iterable[InputFile], dataset: str | None, fields: Fields) -> list[Reference]:
    """A reference for every document, in the order of the inputs.

    Raises:
        BadInput: a file cannot be planned, two documents have the same id, or there is no document at all.
    """
    references: list[Reference] = []
    for file in files:
        references.extend(_REFERENCES[file.reader](file, fields))
    if dataset is not None:
        references.extend(tables.dataset_references(dataset, fields))
    if not references:
        raise BadInput("there is no document in the inputs")
    _refuse_duplicates(references)
    return references


def _refuse_duplicates(references: Iterable[Reference]) -> None:
    first: dict[str, str] = {}
    for reference in references:
        if reference.id in first:
            both = f"{first[reference.id]} and {reference.source}"
            raise BadInput(f"id {reference.id!r} stands twice: {both}; ids must be unique within a run")
        first[reference.id] = reference.source


def read_references(references: Iterable[Reference], fields: Fields) -> Iterator[Document | Rejection]:
    """The document of each reference, or its rejection, in the same order."""
    for (reader, path), group in groupby(references, key=lambda reference: (reference.reader, reference.path)):
        wanted = list(group)
        for reference, result in zip(wanted, _read_all(_READ[reader], path, wanted, fields), strict=True):
            if isinstance(result, Document):
                yield result
            else:
                yield Rejection.of(result, id=reference.id, source=reference.source, stage="read")


def _read_all(read: Read, path: str, wanted: Sequence[Reference], fields: Fields) -> Iterator[Document | Exception]:
    """Whatever a reader raises on the way is the reason for the documents that it has not given yet."""
    given = 0
    try:
        for result in read(path, wanted, fields):
            given += 1
            yield result
    except Exception as error:
        yield from (error for _ in wanted[given:])
