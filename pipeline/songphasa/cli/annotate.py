"""`songphasa annotate`: the batch job."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songphasa.cli.exits import INTERRUPTED, REJECTED, TERMINATED

if TYPE_CHECKING:
    from songphasa.config import Config
    from songphasa.run import Progress, Summary


def annotate(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="RUN", help="Folder to write the dataset to.")],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUTS...", help="Files (.txt, .jsonl, .csv, .parquet), folders of them, or globs."),
    ] = None,
    config: Annotated[Path | None, typer.Option(metavar="FILE", help="TOML file with stages and options.")] = None,
    lexicon: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your short forms: CSV with short, long_th, long_en.")
    ] = None,
    dataset: Annotated[str | None, typer.Option(metavar="NAME", help="Hugging Face dataset: folder or hub id.")] = None,
    split: Annotated[str, typer.Option(help="Split of that dataset.")] = "train",
    text_field: Annotated[str, typer.Option(help="Field of a record that is the text.")] = "text",
    id_field: Annotated[str, typer.Option(help="Field of a record that is its id.")] = "id",
    workers: Annotated[int, typer.Option(min=1, help="Worker processes.")] = 1,
    shard_size: Annotated[int | None, typer.Option(min=1, help="Documents in a data file.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Remove the run that RUN holds first.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no summary.")] = False,
) -> None:
    """Annotate documents and write them as a dataset. The same command continues a run that was stopped."""
    from songphasa import run
    from songphasa.dataset.plan import SHARD_SIZE
    from songphasa.dataset.sources import Fields

    given = run.Inputs(tuple(inputs or ()), dataset, Fields(text_field, id_field, split))
    with _interruptible(), _progress_bar(quiet) as progress:
        summary = run.annotate(
            given,
            out,
            _config(config, lexicon),
            workers=workers,
            shard_size=shard_size or SHARD_SIZE,
            overwrite=overwrite,
            progress=progress,
        )
    if not quiet:
        _print_summary(summary)
    if summary.rejected:
        raise typer.Exit(REJECTED)


def _config(path: Path | None, lexicon: Path | None) -> Config:
    from songphasa.config import Config

    config = Config() if path is None else Config.from_toml(path)
    return config if lexicon is None else config.with_option("acronyms", "lexicon", str(lexicon))


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C and SIGTERM end the run with their exit codes; what is finished stays finished."""

    def terminate(number: int, frame: object) -> None:  # noqa: ARG001
        sys.exit(TERMINATED)

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    except (KeyboardInterrupt, SystemExit) as interruption:
        typer.echo("\nsongphasa: interrupted; the same command continues with the unfinished shards", err=True)
        code = TERMINATED if isinstance(interruption, SystemExit) else INTERRUPTED
        raise typer.Exit(code) from interruption
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _progress_bar(quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """A bar on stderr, nothing where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("documents"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=console, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task("annotating", total=None)
        yield lambda now: bar.update(task, description=now.task, completed=now.done, total=now.total)


def _print_summary(summary: Summary) -> None:
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
        lines.append(f"rejected, with the reasons: {summary.out / 'rejected'}")
    typer.echo("\n".join(lines), err=True)
