"""`songphasa inspect`: a run in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from songphasa.cli.arguments import Run
from songphasa.errors import StopRun


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


def _labels(given: list[str] | None) -> frozenset[str] | None:
    from songphasa.document import LABELS

    labels = frozenset(label.upper() for label in given or ())
    if unknown := sorted(labels - set(LABELS)):
        raise StopRun(f"no entity label is called {unknown[0]}; there are {', '.join(LABELS)}")
    return labels or None
