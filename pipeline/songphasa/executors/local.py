"""This process: quick to start and easy to look into; a stage that crashes or hangs takes the whole run with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from songphasa.dataset.shards import Job, Shard, load_pipeline
from songphasa.dataset.watch import Care, Done, Watch
from songphasa.executors.base import Report, Result, Step
from songphasa.executors.memory import own_peak_memory


@dataclass(frozen=True, slots=True)
class _Reporting(Watch):
    report: Report

    def end(self, done: Done) -> None:
        """See `Watch.end`."""
        self.report(done)


@dataclass(frozen=True, slots=True)
class InProcess:
    """One shard after another in this process; see `Executor`."""

    def load(self, config: str) -> Callable[[], None]:
        """See `Executor.load`."""
        load_pipeline(config)
        return lambda: None

    def run(self, step: Step[Result], job: Job, shards: Sequence[Shard], report: Report) -> Iterator[Result]:
        """See `Executor.run`."""
        for shard in shards:
            yield step(job, shard, _Reporting(report), Care())

    def close(self) -> None:
        """See `Executor.close`; nothing was started."""

    @property
    def memory(self) -> int:
        """See `Executor.memory`."""
        return own_peak_memory()
