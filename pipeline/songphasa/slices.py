"""A run in slices, each a command of its own on any machine that sees the folder, and the command that ends it.

All slices plan the same run; the first that comes writes the plan. A slice takes the first pass over its shards. When
all shards have had it, whoever comes next sums up what was learnt and takes the second pass: the slices again, or
`finish` for all of them.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from songphasa.config import Config
from songphasa.dataset.folder import RunFolder
from songphasa.dataset.lock import locked, locked_slice, one_at_a_time
from songphasa.dataset.plan import (
    Plan,
    input_stamps,
    make_plan,
    read_plan,
    refuse_changed_inputs,
    settle_plan,
    with_known_inputs,
)
from songphasa.dataset.shards import is_annotated
from songphasa.dataset.sources import find_files
from songphasa.dataset.space import refuse_full_disk
from songphasa.dataset.urls import is_url
from songphasa.errors import BadConfig, BadOutput
from songphasa.executors.base import Executor
from songphasa.logbook import logged
from songphasa.passes import Report, annotate_shards, learn, publish_shards
from songphasa.pipeline import check
from songphasa.run import HERE, Inputs, Summary, Workers, complete, refuse_own_folder, tidied
from songphasa.splits import refuse_split

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Slice:
    """The `number`-th, from 1, of `slices` slices of a run."""

    number: int
    slices: int

    def __str__(self) -> str:
        return f"{self.number}/{self.slices}"

    def shards(self, plan: Plan) -> range:
        """The numbers of its shards: every `slices`-th, so that all slices have as many, but for one."""
        return range(self.number - 1, plan.shards, self.slices)


@dataclass(frozen=True, slots=True)
class SliceSummary:
    """What a slice has done.

    Attributes:
        out: the run's folder.
        documents: documents of the slice, all of which have had the first pass.
        shards: shards of the slice.
        waiting: shards of the run that other slices have not annotated yet.
        published: whether the slice has had the second pass as well.
    """

    out: Path
    documents: int
    shards: int
    waiting: int
    published: bool


def annotate_slice(
    inputs: Inputs,
    out: str | Path,
    config: Config | None,
    given: Slice,
    *,
    workers: Workers = HERE,
    shard_size: int | None = None,
    progress: Report | None = None,
) -> SliceSummary:
    """Take the passes that can be taken over a slice of a run; the same call continues one that was stopped.

    Args:
        inputs: what the whole run reads.
        out: folder of the run, which all slices see.
        config: stages and their options, by default sentences, entities and acronyms.
        given: the slice.
        workers: where it is done.
        shard_size: documents in a data file; None for what fits their number.
        progress: told after every batch of documents.

    Raises:
        StopRun, FailShard: see `songphasa.run.annotate`.
    """
    config, folder = config or Config(), _shared_folder(out)
    check(config)
    refuse_own_folder(inputs.paths, str(out))
    with closing(workers.executor()) as executor:
        executor.load(config.to_json())()
        with locked_slice(folder.path, f"{given.number}-of-{given.slices}"):
            plan = _planned(inputs, folder, config, shard_size)
            with logged(folder.log):
                return _take_passes(executor, folder, plan, given, progress)


def _shared_folder(out: str | Path) -> RunFolder:
    """The folder of a run in slices; there are no locks in an object store that slices could hold together.

    Raises:
        BadConfig: it is a URL.
    """
    if is_url(str(out)):
        raise BadConfig(f"{out}: slices need a folder that all machines see; copy the run when it is finished")
    return RunFolder(Path(out))


def _planned(inputs: Inputs, folder: RunFolder, config: Config, shard_size: int | None) -> Plan:
    """The plan, which the first slice writes; the others do not read the inputs to compare it."""
    files, _ = find_files(inputs.paths)
    with one_at_a_time(folder.path):
        folder.prepare(overwrite=False)
        if folder.plan.exists():
            plan = make_plan(config, inputs.fields, (), None, shard_size)
            return settle_plan(folder, with_known_inputs(folder, plan, files), files, inputs.dataset)
        refuse_full_disk(folder.path, files)
        plan = make_plan(config, inputs.fields, files, inputs.dataset, shard_size)
        return settle_plan(folder, plan, files, inputs.dataset)


def _take_passes(
    executor: Executor, folder: RunFolder, plan: Plan, given: Slice, progress: Report | None
) -> SliceSummary:
    refuse_split(folder)
    job, mine = plan.job(folder), list(map(plan.shard, given.shards(plan)))
    _log.info("slice %s: %d shards", given, len(mine))
    stamps = input_stamps(plan)
    annotate_shards(executor, job, mine, progress)
    refuse_changed_inputs(folder, plan, stamps)
    waiting = _not_annotated(folder, plan)
    if not waiting:
        with one_at_a_time(folder.path):
            job = learn(job, list(map(plan.shard, range(plan.shards))))
        publish_shards(executor, job, mine, progress)
    documents = sum(shard.documents for shard in mine)
    return SliceSummary(folder.path, documents, len(mine), len(waiting), published=not waiting)


def _not_annotated(folder: RunFolder, plan: Plan) -> Sequence[int]:
    job = plan.job(folder)
    return [index for index in range(plan.shards) if not is_annotated(job, plan.shard(index))]


def finish(out: str | Path, *, workers: Workers = HERE, progress: Report | None = None) -> Summary:
    """Take the second pass over the shards of a sliced run that have not had it, and write what sums the run up.

    Raises:
        StopRun: `out` is no run, a slice is missing or under way, or what the run depends on has changed.
        FailShard: a shard could not be finished.
    """
    folder = _shared_folder(out)
    plan = read_plan(folder)
    with closing(workers.executor()) as executor, locked(folder.path), tidied(folder, executor):
        if waiting := _not_annotated(folder, plan):
            raise BadOutput(
                f"{folder.path}: {len(waiting)} of {plan.shards} shards are not annotated, the first is number "
                f"{waiting[0]} from 0; run their slices, or `songphasa annotate` without --shard for all that is left"
            )
        plan.refuse_changes(folder)
        return complete(executor, folder, plan, (), progress)
