"""Rows in Parquet files, with the features that `load_dataset` reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from songphasa.dataset.folder import aside
from songphasa.dataset.schema import Row, from_row
from songphasa.document import Document

if TYPE_CHECKING:
    from datasets import Features


def write_rows(path: Path, rows: Iterable[Row], features: Features) -> Path:
    """Write a file whole or not at all; the Arrow schema of the features keeps the names of labels.

    Raises:
        OSError: it cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pylist(list(rows), schema=features.arrow_schema)
    with aside(path) as temporary, pq.ParquetWriter(temporary, features.arrow_schema) as writer:
        if table.num_rows:  # `load_dataset` reads a file without row groups, not one with an empty row group
            writer.write_table(table)
    return path


def read_documents(path: Path) -> Iterator[Document]:
    """The documents of a file.

    Raises:
        OSError, pyarrow.ArrowException: it cannot be read.
        BadAnnotation: a span breaks the contract of the data model.
    """
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as table:
        for batch in table.iter_batches(batch_size=64):
            yield from map(from_row, batch.to_pylist())
