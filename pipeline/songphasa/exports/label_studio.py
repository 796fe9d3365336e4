"""Label Studio's tasks with predictions, one JSON list; its offsets are code points as ours are."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from songphasa.dataset.folder import aside
from songphasa.document import Document, Entity


def write(documents: Iterable[Document], out: Path) -> str:
    """Write the file that Label Studio's Import takes, for a project with `<Labels name="label" toName="text">`.

    Raises:
        OSError: it cannot be written.
    """
    with aside(out) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as stream:
        before = "[\n"
        for document in documents:
            stream.write(before + json.dumps(_task(document), ensure_ascii=False))
            before = ",\n"
        stream.write("[]\n" if before == "[\n" else "\n]\n")
    return ""


def _task(document: Document) -> dict[str, Any]:
    results = [_result(document, number, entity) for number, entity in enumerate(document.entities)]
    data = {"text": document.text, "document_id": document.id}
    return {"data": data, "predictions": [{"model_version": "songphasa", "result": results}]}


def _result(document: Document, number: int, entity: Entity) -> dict[str, Any]:
    value = {"start": entity.start, "end": entity.end, "text": document[entity], "labels": [entity.label]}
    place = {"from_name": "label", "to_name": "text", "type": "labels"}
    return {"id": f"e{number}", **place, "value": value, "score": entity.score}
