"""Parquet files and Hugging Face datasets: rows found by their number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from songphasa.dataset.sources.files import InputFile
from songphasa.dataset.sources.records import record_document, record_id
from songphasa.dataset.sources.reference import Fields, Reference
from songphasa.dataset.urls import is_url, open_url
from songphasa.document import Document
from songphasa.errors import BadInput, UnreadableDocument

if TYPE_CHECKING:
    from datasets import Dataset
    from pyarrow.parquet import ParquetFile


def parquet_references(file: InputFile, fields: Fields) -> Iterator[Reference]:
    """A reference for every row.

    Raises:
        BadInput: the file is no Parquet, or has no text column.
    """
    import pyarrow as pa

    try:
        with _opened(file.path) as table:
            _check_columns(file.path, table.schema_arrow.names, fields)
            for number, record in enumerate(_id_records(table, fields)):
                name, source = f"{file.name}:{number}", f"{file.path}:{number}"
                yield Reference(record_id(record, fields, name), source, "parquet", file.path, number)
    except (OSError, pa.ArrowException) as error:
        raise BadInput(f"{file.path}: cannot be read as Parquet: {error}") from error


def _opened(path: str) -> ParquetFile:
    import pyarrow.parquet as pq

    return pq.ParquetFile(open_url(path) if is_url(path) else path)


def _id_records(table: ParquetFile, fields: Fields) -> Iterator[dict[str, Any]]:
    if fields.id not in table.schema_arrow.names:
        yield from ({} for _ in range(table.metadata.num_rows))
        return
    for batch in table.iter_batches(columns=[fields.id]):
        yield from batch.to_pylist()


def read_parquet(path: str, wanted: Sequence[Reference], fields: Fields) -> Iterator[Document | Exception]:
    """The documents of the rows; only the row groups that hold them are read.

    Raises:
        OSError, pyarrow.ArrowException: the file cannot be read any more.
    """
    by_row = {reference.position: reference for reference in wanted}
    with _opened(path) as table:
        first = 0
        for group in range(table.num_row_groups):
            rows = range(first, first + table.metadata.row_group(group).num_rows)
            first = rows.stop
            if inside := [row for row in by_row if row in rows]:
                taken = table.read_row_group(group).take([row - rows.start for row in inside])
                for row, record in zip(inside, taken.to_pylist(), strict=True):
                    yield _document(record, by_row[row], fields)


def load_dataset(name: str, split: str) -> Dataset:
    """A split of a Hugging Face dataset: a hub id, a folder that `load_dataset` reads, or a `save_to_disk` folder.

    Raises:
        BadInput: it cannot be loaded, or has no such split.
    """
    import datasets

    try:
        if (Path(name) / "state.json").exists() or (Path(name) / "dataset_dict.json").exists():
            loaded = datasets.load_from_disk(name)
            return loaded[split] if isinstance(loaded, datasets.DatasetDict) else loaded
        return datasets.load_dataset(name, split=split)
    except Exception as error:  # datasets raises a wide family, down to plain ValueError and KeyError
        raise BadInput(f"dataset {name!r}, split {split!r}, cannot be loaded: {error}") from error


def dataset_references(name: str, fields: Fields) -> Iterator[Reference]:
    """A reference for every row of a Hugging Face dataset.

    Raises:
        BadInput: it cannot be loaded, or has no text column.
    """
    dataset = load_dataset(name, fields.split)
    _check_columns(name, dataset.column_names, fields)
    ids: Any = dataset[fields.id] if fields.id in dataset.column_names else [None] * len(dataset)
    for number, given in enumerate(ids):
        place = f"{name}[{fields.split}]:{number}"
        yield Reference(record_id({fields.id: given}, fields, place), place, "dataset", name, number)


def read_dataset(name: str, wanted: Sequence[Reference], fields: Fields) -> Iterator[Document | Exception]:
    """The documents of the rows."""
    dataset = load_dataset(name, fields.split)
    for reference in wanted:
        yield _document(dataset[reference.position], reference, fields)


def _document(record: dict[str, Any], reference: Reference, fields: Fields) -> Document | Exception:
    try:
        return record_document(record, reference, fields)
    except UnreadableDocument as error:
        return error


def _check_columns(name: str, columns: Sequence[str], fields: Fields) -> None:
    if fields.text not in columns:
        raise BadInput(f"{name}: no column {fields.text!r}; there are: {', '.join(columns)}; name it with --text-field")
