"""The glossary of a run: every short form with every pair of long forms that its mentions have, counted."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from songphasa.dataset.folder import aside
from songphasa.dataset.parquet import write_rows
from songphasa.dataset.schema import Row, glossary_features
from songphasa.document import Acronym, Document
from songphasa.text.cells import harmless
from songphasa.text.tokens import split_tokens

_AROUND = 60
"""Characters of the example on either side of a mention."""

Key = tuple[str, str, str | None, str | None]


@dataclass(slots=True)
class _Entry:
    """One short form in one reading, while it is being counted."""

    example: str
    documents: int = 0
    mentions: int = 0


class Glossary:
    """Counts the short forms of documents, or of parts that were counted before, in their order.

    Titles, ranks, months and units are left out. The example is the line around the first mention, cut short.
    """

    def __init__(self) -> None:
        self._entries: dict[Key, _Entry] = {}

    def count(self, document: Document) -> None:
        """Count the mentions of one more document."""
        seen = set()
        for mention in document.acronyms:
            if mention.kind != "title":
                key = (document[mention], mention.kind, mention.long_th, mention.long_en)
                entry = self._entries.get(key) or self._entries.setdefault(key, _Entry(_example(document, mention)))
                entry.mentions += 1
                entry.documents += key not in seen
                seen.add(key)

    def add(self, rows: Iterable[Row]) -> None:
        """Add the rows of a glossary of later documents."""
        for row in rows:
            key = (row["short"], row["kind"], row["long_th"], row["long_en"])
            entry = self._entries.setdefault(key, _Entry(row["example"]))
            entry.documents += row["documents"]
            entry.mentions += row["mentions"]

    def rows(self) -> list[Row]:
        """The rows of the `glossary` configuration, the most frequent reading of a short form first."""
        return sorted((_row(key, entry) for key, entry in self._entries.items()), key=_order)

    def write(self, path: Path) -> Path:
        """Write the rows as Parquet."""
        return write_rows(path, self.rows(), glossary_features())


def glossary_rows(documents: Iterable[Document]) -> list[Row]:
    """The rows of the `glossary` configuration for these documents."""
    glossary = Glossary()
    for document in documents:
        glossary.count(document)
    return glossary.rows()


def _order(row: Row) -> tuple[str, int, str, str]:
    return row["short"], -row["mentions"], row["long_th"] or "", row["long_en"] or ""


def _row(key: Key, entry: _Entry) -> Row:
    counts = {"documents": entry.documents, "mentions": entry.mentions, "example": entry.example}
    return dict(zip(("short", "kind", "long_th", "long_en"), key, strict=True)) | counts


def _example(document: Document, mention: Acronym) -> str:
    """Whole words of the mention's line, so that no Thai cluster is torn."""
    start = document.text.rfind("\n", 0, mention.start) + 1
    line = document.text[start:].partition("\n")[0]
    left, right = mention.start - start, mention.end - start
    kept = [(a, b) for a, b in split_tokens(line) if left - _AROUND < b and a < right + _AROUND]
    return line[kept[0][0] : kept[-1][1]].strip()


def write_glossary_csv(path: Path, rows: Iterable[Row]) -> None:
    """Write the glossary for people to edit; the file can be given back as `--lexicon`.

    A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    with aside(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(glossary_features()))
        writer.writeheader()
        writer.writerows(
            {name: harmless(value) if isinstance(value, str) else value for name, value in row.items()} for row in rows
        )
