"""The contract of an executor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from songphasa.dataset.shards import Job, Progress, Shard, ShardRecord


class Executor(Protocol):
    """Annotates shards somewhere, each by `songphasa.dataset.shards.annotate_shard`."""

    def run(self, job: Job, shards: Sequence[Shard], progress: Progress) -> Iterator[ShardRecord]:
        """The record of each shard as it finishes, in any order; `progress` is told of documents as they are done.

        Raises:
            StopRun: a stage cannot work for any document.
            FailShard: a shard could not be annotated.
        """
        ...
