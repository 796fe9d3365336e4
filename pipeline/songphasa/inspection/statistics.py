"""Figures of a run: how many spans of what kind, from where, how certain, and what was rejected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from songphasa.dataset.annotated import read_annotated
from songphasa.dataset.folder import RunFolder, read_json
from songphasa.dataset.schema import document_features, to_row
from songphasa.document import LABELS
from songphasa.errors import BadOutput
from songphasa.inspection.rejections import read_rejections

if TYPE_CHECKING:
    import pyarrow as pa

BINS = 20
"""Columns of the score histogram, each 0.05 wide."""

MOST_FREQUENT = 10
"""Surfaces that are kept of a label, and short forms."""

Counts = dict[str, int]
"""A count by name, the greatest first."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of all documents of a run.

    Attributes:
        documents: documents annotated.
        characters: code points in them.
        languages: documents by language.
        sentences: sentences.
        translations: sentences that have a translation.
        entities: entities by label and by source.
        surfaces: by label, the entities' most frequent texts.
        scores: entities by score, `BINS` equal steps from 0 to 1.
        scopes: mentions of short forms by scope; titles, months and units are not counted.
        shorts: the most frequent short forms.
        flags: translations by each of their flags.
        rejected: rejected documents by reason, `stage: exception`.
    """

    documents: int = 0
    characters: int = 0
    languages: Counts = field(default_factory=dict)
    sentences: int = 0
    translations: int = 0
    entities: dict[str, Counts] = field(default_factory=dict)
    surfaces: dict[str, Counts] = field(default_factory=dict)
    scores: tuple[int, ...] = (0,) * BINS
    scopes: Counts = field(default_factory=dict)
    shorts: Counts = field(default_factory=dict)
    flags: Counts = field(default_factory=dict)
    rejected: Counts = field(default_factory=dict)


def read_statistics(path: str | Path) -> Statistics:
    """The figures of a run, or of JSONL files with the rows of one.

    Raises:
        BadInput, BadOutput: see `songphasa.dataset.annotated.read_annotated`.
    """
    tally = Tally()
    for table in read_tables(Path(path)):
        tally.add(table)
    return tally.statistics(Counter(f"{one.stage}: {one.exception}" for one in read_rejections(path)))


def read_tables(path: Path) -> Iterator[pa.Table]:
    """A run's files as they stand, each a table: at 100,000 documents much quicker than spans as values.

    Raises:
        BadInput, BadOutput: see `songphasa.dataset.annotated.read_annotated`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = RunFolder(path)
    if not folder.plan.exists():
        yield pa.Table.from_pylist(list(map(to_row, read_annotated(path))), schema=document_features().arrow_schema)
        return
    for file in folder.documents(read_json(folder.manifest)["files"]):
        try:
            yield pq.read_table(file)
        except (OSError, pa.ArrowException) as error:
            raise BadOutput(f"{file}: cannot be read: {error}") from error


class Tally:
    """The figures while they are being counted."""

    def __init__(self) -> None:
        self.single: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self.entities: Counter[tuple[str, str]] = Counter()
        self.surfaces: Counter[tuple[str, str]] = Counter()
        self.scores = [0] * BINS
        self.scopes: Counter[str] = Counter()
        self.shorts: Counter[str] = Counter()
        self.flags: Counter[str] = Counter()

    def add(self, table: pa.Table) -> None:
        """Count the documents of one file."""
        import pyarrow.compute as pc

        self.single["documents"] += table.num_rows
        self.single["characters"] += pc.sum(pc.utf8_length(table["text"])).as_py() or 0
        self.languages.update(table["lang"].to_pylist())
        self.single["sentences"] += pc.sum(pc.list_value_length(table["sentences"])).as_py() or 0
        translated = column_of(table, "translations", "text")
        self.single["translations"] += len(translated) - translated.null_count
        self.flags.update(_flags(table))
        self._add_entities(table)
        for kind, scope, short, count in _grouped(table, "acronyms", "kind", "scope", "text"):
            if kind != "title":
                self.scopes[scope] += count
                self.shorts[short] += count

    def _add_entities(self, table: pa.Table) -> None:
        import numpy as np

        for number, source, text, count in _grouped(table, "entities", "label", "source", "text"):
            label = LABELS[number]
            self.entities[label, source] += count
            self.surfaces[label, text] += count
        scores = column_of(table, "entities", "score").to_numpy(zero_copy_only=False)
        found, _ = np.histogram(scores, BINS, (0, 1))
        self.scores = [left + int(right) for left, right in zip(self.scores, found, strict=True)]

    def statistics(self, rejected: Counter[str]) -> Statistics:
        """What has been counted."""
        return Statistics(
            **self.single,
            languages=_counts(self.languages),
            entities=_by_label(self.entities),
            surfaces={label: _first(counts) for label, counts in _by_label(self.surfaces).items()},
            scores=tuple(self.scores),
            scopes=_counts(self.scopes),
            shorts=_first(_counts(self.shorts)),
            flags=_counts(self.flags),
            rejected=_counts(rejected),
        )


def column_of(table: pa.Table, layer: str, name: str) -> pa.Array:
    """One field of all spans of a layer, document by document; nulls where the run is older than the field."""
    import pyarrow as pa
    import pyarrow.compute as pc

    spans = pc.list_flatten(table[layer]).combine_chunks()
    return pa.nulls(len(spans)) if spans.type.get_field_index(name) < 0 else pc.struct_field(spans, name)


def _flags(table: pa.Table) -> list[str]:
    """The flags of all translations; runs of earlier versions have none."""
    import pyarrow.compute as pc

    spans = table.schema.field("translations").type.value_type
    if spans.get_field_index("flags") < 0:
        return []
    flags: list[str] = pc.list_flatten(column_of(table, "translations", "flags")).to_pylist()
    return flags


def _grouped(table: pa.Table, layer: str, *names: str) -> Iterator[tuple[Any, ...]]:
    """Each combination of values that spans of a layer have in these fields, with their number."""
    import pyarrow as pa

    spans = pa.table({name: column_of(table, layer, name) for name in names})
    grouped = spans.group_by(list(names)).aggregate([([], "count_all")])
    yield from zip(*(grouped[name].to_pylist() for name in (*names, "count_all")), strict=True)


def _counts(counter: Counter[str]) -> Counts:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def _first(counts: Counts) -> Counts:
    return dict(list(counts.items())[:MOST_FREQUENT])


def _by_label(counter: Counter[tuple[str, str]]) -> dict[str, Counts]:
    """Counts by label and by another name, the most frequent labels first."""
    labels: dict[str, Counter[str]] = {}
    for (label, name), count in counter.items():
        labels.setdefault(label, Counter())[name] += count
    order = sorted(labels, key=lambda label: (-labels[label].total(), label))
    return {label: _counts(labels[label]) for label in order}
