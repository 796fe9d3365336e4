"""CoNLL columns as `songphasa.exports.conll` writes them: tokens joined are the text, tags are IOB2."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from songphasa.document import Document
from songphasa.errors import BadInput
from songphasa.exports.escapes import unescape
from songphasa.imports.spans import Found, gold

_ID = "# id = "


def read(path: Path) -> Iterator[Document]:
    """The documents of a file; each begins with `# id = …`.

    Raises:
        BadInput: a line is no token and tag apart by a tab, or stands before the first document.
        OSError, UnicodeDecodeError: it cannot be read.
    """
    name, tokens = None, list[tuple[str, str]]()
    for number, line in enumerate(path.read_bytes().decode().split("\n"), 1):
        if line.startswith(_ID):
            if name is not None:
                yield _document(path, name, tokens)
            name, tokens = unescape(line[len(_ID) :]), []
        elif line.strip("\r"):
            token, tab, tag = line.rstrip("\r").rpartition("\t")
            if not tab or name is None:
                raise BadInput(f"{path}:{number}: neither '{_ID}…' nor, below one, a token and its tag apart by a tab")
            tokens.append((unescape(token), tag))
    if name is not None:
        yield _document(path, name, tokens)


def _document(path: Path, name: str, tokens: list[tuple[str, str]]) -> Document:
    return gold(str(path), name, "".join(token for token, _ in tokens), _found(tokens))


def _found(tokens: list[tuple[str, str]]) -> Iterator[Found]:
    """An entity is a begin and what continues it, also over the end of a sentence."""
    at, start, label = 0, 0, ""
    for token, tag in tokens:
        prefix, _, ours = tag.partition("-")
        if label and (prefix != "I" or ours != label):
            yield start, at, label, None
            label = ""
        if ours and not label:
            start, label = at, ours
        at += len(token)
    if label:
        yield start, at, label, None
