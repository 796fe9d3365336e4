"""Splits of a run for training: each document in one of them, and documents that nearly repeat each other together.

The data files of a shard are parted in place: `train-00003-of-00010.parquet` gets `validation-…` and `test-…` beside.
At every moment each document stands in one of them at least, so a split that was interrupted is done again by the same
command; shares of 1, 0 and 0 undo it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from songphasa.dataset.annotated import read_annotated
from songphasa.dataset.card import write_card
from songphasa.dataset.folder import RunFolder, file_sha256, read_json, write_json
from songphasa.dataset.lock import locked
from songphasa.dataset.parquet import read_rows, write_rows
from songphasa.dataset.plan import read_plan
from songphasa.dataset.references import shard_references
from songphasa.dataset.schema import Row, document_features, from_row, to_row, token_features
from songphasa.dataset.shards import ShardRecord, read_record
from songphasa.document import LABELS, Document, Layer
from songphasa.errors import BadConfig, BadInput, BadOutput, MissingModel
from songphasa.exports.lines import write_lines
from songphasa.loading import SPLITS

if TYPE_CHECKING:
    from datasets import Features

ALIKE = 0.8
"""Jaccard similarity of the shingles of two documents that nearly repeat each other."""

_SHINGLE = 5
_PERMUTATIONS = 128
_VIEWS = {"documents": "id", "tokens": "document_id"}


class By(StrEnum):
    """What stays together."""

    DOCUMENT = "document"
    SOURCE = "source"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class SplitReport:
    """What each split got.

    Attributes:
        documents: documents by split.
        labels: entities by label, by split.
        repeats: documents that nearly repeat another one.
    """

    documents: Mapping[str, int]
    labels: Mapping[str, Mapping[str, int]]
    repeats: int


def split_run(path: str | Path, shares: Mapping[str, float], by: By = By.DOCUMENT, seed: int = 0) -> SplitReport:
    """Part a finished run into splits; files, records, manifest and card are those of a run with splits.

    Args:
        path: the run's folder.
        shares: of the documents, by name of the split; they sum up to 1.
        by: `document`: in the order of a hash of the ids; `source`: in the same, those of one input file together;
            `date`: in the order of the field `date` of their metadata, so that the last are tested on.
        seed: another one gives other splits.

    Raises:
        BadConfig: shares that are negative, do not sum up to 1 or are of unknown splits.
        BadInput: by date, and a document has none.
        BadOutput: the folder holds no finished run, or cannot be written.
        Locked: another process is writing the run.
        MissingModel: datasketch is not installed.
    """
    _check(shares)
    folder = RunFolder(Path(path))
    read_json(folder.manifest)
    with locked(folder.path):
        groups, repeats = find_groups(_documents(folder), by)
        chosen = choose(groups, shares, by, seed)
        try:
            _part(folder, chosen, {"by": by.value, "seed": seed, "shares": dict(shares)})
        except OSError as error:
            raise BadOutput(f"{folder.path}: cannot be parted: {error.strerror}; the same command continues") from error
        return _report(_documents(folder), chosen, repeats)


def split_gold(
    path: str | Path, out: str | Path, shares: Mapping[str, float], by: By = By.DOCUMENT, seed: int = 0
) -> SplitReport:
    """Part annotated documents, which stay as they are, into `train.jsonl`, `validation.jsonl` and `test.jsonl`.

    Args:
        path: what `read_annotated` reads: gold, or a run.
        out: folder for the files; must not be there.
        shares: as for `split_run`.
        by: as there.
        seed: as there.

    Raises:
        BadConfig, MissingModel: see `split_run`.
        BadInput: see `read_annotated`; by date, and a document has none.
        BadOutput: `out` is there already, or cannot be written.
    """
    _check(shares)
    out = Path(out)
    if out.exists():
        raise BadOutput(f"{out}: is there already; remove it or name another")
    documents = list(read_annotated(path))
    groups, repeats = find_groups(documents, by)
    chosen = choose(groups, shares, by, seed)
    try:
        out.mkdir(parents=True)
        for name in sorted(set(chosen.values())):
            write_lines((_gold_row(one) for one in documents if chosen[one.id] == name), out / f"{name}.jsonl")
    except OSError as error:
        raise BadOutput(f"{out}: cannot be written: {error.strerror}") from error
    return _report(documents, chosen, repeats)


def _gold_row(document: Document) -> Row:
    """A row without layers that say nothing, labels by name."""
    row = {name: value for name, value in to_row(document).items() if value != []}
    entities = [{**one, "label": LABELS[one["label"]]} for one in row.get(Layer.ENTITIES.value, ())]
    return {**row, Layer.ENTITIES.value: entities}


def refuse_split(folder: RunFolder) -> None:
    """Make sure that a run whose shards are to be written again is not parted: the second pass reads whole files.

    Raises:
        BadOutput: it is parted.
    """
    places = folder.data("documents", 0, 1).parent
    if any(part for name in SPLITS[1:] for part in places.glob(f"{name}-*.parquet")):
        command = f"songphasa split {folder.path} --train 1 --validation 0 --test 0"
        raise BadOutput(f"{folder.path}: is split; make it one again first: {command}")


def _documents(folder: RunFolder) -> Iterator[Document]:
    """The documents as they stand on the disk, where an interrupted split has left more than the manifest knows."""
    plan = read_plan(folder)
    for index in range(plan.shards):
        yield from map(from_row, _once(_there(folder.data("documents", index, plan.shards)), "id"))


def _check(shares: Mapping[str, float]) -> None:
    if unknown := sorted(set(shares) - set(SPLITS)):
        raise BadConfig(f"no split is called {unknown[0]!r}; there are: {', '.join(SPLITS)}")
    if min(shares.values(), default=0) < 0 or abs(sum(shares.values()) - 1) > 1e-6:
        raise BadConfig(f"shares must sum up to 1, none below 0: {', '.join(f'{k} {v:g}' for k, v in shares.items())}")


@dataclass(frozen=True, slots=True)
class Member:
    """A document as splitting sees it: its id, and its date where splits are by date."""

    id: str
    date: str = ""


Group = tuple[Member, ...]


def find_groups(documents: Iterable[Document], by: By) -> tuple[list[Group], int]:
    """The documents that must stay together, and how many nearly repeat another one.

    MinHash (Broder 1997) over the character 5-grams of the text without white space; candidates by locality-sensitive
    hashing (Indyk and Motwani 1998), both of datasketch. Kept in memory: about a kibibyte a document.

    Raises:
        BadInput: by date, and a document has none.
        MissingModel: datasketch is not installed.
    """
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError as error:
        raise MissingModel("splitting needs datasketch: pip install 'songphasa[split]'") from error
    index = MinHashLSH(threshold=ALIKE, num_perm=_PERMUTATIONS)
    empty, hashes = MinHash(num_perm=_PERMUTATIONS, seed=1), dict[str, Any]()
    members, together, repeats = dict[str, Member](), _Together(), 0
    for document in documents:
        members[document.id] = Member(document.id, _date(document) if by is By.DATE else "")
        mine = empty.copy()
        mine.update_batch(_shingles(document.text))
        alike = sorted(other for other in index.query(mine) if mine.jaccard(hashes[other]) >= ALIKE)
        repeats += bool(alike)
        if by is By.SOURCE:
            alike.append("\0" + re.sub(r":\d+$", "", document.source))
        for other in alike:
            together.join(document.id, other)
        index.insert(document.id, mine)
        hashes[document.id] = mine
    groups = defaultdict(list)
    for name, member in members.items():
        groups[together.first(name)].append(member)
    return [tuple(group) for group in groups.values()], repeats


def _date(document: Document) -> str:
    date = json.loads(document.metadata).get("date")
    if not isinstance(date, str) or not date:
        raise BadInput(f"{document.id}: its metadata has no 'date' (ISO 8601 text); split by document or source")
    return date


def _shingles(text: str) -> list[bytes]:
    said = "".join(text.split())
    places = range(max(1, len(said) - _SHINGLE + 1))
    return sorted({said[place : place + _SHINGLE].encode(errors="surrogatepass") for place in places})


class _Together:
    """Disjoint sets of names (union-find)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def first(self, name: str) -> str:
        """The name that stands for the set."""
        while (above := self._above.get(name, name)) != name:
            self._above[name] = name = self._above.get(above, above)
        return name

    def join(self, left: str, right: str) -> None:
        """Make two sets one."""
        self._above[self.first(left)] = self.first(right)


