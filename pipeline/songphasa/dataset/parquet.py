"""Rows in Parquet files, with the features that `load_dataset` reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from songphasa.dataset.folder import aside
from songphasa.dataset.schema import Row, from_row
from songphasa.document import Document

if TYPE_CHECKING:
    from datasets import Features


GROUP_ROWS, GROUP_SIZE = 1024, 8_000_000
"""A row group ends after so many rows, or so many characters and list elements: readers need no more memory."""


@contextmanager
def open_rows(path: Path, features: Features) -> Iterator[Callable[[Row], None]]:
    """A function that writes one row after another; the file is there, whole, when the block ends well.

    The Arrow schema of the features keeps the names of labels. Where row groups end depends on the rows alone.

    Raises:
        OSError: it cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows: list[Row] = []
    size = 0

    def write(row: Row) -> None:
        nonlocal size
        rows.append(row)
        size += sum(len(value) for value in row.values() if isinstance(value, str | list))
        if len(rows) >= GROUP_ROWS or size >= GROUP_SIZE:
            flush()

    def flush() -> None:
        nonlocal size
        if rows:  # `load_dataset` reads a file without row groups, not one with an empty row group
            writer.write_table(pa.Table.from_pylist(rows, schema=features.arrow_schema))
        rows.clear()
        size = 0

    with aside(path) as temporary, pq.ParquetWriter(temporary, features.arrow_schema) as writer:
        yield write
        flush()


def write_rows(path: Path, rows: Iterable[Row], features: Features) -> Path:
    """Write a file whole or not at all, see `open_rows`.

    Raises:
        OSError: it cannot be written.
    """
    with open_rows(path, features) as write:
        for row in rows:
            write(row)
    return path


def read_documents(path: Path) -> Iterator[Document]:
    """The documents of a file, a row group at a time.

    Raises:
        OSError, pyarrow.ArrowException: it cannot be read.
        BadAnnotation: a span breaks the contract of the data model.
    """
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as table:
        for group in range(table.num_row_groups):
            for batch in table.read_row_group(group).to_batches(max_chunksize=64):
                yield from map(from_row, batch.to_pylist())


class Name(NamedTuple):
    """What a document is called."""

    id: str
    source: str


def read_names(path: Path) -> list[Name]:
    """What the documents of a file are called, in order; nothing else of them is read."""
    import pyarrow.parquet as pq

    columns = pq.read_table(path, columns=["id", "source"])
    return [Name(*pair) for pair in zip(columns["id"].to_pylist(), columns["source"].to_pylist(), strict=True)]


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a file, a batch at a time.

    Raises:
        OSError, pyarrow.ArrowException: it cannot be read.
    """
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as table:
        for batch in table.iter_batches():
            yield from batch.to_pylist()
