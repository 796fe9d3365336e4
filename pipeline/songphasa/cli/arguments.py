"""Arguments that several commands take."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Place(StrEnum):
    """Where workers are."""

    LOCAL = "local"
    RAY = "ray"


Run = Annotated[Path, typer.Argument(metavar="RUN", help="Folder that `songphasa annotate` has written.")]

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
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
Json = Annotated[bool, typer.Option("--json", help="Print the summary as JSON on stdout.")]
