"""`plan.parquet`: which documents each shard of a run holds, a row group a shard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from itertools import chain, islice
from typing import TYPE_CHECKING

from songphasa.dataset.folder import RunFolder, aside
from songphasa.dataset.sources import Reference

if TYPE_CHECKING:
    from pyarrow import Table

_TEXT = tuple(field.name for field in fields(Reference) if field.name != "position")


def _table(shard: Iterable[Reference]) -> Table:
    """Names as bytes, since those of files need not be Unicode."""
    import pyarrow as pa

    rows = list(shard)
    names = {
        name: pa.array([getattr(row, name).encode(errors="surrogatepass") for row in rows], pa.binary())
        for name in _TEXT
    }
    return pa.table({**names, "position": pa.array([row.position for row in rows], pa.int64())})


_MOST, _LEAST, _SHARDS = 256, 16, 20


def fitting_shard_size(documents: int) -> int:
    """Documents in a shard, unless the user says otherwise: a few make shards enough for some workers to share."""
    return min(_MOST, max(_LEAST, -(-documents // _SHARDS)))


def write_references(folder: RunFolder, references: Iterable[Reference], shard_size: int | None) -> int:
    """Write the documents of all shards, one shard at a time through memory; how many documents there are.

    Without a size, shards have the one that fits their number.

    Raises:
        OSError: the file cannot be written.
    """
    import pyarrow.parquet as pq

    documents, rest = 0, iter(references)
    if shard_size is None:
        first = list(islice(rest, _MOST * _SHARDS))
        shard_size, rest = fitting_shard_size(len(first)), chain(first, rest)
    with aside(folder.references) as temporary, pq.ParquetWriter(temporary, _table(()).schema) as writer:
        while shard := list(islice(rest, shard_size)):
            writer.write_table(_table(shard), shard_size)
            documents += len(shard)
    return documents


def shard_references(folder: RunFolder, index: int) -> list[Reference]:
    """The documents of a shard, in order.

    Raises:
        OSError, pyarrow.ArrowException: the file cannot be read.
    """
    import pyarrow.parquet as pq

    with pq.ParquetFile(folder.references) as table:
        rows = table.read_row_group(index).to_pylist()
    return [
        Reference(**{name: row[name].decode(errors="surrogatepass") for name in _TEXT}, position=row["position"])
        for row in rows
    ]