def choose(groups: Iterable[Group], shares: Mapping[str, float], by: By, seed: int) -> dict[str, str]:
    """The split of each document by its id: groups in order, each in the split in whose share its middle lies."""
    ordered = sorted(groups, key=lambda group: _place(group, by, seed))
    total, before, chosen = sum(map(len, ordered)), 0, {}
    names = [name for name in SPLITS if shares.get(name)]
    ends = list(accumulate(shares[name] for name in names))
    for group in ordered:
        middle = (before + len(group) / 2) / total
        split = next((name for name, end in zip(names, ends, strict=True) if middle < end), names[-1])
        chosen.update({member.id: split for member in group})
        before += len(group)
    return chosen


def _place(group: Group, by: By, seed: int) -> tuple[str, str]:
    hashed = min(hashlib.sha256(f"{seed}\0{one.id}".encode(errors="surrogatepass")).hexdigest() for one in group)
    return max(one.date for one in group) if by is By.DATE else "", hashed


def _part(folder: RunFolder, chosen: Mapping[str, str], settings: Mapping[str, Any]) -> None:
    plan = read_plan(folder)
    made = read_json(folder.manifest)
    files: dict[str, str] = {}
    for index in range(plan.shards):
        record = read_record(folder.record(index))
        if record is None:
            raise BadOutput(f"{folder.record(index)}: missing; see `songphasa verify`")
        files |= _part_shard(folder, record, plan.shards, chosen)
    others = {name: digest for name, digest in made["files"].items() if not _is_parted(name)}
    made = {**made, "files": {**files, **others}, "splits": dict(settings)}
    write_card(folder, made)
    write_json(folder.manifest, made)


