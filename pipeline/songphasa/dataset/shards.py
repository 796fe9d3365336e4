"""The one code path of the batch job: a shard is annotated, and then published with what the whole run has taught.

The first pass (`annotate_shard`) reads the documents and runs the stages. The second pass (`publish_shard`) lets stages
that learn from the run annotate again and writes the dataset's files. Both write files aside and rename them; the last
file of each pass says that it is finished.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from songphasa.config import Config
from songphasa.dataset.folder import RunFolder, aside, file_sha256, read_json, write_json
from songphasa.dataset.parquet import read_documents, write_rows
from songphasa.dataset.schema import document_features, to_row, token_features
from songphasa.dataset.sources import Fields, Reference, read_references
from songphasa.dataset.views import TokenView, token_view
from songphasa.document import Document, Layer
from songphasa.errors import FailShard
from songphasa.pipeline import Pipeline
from songphasa.rejection import Rejection

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

    @property
    def folder(self) -> RunFolder:
        """The folder of the run."""
        return RunFolder(Path(self.out))


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
        counts: `sentences`, `acronyms`, `translations`, `tokens` (rows), `widened`, `lost`, `entities.LABEL`.
        files: SHA-256 of each file by its name below the run's folder.
    """

    index: int
    documents: int
    rows: int
    rejected: int
    counts: Mapping[str, int]
    files: Mapping[str, str]


def finished_record(job: Job, shard: Shard) -> ShardRecord | None:
    """The record of a shard that an earlier try has published.

    Raises:
        BadOutput: the record is damaged.
    """
    path = job.folder.record(shard.index)
    return ShardRecord(**read_json(path)) if path.exists() else None


def annotate_shard(job: Job, shard: Shard, progress: Progress | None = None) -> int:
    """The first pass: read the documents of a shard, annotate them, note what they teach.

    Args:
        job: what all shards have in common.
        shard: the documents.
        progress: is told after every batch how many more documents are done.

    Returns:
        The number of documents in the shard's share of the inputs.

    Raises:
        StopRun: a stage cannot work for any document.
        FailShard: the files cannot be written.
    """
    pipeline = load_pipeline(job.config)
    documents, rejections = _annotate(pipeline, read_references(shard.references, job.fields), progress)
    notes = {
        "rejections": [asdict(rejection) for rejection in rejections],
        "lessons": pipeline.learn(documents),
    }
    try:
        write_rows(job.folder.annotated(shard.index), map(to_row, documents), document_features())
        write_json(job.folder.notes(shard.index), notes)
    except OSError as error:
        raise _unwritable(shard, error) from error
    return len(shard.references)


def publish_shard(job: Job, shard: Shard, progress: Progress | None = None) -> ShardRecord:
    """The second pass: annotate a shard again where the run has taught something, and write its part of the dataset.

    Raises:
        StopRun: a stage cannot work for any document.
        FailShard: the files cannot be written.
    """
    notes = read_json(job.folder.notes(shard.index))
    pipeline = _taught_pipeline(job.config, job.folder.lessons.read_text(encoding="utf-8"))
    documents, rejections = _annotate(pipeline, read_documents(job.folder.annotated(shard.index)))
    rejections = [*(Rejection(**rejection) for rejection in notes["rejections"]), *rejections]
    try:
        record = _publish(job, shard, documents, rejections)
    except OSError as error:
        raise _unwritable(shard, error) from error
    if progress is not None:
        progress(len(shard.references))
    return record


@lru_cache(maxsize=1)
def load_pipeline(config: str) -> Pipeline:
    """The pipeline of a job's configuration; a process loads it once.

    Raises:
        StopRun: the configuration cannot work, or names a model that is not installed.
    """
    return Pipeline.from_config(Config.from_dict(json.loads(config)))


@lru_cache(maxsize=1)
def _taught_pipeline(config: str, lessons: str) -> Pipeline:
    return load_pipeline(config).taught(json.loads(lessons))


def _annotate(
    pipeline: Pipeline, read: Iterator[Document | Rejection], progress: Progress | None = None
) -> tuple[list[Document], list[Rejection]]:
    """Annotate in batches; rejections, those that come in as well, are sorted out in the order of the inputs."""
    documents: list[Document] = []
    rejections: list[Rejection] = []
    with threadpool_limits(limits=1):  # processes are the parallelism, and sums come out the same in any number of them
        while batch := list(islice(read, BATCH)):
            annotated = iter(pipeline.annotate(one for one in batch if isinstance(one, Document)))
            for outcome in (next(annotated) if isinstance(one, Document) else one for one in batch):
                documents.append(outcome) if isinstance(outcome, Document) else rejections.append(outcome)
            if progress is not None:
                progress(len(batch))
    return documents, rejections


def _publish(job: Job, shard: Shard, documents: list[Document], rejections: list[Rejection]) -> ShardRecord:
    folder = job.folder
    views = [token_view(document) for document in documents]
    token_rows = (row for view in views for row in view.rows)
    written = [
        write_rows(folder.data("documents", shard.index, job.shards), map(to_row, documents), document_features()),
        write_rows(folder.data("tokens", shard.index, job.shards), token_rows, token_features()),
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


def _write_rejected(path: Path, rejections: Iterable[Rejection]) -> Path:
    with aside(path) as temporary, temporary.open("w", encoding="utf-8", errors="backslashreplace") as stream:
        stream.writelines(json.dumps(asdict(rejection), ensure_ascii=False) + "\n" for rejection in rejections)
    return path


def _unwritable(shard: Shard, error: OSError) -> FailShard:
    return FailShard(f"shard {shard.index} cannot be written: {error}; the same command continues")


def _counts(documents: Iterable[Document], views: Iterable[TokenView]) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    for document in documents:
        for layer in (Layer.SENTENCES, Layer.ACRONYMS, Layer.TRANSLATIONS):
            counts[layer.value] += len(document.layer(layer))
        counts.update(f"entities.{entity.label}" for entity in document.entities)
    for view in views:
        counts.update(tokens=len(view.rows), widened=view.widened, lost=view.lost)
    return dict(sorted(counts.items()))
