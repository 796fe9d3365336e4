"""`songphasa inspect`: a run in the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from songphasa.cli.arguments import Run
from songphasa.errors import StopRun

if TYPE_CHECKING:
    from songphasa.document import Document


def inspect(
    run: Run,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Show only the document with this id.")] = None,
    label: Annotated[list[str] | None, typer.Option(help="Show only entities of this label; may be repeated.")] = None,
    text: Annotated[str | None, typer.Option(help="Show only documents that say this, and point it out.")] = None,
    acronym: Annotated[
        str | None, typer.Option(metavar="SHORT", help="Show only documents with this short form, and no other ones.")
    ] = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="Show the rejected documents and why.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object a line, the rows of the dataset.")] = False,
) -> None:
    """Show documents with their spans: entities, acronyms with long forms, sentences."""
    if rejected:
        _show_rejected(run, as_json=as_json)
        return
    labels = _labels(label)
    found = _find(run, document, text, acronym)
    if as_json:
        _print_rows(found, labels)
        return
    from songphasa.cli.pager import paged
    from songphasa.inspection.terminal import render_document

    with paged() as console:
        for one in found:
            console.print(render_document(one, labels, acronym, text or ""))


def _find(run: Run, name: str | None, text: str | None, acronym: str | None) -> Iterator[Document]:
    """The documents that are asked for.

    Raises:
        StopRun: there is none.
    """
    from songphasa.dataset.annotated import read_annotated

    shown = 0
    for one in read_annotated(run):
        if (name is None or one.id == name) and _says(one, text) and _mentions(one, acronym):
            yield one
            shown += 1
    asked = {"has the id": name, "says": text, "has the short form": acronym}
    if not shown and any(asked.values()):
        raise StopRun(f"{run}: no document {' and '.join(f'{what} {said!r}' for what, said in asked.items() if said)}")


def _says(document: Document, text: str | None) -> bool:
    return text is None or text.casefold() in document.text.casefold()


def _mentions(document: Document, acronym: str | None) -> bool:
    from songphasa.inspection.terminal import same_text

    return acronym is None or any(same_text(document[mention], acronym) for mention in document.acronyms)


def _print_rows(documents: Iterator[Document], labels: frozenset[str] | None) -> None:
    from songphasa.dataset.schema import to_row

    for one in documents:
        row = to_row(one)
        entities = [{**span, "label": entity.label} for span, entity in zip(row["entities"], one.entities, strict=True)]
        row["entities"] = [span for span in entities if labels is None or span["label"] in labels]
        typer.echo(json.dumps(row, ensure_ascii=False))


def _show_rejected(run: Run, *, as_json: bool) -> None:
    from dataclasses import asdict

    from songphasa.inspection.rejections import read_rejections

    rejections = list(read_rejections(run))
    if as_json:
        for one in rejections:
            typer.echo(json.dumps(asdict(one), ensure_ascii=False))
    elif not rejections:
        typer.echo(f"{run}: no document was rejected")
    else:
        from songphasa.cli.pager import paged
        from songphasa.inspection.figures import render_rejections

        with paged() as console:
            console.print(render_rejections(rejections))


def _labels(given: list[str] | None) -> frozenset[str] | None:
    from songphasa.document import LABELS

    labels = frozenset(label.upper() for label in given or ())
    if unknown := sorted(labels - set(LABELS)):
        raise StopRun(f"no entity label is called {unknown[0]}; there are {', '.join(LABELS)}")
    return labels or None
