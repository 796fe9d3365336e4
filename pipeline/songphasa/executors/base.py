"""The contract of an executor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from songphasa.dataset.shards import Job, Progress, Shard

Result = TypeVar("Result")
Step = Callable[[Job, Shard, Progress | None], Result]
"""A pass over a shard: `songphasa.dataset.shards.annotate_shard` or `publish_shard`."""


class Executor(Protocol):
    """Takes a step over shards somewhere."""

    def run(self, step: Step[Result], job: Job, shards: Sequence[Shard], progress: Progress) -> Iterator[Result]:
        """What the step returns for each shard, as it finishes, in any order.

        Args:
            step: the pass, a function that a worker can import.
            job: what all shards have in common.
            shards: the shards.
            progress: is told how many more documents are done.

        Raises:
            StopRun: a stage cannot work for any document.
            FailShard: a shard could not be finished.
        """
        ...
