"""brat's stand-off format: a folder with a `.txt` and an `.ann` file a document; offsets are code points.

A file is named by its document's id, in which what file names cannot hold is written as in URLs (`%2F`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from songphasa.dataset.folder import write_aside
from songphasa.document import Document
from songphasa.errors import BadInput

_FORBIDDEN = re.compile(r'[%/\\:*?"<>|\x00-\x1f]|^\.|\.$')


def write(documents: Iterable[Document], out: Path) -> str:
    """Write the folder; the labels are in `annotation.conf`, which brat needs.

    Raises:
        OSError: a file cannot be written.
        BadInput: an id is empty.
    """
    labels: set[str] = set()
    for document in documents:
        name = file_name(document.id)
        write_aside(out / f"{name}.txt", document.text.encode())
        write_aside(out / f"{name}.ann", _annotations(document).encode())
        labels |= {entity.label for entity in document.entities}
    sections = ("[relations]", "[events]", "[attributes]")
    write_aside(out / "annotation.conf", "\n".join(["[entities]", *sorted(labels), *sections, ""]).encode())
    return ""


def file_name(id: str) -> str:  # noqa: A002
    """The name of a document's files, without suffix.

    Raises:
        BadInput: the id is empty.
    """
    if not id:
        raise BadInput("a document has an empty id, which cannot be the name of a file")
    return _FORBIDDEN.sub(lambda found: f"%{ord(found[0]):02X}", id)


def _annotations(document: Document) -> str:
    return "".join(
        f"T{number}\t{entity.label} {entity.start} {entity.end}\t{document[entity]}\n"
        for number, entity in enumerate(document.entities, 1)
    )
