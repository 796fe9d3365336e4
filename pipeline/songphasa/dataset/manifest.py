"""`run.json`: what was done, by which versions and models, and the hash of every file; and runs read back by it."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from songphasa.dataset.folder import RunFolder, read_json
from songphasa.dataset.plan import Plan
from songphasa.dataset.schema import from_row
from songphasa.dataset.shards import ShardRecord
from songphasa.document import Document
from songphasa.errors import BadOutput

PACKAGES = ("datasets", "numpy", "pyarrow", "pythainlp", "spacy", "thaibreak", "transformers")


def manifest(plan: Plan, records: Sequence[ShardRecord], counts: Mapping[str, int]) -> dict[str, Any]:
    """The manifest of a finished run; it holds no times, so that two equal runs have equal ones."""
    rows, rejected = sum(record.rows for record in records), sum(record.rejected for record in records)
    return {
        **asdict(plan),
        "python": platform.python_version(),
        "packages": {package: version(package) for package in PACKAGES},
        "counts": {"documents": plan.documents, "rows": rows, "rejected": rejected, **dict(sorted(counts.items()))},
        "files": {name: digest for record in records for name, digest in sorted(record.files.items())},
    }


def read_run(path: str | Path) -> Iterator[Document]:
    """The documents of a finished run, in order; the manifest decides which files are read.

    Raises:
        BadOutput: the folder holds no finished run, or a file that the manifest names is missing or unreadable.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = RunFolder(Path(path))
    for name in read_json(folder.manifest)["files"]:
        if name.startswith("data/documents/"):
            try:
                with pq.ParquetFile(folder.path / name) as table:
                    for batch in table.iter_batches(batch_size=64):
                        yield from map(from_row, batch.to_pylist())
            except (OSError, pa.ArrowException) as error:
                raise BadOutput(f"{folder.path / name}: cannot be read: {error}") from error
