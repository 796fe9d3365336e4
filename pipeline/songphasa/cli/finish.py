"""`songphasa finish`: the end of a run in slices."""

from __future__ import annotations

from songphasa.cli.arguments import (
    DocumentTimeout,
    Executor,
    Json,
    Place,
    Quiet,
    RayAddress,
    RunToWrite,
    WorkerCount,
    WorkerMemory,
)


def finish(
    run: RunToWrite,
    workers: WorkerCount = 1,
    document_timeout: DocumentTimeout = None,
    worker_memory: WorkerMemory = None,
    executor: Executor = Place.LOCAL,
    ray_address: RayAddress = "auto",
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """End a run whose slices (`annotate --shard`) are all annotated: second pass, glossary, card, manifest."""
    from songphasa import slices
    from songphasa.cli.running import chosen_workers, run_job

    chosen = chosen_workers(workers, document_timeout, worker_memory, executor, ray_address)
    run_job(lambda progress: slices.finish(run, workers=chosen, progress=progress), quiet=quiet, as_json=json)
