r"""CoNLL's columns, a token and its IOB2 tag apart by a tab; also what Flair's `ColumnCorpus` reads.

A document begins with `# id = …`; an empty line stands behind every sentence. The tokens of a document joined are its
text: white space is a token (`\s`, see `songphasa.exports.escapes`), what stands between two sentences belongs to the
first. Tokens end where an entity does, so that none is widened.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from pathlib import Path

from songphasa.dataset.folder import aside
from songphasa.document import Document, Entity
from songphasa.exports.escapes import escape
from songphasa.text.tokens import split_tokens


def write(documents: Iterable[Document], out: Path) -> str:
    """Write one file.

    Raises:
        OSError: it cannot be written.
    """
    with aside(out) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as stream:
        for document in documents:
            stream.writelines(f"{line}\n" for line in _lines(document))
    return ""


def _lines(document: Document) -> Iterator[str]:
    yield f"# id = {escape(document.id)}"
    for start, end in _blocks(document):
        yield from (f"{escape(document.text[left:right])}\t{tag}" for left, right, tag in _tagged(document, start, end))
        yield ""


def _blocks(document: Document) -> Iterable[tuple[int, int]]:
    """Sentences, each with what follows it; they tile the text."""
    starts = [sentence.start for sentence in document.sentences[1:]]
    return pairwise([0, *starts, len(document.text)])


def _tagged(document: Document, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for left, right in exact_tokens(document, start, end):
        entity = next(iter(entities_in(document, left, right)), None)
        yield left, right, "O" if entity is None else f"{'B' if left == entity.start else 'I'}-{entity.label}"


def exact_tokens(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """The tokens of `[start, end)`, cut also where entities begin and end."""
    edges = {start + right for _, right in split_tokens(document.text[start:end])} | {start, end}
    named = entities_in(document, start, end)
    edges |= {edge for one in named for edge in (one.start, one.end) if start < edge < end}
    return list(pairwise(sorted(edges)))


def entities_in(document: Document, start: int, end: int) -> Sequence[Entity]:
    """The entities that have a character of `[start, end)`."""
    first = bisect_right(document.entities, start, key=attrgetter("end"))
    return document.entities[first : bisect_left(document.entities, end, lo=first, key=attrgetter("start"))]
