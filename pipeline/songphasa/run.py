"""A run from its inputs to the finished dataset: plan, two passes over the shards that have not had them, sum up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from songphasa.config import Config
from songphasa.dataset.card import write_card
from songphasa.dataset.folder import RunFolder, file_sha256, read_json, write_json
from songphasa.dataset.glossary import glossary_rows, write_glossary_csv
from songphasa.dataset.manifest import manifest
from songphasa.dataset.parquet import read_documents, write_rows
from songphasa.dataset.plan import SHARD_SIZE, Plan, cut_shards, make_plan, settle_plan
from songphasa.dataset.schema import Row, glossary_features
from songphasa.dataset.shards import (
    Job,
    Shard,
    ShardRecord,
    annotate_shard,
    finished_record,
    load_pipeline,
    publish_shard,
)
from songphasa.dataset.sources import Fields, find_files, find_references
from songphasa.errors import BadInput, FailShard
from songphasa.executors.base import Executor
from songphasa.executors.local import InProcess, Processes
from songphasa.stage import Lesson


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run reads: files, folders and globs; a Hugging Face dataset; and which fields of their records."""

    paths: tuple[str, ...] = ()
    dataset: str | None = None
    fields: Fields = Fields()  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is, in documents; `task` is `annotating` or `writing`."""

    task: str
    done: int
    total: int


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did; `documents == rows + rejected`, which `annotate` has checked.

    Attributes:
        out: the run's folder.
        documents: documents in the inputs.
        rows: documents annotated.
        rejected: documents rejected.
        continued: documents whose shards an earlier try had finished.
        ignored: paths in the input folders that no reader is for.
        counts: see `ShardRecord.counts`, summed over the shards.
    """

    out: Path
    documents: int
    rows: int
    rejected: int
    continued: int
    ignored: tuple[str, ...]
    counts: dict[str, int]


def annotate(
    inputs: Inputs,
    out: str | Path,
    config: Config | None = None,
    *,
    workers: int = 1,
    shard_size: int = SHARD_SIZE,
    overwrite: bool = False,
    progress: Report | None = None,
) -> Summary:
    """Annotate documents and write them as a dataset; the same call continues a run that was stopped.

    Args:
        inputs: what is read.
        out: folder of the run, made where it is missing.
        config: stages and their options, by default sentences, entities and acronyms.
        workers: processes; the files are the same for any number.
        shard_size: documents in a data file.
        overwrite: remove the run that `out` holds first.
        progress: told after every batch of documents.

    Raises:
        StopRun: the configuration, the inputs, the models or the folder do not allow the run.
        FailShard: a shard could not be finished.
    """
    config = config or Config()
    load_pipeline(config.to_json())  # what cannot load is told here, not by a worker
    files, ignored = find_files(inputs.paths)
    references = find_references(files, inputs.dataset, inputs.fields)
    plan = make_plan(config, inputs.fields, references, shard_size)
    folder = RunFolder(Path(out))
    _refuse_own_folder(inputs.paths, folder)
    folder.prepare(overwrite=overwrite)
    settle_plan(folder, plan)
    job = Job(str(out), plan.shards, config.to_json(), inputs.fields)
    shards = cut_shards(references, shard_size)
    executor = InProcess() if workers == 1 else Processes(workers)
    continued = _annotate_shards(executor, job, shards, progress)
    _gather_lessons(job, shards)
    records = _publish_shards(executor, job, shards, progress)
    counts = _finish(folder, plan, records)
    return Summary(folder.path, plan.documents, _rows(records), _rejected(records), continued, tuple(ignored), counts)


def _refuse_own_folder(paths: Iterable[str], folder: RunFolder) -> None:
    for path in paths:
        if Path(path).resolve().is_relative_to(folder.path.resolve()):
            raise BadInput(f"{path}: lies in the output folder {folder.path}; write the run to another folder")


def _annotate_shards(executor: Executor, job: Job, shards: Sequence[Shard], report: Report | None) -> int:
    """The first pass over the shards that have not had it; how many documents had."""
    waiting = [shard for shard in shards if not (_is_annotated(job, shard) or finished_record(job, shard))]
    done, progress = _counter("annotating", shards, waiting, report)
    for _ in executor.run(annotate_shard, job, waiting, progress) if waiting else ():
        pass
    return done


def _is_annotated(job: Job, shard: Shard) -> bool:
    return job.folder.notes(shard.index).exists()


def _gather_lessons(job: Job, shards: Iterable[Shard]) -> None:
    """Write what all shards have learnt, in their order, for the second pass; where that is over, nothing is to do."""
    if not all(_is_annotated(job, shard) for shard in shards):
        return
    lessons: dict[str, list[Lesson]] = {}
    for shard in shards:
        for stage, learnt in read_json(job.folder.notes(shard.index))["lessons"].items():
            lessons.setdefault(stage, []).extend(learnt)
    write_json(job.folder.lessons, lessons)


def _publish_shards(executor: Executor, job: Job, shards: Sequence[Shard], report: Report | None) -> list[ShardRecord]:
    """The second pass over the shards that have not had it; the records of all, in order."""
    records = {shard.index: record for shard in shards if (record := finished_record(job, shard))}
    waiting = [shard for shard in shards if shard.index not in records]
    _, progress = _counter("writing", shards, waiting, report)
    if waiting:
        records |= {record.index: record for record in executor.run(publish_shard, job, waiting, progress)}
    return [records[shard.index] for shard in shards]


def _counter(
    task: str, shards: Sequence[Shard], waiting: Sequence[Shard], report: Report | None
) -> tuple[int, Callable[[int], None]]:
    """How many documents are done before the task begins, and a progress that adds to them and reports the sum."""
    total, left = (sum(len(shard.references) for shard in some) for some in (shards, waiting))
    before = done = total - left

    def advance(documents: int) -> None:
        nonlocal done
        done += documents
        if report is not None:
            report(Progress(task, done, total))

    advance(0)
    return before, advance


def _finish(folder: RunFolder, plan: Plan, records: Sequence[ShardRecord]) -> dict[str, int]:
    """Write manifest and card, after checking that no document is lost."""
    if plan.documents != _rows(records) + _rejected(records):
        raise FailShard(
            f"{plan.documents} documents went in, {_rows(records)} + {_rejected(records)} came out; "
            "please report this, and run again with --overwrite"
        )
    counts: Counter[str] = Counter()
    for record in records:
        counts.update(record.counts)
    files = folder.documents(name for record in records for name in record.files)
    rows = glossary_rows(document for path in files for document in read_documents(path))
    counts["glossary"] = len(rows)
    made: dict[str, Any] = manifest(plan, records, counts, _write_glossary(folder, rows))
    write_card(folder, made)
    write_json(folder.manifest, made)
    folder.remove_work()
    return dict(counts)


def _write_glossary(folder: RunFolder, rows: Sequence[Row]) -> dict[str, str]:
    """Write the glossary as data and for people; the hash of either file by name."""
    write_glossary_csv(folder.glossary, rows)
    data = write_rows(folder.data("glossary", 0, 1), rows, glossary_features())
    return {folder.name(path): file_sha256(path) for path in (data, folder.glossary)}


def _rows(records: Iterable[ShardRecord]) -> int:
    return sum(record.rows for record in records)


def _rejected(records: Iterable[ShardRecord]) -> int:
    return sum(record.rejected for record in records)
