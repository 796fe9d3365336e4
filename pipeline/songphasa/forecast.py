"""What a run would do, from looking at all inputs and annotating three of their documents."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from songphasa.config import Config
from songphasa.dataset.folder import RunFolder
from songphasa.dataset.parquet import write_rows
from songphasa.dataset.plan import Plan
from songphasa.dataset.schema import document_features, to_row, token_features
from songphasa.dataset.shards import load_pipeline
from songphasa.dataset.sources import Fields, InputFile, find_references, read_references
from songphasa.dataset.space import ROOM, free_space
from songphasa.dataset.views import token_view
from songphasa.document import Document
from songphasa.rejection import Rejection

SAMPLE = 3
"""Documents that are annotated to know the speed."""

_SECOND_PASS = 1.5
"""Time of both passes for each second of the first."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a run would do.

    Attributes:
        documents: documents in the inputs.
        unreadable: those among them that would be rejected without being annotated.
        characters: characters of the others.
        shards: data files.
        done: shards that the folder holds already.
        models: fingerprint of each model by its name.
        seconds: about how long the run would take, from the beginning.
        bytes: about how much the run would need on disk while it goes on.
        free: bytes that are free there.
    """

    documents: int
    unreadable: int
    characters: int
    shards: int
    done: int
    models: dict[str, str]
    seconds: float
    bytes: int
    free: int


def forecast(plan: Plan, folder: RunFolder, files: Sequence[InputFile], dataset: str | None, workers: int) -> Forecast:
    """Read every document, annotate a few, write nothing that stays.

    Raises:
        BadInput: see `find_references`.
    """
    fields = Fields(**plan.fields)
    seen = _look_at(read_references(find_references(files, dataset, fields), fields))
    seconds, size = _try_out(seen.sample, plan.config)
    characters = sum(len(document.text) for document in seen.sample) or 1
    return Forecast(
        documents=seen.documents,
        unreadable=seen.unreadable,
        characters=seen.characters,
        shards=-(-seen.documents // plan.shard_size),
        done=len(list(folder.path.glob("shards/*.json"))),
        models=dict(plan.models),
        seconds=_SECOND_PASS * seconds * seen.characters / characters / max(workers, 1),
        bytes=int(ROOM * size * seen.characters / characters),
        free=free_space(folder.path),
    )


@dataclass(slots=True)
class _Seen:
    documents: int
    unreadable: int
    characters: int
    sample: list[Document]


def _look_at(read: Iterable[Document | Rejection]) -> _Seen:
    """Count, and keep three documents that any three are as likely to be, the same ones each time."""
    chance, seen = random.Random(0), _Seen(0, 0, 0, [])  # noqa: S311 - no secret
    for one in read:
        seen.documents += 1
        if isinstance(one, Rejection):
            seen.unreadable += 1
            continue
        seen.characters += len(one.text)
        if len(seen.sample) < SAMPLE:
            seen.sample.append(one)
        elif (place := chance.randrange(seen.documents)) < SAMPLE:
            seen.sample[place] = one
    return seen


def _try_out(sample: Sequence[Document], config: Mapping[str, Any]) -> tuple[float, int]:
    """Seconds that annotating takes, and bytes of the files."""
    pipeline = load_pipeline(Config.from_dict(config).to_json())
    pipeline.annotate(sample)  # whatever is loaded at first use
    began = time.perf_counter()
    annotated = [one for one in pipeline.annotate(sample) if isinstance(one, Document)]
    seconds = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder:
        written = [
            write_rows(Path(folder) / "documents.parquet", map(to_row, annotated), document_features()),
            write_rows(
                Path(folder) / "tokens.parquet",
                (row for document in annotated for row in token_view(document).rows),
                token_features(),
            ),
        ]
        return seconds, sum(path.stat().st_size for path in written)
