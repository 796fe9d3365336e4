"""How far a run is, on stderr: a bar in a terminal, a line now and then in a log."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from songphasa.run import Progress

EVERY = 30.0
"""Seconds between the lines of a log."""


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """A function that shows how far the run is."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet:
        yield lambda _: None
    elif console.is_terminal:
        with _bar(console) as show:
            yield show
    else:
        yield _lines()


def speed(now: Progress, seconds: float) -> str:
    """Documents and characters a second, time left and rejected documents, as one line says them."""
    per_second = now.done.documents / seconds if seconds > 0 else 0.0
    left = now.total - now.before - now.done.documents
    eta = str(timedelta(seconds=round(left / per_second))) if per_second > 0 else "-:--:--"
    characters = now.done.characters / seconds if seconds > 0 else 0.0
    said = [f"{per_second:,.1f} documents/s", f"{characters:,.0f} characters/s" if characters else "", f"ETA {eta}"]
    return ", ".join([*filter(None, said), f"{now.done.rejected} rejected"])


class _Clock:
    """Seconds since each task began."""

    def __init__(self) -> None:
        self._task, self._began = "", 0.0

    def seconds(self, now: Progress) -> float:
        """How long the task has been under way."""
        if now.task != self._task:
            self._task, self._began = now.task, time.monotonic()
        return time.monotonic() - self._began


@contextmanager
def _bar(console: Console) -> Iterator[Callable[[Progress], None]]:
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    names = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    clock = _Clock()
    with Bar(*names, TextColumn("{task.fields[speed]}"), console=console) as bar:
        task = bar.add_task("starting", total=None, speed="")

        def show(now: Progress) -> None:
            done = now.before + now.done.documents
            said = speed(now, clock.seconds(now))
            bar.update(task, description=now.task, completed=done, total=now.total, speed=said)

        yield show


def _lines() -> Callable[[Progress], None]:
    clock, last = _Clock(), time.monotonic()

    def show(now: Progress) -> None:
        nonlocal last
        seconds = clock.seconds(now)
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            done = now.before + now.done.documents
            typer.echo(f"{now.task} {done} of {now.total}: {speed(now, seconds)}", err=True)

    return show
