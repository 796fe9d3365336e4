"""This machine: the process itself, or worker processes beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import active_children, get_context

from songphasa.dataset.shards import Job, Progress, Shard
from songphasa.errors import FailShard
from songphasa.executors.base import Result, Step


@dataclass(frozen=True, slots=True)
class InProcess:
    """One shard after another in this process."""

    def run(self, step: Step[Result], job: Job, shards: Sequence[Shard], progress: Progress) -> Iterator[Result]:
        """See `Executor.run`."""
        for shard in shards:
            yield step(job, shard, progress)


@dataclass(frozen=True, slots=True)
class Processes:
    """A number of worker processes; spawned, since forking a process with threads can deadlock."""

    workers: int

    def run(self, step: Step[Result], job: Job, shards: Sequence[Shard], progress: Progress) -> Iterator[Result]:
        """See `Executor.run`; progress is told a shard at a time."""
        pool = ProcessPoolExecutor(min(self.workers, len(shards)), mp_context=get_context("spawn"))
        try:
            sizes = {pool.submit(step, job, shard, None): len(shard.references) for shard in shards}
            for future in as_completed(sizes):
                result = future.result()
                progress(sizes[future])
                yield result
        except BrokenProcessPool as error:
            raise FailShard("a worker process died; the same command continues with the unfinished shards") from error
        except BaseException:  # also Ctrl-C and SIGTERM: nobody waits for the shards that are under way
            for worker in active_children():
                worker.terminate()
            raise
        finally:
            pool.shutdown(cancel_futures=True)
