"""Corrected annotations back from other tools, as the rows that `songphasa evaluate --gold` reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from songphasa.dataset.schema import to_row
from songphasa.document import LABELS, Document
from songphasa.errors import BadConfig, BadInput, BadOutput
from songphasa.exports.lines import write_lines

FORMATS = ("brat", "conll", "doccano", "label-studio", "prodigy")
"""Formats that can be read; each is a module of this package, with `read(path)`."""


def read(path: str | Path, form: str) -> Iterator[Document]:
    """The documents of a file or folder in a format, their entities as people left them.

    Raises:
        BadConfig: there is no such format.
        BadInput: a file cannot be read, is not of the format, or a span is not where it says; the message names it.
    """
    if form not in FORMATS:
        raise BadConfig(f"no format is called {form!r}; there are: {', '.join(FORMATS)}")
    module = import_module(f"{__name__}.{form.replace('-', '_')}")
    try:
        yield from module.read(Path(path))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadInput(f"{path}: cannot be read as {form}: {error}") from error
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{path}: not what {form} exports: {error!r}") from error


def import_gold(path: str | Path, form: str, out: str | Path) -> int:
    """Write the documents of a file as gold, one row a line; how many there are.

    Raises:
        BadConfig, BadInput: see `read`; also where two documents have one id.
        BadOutput: `out` is there already, or cannot be written.
    """
    out = Path(out)
    if out.exists():
        raise BadOutput(f"{out}: is there already; remove it or name another")
    rows = [_gold_row(document) for document in unique(path, read(path, form))]
    try:
        write_lines(rows, out)
    except OSError as error:
        raise BadOutput(f"{out}: cannot be written: {error.strerror}") from error
    return len(rows)


def unique(path: str | Path, documents: Iterable[Document]) -> Iterator[Document]:
    """The same documents.

    Raises:
        BadInput: two of them have one id.
    """
    seen: set[str] = set()
    for document in documents:
        if document.id in seen:
            raise BadInput(f"{path}: two documents are called {document.id!r}; a gold document needs an id of its own")
        seen.add(document.id)
        yield document


def _gold_row(document: Document) -> dict[str, object]:
    """Only the layer that people have seen: an empty one would say that there is nothing."""
    row = to_row(document)
    entities = [{**entity, "label": LABELS[entity["label"]]} for entity in row["entities"]]
    return {**{name: row[name] for name in ("id", "text", "lang")}, "entities": entities}
