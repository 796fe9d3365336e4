"""The one code path of the batch job: a shard is annotated, and then published with what the whole run has taught.

The first pass (`annotate_shard`) reads the documents and runs the stages. The second pass (`publish_shard`) lets stages
that learn from the run annotate again and writes the dataset's files. Both take one batch of documents at a time
through memory, write files aside and rename them; the last file of each pass says that it is finished.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from shutil import copyfile
from typing import Protocol

from threadpoolctl import threadpool_limits

from songphasa.config import Config
from songphasa.dataset.folder import RunFolder, aside, file_sha256, read_json, write_json
from songphasa.dataset.glossary import Glossary
from songphasa.dataset.lessons import read_lessons, sum_lessons
from songphasa.dataset.parquet import open_rows, read_documents, read_names
from songphasa.dataset.references import shard_references
from songphasa.dataset.schema import document_features, to_row, token_features
from songphasa.dataset.sources import Fields, read_references
from songphasa.dataset.views import token_view
from songphasa.dataset.watch import Care, Done, Watch
from songphasa.document import Document, Layer
from songphasa.errors import BadOutput, FailShard
from songphasa.pipeline import Pipeline
from songphasa.rejection import Rejection
from songphasa.text.words import SplitWords, load_words

BATCH = 16
"""Documents that go through the stages together: enough for batched inference, few enough for bounded memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every shard of a run has in common; plain values that travel to workers.

    Attributes:
        out: the run's folder.
        shards: number of shards.
        config: the configuration, as `Config.to_json` writes it.
        fields: how inputs are read.
        lessons: SHA-256 of what the first pass over all shards has learnt; empty before that is known.
    """

    out: str
    shards: int
    config: str
    fields: Fields
    lessons: str = ""

    @property
    def folder(self) -> RunFolder:
        """The folder of the run."""
        return RunFolder(Path(self.out))


@dataclass(frozen=True, slots=True)
class Shard:
    """The documents that one data file holds: which file, and how many documents."""

    index: int
    documents: int


@dataclass(frozen=True, slots=True)
class ShardRecord:
    """What a finished shard holds, as `shards/*.json` says it.

    Attributes:
        index: number of the shard.
        documents: documents in its share of the inputs.
        rows: documents written.
        rejected: documents rejected.
        characters: characters of the documents written.
        counts: `sentences`, `acronyms`, `translations`, `tokens` (rows), `widened`, `lost`, `entities.LABEL`.
        files: SHA-256 of each file by its name below the run's folder.
        lessons: `Job.lessons` that the second pass had.
    """

    index: int
    documents: int
    rows: int
    rejected: int
    characters: int
    counts: Mapping[str, int]
    files: Mapping[str, str]
    lessons: str


def is_annotated(job: Job, shard: Shard) -> bool:
    """Whether the first pass over a shard is finished."""
    return job.folder.notes(shard.index).exists()


def finished_record(job: Job, shard: Shard) -> ShardRecord | None:
    """The record of a shard that an earlier try has published with the lessons of the job.

    Raises:
        BadOutput: the record is damaged.
    """
    record = read_record(job.folder.record(shard.index))
    return record if record and record.lessons == job.lessons else None


def read_record(path: Path) -> ShardRecord | None:
    """A record, where there is one.

    Raises:
        BadOutput: it is damaged, or of another version.
    """
    try:
        return ShardRecord(**read_json(path)) if path.exists() else None
    except TypeError as error:
        raise BadOutput(f"{path}: written by another version of songphasa; run again with --overwrite") from error


def annotate_shard(job: Job, shard: Shard, watch: Watch, care: Care) -> None:
    """The first pass: read the documents of a shard, annotate them, note what they teach.

    Raises:
        StopRun: a stage cannot work for any document.
        FailShard: the files cannot be written.
    """
    pipeline, folder = load_pipeline(job.config), job.folder
    references = shard_references(folder, shard.index)
    alive = [reference for place, reference in enumerate(references) if place not in care.given_up]
    batches = _Batches(pipeline.first(), references, watch, care)
    lessons: dict[str, Counter[str]] = {}
    sum_lessons(lessons, pipeline.learn(()))  # a stage that learns nothing is taught that
    try:
        with open_rows(folder.annotated(shard.index), document_features()) as write:
            for document in batches.annotate(read_references(alive, job.fields)):
                write(to_row(document))
                sum_lessons(lessons, pipeline.learn([document]))
        watch.begin("write", ())
        rejections = [asdict(rejection) for rejection in batches.rejections()]
        write_json(folder.notes(shard.index), {"rejections": rejections, "lessons": lessons})
    except OSError as error:
        raise _unwritable(shard, error) from error


def publish_shard(job: Job, shard: Shard, watch: Watch, care: Care) -> ShardRecord:
    """The second pass: annotate a shard again where the run has taught something, and write its part of the dataset.

    What the second pass reads is what the first has written; where that is gone, since the run was once finished, it is
    what an earlier second pass has written, which gives the same.

    Raises:
        StopRun: a stage cannot work for any document.
        FailShard: the files cannot be written.
    """
    folder = job.folder
    notes = read_json(folder.notes(shard.index))
    annotated = folder.annotated(shard.index)
    if not annotated.exists():
        with aside(annotated) as temporary:
            copyfile(folder.data("documents", shard.index, job.shards), temporary)
    names = read_names(annotated)
    batches = _Batches(_taught_pipeline(job.config, folder, job.lessons), names, watch, care)
    alive = (document for place, document in enumerate(read_documents(annotated)) if place not in care.given_up)
    try:
        counts, files = _write_views(job, shard, batches.annotate(alive))
        watch.begin("write", ())
        rejections = [*(Rejection(**rejection) for rejection in notes["rejections"]), *batches.rejections()]
        files += _write_rejected(folder.rejected(shard.index), rejections)
        record = ShardRecord(
            index=shard.index,
            documents=shard.documents,
            rows=counts.pop("rows", 0),
            rejected=len(rejections),
            characters=counts.pop("characters", 0),
            counts=dict(sorted(counts.items())),
            files={folder.name(path): file_sha256(path) for path in files},
            lessons=job.lessons,
        )
        write_json(folder.record(shard.index), asdict(record))
    except OSError as error:
        raise _unwritable(shard, error) from error
    return record


@lru_cache(maxsize=1)
def load_pipeline(config: str) -> Pipeline:
    """The pipeline of a job's configuration; a process loads it once.

    Raises:
        StopRun: the configuration cannot work, or names a model or an engine that is not installed.
    """
    _split_words(config)
    return Pipeline.from_config(Config.from_dict(json.loads(config)))


@lru_cache(maxsize=1)
def _split_words(config: str) -> SplitWords:
    return load_words(**Config.from_dict(json.loads(config)).words)


@lru_cache(maxsize=1)
def _taught_pipeline(config: str, folder: RunFolder, digest: str) -> Pipeline:  # noqa: ARG001 - for the cache
    return load_pipeline(config).taught(read_lessons(folder.lessons)).kept_in(folder.path)


class _Named(Protocol):
    """What a document can be named by before it is read."""

    @property
    def id(self) -> str: ...
    @property
    def source(self) -> str: ...


class _Batches:
    """The documents of a shard on their way through a pipeline, batch by batch."""

    def __init__(self, pipeline: Pipeline, names: Sequence[_Named], watch: Watch, care: Care) -> None:
        self._pipeline, self._names, self._watch, self._care = pipeline, names, watch, care
        self._rejected = {
            place: Rejection(names[place].id, names[place].source, *reason) for place, reason in care.given_up.items()
        }

    def annotate(self, read: Iterable[Document | Rejection]) -> Iterator[Document]:
        """The documents that are annotated, in order.

        Args:
            read: those that are not given up, in order.
        """
        reading = iter(read)
        self._watch.end(Done(len(self._rejected), 0, len(self._rejected)))
        with threadpool_limits(limits=1):  # processes are the parallelism; any number of them gives the same sums
            for places in self._care.batches(len(self._names), BATCH):
                self._watch.begin("read", places)
                yield from self._annotate(places, list(islice(reading, len(places))))

    def _annotate(self, places: Sequence[int], batch: Sequence[Document | Rejection]) -> Iterator[Document]:
        alive = [one for one in batch if isinstance(one, Document)]
        characters = sum(len(document.text) for document in alive)
        annotated = iter(self._pipeline.annotate(alive, lambda stage: self._watch.begin(stage, places, characters)))
        self._watch.begin("write", places, characters)
        before = len(self._rejected)
        for place, one in zip(places, batch, strict=True):
            outcome = next(annotated) if isinstance(one, Document) else one
            if isinstance(outcome, Document):
                yield outcome
            else:
                self._rejected[place] = outcome
        self._watch.end(Done(len(places), characters, len(self._rejected) - before))

    def rejections(self) -> list[Rejection]:
        """The others, in order; complete when all documents are through."""
        return [self._rejected[place] for place in sorted(self._rejected)]


def _write_views(job: Job, shard: Shard, documents: Iterable[Document]) -> tuple[Counter[str], list[Path]]:
    """Write documents and tokens, and the shard's part of the glossary; what was counted, and the dataset's files."""
    folder = job.folder
    paths = [folder.data(view, shard.index, job.shards) for view in ("documents", "tokens")]
    counts: Counter[str] = Counter()
    glossary, split = Glossary(), _split_words(job.config)
    with open_rows(paths[0], document_features()) as write, open_rows(paths[1], token_features()) as write_tokens:
        for document in documents:
            write(to_row(document))
            view = token_view(document, split)
            for row in view.rows:
                write_tokens(row)
            counts.update(_counts(document), tokens=len(view.rows), widened=view.widened, lost=view.lost)
            glossary.count(document)
    glossary.write(folder.part_of_glossary(shard.index))
    return counts, paths


def _counts(document: Document) -> dict[str, int]:
    layers = {layer.value: len(document.layer(layer)) for layer in Layer if layer is not Layer.ENTITIES}
    entities = Counter(f"entities.{entity.label}" for entity in document.entities)
    return {"rows": 1, "characters": len(document.text), **layers, **entities}


def _write_rejected(path: Path, rejections: Sequence[Rejection]) -> list[Path]:
    """Write the file of rejected documents, or see that there is none."""
    if not rejections:
        path.unlink(missing_ok=True)
        return []
    with aside(path) as temporary, temporary.open("w", encoding="utf-8", errors="backslashreplace") as stream:
        stream.writelines(json.dumps(asdict(rejection), ensure_ascii=False) + "\n" for rejection in rejections)
    return [path]


def _unwritable(shard: Shard, error: OSError) -> FailShard:
    return FailShard(f"shard {shard.index} cannot be written: {error}; the same command continues")
