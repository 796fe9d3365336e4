"""`songphasa retry`: the rejected documents once more."""

from __future__ import annotations

from songphasa.cli.arguments import (
    DocumentTimeout,
    Executor,
    Json,
    Place,
    Quiet,
    RayAddress,
    RunToWrite,
    Work,
    WorkerCount,
    WorkerMemory,
)


def retry(
    run: RunToWrite,
    workers: WorkerCount = 1,
    document_timeout: DocumentTimeout = None,
    worker_memory: WorkerMemory = None,
    work: Work = None,
    executor: Executor = Place.LOCAL,
    ray_address: RayAddress = "auto",
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Annotate the rejected documents of a run again, in place: with more time, memory or a disk that works again."""
    from songphasa import run as runs
    from songphasa.cli.running import chosen_workers, run_job

    chosen = chosen_workers(workers, document_timeout, worker_memory, executor, ray_address)
    run_job(lambda progress: runs.retry(run, workers=chosen, work=work, progress=progress), quiet=quiet, as_json=json)
