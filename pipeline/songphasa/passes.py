"""The two passes of a run over its shards, each over those that have not had it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from songphasa.dataset.folder import file_sha256
from songphasa.dataset.lessons import gather_lessons
from songphasa.dataset.shards import (
    Job,
    Shard,
    ShardRecord,
    annotate_shard,
    finished_record,
    is_annotated,
    publish_shard,
)
from songphasa.dataset.watch import Done
from songphasa.errors import FailShard
from songphasa.executors.base import Executor
from songphasa.executors.base import Report as ReportDone


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a pass is.

    Attributes:
        task: `annotating` or `writing`.
        before: documents that an earlier try has done.
        done: what this try has done.
        total: documents of all shards.
    """

    task: str
    before: int
    done: Done
    total: int


Report = Callable[[Progress], None]


def annotate_shards(executor: Executor, job: Job, shards: Sequence[Shard], report: Report | None) -> int:
    """The first pass; how many documents had it before.

    Raises:
        StopRun, FailShard: see `Executor.run`.
    """
    waiting = [shard for shard in shards if not is_annotated(job, shard)]
    before, progress = _counter("annotating", shards, waiting, report)
    for _ in executor.run(annotate_shard, job, waiting, progress) if waiting else ():
        pass
    return before


def learn(job: Job, shards: Sequence[Shard]) -> Job:
    """Sum what the first pass over all shards has learnt, where that is not done; the job of the second pass.

    Raises:
        FailShard: the sum cannot be written.
    """
    folder = job.folder
    try:
        if folder.lessons.exists():
            return replace(job, lessons=file_sha256(folder.lessons))
        return replace(job, lessons=gather_lessons((folder.notes(shard.index) for shard in shards), folder.lessons))
    except OSError as error:
        raise FailShard(f"{folder.lessons}: cannot be written: {error}; the same command continues") from error


def publish_shards(executor: Executor, job: Job, shards: Sequence[Shard], report: Report | None) -> list[ShardRecord]:
    """The second pass; the records of all shards, in order.

    Raises:
        StopRun, FailShard: see `Executor.run`.
    """
    records = {shard.index: record for shard in shards if (record := finished_record(job, shard))}
    waiting = [shard for shard in shards if shard.index not in records]
    _, progress = _counter("writing", shards, waiting, report)
    if waiting:
        records |= {record.index: record for record in executor.run(publish_shard, job, waiting, progress)}
    return [records[shard.index] for shard in shards]


def _counter(
    task: str, shards: Sequence[Shard], waiting: Sequence[Shard], report: Report | None
) -> tuple[int, ReportDone]:
    """How many documents are done before the pass begins, and a report that adds to them."""
    total, left = (sum(shard.documents for shard in some) for some in (shards, waiting))
    done = Done()

    def advance(more: Done) -> None:
        nonlocal done
        done = done.plus(more)
        if report is not None:
            report(Progress(task, total - left, done, total))

    advance(done)
    return total - left, advance
