"""doccano's JSONL export: `label` (or `labels`, `entities`) by code points; it does not say what a span says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from songphasa.document import Document
from songphasa.imports.lines import read_lines
from songphasa.imports.spans import Found, gold


def read(path: Path) -> Iterator[Document]:
    """Every document, also those without a label.

    Raises:
        BadInput: a span lies outside its text.
        KeyError, TypeError, ValueError, OSError: it is no such export.
    """
    for place, row in read_lines(path):
        text = row["text"] if "text" in row else row["data"]
        yield gold(place, str(row.get("document_id", row.get("id", place))), text, _found(row))


def _found(row: Mapping[str, Any]) -> Iterator[Found]:
    for one in row.get("label") or row.get("labels") or row.get("entities") or ():
        if isinstance(one, Mapping):
            yield one["start_offset"], one["end_offset"], one["label"], None
        else:
            start, end, label = one
            yield start, end, label, None