def _is_parted(name: str) -> bool:
    return name.startswith(tuple(f"data/{view}/" for view in _VIEWS))


def _part_shard(folder: RunFolder, record: ShardRecord, shards: int, chosen: Mapping[str, str]) -> dict[str, str]:
    """Part the files of a shard; their hashes by name."""
    order = {reference.id: place for place, reference in enumerate(shard_references(folder, record.index))}
    paths: list[Path] = []
    for view, column in _VIEWS.items():
        whole = folder.data(view, record.index, shards)
        features = document_features() if view == "documents" else token_features()
        rows = _gathered(whole, column, order, features)
        parts = {name: [row for row in rows if chosen[row[column]] == name] for name in SPLITS}
        for name in reversed(SPLITS):  # train, which holds all of them until then, is the last one written
            if parts[name] or name == "train":
                paths.insert(0, write_rows(_part_of(whole, name), parts[name], features))
    files = {folder.name(path): file_sha256(path) for path in paths}
    others = {name: digest for name, digest in record.files.items() if not _is_parted(name)}
    write_json(folder.record(record.index), asdict(replace(record, files={**files, **others})))
    return files


def _part_of(whole: Path, split: str) -> Path:
    return whole.with_name(split + whole.name.removeprefix("train"))


def _there(whole: Path) -> list[Path]:
    return [part for part in (_part_of(whole, name) for name in SPLITS) if part.exists()]


def _gathered(whole: Path, column: str, order: Mapping[str, int], features: Features) -> list[Row]:
    """All rows of a shard, in the order of its plan; where they were parted, they are one file again afterwards."""
    parts = _there(whole)
    rows = sorted(_once(parts, column), key=lambda row: order[row[column]])
    if parts != [whole]:
        write_rows(whole, rows, features)
        for part in parts:
            if part != whole:
                part.unlink()
    return rows


def _once(parts: Sequence[Path], column: str) -> Iterator[Row]:
    """Rows of several files, those of a document from the first file that has it."""
    seen: set[str] = set()
    for part in parts:
        rows = list(read_rows(part))
        yield from (row for row in rows if row[column] not in seen)
        seen |= {row[column] for row in rows}


def _report(documents: Iterable[Document], chosen: Mapping[str, str], repeats: int) -> SplitReport:
    labels: dict[str, Counter[str]] = {name: Counter() for name in SPLITS}
    for document in documents:
        labels[chosen[document.id]].update(entity.label for entity in document.entities)
    return SplitReport({name: Counter(chosen.values())[name] for name in SPLITS}, labels, repeats)
