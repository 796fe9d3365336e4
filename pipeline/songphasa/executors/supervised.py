"""Worker processes under a supervisor, which knows the documents that a worker has in hand when it dies or hangs.

`concurrent.futures` and `multiprocessing.Pool` do not know them: a dead worker breaks the one and hangs the other. Here
the shard of a dead worker is begun again, with the documents of the batch that it died in one at a time. A document
that a worker has died of twice while it was alone is given up, and so is one that is alone and past its time.
"""

from __future__ import annotations

import logging
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from signal import Signals
from typing import Any

from songphasa.dataset.shards import Job, Shard
from songphasa.dataset.watch import Care, Done, Reason
from songphasa.errors import FailShard
from songphasa.executors import worker
from songphasa.executors.base import Report, Result, Step

DOCUMENT_TIMEOUT = 300.0
"""Seconds that a document may take, unless the user says otherwise: a thousand times what a long one takes."""

LONG = 100_000
"""A document with more characters may take that time for each so many."""

TRIES = 2
"""A document is given up when a worker has died of it so often while it was alone."""

FAILURES = 3
"""A shard fails when workers have died so often over it without a document in hand."""

_TICK, _PATIENCE = 0.5, 10.0
"""Seconds between looks at the clock, and for a process that is dying to be dead."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Ending:
    """How a worker ended: for the log, and for the document that it had in hand."""

    how: str
    exception: str
    message: str
    tries: int

    @classmethod
    def dead(cls, how: str) -> _Ending:
        """It died by itself."""
        return cls(how, "WorkerDied", f"{TRIES} worker processes ended over this document alone: {how}", TRIES)

    @classmethod
    def late(cls, seconds: float) -> _Ending:
        """It was ended since a document took too long."""
        how = f"more than {seconds:g} seconds, or that for each {LONG} characters"
        return cls(how, "DocumentTimeout", f"{how}; give it more by --document-timeout, or divide the document", 1)


@dataclass(slots=True)
class _Task:
    """A shard, and what its tries have taught."""

    shard: Shard
    alone: set[int] = field(default_factory=set)
    given_up: dict[int, Reason] = field(default_factory=dict)
    deaths: Counter[int] = field(default_factory=Counter)
    failures: int = 0
    done: Done = Done()  # noqa: RUF009 - frozen

    def learn(self, doing: str, places: Sequence[int], ending: _Ending) -> None:
        """A worker has ended with documents in hand: blame the one, suspect each of many.

        Raises:
            FailShard: it had no document in hand, and not for the first time.
        """
        if not places:
            self._fail(doing, ending.how)
        elif len(places) > 1:
            self.alone.update(places)
        else:
            self.deaths[places[0]] += 1
            if self.deaths[places[0]] >= ending.tries:
                self.given_up[places[0]] = Reason(doing, ending.exception, ending.message)

    def _fail(self, doing: str, how: str) -> None:
        self.failures += 1
        if self.failures >= FAILURES:
            raise FailShard(
                f"shard {self.shard.index}: {self.failures} worker processes ended at {doing!r}, {how}; "
                "the same command continues, perhaps with fewer workers or more memory"
            )


class _Worker:
    """A worker process, what it was told to do and what it last said."""

    def __init__(self, memory: int | None) -> None:
        context = get_context("spawn")  # forking a process with threads can deadlock
        self.connection, other = context.Pipe()
        self._process: BaseProcess = context.Process(target=worker.serve, args=(other, memory))
        self._process.start()
        other.close()
        self.task: _Task | None = None
        self.busy = False
        self.doing = "start"
        self.places: Sequence[int] = ()
        self.characters = 0
        self.since = time.monotonic()

    def tell(self, order: worker.Load | worker.Take, task: _Task | None) -> None:
        """Give it something to do."""
        self.task, self.busy = task, True
        self.begin(worker.Begun("start", (), 0))
        with suppress(OSError):  # it is dead, as the next look at it will show
            self.connection.send(order)

    def begin(self, begun: worker.Begun) -> None:
        """Note what it says that it is doing; the clock runs on while it is at the same documents."""
        if begun.places != self.places:
            self.since = time.monotonic()
        self.doing, self.places, self.characters = begun

    def count(self, done: Done, report: Report) -> None:
        """Count and report what it says that is done."""
        if self.task is not None:
            self.task.done = self.task.done.plus(done)
            report(done)

    def is_late(self, timeout: float) -> bool:
        """Whether the documents that it has in hand take longer than that, and it has nothing to say about it."""
        most = timeout * max(1.0, self.characters / LONG)
        return bool(self.places) and time.monotonic() - self.since > most and not self.connection.poll()

    def hear(self) -> worker.Begun | Done | worker.Result | None:
        """What it says; None where it can say nothing any more."""
        try:
            said: worker.Begun | Done | worker.Result = self.connection.recv()
        except (EOFError, OSError):
            return None
        return said

    def end(self, patience: float = 0) -> str:
        """End the process, where it is not dead after so many seconds, and say what became of it."""
        self._process.join(patience)
        self._process.kill()
        self._process.join()
        self.connection.close()
        return _how(self._process.exitcode or 0)

    @property
    def id(self) -> int | None:
        """The process id."""
        return self._process.pid


def _how(exitcode: int) -> str:
    if exitcode >= 0:
        return f"exit code {exitcode}"
    name = Signals(-exitcode).name
    return f"{name} (killed, perhaps for want of memory)" if name == "SIGKILL" else name


class Supervised:
    """A number of worker processes; see `Executor`.

    Args:
        workers: how many.
        document_timeout: seconds that a document may take, or `LONG` characters of it.
        worker_memory: bytes that a worker may allocate, None for no limit but the system's.
    """

    def __init__(
        self, workers: int, document_timeout: float = DOCUMENT_TIMEOUT, worker_memory: int | None = None
    ) -> None:
        self._number, self._timeout, self._most_memory = workers, document_timeout, worker_memory
        self._workers: list[_Worker] = []
        self._memory = 0

    def close(self) -> None:
        """See `Executor.close`; workers that have nothing in hand end by themselves, and tidy up."""
        for each in self._workers:
            if not each.busy:
                each.connection.close()
        for each in self._workers:
            each.end(0 if each.busy else _PATIENCE)
        self._workers.clear()

    @property
    def memory(self) -> int:
        """See `Executor.memory`."""
        return self._memory

    def load(self, config: str) -> Callable[[], None]:
        """See `Executor.load`; one worker begins, so that planning and loading are done side by side."""
        first = self._begin_to_load(config)

        def wait_for_it() -> None:
            each, endings = first, list[str]()
            while not isinstance(said := each.hear(), worker.Result):
                self._workers.remove(each)
                endings.append(each.end(_PATIENCE))
                if len(endings) >= FAILURES:
                    raise FailShard(f"{FAILURES} worker processes ended while they loaded the models: {endings[-1]}")
                _log.warning("worker %s ended while it loaded the models: %s", each.id, endings[-1])
                each = self._begin_to_load(config)
            self._settle(each, said)

        return wait_for_it

    def _begin_to_load(self, config: str) -> _Worker:
        each = self._hire()
        each.tell(worker.Load(config), None)
        return each

    def run(self, step: Step[Result], job: Job, shards: Sequence[Shard], report: Report) -> Iterator[Result]:
        """See `Executor.run`."""
        waiting = deque(map(_Task, shards))
        while waiting or any(each.busy for each in self._workers):
            self._give(step, job, waiting)
            for each in self._spoken():
                said = each.hear()
                if isinstance(said, worker.Result):
                    yield self._settle(each, said)
                elif isinstance(said, worker.Begun):
                    each.begin(said)
                elif isinstance(said, Done):
                    each.count(said, report)
                else:
                    waiting.extendleft(self._bury(each, _Ending.dead(each.end(_PATIENCE)), report))
            for each in [each for each in self._workers if each.is_late(self._timeout)]:
                each.end()
                waiting.extendleft(self._bury(each, _Ending.late(self._timeout), report))

    def _give(self, step: Step[Any], job: Job, waiting: deque[_Task]) -> None:
        """Give every worker that is free a shard; hire more while there are shards for them."""
        free = [each for each in self._workers if not each.busy]
        while len(self._workers) < self._number and len(free) < len(waiting):
            free.append(self._hire())
        for each in free[: len(waiting)]:
            task = waiting.popleft()
            each.tell(worker.Take(step, job, task.shard, Care(task.alone, task.given_up)), task)

    def _hire(self) -> _Worker:
        self._workers.append(_Worker(self._most_memory))
        return self._workers[-1]

    def _spoken(self) -> list[_Worker]:
        """The workers that have said something or are dead, after waiting a moment for any."""
        by_connection: dict[Any, _Worker] = {each.connection: each for each in self._workers}
        return [by_connection[connection] for connection in wait(list(by_connection), _TICK)]

    def _settle(self, each: _Worker, said: worker.Result) -> Any:  # noqa: ANN401
        """What a worker's step returned; the worker is free again."""
        each.task, each.busy = None, False
        each.begin(worker.Begun("wait", (), 0))
        self._memory = max(self._memory, said.memory)
        if said.error is not None:
            raise said.error
        return said.value

    def _bury(self, each: _Worker, ending: _Ending, report: Report) -> list[_Task]:
        """Take an ended worker's shard back, wiser by what it ended over."""
        self._workers.remove(each)
        if each.task is None:
            _log.warning("worker %s ended while it waited: %s", each.id, ending.how)
            return []
        what = (each.id, each.doing, list(each.places), each.task.shard.index, ending.how)
        _log.warning("worker %s ended at %r, documents %s of shard %s: %s", *what)
        each.task.learn(each.doing, each.places, ending)
        report(Done(*(-number for number in each.task.done)))
        each.task.done = Done()
        return [each.task]
