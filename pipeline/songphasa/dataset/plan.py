"""What a run is going to do, written before the first document and compared when the run is continued."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from songphasa.config import Config
from songphasa.dataset.folder import RunFolder, file_sha256, read_json, write_json
from songphasa.dataset.shards import Shard
from songphasa.dataset.sources import Fields, Reference
from songphasa.errors import BadOutput
from songphasa.models import model_fingerprint

SHARD_SIZE = 256
"""Documents in a data file, unless the user says otherwise."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the data files depend on.

    Attributes:
        songphasa: version of the package.
        config: the configuration, as `Config.to_dict` gives it.
        models: fingerprint of every model package that the configuration names.
        option_files: SHA-256 of every file that an option names, such as the user's lexicon.
        fields: which fields of a record are read.
        inputs: SHA-256 of every input file by its path; for a Hugging Face dataset its fingerprint.
        documents: number of documents.
        shard_size: documents in a shard.
    """

    songphasa: str
    config: Mapping[str, Any]
    models: Mapping[str, str]
    option_files: Mapping[str, str]
    fields: Mapping[str, str]
    inputs: Mapping[str, str]
    documents: int
    shard_size: int

    @property
    def shards(self) -> int:
        """Number of shards."""
        return -(-self.documents // self.shard_size)


def make_plan(config: Config, fields: Fields, references: Sequence[Reference], shard_size: int) -> Plan:
    """The plan for these documents.

    Raises:
        MissingModel: the configuration names a model that is not installed.
    """
    from songphasa import __version__

    return Plan(
        songphasa=__version__,
        config=config.to_dict(),
        models=fingerprints(config),
        option_files={path: file_sha256(Path(path)) for path in _named_files(config)},
        fields=asdict(fields),
        inputs=dict(_input_hashes(references, fields)),
        documents=len(references),
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
        if "model" in parameters:
            yield config.options.get(stage, {}).get("model", parameters["model"].default)


def _named_files(config: Config) -> list[str]:
    values = [value for options in config.options.values() for value in options.values()]
    return sorted({value for value in values if isinstance(value, str) and Path(value).is_file()})


def _input_hashes(references: Iterable[Reference], fields: Fields) -> Iterable[tuple[str, str]]:
    from songphasa.dataset.sources.tables import load_dataset

    for reader, path in dict.fromkeys((reference.reader, reference.path) for reference in references):
        if reader == "dataset":
            yield path, load_dataset(path, fields.split)._fingerprint
        else:
            yield path, file_sha256(Path(path))


def cut_shards(references: Sequence[Reference], shard_size: int) -> list[Shard]:
    """The documents in shards of `shard_size`, in order; the cut does not depend on workers."""
    starts = range(0, len(references), shard_size)
    return [Shard(index, tuple(references[start : start + shard_size])) for index, start in enumerate(starts)]


def settle_plan(folder: RunFolder, plan: Plan) -> None:
    """Write the plan, or make sure that the one in the folder is the same, so that finished shards can be kept.

    Raises:
        BadOutput: the folder holds a run with another plan; the message names what differs.
    """
    if not folder.plan.exists():
        write_json(folder.plan, asdict(plan))
        return
    old, new = read_json(folder.plan), asdict(plan)
    if differs := [name for name in new if old.get(name) != new[name]]:
        raise BadOutput(
            f"{folder.path}: holds a run with another {', '.join(differs)}; "
            "give the same inputs and options to continue it, --overwrite to start anew, or another folder"
        )
