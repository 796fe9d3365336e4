"""Any number of machines: Ray actors, each with a supervised worker process of its own beside it.

What becomes of a document that crashes or hangs its worker is the same as on one machine, since the same supervisor
sees it there. What is new on several machines is that an actor is lost with its machine: its shard is begun again
elsewhere.
Every machine sees the inputs and the run's folder under the same names, and has songphasa and the models installed.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from socket import create_connection
from typing import Any, NamedTuple

from songphasa.dataset.shards import Job, Shard
from songphasa.dataset.watch import Done
from songphasa.errors import FailShard, MissingModel, SongphasaError, StopRun
from songphasa.executors.base import Report, Result, Step
from songphasa.executors.supervised import FAILURES, Supervised

_log = logging.getLogger(__name__)


class _Answer(NamedTuple):
    """What a place returns: of errors the message, since exceptions change on their way."""

    value: Any
    error: SongphasaError | None
    done: Done
    memory: int


class _Place:
    """What an actor is: a supervisor of one worker process."""

    def __init__(self, folder: str, document_timeout: float, worker_memory: int | None) -> None:
        os.chdir(folder)  # paths are as the user named them
        self._executor = Supervised(1, document_timeout, worker_memory)

    def load(self, config: str) -> _Answer:
        return self._answered(lambda _: self._executor.load(config)())

    def take(self, step: Step[Any], job: Job, shard: Shard) -> _Answer:
        return self._answered(lambda report: next(self._executor.run(step, job, [shard], report)))

    def _answered(self, work: Callable[[Report], Any]) -> _Answer:
        told = Done()

        def report(done: Done) -> None:
            nonlocal told
            told = told.plus(done)

        value, error = None, None
        try:
            value = work(report)
        except SongphasaError as raised:
            error = raised
        return _Answer(value, error, told, self._executor.memory)


@dataclass(slots=True)
class _Task:
    """A shard that an actor has in hand."""

    shard: Shard
    failures: int = 0


class Ray:
    """Actors on a Ray cluster; see `Executor`.

    Args:
        workers: how many actors; each takes one CPU of the cluster.
        document_timeout: see `Supervised`.
        worker_memory: see `Supervised`.
        address: of the cluster, `local` to start one on this machine, `auto` for the one that runs on it.

    Raises:
        MissingModel: Ray is not installed.
        StopRun: there is no cluster at the address.
    """

    def __init__(self, workers: int, document_timeout: float, worker_memory: int | None, address: str) -> None:
        try:
            import ray
        except ImportError as error:
            raise MissingModel("Ray is not installed; pip install 'songphasa[ray]'") from error
        self._ray: Any = ray
        try:
            _knock(address)
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False)
        except (OSError, ValueError) as error:
            raise StopRun(f"no Ray cluster at {address!r}: {error}") from error
        self._number, self._options = max(workers, 1), (document_timeout, worker_memory)
        self._actors: list[Any] = []
        self._memory = 0

    def close(self) -> None:
        """See `Executor.close`."""
        self._ray.shutdown()  # ends the actors, and they their workers

    @property
    def memory(self) -> int:
        """See `Executor.memory`."""
        return self._memory

    def load(self, config: str) -> Callable[[], None]:
        """See `Executor.load`."""
        loading = self._hire().load.remote(config)

        def wait_for_it() -> None:
            try:
                self._settle(self._ray.get(loading))
            except self._ray.exceptions.RayActorError as error:
                raise FailShard(f"the actor ended while it loaded the models: {error}") from error

        return wait_for_it

    def run(self, step: Step[Result], job: Job, shards: Sequence[Shard], report: Report) -> Iterator[Result]:
        """See `Executor.run`; progress is told a shard at a time."""
        waiting, at_work = deque(map(_Task, shards)), dict[Any, tuple[Any, _Task]]()
        free = list(self._actors)
        while waiting or at_work:
            while waiting and len(at_work) < self._number:
                actor, task = free.pop() if free else self._hire(), waiting.popleft()
                at_work[actor.take.remote(step, job, task.shard)] = actor, task
            (done,), _ = self._ray.wait(list(at_work), num_returns=1)
            actor, task = at_work.pop(done)
            try:
                answer: _Answer = self._ray.get(done)
            except self._ray.exceptions.RayActorError as error:
                self._actors.remove(actor)
                waiting.append(_lost(task, error))
                continue
            free.append(actor)
            report(answer.done)
            yield self._settle(answer)

    def _hire(self) -> Any:  # noqa: ANN401
        place = self._ray.remote(num_cpus=1)(_Place)
        self._actors.append(place.remote(str(Path.cwd()), *self._options))
        return self._actors[-1]

    def _settle(self, answer: _Answer) -> Any:  # noqa: ANN401
        self._memory = max(self._memory, answer.memory)
        if answer.error is not None:
            raise answer.error
        return answer.value


def _knock(address: str) -> None:
    """See at once whether somebody listens at host and port; Ray itself takes minutes to find out.

    Raises:
        OSError: nobody does.
    """
    host, colon, port = address.rpartition(":")
    if colon and port.isdecimal():
        create_connection((host, int(port)), timeout=10).close()


def _lost(task: _Task, error: Exception) -> _Task:
    """The task of an actor that is gone, to be begun again.

    Raises:
        FailShard: that has happened too often.
    """
    _log.warning("an actor ended with shard %d: %s", task.shard.index, type(error).__name__)
    if task.failures + 1 >= FAILURES:
        raise FailShard(
            f"shard {task.shard.index}: {FAILURES} actors ended with it: {error}; the same command continues"
        ) from error
    return _Task(task.shard, task.failures + 1)
