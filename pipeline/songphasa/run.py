"""A run from its inputs to the finished dataset: plan, two passes over the shards that have not had them, sum up."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PurePosixPath

from songphasa.config import Config
from songphasa.dataset.folder import RunFolder, read_json
from songphasa.dataset.lock import locked
from songphasa.dataset.plan import (
    Plan,
    input_stamps,
    make_plan,
    read_plan,
    refuse_changed_inputs,
    refuse_other_plan,
    settle_plan,
)
from songphasa.dataset.shards import ShardRecord, read_record
from songphasa.dataset.sources import Fields, find_files
from songphasa.dataset.space import refuse_full_disk
from songphasa.dataset.upload import destination
from songphasa.dataset.urls import is_url
from songphasa.errors import BadInput
from songphasa.executors.base import Executor
from songphasa.executors.local import InProcess
from songphasa.executors.supervised import DOCUMENT_TIMEOUT, Supervised
from songphasa.finishing import finish_run
from songphasa.forecast import Forecast, forecast
from songphasa.logbook import logged
from songphasa.passes import Progress, Report, annotate_shards, learn, publish_shards
from songphasa.pipeline import check
from songphasa.splits import refuse_split

__all__ = ["Forecast", "Inputs", "Progress", "Report", "Summary", "Workers", "annotate", "foresee", "retry"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run reads: files, folders, globs and URLs; a Hugging Face dataset; and which fields of their records."""

    paths: tuple[str, ...] = ()
    dataset: str | None = None
    fields: Fields = Fields()  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True)
class Workers:
    """Where shards are annotated; the files are the same in any place.

    Attributes:
        number: worker processes; 0 annotates in this process, where a document that crashes or hangs a stage ends
            the run.
        document_timeout: seconds that a document may take in a worker before it is rejected; one that is longer than
            100,000 characters may take that for each so many.
        memory: bytes that a worker may allocate; a document that needs more is rejected. None: no limit of ours.
        ray: address of a Ray cluster that the workers are on, see `songphasa.executors.ray.Ray`; None: this machine.
    """

    number: int = 0
    document_timeout: float = DOCUMENT_TIMEOUT
    memory: int | None = None
    ray: str | None = None

    def executor(self) -> Executor:
        """The executor for them.

        Raises:
            StopRun: there is no such place.
        """
        if self.ray is not None:
            from songphasa.executors.ray import Ray

            return Ray(self.number, self.document_timeout, self.memory, self.ray)
        return Supervised(self.number, self.document_timeout, self.memory) if self.number else InProcess()


HERE = Workers()
"""This process."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did; `documents == rows + rejected`, which has been checked.

    Attributes:
        out: the run's folder, or URL.
        documents: documents in the inputs.
        rows: documents annotated.
        rejected: documents rejected.
        characters: characters of the documents annotated.
        continued: documents whose first pass an earlier try had finished.
        ignored: paths in the input folders that no reader is for.
        counts: see `ShardRecord.counts`, summed over the shards; and `glossary`, its rows.
        memory: the most memory, in bytes, that a process has had that annotated.
    """

    out: str
    documents: int
    rows: int
    rejected: int
    characters: int
    continued: int
    ignored: tuple[str, ...]
    counts: Mapping[str, int]
    memory: int


def annotate(
    inputs: Inputs,
    out: str | Path,
    config: Config | None = None,
    *,
    workers: Workers = HERE,
    shard_size: int | None = None,
    overwrite: bool = False,
    work: str | Path | None = None,
    progress: Report | None = None,
) -> Summary:
    """Annotate documents and write them as a dataset; the same call continues a run that was stopped.

    Args:
        inputs: what is read.
        out: folder of the run, made where it is missing; or URL of one in an object store.
        config: stages and their options, by default sentences, entities and acronyms.
        workers: where it is done. Processes are spawned, so a script that asks for some needs the guard
            `if __name__ == "__main__":`.
        shard_size: documents in a data file; None for what fits their number.
        overwrite: remove the run that `out` holds first.
        work: where a run that goes to a URL is made, see `songphasa.dataset.upload.destination`.
        progress: told after every batch of documents.

    Raises:
        StopRun: the configuration, the inputs, the models or the folder do not allow the run.
        FailShard: a shard could not be finished.
    """
    config, place = config or Config(), destination(out, work)
    folder = place.folder
    check(config)
    with closing(workers.executor()) as executor:
        wait_for_models = executor.load(config.to_json())  # while the inputs are looked at
        files, ignored = find_files(inputs.paths)
        refuse_own_folder(inputs.paths, place.name)
        plan = make_plan(config, inputs.fields, files, inputs.dataset, shard_size)
        wait_for_models()
        with locked(folder.path), tidied(folder, executor), place.open(overwrite=overwrite):
            folder.prepare(overwrite=overwrite)
            if not folder.plan.exists():
                refuse_full_disk(folder.path, files)
            plan = settle_plan(folder, plan, files, inputs.dataset)
            summary = complete(executor, folder, plan, ignored, place.watched(progress))
    return replace(summary, out=place.name)


