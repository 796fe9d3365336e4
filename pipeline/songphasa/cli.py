"""The command line: every command parses its arguments, calls one function and prints what it returns.

Exit codes: 0 done, 1 failed (the same command continues), 2 the user must change something, 3 done with rejected
documents, 130 and 143 interrupted by Ctrl-C or SIGTERM (the same command continues).
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from songphasa.errors import SongphasaError, StopRun

if TYPE_CHECKING:
    from songphasa.config import Config
    from songphasa.run import Progress, Summary

FAILED, USAGE, REJECTED, INTERRUPTED, TERMINATED = 1, 2, 3, 130, 143

app = typer.Typer(
    name="songphasa",
    help="Annotate Thai and English documents: sentences, entities, acronyms; written as a Hugging Face dataset.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Run = Annotated[Path, typer.Argument(metavar="RUN", help="Folder that `songphasa annotate` has written.")]


@app.command()
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


@app.command()
def inspect(
    run: Run,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Show only the document with this id.")] = None,
    label: Annotated[list[str] | None, typer.Option(help="Show only entities of this label; may be repeated.")] = None,
) -> None:
    """Show documents with their spans: entities, acronyms with long forms, sentences."""
    from rich.console import Console

    from songphasa.dataset.annotated import read_annotated
    from songphasa.inspection.terminal import render_document

    labels = _labels(label)
    console = Console()
    shown = 0
    for one in read_annotated(run):
        if document is None or one.id == document:
            console.print(render_document(one, labels))
            shown += 1
    if document is not None and not shown:
        raise StopRun(f"{run}: no document has the id {document!r}")


@app.command()
def evaluate(
    predictions: Annotated[Path, typer.Argument(help="A run's folder, or JSONL with the rows of one.")],
    gold: Annotated[Path, typer.Option(help="The same, annotated by people.")],
) -> None:
    """Compare a run with gold: precision, recall and F1 of entities, sentences and acronyms."""
    from rich.console import Console

    from songphasa.dataset.annotated import read_annotated
    from songphasa.evaluation import evaluate as compare
    from songphasa.inspection.terminal import render_evaluation

    Console().print(render_evaluation(compare(read_annotated(predictions), read_annotated(gold))))


@app.command()
def stages() -> None:
    """List the stages that are installed, with their options."""
    from songphasa.inspection.listing import stage_table

    _print_table(stage_table)


@app.command()
def models() -> None:
    """List the model packages that are installed."""
    from songphasa.inspection.listing import model_table

    _print_table(model_table)


def main() -> None:
    """Run the command line; errors that songphasa raises on purpose become one line on stderr and an exit code."""
    try:
        app()
    except StopRun as error:
        _fail(str(error), USAGE)
    except SongphasaError as error:
        _fail(str(error), FAILED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nothing is left to say
        sys.exit(FAILED)


def _fail(message: str, code: int) -> None:
    typer.echo(f"songphasa: {message}", err=True)
    sys.exit(code)


def _config(path: Path | None, lexicon: Path | None) -> Config:
    from songphasa.config import Config

    config = Config() if path is None else Config.from_toml(path)
    return config if lexicon is None else config.with_option("acronyms", "lexicon", str(lexicon))


def _labels(given: list[str] | None) -> frozenset[str] | None:
    from songphasa.document import LABELS

    labels = frozenset(label.upper() for label in given or ())
    if unknown := sorted(labels - set(LABELS)):
        raise StopRun(f"no entity label is called {unknown[0]}; there are {', '.join(LABELS)}")
    return labels or None


def _print_table(make: Callable[[], object]) -> None:
    from rich.console import Console

    Console().print(make())


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
