"""`songphasa annotate`: the batch job."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from songphasa.cli.arguments import (
    DocumentTimeout,
    Executor,
    Json,
    Place,
    Quiet,
    RayAddress,
    Work,
    WorkerCount,
    WorkerMemory,
)

if TYPE_CHECKING:
    from songphasa.config import Config
    from songphasa.slices import Slice, SliceSummary


class Direction(StrEnum):
    """Languages that are translated from and into."""

    TH_EN = "th-en"
    EN_TH = "en-th"


class Encoding(StrEnum):
    """Encodings of files."""

    UTF_8 = "utf-8"
    CP874 = "cp874"
    AUTO = "auto"


def annotate(
    out: Annotated[
        str, typer.Option("--out", "-o", metavar="RUN", help="Folder to write the dataset to, or URL: s3://bucket/run.")
    ],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUTS...", help="Files (.txt, .jsonl, .csv, .parquet), folders of them, globs, or URLs of these."
        ),
    ] = None,
    config: Annotated[Path | None, typer.Option(metavar="FILE", help="TOML file with stages and options.")] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Entity model: a package, a Hugging Face folder or hub id.")
    ] = None,
    lexicon: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your short forms: CSV with short, long_th, long_en.")
    ] = None,
    translate: Annotated[
        Direction | None, typer.Option(help="Translate every sentence; engine and model: [options.translation].")
    ] = None,
    memory: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Translation memory that runs share. [default: RUN]")
    ] = None,
    dataset: Annotated[str | None, typer.Option(metavar="NAME", help="Hugging Face dataset: folder or hub id.")] = None,
    split: Annotated[str, typer.Option(help="Split of that dataset.")] = "train",
    text_field: Annotated[str, typer.Option(help="Field of a record that is the text.")] = "text",
    id_field: Annotated[str, typer.Option(help="Field of a record that is its id.")] = "id",
    encoding: Annotated[
        Encoding, typer.Option(help="Of files: utf-8; cp874 (TIS-620); auto: UTF-8, else cp874.")
    ] = Encoding.UTF_8,
    max_characters: Annotated[
        int | None, typer.Option(min=1, help="Reject documents with more. [default: 50000000]")
    ] = None,
    workers: WorkerCount = 1,
    document_timeout: DocumentTimeout = None,
    worker_memory: WorkerMemory = None,
    work: Work = None,
    executor: Executor = Place.LOCAL,
    ray_address: RayAddress = "auto",
    shard_size: Annotated[
        int | None, typer.Option(min=1, help="Documents in a data file. [default: a twentieth, 16 to 256]")
    ] = None,
    shard: Annotated[
        str | None, typer.Option(metavar="I/N", help="Do only the I-th of N slices of the run; `finish` ends it.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Remove the run that RUN holds first.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done: documents, time, disk; write nothing.")
    ] = False,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Annotate documents and write them as a dataset. The same command continues a run that was stopped."""
    from songphasa import run
    from songphasa.cli.forecast import print_forecast
    from songphasa.cli.running import chosen_workers, run_job
    from songphasa.dataset.sources import Fields
    from songphasa.dataset.sources.reference import MAX_CHARACTERS
    from songphasa.slices import annotate_slice

    fields = Fields(text_field, id_field, split, encoding.value, max_characters or MAX_CHARACTERS)
    given = run.Inputs(tuple(inputs or ()), dataset, fields)
    chosen = _config(config, model, lexicon, translate, memory)
    placed = chosen_workers(workers, document_timeout, worker_memory, executor, ray_address)
    common: dict[str, Any] = {"workers": placed, "shard_size": shard_size}
    if dry_run:
        print_forecast(run.foresee(given, out, chosen, overwrite=overwrite, work=work, **common), as_json=json)
        return

    def job(progress: run.Report) -> run.Summary | SliceSummary:
        if shard is None:
            return run.annotate(given, out, chosen, overwrite=overwrite, work=work, progress=progress, **common)
        return annotate_slice(given, out, chosen, _slice(shard, overwrite), progress=progress, **common)

    run_job(job, quiet=quiet, as_json=json)


def _slice(given: str, overwrite: bool) -> Slice:
    from songphasa.errors import BadConfig
    from songphasa.slices import Slice

    number, _, slices = given.partition("/")
    if not (number.isdecimal() and slices.isdecimal() and 1 <= int(number) <= int(slices)):
        raise BadConfig(f"--shard {given}: not a slice; the first of four is 1/4, the last 4/4")
    if overwrite:
        raise BadConfig(
            "--overwrite with --shard: each slice would remove what the others have done; remove the folder"
        )
    return Slice(int(number), int(slices))


def _config(
    path: Path | None, model: str | None, lexicon: Path | None, translate: Direction | None, memory: Path | None
) -> Config:
    """The configuration of a file, or the default one, with what the options say."""
    from songphasa.config import DEFAULT_STAGES, Config

    also = ("translation",) if translate else ()
    config = Config((*DEFAULT_STAGES, *also)) if path is None else Config.from_toml(path, also)
    given = {
        ("entities", "model"): model,
        ("acronyms", "lexicon"): lexicon and str(lexicon),
        ("translation", "direction"): translate and translate.value,
        ("translation", "memory"): memory and str(memory),
    }
    for (stage, name), value in given.items():
        config = config if value is None else config.with_option(stage, name, value)
    return config
