"""The one code path of the batch job: a shard's documents are read, annotated, written aside and renamed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from songphasa.config import Config
from songphasa.dataset.folder import RunFolder, aside, file_sha256, read_json, write_json
from songphasa.dataset.schema import Row, document_features, to_row, token_features
from songphasa.dataset.sources import Fields, Reference, read_references
from songphasa.dataset.views import TokenView, token_view
from songphasa.document import Document, Layer
from songphasa.errors import FailShard
from songphasa.pipeline import Pipeline
from songphasa.rejection import Rejection

if TYPE_CHECKING:
    from datasets import Features

BATCH = 16
"""Documents that go through the stages together: enough for batched inference, few enough for bounded memory."""

Progress = Callable[[int], None]
"""Is told how many more documents are done."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every shard of a run has in common; plain values that travel to workers."""

    out: str
    shards: int
    config: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Shard:
    """The documents that one data file holds."""

    index: int
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class ShardRecord:
    """What a finished shard holds, as `shards/*.json` says it.

    Attributes:
        index: number of the shard.
        documents: documents in its share of the inputs.
        rows: documents written.
        rejected: documents rejected.
        counts: `sentences`, `acronyms`, `translations`, `tokens` (rows), `widened`, `lost`, and `entities` by label.
        files: SHA-256 of each file by its name below the run's folder.
    """

    index: int
    documents: int
    rows: int
    rejected: int
    counts: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


def finished_record(job: Job, shard: Shard) -> ShardRecord | None:
    """The record of a shard that an earlier try has finished.

    Raises:
        BadOutput: the record is damaged.
    """
    path = RunFolder(Path(job.out)).record(shard.index)
    return ShardRecord(**read_json(path)) if path.exists() else None


def annotate_shard(job: Job, shard: Shard, progress: Progress | None = None) -> ShardRecord:
    """Annotate the documents of a shard and write its files; the record comes last and says that it is finished.

    Args:
        job: what all shards have in common.
        shard: the documents.
        progress: is told after every batch how many more documents are done.

    Raises:
        StopRun: a stage cannot work for any document.
        FailShard: the files cannot be written.
    """
    documents, rejections = [], []
    for outcome in _outcomes(job, shard, progress):
        documents.append(outcome) if isinstance(outcome, Document) else rejections.append(outcome)
    try:
        return _write(RunFolder(Path(job.out)), job, shard, documents, rejections)
    except OSError as error:
        raise FailShard(f"shard {shard.index} cannot be written: {error}; the same command continues") from error


def _outcomes(job: Job, shard: Shard, progress: Progress | None) -> Iterator[Document | Rejection]:
    pipeline = load_pipeline(job.config)
    read = read_references(shard.references, job.fields)
    while batch := list(islice(read, BATCH)):
        annotated = iter(pipeline.annotate(one for one in batch if isinstance(one, Document)))
        yield from (next(annotated) if isinstance(one, Document) else one for one in batch)
        if progress is not None:
            progress(len(batch))


@lru_cache(maxsize=1)
def load_pipeline(config: str) -> Pipeline:
    """The pipeline of a job's configuration; a process loads it once.

    Raises:
        StopRun: the configuration cannot work, or names a model that is not installed.
    """
    return Pipeline.from_config(Config.from_dict(json.loads(config)))


def _write(
    folder: RunFolder, job: Job, shard: Shard, documents: list[Document], rejections: list[Rejection]
) -> ShardRecord:
    views = [token_view(document) for document in documents]
    token_rows = (row for view in views for row in view.rows)
    written = [
        _write_rows(folder.data("documents", shard.index, job.shards), map(to_row, documents), document_features()),
        _write_rows(folder.data("tokens", shard.index, job.shards), token_rows, token_features()),
    ]
    if rejections:
        written.append(_write_rejected(folder.rejected(shard.index), rejections))
    record = ShardRecord(
        index=shard.index,
        documents=len(shard.references),
        rows=len(documents),
        rejected=len(rejections),
        counts=_counts(documents, views),
        files={folder.name(path): file_sha256(path) for path in written},
    )
    write_json(folder.record(shard.index), asdict(record))
    return record


def _write_rows(path: Path, rows: Iterable[Row], features: Features) -> Path:
    """The Arrow schema of the features keeps the names of labels, also in a file without rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pylist(list(rows), schema=features.arrow_schema)
    with aside(path) as temporary, pq.ParquetWriter(temporary, features.arrow_schema) as writer:
        if table.num_rows:  # `load_dataset` reads a file without row groups, not one with an empty row group
            writer.write_table(table)
    return path


def _write_rejected(path: Path, rejections: Iterable[Rejection]) -> Path:
    with aside(path) as temporary, temporary.open("w", encoding="utf-8", errors="backslashreplace") as stream:
        stream.writelines(json.dumps(asdict(rejection), ensure_ascii=False) + "\n" for rejection in rejections)
    return path


def _counts(documents: Iterable[Document], views: Iterable[TokenView]) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    for document in documents:
        for layer in (Layer.SENTENCES, Layer.ACRONYMS, Layer.TRANSLATIONS):
            counts[layer.value] += len(document.layer(layer))
        counts.update(f"entities.{entity.label}" for entity in document.entities)
    for view in views:
        counts.update(tokens=len(view.rows), widened=view.widened, lost=view.lost)
    return dict(sorted(counts.items()))
