"""The end of a run: in = out + rejected is checked, glossary, card and manifest are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from songphasa.dataset.card import write_card
from songphasa.dataset.folder import RunFolder, file_sha256, write_json
from songphasa.dataset.glossary import Glossary, glossary_rows, write_glossary_csv
from songphasa.dataset.manifest import manifest
from songphasa.dataset.parquet import read_documents, read_rows, write_rows
from songphasa.dataset.plan import Plan
from songphasa.dataset.schema import Row, glossary_features
from songphasa.dataset.shards import ShardRecord
from songphasa.errors import FailShard


def finish_run(folder: RunFolder, plan: Plan, records: Sequence[ShardRecord]) -> Mapping[str, int]:
    """Write glossary, card and manifest of a run whose shards are all published; what was counted.

    Raises:
        FailShard: documents are lost, which is a mistake in songphasa; or a file cannot be written.
    """
    rows, rejected = sum(record.rows for record in records), sum(record.rejected for record in records)
    if plan.documents != rows + rejected:
        raise FailShard(
            f"{plan.documents} documents went in, {rows} + {rejected} came out; "
            "please report this, and run again with --overwrite"
        )
    counts: Counter[str] = Counter()
    for record in records:
        counts.update(record.counts)
    try:
        glossary = _glossary(folder, records)
        counts["glossary"] = len(glossary)
        made: dict[str, Any] = manifest(plan, records, counts, _write_glossary(folder, glossary))
        write_card(folder, made)
        write_json(folder.manifest, made)
    except OSError as error:
        raise FailShard(f"{folder.path}: cannot be finished: {error}; the same command continues") from error
    folder.remove_work()
    return counts


def _glossary(folder: RunFolder, records: Sequence[ShardRecord]) -> list[Row]:
    """The glossary of the run from those of its shards; of a shard whose part is gone, from its documents."""
    glossary = Glossary()
    for record in records:
        part = folder.part_of_glossary(record.index)
        if part.exists():
            glossary.add(read_rows(part))
        else:
            for path in folder.documents(record.files):
                glossary.add(glossary_rows(read_documents(path)))
    return glossary.rows()


def _write_glossary(folder: RunFolder, rows: Sequence[Row]) -> dict[str, str]:
    """Write the glossary as data and for people; the hash of either file by name."""
    write_glossary_csv(folder.glossary, rows)
    data = write_rows(folder.data("glossary", 0, 1), rows, glossary_features())
    return {folder.name(path): file_sha256(path) for path in (data, folder.glossary)}
