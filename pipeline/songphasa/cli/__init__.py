"""The command line: every command parses its arguments, calls one function and prints what it returns.

Exit codes: 0 done, 1 failed (the same command continues), 2 the user must change something, 3 done with rejected
documents, 75 another run is writing the folder, 130 and 143 interrupted by Ctrl-C or SIGTERM (the same command
continues).
"""

from __future__ import annotations

import sys

import typer

from songphasa.cli.agree import agree
from songphasa.cli.annotate import annotate
from songphasa.cli.doctor import doctor
from songphasa.cli.evaluate import evaluate
from songphasa.cli.exits import FAILED, LOCKED, USAGE
from songphasa.cli.export import export
from songphasa.cli.finish import finish
from songphasa.cli.glossary import glossary
from songphasa.cli.import_ import import_
from songphasa.cli.inspect import inspect
from songphasa.cli.listing import models, stages
from songphasa.cli.push import push
from songphasa.cli.report import report
from songphasa.cli.retry import retry
from songphasa.cli.split import split
from songphasa.cli.stats import stats
from songphasa.cli.train import train
from songphasa.cli.verify import verify
from songphasa.cli.view import view
from songphasa.errors import Locked, SongphasaError, StopRun

app = typer.Typer(
    name="songphasa",
    help="Annotate Thai and English documents: sentences, entities, acronyms; written as a Hugging Face dataset.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (annotate, finish, retry, verify, inspect, stats, report, view, evaluate, export, split, stages, models):
    app.command()(command)
app.command()(agree)
app.command()(push)
app.command()(doctor)
app.command()(glossary)
app.command("import")(import_)
app.add_typer(train, name="train")


def main() -> None:
    """Run the command line; errors that songphasa raises on purpose become one line on stderr and an exit code."""
    try:
        app()
    except Locked as error:
        _fail(str(error), LOCKED)
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
