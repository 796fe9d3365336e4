"""A worker process: takes steps over shards, one after another, and says at each moment which documents it is at."""

from __future__ import annotations

import os
import pickle
import signal
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any, NamedTuple

from songphasa.dataset.shards import Job, Shard, load_pipeline
from songphasa.dataset.watch import Care, Done, Watch
from songphasa.errors import FailShard, SongphasaError
from songphasa.executors.base import Step
from songphasa.executors.memory import limit_own_memory, own_peak_memory


class Load(NamedTuple):
    """Told to a worker: load a pipeline."""

    config: str


class Take(NamedTuple):
    """Told to a worker: take a step over a shard."""

    step: Step[Any]
    job: Job
    shard: Shard
    care: Care


class Begun(NamedTuple):
    """Told by a worker: it is doing this now, with the documents at these places, which have so many characters."""

    doing: str
    places: Sequence[int]
    characters: int


class Result(NamedTuple):
    """Told by a worker: what the step returned, or the error that it raised; and the memory that it had at most."""

    value: Any
    error: SongphasaError | None
    memory: int


@dataclass(frozen=True, slots=True)
class _Telling(Watch):
    connection: Connection

    def begin(self, doing: str, places: Sequence[int], characters: int = 0) -> None:
        """See `Watch.begin`."""
        self.connection.send(Begun(doing, tuple(places), characters))

    def end(self, done: Done) -> None:
        """See `Watch.end`."""
        self.connection.send(done)


def serve(connection: Connection, memory: int | None) -> None:
    """What a worker does until it is ended: by its supervisor, or because its supervisor has ended.

    Args:
        connection: to its supervisor.
        memory: bytes that it may allocate.
    """
    if memory is not None:
        limit_own_memory(memory)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the supervisor ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_supervisor, daemon=True).start()
    with suppress(EOFError):  # nobody has anything more to say
        while True:
            order: Load | Take = connection.recv()
            connection.send(_obey(order, connection))


def _end_with_supervisor() -> None:
    supervisor = parent_process()
    if supervisor is not None:
        supervisor.join()
    os._exit(1)


def _obey(order: Load | Take, connection: Connection) -> Result:
    try:
        if isinstance(order, Load):
            load_pipeline(order.config)
            return Result(None, None, own_peak_memory())
        value = order.step(order.job, order.shard, _Telling(connection), order.care)
        return Result(value, None, own_peak_memory())
    except SongphasaError as error:
        return Result(None, _travelling(error), own_peak_memory())
    except Exception as error:  # a mistake in our code or in a stage's constructor: told whole, since nobody expects it
        return Result(None, FailShard(f"{error!r}\n{traceback.format_exc()}"), own_peak_memory())


def _travelling(error: SongphasaError) -> SongphasaError:
    """The error, or one of our own with its message, where it cannot be sent."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception:
        return FailShard(str(error))
    return error
