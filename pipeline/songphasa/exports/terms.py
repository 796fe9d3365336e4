"""The names and terms that translations were to use, as CSV: corrected, it is the glossary of the next run."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from songphasa.dataset.folder import aside
from songphasa.document import Document
from songphasa.text.cells import harmless

_COLUMNS = ("th", "en", "origin", "number")
_CONVERTED = frozenset({"date", "amount"})


def write(documents: Iterable[Document], out: Path) -> str:
    """Write one file, sorted: th, en, who says so, how often; without dates, amounts and what both write alike.

    Raises:
        OSError: it cannot be written.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    for document in documents:
        for one in document.translations:
            for term in one.terms:
                sides = (document[term], term.target) if one.lang == "en" else (term.target, document[term])
                if term.origin not in _CONVERTED and sides[0] != sides[1]:
                    counts[(*sides, term.origin)] += 1
    with aside(out) as temporary, temporary.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(_COLUMNS)
        for said, number in sorted(counts.items()):
            writer.writerow([*map(harmless, said), number])
    return ""
