"""What a run would do, from looking at all inputs and annotating three of their documents."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from songphasa.dataset.folder import RunFolder
from songphasa.dataset.parquet import write_rows
from songphasa.dataset.plan import Plan
from songphasa.dataset.schema import document_features, to_row, token_features
from songphasa.dataset.shards import Job, Shard, load_pipeline
from songphasa.dataset.sources import InputFile, find_references, read_references
from songphasa.dataset.space import ROOM, free_space
from songphasa.dataset.views import token_view
from songphasa.dataset.watch import Care, Watch
from songphasa.document import Document
from songphasa.executors.base import Executor
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
        tried: documents that were annotated to tell the rest; fewer than three where some cannot be.
        seconds: about how long the run would take, from the beginning; 0 where none was tried.
        bytes: about how much the run would need on disk while it goes on; 0 where none was tried.
        free: bytes that are free there.
    """

    documents: int
    unreadable: int
    characters: int
    shards: int
    done: int
    models: dict[str, str]
    tried: int
    seconds: float
    bytes: int
    free: int


def forecast(
    plan: Plan, folder: RunFolder, files: Sequence[InputFile], dataset: str | None, executor: Executor, workers: int
) -> Forecast:
    """Read every document, annotate a few with the executor, write nothing that stays.

    Raises:
        BadInput: see `find_references`.
        StopRun, FailShard: see `Executor.run`.
    """
    job = plan.job(folder)
    wait_for_models = executor.load(job.config)  # while the inputs are looked at
    seen = _look_at(read_references(find_references(files, dataset, job.fields), job.fields))
    wait_for_models()
    sample = Shard(0, len(seen.sample))
    (trial,) = executor.run(partial(try_out, seen.sample), job, [sample], lambda _: None)
    share = seen.characters / trial.characters if trial.characters else 0
    return Forecast(
        documents=seen.documents,
        unreadable=seen.unreadable,
        characters=seen.characters,
        shards=replace(plan, documents=seen.documents).shards,
        done=len(list(folder.path.glob("shards/*.json"))),
        models=dict(plan.models),
        tried=trial.documents,
        seconds=_SECOND_PASS * trial.seconds * share / max(workers, 1),
        bytes=int(ROOM * trial.bytes * share),
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


class Trial(NamedTuple):
    """What annotating a few documents took: seconds, and bytes of the files."""

    documents: int
    characters: int
    seconds: float
    bytes: int


def try_out(sample: Sequence[Document], job: Job, shard: Shard, watch: Watch, care: Care) -> Trial:
    """A step (see `Executor`) over the documents of a sample, which are a shard of their own."""
    annotate, annotated, seconds = load_pipeline(job.config).annotate, list[Document](), 0.0
    for places in care.batches(shard.documents, SAMPLE):
        batch = [sample[place] for place in places]
        watch.begin("annotate", places, sum(len(document.text) for document in batch))
        annotate(batch)  # whatever is loaded at first use
        began = time.perf_counter()
        annotated += [one for one in annotate(batch) if isinstance(one, Document)]
        seconds += time.perf_counter() - began
    return Trial(len(annotated), sum(len(document.text) for document in annotated), seconds, _written_size(annotated))


def _written_size(documents: Sequence[Document]) -> int:
    """Bytes of the files that documents become."""
    tokens = (row for document in documents for row in token_view(document).rows)
    with tempfile.TemporaryDirectory() as folder:
        written = [
            write_rows(Path(folder, "documents.parquet"), map(to_row, documents), document_features()),
            write_rows(Path(folder, "tokens.parquet"), tokens, token_features()),
        ]
        return sum(path.stat().st_size for path in written)
