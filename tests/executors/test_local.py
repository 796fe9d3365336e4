"""Executors choose only the place: the same results here and in workers; a dead worker ends the run clearly."""

import os
import signal
from collections.abc import Sequence

import pytest

from songphasa.dataset.shards import Job, Progress, Shard
from songphasa.dataset.sources import Fields, Reference
from songphasa.errors import FailShard, MissingModel
from songphasa.executors.base import Executor
from songphasa.executors.local import InProcess, Processes

JOB = Job("nowhere", 3, "{}", Fields())
SHARDS = [Shard(index, tuple(Reference(str(n), "", "text", "") for n in range(index + 1))) for index in range(3)]


def count(job: Job, shard: Shard, progress: Progress | None = None) -> tuple[int, int]:
    if progress is not None:
        progress(len(shard.references))
    return shard.index, job.shards


def die(job: Job, shard: Shard, progress: Progress | None = None) -> None:  # noqa: ARG001
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(job: Job, shard: Shard, progress: Progress | None = None) -> None:  # noqa: ARG001
    raise MissingModel("gone")


def run(executor: Executor, shards: Sequence[Shard] = SHARDS) -> tuple[list[tuple[int, int]], int]:
    told: list[int] = []
    return sorted(executor.run(count, JOB, shards, told.append)), sum(told)


@pytest.mark.parametrize("executor", [InProcess(), Processes(2)])
def test_every_shard_is_done_once_and_progress_adds_up(executor: Executor) -> None:
    assert run(executor) == ([(0, 3), (1, 3), (2, 3)], 6)


def test_a_dead_worker_fails_the_run_with_what_to_do() -> None:
    with pytest.raises(FailShard, match="worker process died; the same command continues"):
        list(Processes(2).run(die, JOB, SHARDS, lambda _: None))


def test_an_error_of_a_worker_is_the_error_of_the_run() -> None:
    with pytest.raises(MissingModel, match="gone"):
        list(Processes(2).run(refuse, JOB, SHARDS, lambda _: None))
