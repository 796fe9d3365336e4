"""Annotated documents in the formats of other tools: a module a format, each with `write(documents, out)`."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from songphasa.document import Document
from songphasa.errors import BadConfig, BadOutput

FORMATS = {
    "brat": "brat",
    "conll": "conll",
    "csv": "csv_table",
    "doccano": "doccano",
    "gliner": "gliner",
    "label-studio": "label_studio",
    "pairs": "pairs",
    "prodigy": "prodigy",
    "spacy": "docbin",
    "terms": "terms",
    "tmx": "tmx",
    "web-annotation": "web_annotation",
    "xmi": "xmi",
}
"""Modules of this package by the name of their format."""


def export(documents: Iterable[Document], to: str, out: str | Path) -> str:
    """Write documents in a format; what the conversion cost, in words, empty where it cost nothing.

    Raises:
        BadConfig: there is no such format.
        BadInput: a document holds what the format cannot.
        BadOutput: `out` is there already, or cannot be written.
        MissingModel: the format needs a package that is not installed.
    """
    if to not in FORMATS:
        raise BadConfig(f"no format is called {to!r}; there are: {', '.join(FORMATS)}")
    out = Path(out)
    if out.exists():
        raise BadOutput(f"{out}: is there already; remove it or name another")
    write = import_module(f"{__name__}.{FORMATS[to]}").write
    try:
        return str(write(documents, out))
    except OSError as error:
        raise BadOutput(f"{out}: cannot be written: {error.strerror}") from error
