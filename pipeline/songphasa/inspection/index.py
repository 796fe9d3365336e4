"""A run ready to be searched: spans in a database in memory, texts as strings, documents where their files are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from songphasa.dataset.folder import RunFolder, read_json
from songphasa.dataset.schema import from_row
from songphasa.document import LABELS, Acronym, Document
from songphasa.errors import BadInput, BadOutput
from songphasa.inspection.context import beside
from songphasa.inspection.glossary import show_evidence
from songphasa.inspection.statistics import Statistics, Tally, column_of, read_tables
from songphasa.inspection.texts import Texts

if TYPE_CHECKING:
    import pyarrow as pa

Page = dict[str, Any]
"""`total`, `offset`, and the `rows` from there on."""

Conditions = tuple[str, dict[str, Any]]
"""SQL behind WHERE, and its values."""

CONTEXT = 70
"""Characters shown on either side of an entity."""

_TABLES = {
    "entities": {
        "start": "INTEGER",
        "end": "INTEGER",
        "label": "UTINYINT",
        "text": "VARCHAR",
        "score": "DOUBLE",
        "source": "VARCHAR",
        "value": "VARCHAR",
    },
    "acronyms": {
        "start": "INTEGER",
        "end": "INTEGER",
        "text": "VARCHAR",
        "kind": "VARCHAR",
        "long_th": "VARCHAR",
        "long_en": "VARCHAR",
        "scope": "VARCHAR",
        "score": "DOUBLE",
        "source": "VARCHAR",
        "definition_start": "INTEGER",
        "definition_end": "INTEGER",
    },
}
"""Layers that are searched by their spans; `number` is that of the document."""

_READINGS = """
CREATE TABLE readings AS
SELECT text AS short, kind, long_th, long_en, max(score) AS score, count(*) AS mentions,
    count(DISTINCT number) AS documents, histogram(scope) AS scopes,
    arg_min({'number': number, 'start': "start", 'end': "end", 'source': source,
             'definition_start': definition_start, 'definition_end': definition_end},
            (coalesce(greatest("start" - definition_end, definition_start - "end"), 1e9), number, "start")) AS shown
FROM acronyms WHERE kind <> 'title'
GROUP BY ALL ORDER BY short, mentions DESC, long_th, long_en
"""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; an empty value asks for nothing in particular.

    Attributes:
        q: a text, in any case of letters.
        labels: labels of entities.
        source: source of entities.
        scope: scope of short forms.
        score: the least score of spans.
        sort: order of entities: `text` or `score`, else that of the run.
        layer: layer of differences.
        kind: kind of differences.
        offset: rows passed over.
        limit: rows wanted.
    """

    q: str = ""
    labels: tuple[str, ...] = ()
    source: str = ""
    scope: str = ""
    score: float = 0.0
    sort: str = ""
    layer: str = ""
    kind: str = ""
    offset: int = 0
    limit: int = 100


