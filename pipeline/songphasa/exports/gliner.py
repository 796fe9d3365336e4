"""GLiNER's training rows: `tokenized_text` and `ner` as `[first, last, label]`, both inclusive; a row a sentence.

White space is no token there and labels are words of a language, so they are written small: `person`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path

from songphasa.document import Document, Sentence
from songphasa.exports.conll import entities_in, exact_tokens
from songphasa.exports.lines import write_lines


def write(documents: Iterable[Document], out: Path) -> str:
    """Write one file; how many entities stand in no sentence or across two, and are left out.

    Raises:
        OSError: it cannot be written.
    """
    total = kept = 0

    def rows() -> Iterator[dict[str, object]]:
        nonlocal total, kept
        for document in documents:
            total += len(document.entities)
            for sentence in document.sentences:
                tokens, names = _row(document, sentence)
                kept += len(names)
                yield {"tokenized_text": tokens, "ner": names}

    write_lines(rows(), out)
    return f"{total - kept} entities stand in no single sentence and were left out" if total - kept else ""


def _row(document: Document, sentence: Sentence) -> tuple[list[str], list[tuple[int, int, str]]]:
    spans = [
        (start, end)
        for start, end in exact_tokens(document, sentence.start, sentence.end)
        if not document.text[start:end].isspace()
    ]
    starts, ends = ([span[edge] for span in spans] for edge in (0, 1))
    names = []
    for entity in entities_in(document, sentence.start, sentence.end):
        if sentence.start <= entity.start and entity.end <= sentence.end:
            first, last = bisect_left(starts, entity.start), bisect_left(ends, entity.end)
            names.append((first, last, entity.label.lower()))
    return [document.text[start:end] for start, end in spans], names
