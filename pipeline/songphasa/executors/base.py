"""The contract of an executor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from songphasa.dataset.shards import Job, Shard
from songphasa.dataset.watch import Care, Done, Watch

Result = TypeVar("Result")
Step = Callable[[Job, Shard, Watch, Care], Result]
"""A pass over a shard: `songphasa.dataset.shards.annotate_shard` or `publish_shard`."""

Report = Callable[[Done], None]
"""Is told how much more is done; less, where a shard has to be begun again."""


class Executor(Protocol):
    """Takes a step over shards somewhere."""

    def load(self, config: str) -> Callable[[], None]:
        """Begin to load a pipeline where the steps will be taken.

        Args:
            config: the configuration, as `Config.to_json` writes it.

        Returns:
            A function that waits until it is loaded and raises `StopRun` where it cannot be loaded, `FailShard` where
            the process died of it.
        """
        ...

    def run(self, step: Step[Result], job: Job, shards: Sequence[Shard], report: Report) -> Iterator[Result]:
        """What the step returns for each shard, as it finishes, in any order.

        Args:
            step: the pass, a function that a worker can import.
            job: what all shards have in common.
            shards: the shards.
            report: is told how much more is done.

        Raises:
            StopRun: a stage cannot work for any document.
            FailShard: a shard could not be finished.
        """
        ...

    def close(self) -> None:
        """End whatever it has started; what is in hand is done again another time."""
        ...

    @property
    def memory(self) -> int:
        """The most memory, in bytes, that a process has had in which steps were taken."""
        ...
