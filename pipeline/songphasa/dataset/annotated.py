"""Annotated documents wherever they stand: a run's folder, or JSONL files of dataset rows, such as gold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from songphasa.dataset.manifest import read_run
from songphasa.dataset.schema import from_row
from songphasa.document import Document, Layer
from songphasa.errors import BadAnnotation, BadInput


def read_annotated(path: str | Path) -> Iterator[Document]:
    """Annotated documents: a run's folder, a JSONL file of dataset rows, or a folder of such files.

    Rows may be shorter than those of a dataset: layers may be missing, entities may lack score and source, and acronyms
    may say `en`, `th` and `defined` for `long_en`, `long_th` and `scope`.

    Raises:
        BadInput: there is nothing of the kind, or a line is no row.
        BadOutput: see `songphasa.dataset.manifest.read_run`.
    """
    path = Path(path)
    if (path / "plan.json").exists():
        yield from read_run(path)
        return
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise BadInput(f"{path}: neither a run's folder nor a folder with .jsonl files of annotated documents")
    for file in files:
        yield from _read_jsonl(file)


def _read_jsonl(file: Path) -> Iterator[Document]:
    try:
        lines = file.read_text(encoding="utf-8").rstrip("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{file}: cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        try:
            yield from_row(_completed(json.loads(line)))
        except (AttributeError, ValueError, KeyError, TypeError, BadAnnotation) as error:
            raise BadInput(f"{file}:{number}: not a row of an annotated document: {error!r}") from error


def _completed(row: Mapping[str, Any]) -> dict[str, Any]:
    mentions = [_completed_mention(mention) for mention in row.get(Layer.ACRONYMS.value) or ()]
    return {**row, Layer.ACRONYMS.value: mentions}


def _completed_mention(mention: Mapping[str, Any]) -> dict[str, Any]:
    said = {"long_en": mention.get("en"), "long_th": mention.get("th")}
    scope = "document" if mention.get("defined") else "unknown"
    return {"kind": "latin", "scope": scope, **said, **mention}