class Index:
    """The documents and spans of a run, searched.

    Attributes:
        ids: ids of the documents, in the order of the run.
        statistics: figures of the run, without rejections.
    """

    def __init__(self, path: Path, keep: Callable[[str], bool] = lambda _: True) -> None:
        """Read a run.

        Args:
            path: the run's folder.
            keep: which documents are there to be seen, by id; the others count in the statistics alone.

        Raises:
            BadInput: it is no run's folder.
            BadOutput: the run is not finished, or a file is missing or unreadable.
        """
        import duckdb

        folder = RunFolder(path)
        if not folder.plan.exists():
            raise BadInput(f"{path}: no run's folder; `songphasa report` shows JSONL as well")
        self._files = folder.documents(read_json(folder.manifest)["files"])
        self._database = duckdb.connect()
        for layer, columns in _TABLES.items():
            self._database.execute(f"CREATE TABLE {layer} (number INTEGER, {_listed(columns)})")
        self.ids: list[str] = []
        self._firsts: list[int] = []
        self._entities: list[int] = []
        self._texts = Texts()
        tally = Tally()
        for table in read_tables(path):
            tally.add(table)
            self._add(table)
        self.statistics: Statistics = tally.statistics(Counter())
        self._database.execute(_READINGS)
        self._numbers = {name: number for number, name in enumerate(self.ids)}
        self._kept = frozenset(number for name, number in self._numbers.items() if keep(name))
        self._read = lru_cache(maxsize=64)(self._read_document)
        self._found = lru_cache(maxsize=16)(lambda said: frozenset(self._texts.find(said)))

    def _add(self, table: pa.Table) -> None:
        """Take in the documents of one file."""
        first = len(self.ids)
        self._firsts.append(first)
        self.ids.extend(table["id"].to_pylist())
        self._texts.add(table["text"].to_pylist(), self.ids[first:])
        self._entities.extend(len(spans) for spans in table["entities"])
        for layer, columns in _TABLES.items():
            self._database.register("spans", _flat(table, layer, columns, first))
            self._database.execute(f"INSERT INTO {layer} SELECT * FROM spans")  # noqa: S608 - our own names
            self._database.unregister("spans")

    def documents(self, query: Query, around: str | None = None) -> Page:
        """Documents that say the text and have the spans asked for: `id` and number of `entities`.

        Args:
            query: what is asked for.
            around: id of a document; then the page that holds it is given.
        """
        numbers = sorted(self._wanted(query))
        offset = query.offset
        if around in self._numbers:
            offset = bisect_left(numbers, self._numbers[around]) // query.limit * query.limit
        rows = [
            {"id": self.ids[number], "entities": self._entities[number]} for number in numbers[offset:][: query.limit]
        ]
        return {"total": len(numbers), "offset": offset, "rows": rows}

    def _wanted(self, query: Query) -> frozenset[int]:
        numbers = self._kept
        if query.q:
            numbers &= self._found(query.q)
        if query.labels or query.source or (query.score and not query.scope):
            numbers &= self._having("entities", _conditions(query, labels=True))
        if query.scope:
            numbers &= self._having("acronyms", _conditions(query, scope=True))
        return numbers

    def _having(self, layer: str, conditions: Conditions) -> frozenset[int]:
        where, values = conditions
        found = self._database.cursor().execute(f"SELECT DISTINCT number FROM {layer} WHERE {where}", values)  # noqa: S608
        return frozenset(number for (number,) in found.fetchall())

    def document(self, name: str) -> Document | None:
        """The document of this id, None where there is none."""
        number = self._numbers.get(name)
        return None if number is None or number not in self._kept else self._read(number)

    def _read_document(self, number: int) -> Document:
        """One document from its file, of which no more than a row group is read."""
        import pyarrow.parquet as pq

        place = bisect_right(self._firsts, number) - 1
        row = number - self._firsts[place]
        with pq.ParquetFile(self._files[place]) as file:
            for group in range(file.num_row_groups):
                rows = file.metadata.row_group(group).num_rows
                if row < rows:
                    return from_row(file.read_row_group(group).slice(row, 1).to_pylist()[0])
                row -= rows
        raise BadOutput(f"{self._files[place]}: has changed since it was opened; start again")

    def entities(self, query: Query) -> Page:
        """Entities of the labels, source, score and text asked for, each with `value`, `id`, `left` and `right`."""
        where, values = _conditions(query, labels=True, text=True)
        order = {"text": "text, number, start", "score": "score, number, start"}.get(query.sort, "number, start")
        total, rows = self._select("entities", where, values, order, query)
        return {"total": total, "offset": query.offset, "rows": [self._in_context(row) for row in rows]}

    def _in_context(self, row: dict[str, Any]) -> dict[str, Any]:
        number = row.pop("number")
        text, start, end = self._texts[number], row["start"], row["end"]
        left, right = beside(text, start, end, CONTEXT)
        return {**row, "label": LABELS[row["label"]], "id": self.ids[number], "left": left, "right": right}

    def readings(self, query: Query) -> Page:
        """Short forms in their readings, as `songphasa.inspection.glossary.list_short_forms` has them."""
        said = "(contains(lower(short), $q) OR contains(lower(long_th), $q) OR contains(lower(long_en), $q))"
        where = f"{said} AND score >= $score AND ($scope = '' OR len(map_extract(scopes, $scope)) > 0)"
        values = {"q": query.q.lower(), "score": query.score, "scope": query.scope}
        total, rows = self._select("readings", where, values, "short, mentions DESC, long_th, long_en", query)
        return {"total": total, "offset": query.offset, "rows": [self._with_evidence(row) for row in rows]}

    def _with_evidence(self, row: dict[str, Any]) -> dict[str, Any]:
        shown = row.pop("shown")
        number = shown.pop("number")
        document = Document(self.ids[number], self._texts[number])
        return {**row, "evidence": show_evidence(document, Acronym(kind=row["kind"], **shown))}

    def _select(
        self, table: str, where: str, values: dict[str, Any], order: str, query: Query
    ) -> tuple[int, list[dict[str, Any]]]:
        """How many rows there are, and those of the page."""
        cursor = self._database.cursor()
        (total,) = cursor.execute(f"SELECT count(*) FROM {table} WHERE {where}", values).fetchone() or (0,)  # noqa: S608
        page = f"SELECT * FROM {table} WHERE {where} ORDER BY {order} LIMIT {query.limit:d} OFFSET {query.offset:d}"  # noqa: S608
        cursor.execute(page, values)
        names = [column[0] for column in cursor.description or ()]
        return total, [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _conditions(query: Query, *, labels: bool = False, scope: bool = False, text: bool = False) -> Conditions:
    """What spans are asked for, as SQL and its values."""
    said = ["score >= $score"]
    values: dict[str, Any] = {"score": query.score}
    if labels and query.labels:
        said.append("list_contains($labels, label)")
        values["labels"] = [LABELS.index(label) for label in query.labels if label in LABELS]
    if labels and query.source:
        said.append("source = $source")
        values["source"] = query.source
    if scope:
        said.append("scope = $scope")
        values["scope"] = query.scope
    if text and query.q:
        said.append("contains(lower(text), $q)")
        values["q"] = query.q.lower()
    return " AND ".join(said), values


def _listed(columns: Mapping[str, str]) -> str:
    return ", ".join(f'"{name}" {kind}' for name, kind in columns.items())


def _flat(table: pa.Table, layer: str, columns: Iterable[str], first: int) -> pa.Table:
    """The spans of a layer as rows, with the number of their document; the first one of the table is given."""
    import pyarrow as pa
    import pyarrow.compute as pc

    parents = pc.list_parent_indices(table[layer].combine_chunks())
    return pa.table({"number": pc.add(parents, first), **{name: column_of(table, layer, name) for name in columns}})
