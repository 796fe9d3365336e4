"""What a run is going to do, written before the first document and compared when the run is continued."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from songphasa.config import Config
from songphasa.dataset.folder import RunFolder, read_json, write_json
from songphasa.dataset.references import fitting_shard_size, write_references
from songphasa.dataset.shards import Job, Shard
from songphasa.dataset.sources import Fields, InputFile, find_references
from songphasa.dataset.sources.files import Stamp, file_fingerprint, file_stamp
from songphasa.errors import BadInput, BadOutput
from songphasa.models import model_fingerprint


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the data files depend on.

    Attributes:
        songphasa: version of the package.
        config: the configuration, as `Config.to_dict` gives it.
        models: fingerprint of every model package that the configuration names.
        option_files: SHA-256 of every file that an option names, such as the user's lexicon.
        fields: how inputs are read.
        inputs: SHA-256 of every input file by its path; of one in an object store its ETag, by its URL.
        dataset: fingerprint of the Hugging Face dataset that is read, by its name; empty without one.
        shard_size: documents in a shard; None for what fits their number, until they are counted.
        documents: number of documents, which follows from the others.
    """

    songphasa: str
    config: Mapping[str, Any]
    models: Mapping[str, str]
    option_files: Mapping[str, str]
    fields: Mapping[str, Any]
    inputs: Mapping[str, str]
    dataset: Mapping[str, str]
    shard_size: int | None
    documents: int = 0

    @property
    def shards(self) -> int:
        """Number of shards."""
        return -(-self.documents // self._size)

    def shard(self, index: int) -> Shard:
        """A shard; the cut does not depend on workers."""
        return Shard(index, min(self._size, self.documents - index * self._size))

    @property
    def _size(self) -> int:
        return self.shard_size or fitting_shard_size(self.documents)

    def refuse_changes(self, folder: RunFolder) -> None:
        """Make sure that what the run depends on is still what it was when it was planned.

        Raises:
            BadInput: an input is gone.
            BadOutput: something has changed; the message names it.
            MissingModel: a model is not installed any more.
        """
        from songphasa import __version__

        now = {
            "songphasa": __version__,
            "models": fingerprints(Config.from_dict(self.config)),
            "option_files": _file_hashes(self.option_files),
            "inputs": _file_hashes(self.inputs),
            "dataset": {name: _fingerprint(name, self.fields["split"]) for name in self.dataset},
        }
        if changed := [name for name, value in now.items() if getattr(self, name) != value]:
            raise BadOutput(f"{folder.path}: {', '.join(changed)} changed since; run again with --overwrite")

    def job(self, folder: RunFolder) -> Job:
        """What all shards have in common."""
        config = Config.from_dict(self.config).to_json()
        return Job(str(folder.path), self.shards, config, Fields(**self.fields))


def make_plan(
    config: Config, fields: Fields, files: Sequence[InputFile], dataset: str | None, shard_size: int | None
) -> Plan:
    """The plan for these inputs, whose documents are not counted yet.

    Raises:
        BadInput: an input cannot be read.
        MissingModel: the configuration names a model that is not installed.
    """
    from songphasa import __version__

    return Plan(
        songphasa=__version__,
        config=config.to_dict(),
        models=fingerprints(config),
        option_files=_file_hashes(_named_files(config)),
        fields=asdict(fields),
        inputs=_file_hashes(file.path for file in files),
        dataset={} if dataset is None else {dataset: _fingerprint(dataset, fields.split)},
        shard_size=shard_size,
    )


def fingerprints(config: Config) -> dict[str, str]:
    """The fingerprint of each model package that a stage of the configuration names, in its options or by default.

    Raises:
        MissingModel: one is not installed.
    """
    return {name: model_fingerprint(name) for name in sorted(set(_model_names(config)))}


def _model_names(config: Config) -> Iterable[str]:
    from inspect import signature

    from songphasa.registry import find_stage

    for stage in config.stages:
        parameters = signature(find_stage(stage)).parameters
        model = config.options.get(stage, {}).get("model", parameters["model"].default) if "model" in parameters else ""
        if model:
            yield model


def _named_files(config: Config) -> list[str]:
    values = [value for options in (*config.options.values(), config.words) for value in options.values()]
    return sorted({value for value in values if isinstance(value, str) and Path(value).is_file()})


def _file_hashes(paths: Iterable[str]) -> dict[str, str]:
    return {path: file_fingerprint(path) for path in paths}


def _fingerprint(dataset: str, split: str) -> str:
    from songphasa.dataset.sources.tables import load_dataset

    return str(load_dataset(dataset, split)._fingerprint)


def settle_plan(folder: RunFolder, plan: Plan, files: Sequence[InputFile], dataset: str | None) -> Plan:
    """Write the plan with its documents, or make sure that the one in the folder is the same.

    Returns:
        The plan with its documents counted; `plan.parquet` names them.

    Raises:
        BadInput: see `find_references`.
        BadOutput: the folder holds a run with another plan, and the message names what differs; or it cannot be
            written.
    """
    if folder.plan.exists():
        refuse_other_plan(folder, plan)
        return read_plan(folder)
    references = find_references(files, dataset, Fields(**plan.fields))
    try:
        plan = replace(plan, documents=write_references(folder, references, plan.shard_size))
        write_json(folder.plan, asdict(plan))
    except OSError as error:
        raise BadOutput(f"{folder.path}: the plan cannot be written: {error.strerror}") from error
    return plan


def read_plan(folder: RunFolder) -> Plan:
    """The plan of a run.

    Raises:
        BadOutput: there is none, or it is another version's.
    """
    try:
        return Plan(**read_json(folder.plan))
    except TypeError as error:
        raise BadOutput(
            f"{folder.plan}: written by another version of songphasa; run again with --overwrite"
        ) from error


def with_known_inputs(folder: RunFolder, plan: Plan, files: Sequence[InputFile]) -> Plan:
    """The plan with the hashes that the plan in the folder has for the same files, which are not read again."""
    known = read_plan(folder)
    same = {file.path for file in files} == set(known.inputs)
    return replace(plan, inputs=known.inputs, dataset=known.dataset) if same else plan


def refuse_other_plan(folder: RunFolder, plan: Plan) -> None:
    """Make sure that the plan in the folder is this one, but for the number of documents, which follows from it.

    Raises:
        BadOutput: it is another; the message names what differs.
    """
    old = read_json(folder.plan)
    new = {name: value for name, value in asdict(plan).items() if name != "documents"}
    if differs := [name for name in new if old.get(name) != new[name]]:
        raise BadOutput(
            f"{folder.path}: holds a run with another {', '.join(differs)}; "
            "give the same inputs and options to continue it, --overwrite to start anew, or another folder"
        )


Stamps = Mapping[str, Stamp | None]
"""The stamp of each input file, None for one that is gone."""


def input_stamps(plan: Plan) -> Stamps:
    """What tells quickly whether the inputs have changed."""
    return {path: file_stamp(path) for path in plan.inputs}


def refuse_changed_inputs(folder: RunFolder, plan: Plan, before: Stamps) -> None:
    """Make sure that no input has changed while it was read; a run that has read it is void, and is marked so.

    Raises:
        BadInput: one has; the message names it.
    """
    after = input_stamps(plan)
    if changed := [path for path in before if before[path] != after[path]]:
        void = dict.fromkeys(changed, "changed while it was read")
        write_json(folder.plan, asdict(replace(plan, inputs={**plan.inputs, **void})))
        raise BadInput(f"{changed[0]}: changed while the run was reading it; run again with --overwrite")
