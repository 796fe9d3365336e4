"""brat's folder of `.txt` and `.ann` files: text-bound annotations in one piece."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from songphasa.document import Document
from songphasa.errors import BadInput
from songphasa.imports.spans import Found, gold


def read(path: Path) -> Iterator[Document]:
    """A document for each `.txt` file, by name.

    Raises:
        BadInput: there is none, an annotation is in several pieces, or is not where it says.
        OSError, UnicodeDecodeError, ValueError: a file cannot be read.
    """
    files = sorted(file for file in path.iterdir() if file.suffix == ".txt")
    if not files:
        raise BadInput(f"{path}: holds no .txt files; name the folder that brat keeps the documents in")
    for file in files:
        annotations = file.with_name(f"{file.name.removesuffix('.txt')}.ann")
        text, lines = file.read_bytes().decode(), annotations.read_bytes().decode().split("\n")
        found = [_found(annotations, line) for line in lines if line.startswith("T")]
        yield gold(str(annotations), unquote(file.name.removesuffix(".txt")), text, found)


def _found(file: Path, line: str) -> Found:
    number, place, said = line.split("\t", 2)
    if ";" in place:
        raise BadInput(f"{file}: {number} is in several pieces ({place}), which an entity is not")
    label, start, end = place.split(" ")
    return int(start), int(end), label, said
