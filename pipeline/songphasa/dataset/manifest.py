"""`run.json`: what was done, by which versions and models, and the hash of every file; and runs read back by it."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from songphasa.dataset.folder import RunFolder, read_json
from songphasa.dataset.parquet import read_documents
from songphasa.dataset.plan import Plan
from songphasa.dataset.shards import ShardRecord
from songphasa.document import Document
from songphasa.errors import BadOutput

PACKAGES = ("datasets", "numpy", "pyarrow", "pythainlp", "spacy", "thaibreak", "transformers")


def manifest(
    plan: Plan, records: Sequence[ShardRecord], counts: Mapping[str, int], glossary: Mapping[str, str]
) -> dict[str, Any]:
    """The manifest of a finished run; it holds no times, so that two equal runs have equal ones.

    Args:
        plan: what was to be done.
        records: what every shard holds.
        counts: their counts, summed.
        glossary: SHA-256 of the glossary's files by name.
    """
    files = {name: digest for record in records for name, digest in sorted(record.files.items())}
    sums = {
        name: sum(getattr(record, name) for record in records)
        for name in ("documents", "rows", "rejected", "characters")
    }
    return {
        **asdict(plan),
        "python": platform.python_version(),
        "packages": {package: version(package) for package in PACKAGES},
        "counts": {**sums, **dict(sorted(counts.items()))},
        "files": {**files, **glossary},
    }


def read_run(path: str | Path) -> Iterator[Document]:
    """The documents of a finished run, in order; the manifest decides which files are read.

    Raises:
        BadOutput: the folder holds no finished run, or a file that the manifest names is missing or unreadable.
    """
    folder = RunFolder(Path(path))
    yield from read_files(folder.documents(read_json(folder.manifest)["files"]))


def read_files(paths: Iterable[Path]) -> Iterator[Document]:
    """The documents of a run's data files, in order.

    Raises:
        BadOutput: one is missing or unreadable.
    """
    import pyarrow as pa

    for path in paths:
        try:
            yield from read_documents(path)
        except (OSError, pa.ArrowException) as error:
            raise BadOutput(f"{path}: cannot be read: {error}") from error
