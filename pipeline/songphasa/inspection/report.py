"""A run as one page that can be sent by mail: what is in it, how much of it, and beside what it is held."""

from __future__ import annotations

import hashlib
import heapq
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from itertools import islice
from math import inf
from pathlib import Path
from typing import Any

from songphasa.dataset.annotated import read_annotated
from songphasa.dataset.folder import write_aside
from songphasa.dataset.schema import Row
from songphasa.document import SPAN_OF_LAYER, Document, Layer, Span
from songphasa.errors import BadOutput
from songphasa.inspection.comparison import Comparison
from songphasa.inspection.glossary import list_short_forms
from songphasa.inspection.page import make_page
from songphasa.inspection.rejections import read_rejections
from songphasa.inspection.statistics import read_statistics

LIMIT = 16_000_000
"""Bytes of documents in a page; a larger run is sampled. With the glossary a page has some 20 MB at most."""

REJECTIONS = 2_000
"""Rejected documents in a page."""

COLUMNS = {layer: [field.name for field in fields(SPAN_OF_LAYER[layer])] for layer in Layer}
"""What is known of the spans of a layer, `start` and `end` first."""


def write_report(run: Path, out: Path, against: Path | None = None, *, seed: int = 0, limit: int = LIMIT) -> str:
    """Write the page of a run.

    Args:
        run: a run's folder, or JSONL with the rows of one.
        out: the file, replaced where it exists.
        against: another run or gold over the same texts; then only documents that differ are in the page.
        seed: which documents are drawn where they are more than `limit`.
        limit: bytes of documents.

    Returns:
        What the page holds, for people.

    Raises:
        BadInput, BadOutput: see `songphasa.dataset.annotated.read_annotated`; the texts of the two differ; the file
            cannot be written.
    """
    comparison = Comparison.of(read_annotated(against)) if against else None
    sample = _Sample(seed, limit)
    for document in read_annotated(run):
        differences = comparison.add(document) if comparison else None
        if differences is None or differences:
            sample.add(document, {} if differences is None else {"differences": differences})
    data = _describe(run, sample, comparison, against)
    page = make_page(f"{_name(run)} · songphasa", sample.with_rows(data))
    try:
        write_aside(out, page)
    except OSError as error:
        raise BadOutput(f"{out}: cannot be written: {error.strerror}") from error
    return f"{data['about']}, {len(page) / 1e6:.1f} MB"


def page_row(document: Document) -> Row:
    """A document as the page reads it; a span is the list of its values in the order of `COLUMNS`, to save space."""
    row: Row = {"id": document.id, "text": document.text, "lang": document.lang, "source": document.source}
    if document.metadata != "{}":
        row["metadata"] = document.metadata
    return row | {layer.value: [_values(layer, span) for span in document.layer(layer)] for layer in Layer}


def _values(layer: Layer, span: Span) -> list[Any]:
    """The values of a span, without those at the end that are None."""
    values = [getattr(span, name) for name in COLUMNS[layer]]
    while values[-1] is None:
        values.pop()
    return values


@dataclass(slots=True)
class _Sample:
    """The documents of a page, as JSON: all, or those of the lowest hashes of seed and id, as many as fit.

    The order of the documents makes no difference.
    """

    seed: int
    limit: int
    size: int = 0
    seen: int = 0
    bound: float = inf
    kept: list[tuple[int, int, str, Document]] = field(default_factory=list)

    def add(self, document: Document, more: Row) -> None:
        """Take a document in, with more that is known of it, and leave out the highest hashes where all do not fit."""
        self.seen += 1
        digest = hashlib.sha256(f"{self.seed} {document.id}".encode(errors="backslashreplace")).digest()
        rank = int.from_bytes(digest[:8])
        if rank >= self.bound:
            return
        said = json.dumps(page_row(document) | more, ensure_ascii=False, separators=(",", ":"))
        heapq.heappush(self.kept, (-rank, self.seen, said, document))
        self.size += _bytes(said)
        while self.size > self.limit and len(self.kept) > 1:
            highest, _, left_out, _ = heapq.heappop(self.kept)
            self.bound = -highest
            self.size -= _bytes(left_out)

    def in_order(self) -> list[tuple[int, int, str, Document]]:
        """What is kept, in the order of the run."""
        return sorted(self.kept, key=lambda one: one[1])

    def with_rows(self, data: dict[str, Any]) -> str:
        """A JSON object with the documents as its `rows`."""
        rows = ",".join(said for _, _, said, _ in self.in_order())
        return f'{json.dumps(data, ensure_ascii=False, separators=(",", ":"))[:-1]}, "rows": [{rows}]}}'


def _bytes(said: str) -> int:
    return len(said.encode(errors="backslashreplace"))


def _describe(run: Path, sample: _Sample, comparison: Comparison | None, against: Path | None) -> dict[str, Any]:
    """What the page says beside the documents."""
    statistics = read_statistics(run)
    documents = [document for _, _, _, document in sample.in_order()]
    rejections = list(islice(read_rejections(run), REJECTIONS))
    return {
        "name": _name(run),
        "about": _about(sample, sum(statistics.rejected.values()), comparison, against),
        "documents": len(documents),
        "columns": COLUMNS,
        **find_filters(documents),
        "glossary": list_short_forms(documents),
        "statistics": asdict(statistics),
        "rejected": [asdict(rejection) for rejection in rejections],
        **(comparison.describe(_name(against)) if comparison and against else {}),
    }


def _name(run: Path) -> str:
    return run.resolve().name


def _about(sample: _Sample, rejected: int, comparison: Comparison | None, against: Path | None) -> str:
    what = "documents" if sample.seen != 1 else "document"
    if comparison and against:
        what = f"of {comparison.documents} documents differ from {_name(against)}"
    said = f"{sample.seen:,} {what}"
    if len(sample.kept) < sample.seen:
        said = f"a sample of {len(sample.kept):,} (seed {sample.seed}) of {said}; statistics are of all"
    if rejected > REJECTIONS:
        said += f"; the first {REJECTIONS:,} of {rejected:,} rejected ones"
    return said


def find_filters(documents: Iterable[Document]) -> dict[str, Any]:
    """What there is to filter by: labels with their counts, sources, scopes."""
    entities = [entity for document in documents for entity in document.entities]
    return {
        "labels": dict(Counter(entity.label for entity in entities).most_common()),
        "sources": sorted({entity.source for entity in entities}),
        "scopes": sorted({mention.scope for document in documents for mention in document.acronyms}),
    }
