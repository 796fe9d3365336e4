"""Whether a finished run is whole: its files, their rows and spans, the card, and that no document is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from songphasa.dataset.folder import RunFolder, file_sha256, read_json
from songphasa.dataset.parquet import read_rows
from songphasa.dataset.plan import read_plan
from songphasa.dataset.references import shard_references
from songphasa.dataset.schema import Row, document_features, from_row, glossary_features, token_features
from songphasa.dataset.shards import ShardRecord, read_record
from songphasa.document import Layer
from songphasa.errors import BadAnnotation
from songphasa.rejection import read_rejected

if TYPE_CHECKING:
    from datasets import Features

_SAYS_ITS_TEXT = (Layer.ENTITIES.value, Layer.ACRONYMS.value)


def verify(path: str | Path) -> Iterator[str]:
    """What is wrong with a finished run, a line each; nothing where it is whole.

    Raises:
        BadOutput: the folder holds no finished run.
    """
    folder = RunFolder(Path(path))
    manifest = read_json(folder.manifest)
    yield from _stray_files(folder, manifest["files"])
    unreadable = [*_damaged_files(folder, manifest["files"]), *_schema_problems(folder, manifest["files"])]
    yield from unreadable
    if unreadable:
        return  # what their rows say is worth nothing
    rows: Counter[str] = Counter()
    for name in _tables(manifest["files"]):
        rows[_view(name)] += _row_count(folder.path / name)
    yield from _count_problems(manifest, rows)
    yield from _card_problems(folder, rows)
    yield from _shard_problems(folder)


def _damaged_files(folder: RunFolder, files: Mapping[str, str]) -> Iterator[str]:
    for name, digest in files.items():
        try:
            found = file_sha256(folder.path / name)
        except OSError as error:
            yield f"{name}: cannot be read: {error.strerror}"
            continue
        if found != digest:
            yield f"{name}: its SHA-256 is not the one that run.json names: it was changed or damaged"


def _stray_files(folder: RunFolder, files: Mapping[str, str]) -> Iterator[str]:
    for place in ("data", "rejected"):
        for path in sorted((folder.path / place).rglob("*")):
            name = folder.name(path)
            if path.is_file() and name not in files and not path.name.startswith("."):
                yield f"{name}: is not in run.json, though `load_dataset` would read it"


def _view(name: str) -> str:
    return name.split("/")[1]


def _features(view: str) -> Features:
    return {"documents": document_features, "tokens": token_features, "glossary": glossary_features}[view]()


def _tables(files: Iterable[str]) -> list[str]:
    return [name for name in files if name.endswith(".parquet")]


def _schema_problems(folder: RunFolder, files: Iterable[str]) -> Iterator[str]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    labels = b"huggingface"
    for name in _tables(files):
        expected = _features(_view(name)).arrow_schema
        try:
            found = pq.read_schema(folder.path / name)
        except (OSError, pa.ArrowException):
            continue  # it is damaged, and that was said
        if not found.equals(expected) or (found.metadata or {}).get(labels) != expected.metadata[labels]:
            yield f"{name}: has other columns than the dataset"


def _row_count(path: Path) -> int:
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


def _count_problems(manifest: Mapping[str, Any], rows: Counter[str]) -> Iterator[str]:
    counts = manifest["counts"]
    for view, name in (("documents", "rows"), ("tokens", "tokens"), ("glossary", "glossary")):
        if rows[view] != counts.get(name, 0):
            yield f"data/{view}: {rows[view]} rows where run.json says {counts.get(name, 0)}"
    if counts["documents"] != counts["rows"] + counts["rejected"]:
        yield f"run.json: {counts['documents']} documents in are not {counts['rows']} + {counts['rejected']} rejected"


def _card_problems(folder: RunFolder, rows: Counter[str]) -> Iterator[str]:
    """A card that disagrees with the files wins in `load_dataset`, without a word."""
    from huggingface_hub import DatasetCard

    try:
        infos = DatasetCard.load(folder.card).data.to_dict().get("dataset_info") or []
        said = {info["config_name"]: sum(split["num_examples"] for split in info["splits"]) for info in infos}
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        yield f"README.md: is no dataset card: {error}"
        return
    for config, view in (("default", "documents"), ("tokens", "tokens"), ("glossary", "glossary")):
        if said.get(config, 0) != rows[view]:  # a configuration without rows is left out
            yield f"README.md: says {said.get(config, 0)} rows of {config!r} where the files hold {rows[view]}"


def _shard_problems(folder: RunFolder) -> Iterator[str]:
    plan = read_plan(folder)
    for index in range(plan.shards):
        record = read_record(folder.record(index))
        if record is None:
            yield f"shards/{index:05d}.json: missing"
        else:
            yield from _document_problems(folder, record)


def _document_problems(folder: RunFolder, record: ShardRecord) -> Iterator[str]:
    """Every planned document stands in exactly one place; every row says what its text says."""
    left = Counter(reference.id for reference in shard_references(folder, record.index))
    for path in folder.documents(record.files):
        for row in read_rows(path):
            left[row["id"]] -= 1
            yield from (f"{folder.name(path)}: document {row['id']!r}: {problem}" for problem in _row_problems(row))
    if record.rejected:
        left.subtract(rejection.id for rejection in read_rejected(folder.rejected(record.index)))
    for name, times in left.items():
        if times:
            yield f"shard {record.index}: document {name!r} stands {1 - times} times among rows and rejected"


def _row_problems(row: Row) -> Iterator[str]:
    try:
        from_row(row)
    except BadAnnotation as error:
        yield str(error)
    for layer in _SAYS_ITS_TEXT:
        for span in row[layer]:
            if row["text"][span["start"] : span["end"]] != span["text"]:
                yield f"{layer}: [{span['start']}, {span['end']}) is not {span['text']!r}"
