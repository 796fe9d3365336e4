"""References to every document of the inputs, and the documents that references stand for."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from hashlib import blake2b
from itertools import groupby

import numpy as np

from songphasa.dataset.sources import lines, tables, text
from songphasa.dataset.sources.files import InputFile
from songphasa.dataset.sources.reference import Fields, Reference
from songphasa.dataset.sources.unpacking import DamagedFile
from songphasa.dataset.urls import is_url, told
from songphasa.document import Document
from songphasa.errors import BadInput, FailShard, UnreadableDocument
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


_OF_THE_FILE = (DamagedFile, UnreadableDocument, ValueError, EOFError)
"""What is wrong with a file in a store, and not with the way to it."""


def find_references(files: Sequence[InputFile], dataset: str | None, fields: Fields) -> Iterator[Reference]:
    """A reference for every document, in the order of the inputs; memory holds eight bytes of each.

    Raises:
        BadInput: a file cannot be planned; when all are found, that two documents have the same id, or there is none.
    """
    hashes = array("Q")
    for reference in _find(files, dataset, fields):
        hashes.append(_hash(reference))
        yield reference
    if not hashes:
        raise BadInput("there is no document in the inputs")
    values = np.frombuffer(hashes, dtype=np.uint64)
    values.sort()  # in place: there may be a hundred million
    if suspects := frozenset(values[1:][values[1:] == values[:-1]].tolist()):
        _refuse_duplicates(one for one in _find(files, dataset, fields) if _hash(one) in suspects)


def _find(files: Sequence[InputFile], dataset: str | None, fields: Fields) -> Iterator[Reference]:
    for file in files:
        with told(file.path, BadInput) if is_url(file.path) else nullcontext():
            yield from _REFERENCES[file.reader](file, fields)
    if dataset is not None:
        yield from tables.dataset_references(dataset, fields)


def _hash(reference: Reference) -> int:
    return int.from_bytes(blake2b(reference.id.encode(errors="surrogatepass"), digest_size=8).digest())


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
    """Whatever a reader raises on the way is the reason for the documents that it has not given yet.

    Raises:
        FailShard: a store cannot be reached, which is no fault of the documents.
    """
    given = 0
    try:
        for result in read(path, wanted, fields):
            given += 1
            yield result
    except Exception as error:
        if is_url(path) and not isinstance(error, _OF_THE_FILE):
            raise FailShard(f"{path}: cannot be read: {error!r}; the same command continues") from error
        yield from (error for _ in wanted[given:])
