"""What the commands share that run the batch job: progress, interruptions, the summary and the exit code."""

from __future__ import annotations

import json
import shlex
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from songphasa.cli.arguments import Place
from songphasa.cli.exits import INTERRUPTED, REJECTED, TERMINATED

if TYPE_CHECKING:
    from songphasa.run import Report, Summary, Workers
    from songphasa.slices import SliceSummary


def chosen_workers(
    number: int, document_timeout: float | None, gibibytes: float | None, place: Place, ray_address: str
) -> Workers:
    """The workers that the options say."""
    from songphasa.executors.supervised import DOCUMENT_TIMEOUT
    from songphasa.run import Workers

    memory = int(gibibytes * 2**30) if gibibytes else None
    ray = ray_address if place is Place.RAY else None
    return Workers(number, document_timeout or DOCUMENT_TIMEOUT, memory, ray)


def run_job(job: Callable[[Report], Summary | SliceSummary], *, quiet: bool, as_json: bool) -> None:
    """Run a job with progress, print its summary and end with the exit code that it deserves."""
    from songphasa.cli.progress import progress
    from songphasa.run import Summary

    started = time.monotonic()
    with (
        _interruptible(),
        progress(quiet) as report,
        redirect_stdout(sys.stderr),
    ):  # stages and Ray print what they like
        summary = job(report)
    code = REJECTED if isinstance(summary, Summary) and summary.rejected else 0
    if as_json:
        seconds = round(time.monotonic() - started, 3)
        table = {**asdict(summary), "seconds": seconds, "exit_code": code}
        typer.echo(json.dumps(table, ensure_ascii=False, default=str))
    if not quiet:
        lines = _lines(summary) if isinstance(summary, Summary) else _slice_lines(summary)
        typer.echo("\n".join(lines), err=True)
    if code:
        raise typer.Exit(code)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C and SIGTERM end the run with their exit codes; what is finished stays finished."""

    def terminate(number: int, frame: object) -> None:  # noqa: ARG001
        sys.exit(TERMINATED)

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    except (KeyboardInterrupt, SystemExit) as interruption:
        typer.echo(f"\nsongphasa: interrupted; this continues: {_resuming_command()}", err=True)
        code = TERMINATED if isinstance(interruption, SystemExit) else INTERRUPTED
        raise typer.Exit(code) from interruption
    finally:
        signal.signal(signal.SIGTERM, before)


def _resuming_command() -> str:
    """The command that was given, without the option that would begin anew."""
    return shlex.join(["songphasa", *(argument for argument in sys.argv[1:] if argument != "--overwrite")])


def _lines(summary: Summary) -> list[str]:
    entities = sum(count for name, count in summary.counts.items() if name.startswith("entities."))
    sentences, acronyms = (summary.counts.get(name, 0) for name in ("sentences", "acronyms"))
    lines = [
        f"{summary.documents} documents in = {summary.rows} annotated + {summary.rejected} rejected",
        f"{sentences} sentences, {entities} entities, {acronyms} acronyms",
        f"dataset: {summary.out}",
    ]
    if summary.continued:
        lines.insert(1, f"{summary.continued} of them were finished before")
    widened, lost = (summary.counts.get(name, 0) for name in ("widened", "lost"))
    if widened or lost:
        lines.append(f"in the configuration 'tokens': {widened} entities widened to token edges, {lost} lost")
    if summary.ignored:
        lines.append(f"passed over, no documents: {', '.join(summary.ignored[:5])}{' …' * (len(summary.ignored) > 5)}")
    if summary.rejected:
        lines.append(f"rejected, with the reasons: {summary.out}/rejected")
    if summary.memory:
        lines.append(f"memory: at most {summary.memory / 2**20:,.0f} MiB a process")
    return lines


def _slice_lines(summary: SliceSummary) -> list[str]:
    done = f"{summary.documents} documents in {summary.shards} shards"
    if summary.published:
        return [f"{done} annotated and written", f"when all slices are: songphasa finish {summary.out}"]
    return [
        f"{done} annotated; {summary.waiting} shards of other slices are not",
        f"then: songphasa finish {summary.out}",
    ]
