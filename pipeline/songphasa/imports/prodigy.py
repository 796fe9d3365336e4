"""Prodigy's `db-out`: accepted answers; rejected and ignored ones are left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from songphasa.document import Document
from songphasa.imports.lines import read_lines
from songphasa.imports.spans import gold


def read(path: Path) -> Iterator[Document]:
    """The documents that were accepted, or were not asked about.

    Raises:
        BadInput: a span is not where it says.
        KeyError, TypeError, ValueError, OSError: it is no such export.
    """
    for place, task in read_lines(path):
        if task.get("answer", "accept") == "accept":
            found = [(one["start"], one["end"], one["label"], one.get("text")) for one in task.get("spans") or ()]
            yield gold(place, str(task.get("meta", {}).get("id", place)), task["text"], found)
