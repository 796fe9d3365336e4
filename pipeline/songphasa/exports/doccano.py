"""doccano's JSONL for sequence labelling: `text`, `label` as `[start, end, label]`, and the document's id beside."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from songphasa.document import Document
from songphasa.exports.lines import write_lines


def write(documents: Iterable[Document], out: Path) -> str:
    """Write one file; doccano keeps `document_id` as metadata, since it numbers `id` itself.

    Raises:
        OSError: it cannot be written.
    """
    write_lines(map(_row, documents), out)
    return ""


def _row(document: Document) -> dict[str, object]:
    labels = [[entity.start, entity.end, entity.label] for entity in document.entities]
    return {"text": document.text, "label": labels, "document_id": document.id}