def foresee(
    inputs: Inputs,
    out: str | Path,
    config: Config | None = None,
    *,
    workers: Workers = HERE,
    shard_size: int | None = None,
    overwrite: bool = False,
    work: str | Path | None = None,
) -> Forecast:
    """What `annotate` would do, and every refusal that it would begin with; nothing is written.

    A few documents are annotated: by a worker process, if there are any, so that they may crash or hang it.

    Raises:
        StopRun: the configuration, the inputs, the models or the folder do not allow the run.
    """
    config, place = config or Config(), destination(out, work)
    folder = place.folder
    check(config)
    files, _ = find_files(inputs.paths)
    refuse_own_folder(inputs.paths, place.name)
    plan = make_plan(config, inputs.fields, files, inputs.dataset, shard_size)
    folder.refuse_foreign()
    place.refuse()
    if overwrite or not folder.plan.exists():
        refuse_full_disk(folder.path, files)
    else:
        refuse_other_plan(folder, plan)
    here = replace(workers, number=min(workers.number, 1), ray=None)
    with closing(here.executor()) as executor:
        return forecast(plan, folder, files, inputs.dataset, executor, workers.number)


def retry(
    out: str | Path,
    *,
    workers: Workers = HERE,
    work: str | Path | None = None,
    progress: Report | None = None,
) -> Summary:
    """Annotate the rejected documents of a run again, in place: it becomes what it is where they are not rejected.

    The shards that hold them are begun again; the others only where the documents teach them something.

    Raises:
        StopRun: `out` holds no run, or its inputs, its models or songphasa have changed.
        FailShard: a shard could not be finished.
    """
    place = destination(out, work)
    folder = place.folder
    with closing(workers.executor()) as executor, locked(folder.path), tidied(folder, executor), place.open(whole=True):
        plan = read_plan(folder)
        refuse_split(folder)
        executor.load(plan.job(folder).config)()
        plan.refuse_changes(folder)
        _forget_rejected(folder, plan)
        summary = complete(executor, folder, plan, (), place.watched(progress))
    return replace(summary, out=place.name)


def complete(
    executor: Executor, folder: RunFolder, plan: Plan, ignored: Iterable[str], progress: Report | None
) -> Summary:
    """Take both passes over all shards that have not had them, and write what sums them up.

    Raises:
        StopRun, FailShard: see `annotate`.
    """
    if folder.manifest.exists():
        return _finished(folder, plan, ignored)
    refuse_split(folder)
    with logged(folder.log):
        job, shards = plan.job(folder), list(map(plan.shard, range(plan.shards)))
        _log.info("%d documents in %d shards", plan.documents, plan.shards)
        stamps = input_stamps(plan)
        continued = annotate_shards(executor, job, shards, progress)
        refuse_changed_inputs(folder, plan, stamps)
        records = publish_shards(executor, learn(job, shards), shards, progress)
        counts = finish_run(folder, plan, records)
        summary = _summary(folder, plan, records, continued, ignored, counts, executor.memory)
        _log.info("done: %d rows, %d rejected", summary.rows, summary.rejected)
        return summary


def _finished(folder: RunFolder, plan: Plan, ignored: Iterable[str]) -> Summary:
    """The summary of a run in which nothing is left to do."""
    folder.remove_work()
    counts = dict(read_json(folder.manifest)["counts"])
    rows, rejected = counts.pop("rows"), counts.pop("rejected")
    characters, documents = counts.pop("characters"), counts.pop("documents")
    return Summary(str(folder.path), documents, rows, rejected, characters, plan.documents, tuple(ignored), counts, 0)


def _summary(
    folder: RunFolder,
    plan: Plan,
    records: Sequence[ShardRecord],
    continued: int,
    ignored: Iterable[str],
    counts: Mapping[str, int],
    memory: int,
) -> Summary:
    rows, rejected, characters = (
        sum(getattr(record, name) for record in records) for name in ("rows", "rejected", "characters")
    )
    return Summary(
        str(folder.path), plan.documents, rows, rejected, characters, continued, tuple(ignored), dict(counts), memory
    )


def _forget_rejected(folder: RunFolder, plan: Plan) -> None:
    """Take back what was done to the shards that hold rejected documents."""
    for path in (folder.manifest, folder.card, folder.lessons):
        path.unlink(missing_ok=True)
    for index in range(plan.shards):
        record = read_record(folder.record(index))
        if record is not None and record.rejected:
            folder.notes(index).unlink(missing_ok=True)
            folder.record(index).unlink()


def refuse_own_folder(paths: Iterable[str], out: str) -> None:
    """Make sure that no input lies in the output folder, or below its URL.

    Raises:
        BadInput: one does.
    """
    for path in paths:
        if is_url(path) == is_url(out) and _resolved(path).is_relative_to(_resolved(out)):
            raise BadInput(f"{path}: lies in the output folder {out}; write the run to another folder")


def _resolved(path: str) -> PurePath:
    return PurePosixPath(path) if is_url(path) else Path(path).resolve()


@contextmanager
def tidied(folder: RunFolder, executor: Executor) -> Iterator[None]:
    """However the block ends, no worker is left, and no half file."""
    try:
        yield
    finally:
        executor.close()
        folder.remove_aside()
