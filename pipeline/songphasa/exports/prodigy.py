"""Prodigy's JSONL for `ner.manual`: `text`, `tokens`, `spans` by character and token, the id in `meta`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from songphasa.document import Document
from songphasa.exports.conll import exact_tokens
from songphasa.exports.lines import write_lines


def write(documents: Iterable[Document], out: Path) -> str:
    """Write one file; tokens end where an entity does, since Prodigy takes no other spans.

    Raises:
        OSError: it cannot be written.
    """
    write_lines(map(_task, documents), out)
    return ""


def _task(document: Document) -> dict[str, Any]:
    places = exact_tokens(document, 0, len(document.text)) if document.text else []
    tokens = [
        {"text": document.text[start:end], "start": start, "end": end, "id": number, "ws": False}
        for number, (start, end) in enumerate(places)
    ]
    first = {start: number for number, (start, _) in enumerate(places)}
    last = {end: number for number, (_, end) in enumerate(places)}
    spans = [
        {
            "start": entity.start,
            "end": entity.end,
            "token_start": first[entity.start],
            "token_end": last[entity.end],
            "label": entity.label,
        }
        for entity in document.entities
    ]
    return {"text": document.text, "tokens": tokens, "spans": spans, "meta": {"id": document.id}}
