"""Entities as a CSV table for spreadsheets: a row an entity; nothing in it is run as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from songphasa.dataset.folder import aside
from songphasa.document import Document
from songphasa.text.cells import harmless

COLUMNS = ("document_id", "start", "end", "label", "text", "score", "source")


def write(documents: Iterable[Document], out: Path) -> str:
    """Write one file, UTF-8 with the mark that spreadsheets know it by; a dangerous cell begins with an apostrophe.

    Raises:
        OSError: it cannot be written.
    """
    with aside(out) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for document in documents:
            for one in document.entities:
                cells = (document.id, one.start, one.end, one.label, document[one], one.score, one.source)
                writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    return ""
