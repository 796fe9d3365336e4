"""Arguments that several commands take."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from songphasa.errors import StopRun


def compared(compare: Path | None, gold: Path | None) -> Path | None:
    """What a run is held against.

    Raises:
        StopRun: both are given.
    """
    if compare and gold:
        raise StopRun("--compare and --gold are one at a time")
    return compare or gold


class Place(StrEnum):
    """Where workers are."""

    LOCAL = "local"
    RAY = "ray"


def _folder(run: str) -> Path:
    """The folder of a run, a copy of it where the run is in an object store."""
    from songphasa.dataset.urls import is_url

    if not is_url(run):
        return Path(run)
    from songphasa.dataset.upload import local_copy

    return local_copy(run)


_RUN = "Folder that `songphasa annotate` has written, or URL: s3://bucket/run."
Run = Annotated[Path, typer.Argument(metavar="RUN", parser=_folder, help=_RUN)]
"""A run that is read."""

RunToWrite = Annotated[str, typer.Argument(metavar="RUN", help=_RUN)]
"""A run that is written."""

Work = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Where a run that goes to a URL is made, and continued. [default: ~/.cache/songphasa]"
    ),
]

WorkerCount = Annotated[
    int,
    typer.Option("--workers", min=0, help="Worker processes; 0: this process, unguarded against crashes and hangs."),
]
DocumentTimeout = Annotated[
    float | None,
    typer.Option(
        metavar="SECONDS",
        min=0.1,
        help="Reject a document that takes longer (or each 100,000 characters of it). [default: 300]",
    ),
]
WorkerMemory = Annotated[
    float | None,
    typer.Option(metavar="GIB", min=0.1, help="Memory a worker may allocate; a document that needs more is rejected."),
]
Executor = Annotated[
    Place,
    typer.Option("--executor", help="local: processes of this machine; ray: actors of a Ray cluster (extra ray)."),
]
RayAddress = Annotated[str, typer.Option(metavar="ADDRESS", help="Of the cluster: host:port, auto, or local.")]
Compare = Annotated[
    Path | None, typer.Option(metavar="RUN", help="Another run over the same documents: show only differences.")
]
Gold = Annotated[
    Path | None, typer.Option(metavar="GOLD", help="The same, annotated by people: show only differences.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
Json = Annotated[bool, typer.Option("--json", help="Print the summary as JSON on stdout.")]
