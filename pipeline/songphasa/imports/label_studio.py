"""Label Studio's JSON export: each task's last annotation that was not cancelled; tasks without one are left out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from songphasa.document import Document
from songphasa.imports.spans import Found, gold


def read(path: Path) -> Iterator[Document]:
    """The tasks that people have annotated.

    Raises:
        BadInput: a span is not where it says.
        KeyError, TypeError, ValueError, OSError: it is no such export.
    """
    for task in json.loads(path.read_text(encoding="utf-8-sig")):
        done = [one for one in task.get("annotations") or () if not one.get("was_cancelled")]
        if done:
            data = task["data"]
            id = str(data.get("document_id", task.get("id", "")))  # noqa: A001
            yield gold(f"{path}: task {id}", id, data["text"], _found(done[-1]))


def _found(annotation: Mapping[str, Any]) -> Iterator[Found]:
    for result in annotation["result"]:
        if result.get("type") == "labels":
            value = result["value"]
            yield value["start"], value["end"], value["labels"][0], value.get("text")
