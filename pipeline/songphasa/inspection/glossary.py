"""The short forms of documents for a reader: each with its long forms, where they come from, and what shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf
from typing import Any

from songphasa.document import Acronym, Document
from songphasa.inspection.context import beside

Key = tuple[str, str, str | None, str | None]

AROUND = 60
"""Characters of evidence on either side."""


@dataclass(slots=True)
class _Entry:
    """One short form in one reading, while it is being counted."""

    score: float = 0.0
    mentions: int = 0
    documents: set[str] = field(default_factory=set)
    scopes: Counter[str] = field(default_factory=Counter)
    shown: tuple[Document, Acronym] | None = None

    def count(self, document: Document, mention: Acronym) -> None:
        """Count a mention; the one nearest to its definition is the evidence."""
        self.mentions += 1
        self.documents.add(document.id)
        self.scopes[mention.scope] += 1
        self.score = max(self.score, mention.score)
        if self.shown is None or _distance(mention) < _distance(self.shown[1]):
            self.shown = document, mention


def list_short_forms(documents: Iterable[Document]) -> list[dict[str, Any]]:
    """Every short form in every reading, sorted, titles, months and units left out.

    Each has `short`, `kind`, `long_th`, `long_en`, `score` (the highest), `mentions`, `documents`, `scopes` (mentions
    by scope) and `evidence`: `id`, `start` and `end` of a mention, and what stands there as `left`, `text`, `right`.
    """
    entries: dict[Key, _Entry] = {}
    for document in documents:
        for mention in document.acronyms:
            if mention.kind != "title":
                key = (document[mention], mention.kind, mention.long_th, mention.long_en)
                entries.setdefault(key, _Entry()).count(document, mention)
    return [
        _row(key, entries[key]) for key in sorted(entries, key=lambda key: (key[0], -entries[key].mentions, str(key)))
    ]


def _row(key: Key, entry: _Entry) -> dict[str, Any]:
    counts = {"score": entry.score, "mentions": entry.mentions, "documents": len(entry.documents)}
    evidence = show_evidence(*entry.shown) if entry.shown else None
    names = ("short", "kind", "long_th", "long_en")
    return dict(zip(names, key, strict=True)) | counts | {"scopes": dict(entry.scopes), "evidence": evidence}


def _distance(mention: Acronym) -> float:
    """Characters between a mention and its definition."""
    if mention.definition_start is None or mention.definition_end is None:
        return inf
    return max(mention.start - mention.definition_end, mention.definition_start - mention.end)


def show_evidence(document: Document, mention: Acronym) -> dict[str, Any]:
    """A mention, with its definition where that is near, and the text of the line around them."""
    edges, text = [mention.start, mention.end], document.text
    if mention.definition_start is not None and mention.definition_end is not None and _distance(mention) < AROUND:
        edges += [mention.definition_start, mention.definition_end]
    start, end = min(edges), max(edges)
    left, right = beside(text, start, end, AROUND)
    return {
        "id": document.id,
        "start": mention.start,
        "end": mention.end,
        "left": left,
        "text": text[start:end],
        "right": right,
        "source": mention.source,
    }
