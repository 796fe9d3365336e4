"""Measures the batch job itself: what its frame costs, more workers, start-up, memory, and whether time is linear.

usage: python benchmarks/run.py --releases FILE.parquet [--documents 300] [--sizes 250 500 1000 2000] [--long 16000]
       [--notebook NOTEBOOK.py] [--only NAME …]

The file has the columns `id` and `text`. Ratios are of measurements made in turn, since machines are shared; for the
same reason `frame`, `long` and `notebook` count processor time. The notebook is called with FILE, a number of documents
and a folder.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil
import pyarrow.parquet as pq
from threadpoolctl import threadpool_limits

from songphasa.config import Config
from songphasa.dataset.shards import BATCH, load_pipeline
from songphasa.document import Document
from songphasa.run import Inputs, annotate


def stages_alone(texts: Sequence[str]) -> float:
    """Seconds of processor time that the stages take for both passes, with nothing around them."""
    pipeline = load_pipeline(Config().to_json())
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    began = time.process_time()
    with threadpool_limits(limits=1):
        annotated = [one for batch in _batches(documents) for one in pipeline.annotate(batch)]
        whole = [one for one in annotated if isinstance(one, Document)]
        taught = pipeline.taught(pipeline.learn(whole))
        for batch in _batches(whole):
            taught.annotate(batch)
    return time.process_time() - began


def _batches(documents: Sequence[Document]) -> Iterator[Sequence[Document]]:
    return (documents[start : start + BATCH] for start in range(0, len(documents), BATCH))


def in_frame(table: Path) -> float:
    """Seconds of processor time that a run in this process takes, its models loaded."""
    load_pipeline(Config().to_json())
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        annotate(Inputs((str(table),)), Path(folder) / "run")
        return time.process_time() - began


def command(table: Path, *options: str) -> dict[str, Any]:
    """The summary of the real command, and the seconds of processor time that it and its workers took."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["annotate", str(table), "-o", f"{folder}/run", "--json", "-q", *options]
        began, used = time.perf_counter(), _children_time()
        result = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "songphasa", *arguments], stdout=subprocess.PIPE, check=False
        )
        assert result.returncode in (0, 3), "the command failed"  # noqa: S101
        summary: dict[str, Any] = json.loads(result.stdout)
        return {**summary, "seconds": time.perf_counter() - began, "processor": _children_time() - used}


def _children_time() -> float:
    times = os.times()
    return times.children_user + times.children_system


def slice_of(table: Path, documents: int, folder: Path) -> Path:
    """The first documents, again and again where there are too few, with ids of their own."""
    texts = pq.read_table(table, columns=["text"])["text"].to_pylist()
    path = folder / f"{documents}.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(documents):
            record = {"id": f"d{number}", "text": texts[number % len(texts)]}
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def measure_frame(table: Path) -> None:
    """What reading, both passes' files and the token view cost beside the stages."""
    texts = [json.loads(line)["text"] for line in table.open(encoding="utf-8")]
    stages_alone(texts[:50])
    for _ in range(3):
        alone, framed = stages_alone(texts), in_frame(table)
        print(f"frame: stages {alone:.1f} s, run {framed:.1f} s: {alone / framed:.2f} of their speed")


def measure_workers(table: Path) -> None:
    """Two workers beside one, start-up taken off: what a run takes that rejects all documents."""
    for _ in range(3):
        _compare("two workers", table, ("--workers", "2"))


def measure_ray(table: Path) -> None:
    """Two actors of a Ray cluster, which the command starts on this machine, beside one worker; start-up taken off."""
    for _ in range(3):
        _compare("two on Ray", table, ("--workers", "2", "--executor", "ray", "--ray-address", "local"))


def _compare(name: str, table: Path, options: Sequence[str]) -> None:
    """Shards are small, so that at the end of a pass no worker waits long for another."""

    def timed(options: Sequence[str]) -> tuple[float, float]:
        start = command(table, "--shard-size", "10", *options, "--max-characters", "1")["seconds"]
        return command(table, "--shard-size", "10", *options)["seconds"], start

    (one, start), (two, second) = timed(()), timed(options)
    print(
        f"{name}: {two:.1f} s, start-up {second:.1f} s; one worker {one:.1f} s, start-up {start:.1f} s: "
        f"{(one - start) / (two - second):.2f} times",
        flush=True,
    )


def measure_start(table: Path) -> None:
    """From the command to the first annotated document."""
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            arguments = ["annotate", str(table), "-o", f"{folder}/run", "-q", "--shard-size", "1"]
            began = time.perf_counter()
            process = subprocess.Popen([sys.executable, "-m", "songphasa", *arguments])  # noqa: S603
            while not Path(folder, "run/notes/00000.json").exists() and process.poll() is None:
                time.sleep(0.005)
            print(f"start: first document finished after {time.perf_counter() - began:.1f} s")
            process.kill()
            process.wait()


def measure_sizes(table: Path, sizes: Sequence[int], folder: Path) -> None:
    """Time and memory of growing runs."""
    for documents in sizes:
        summary = command(slice_of(table, documents, folder), "--shard-size", "64")
        print(
            f"size: {documents} documents, {summary['characters']} characters: {summary['seconds']:.1f} s, "
            f"{summary['processor']:.1f} s of processor time, "
            f"{summary['memory'] / 2**20:.0f} MiB in the worker"
        )


def measure_long(table: Path, documents: int) -> None:
    """Processor time for each thousand documents, and memory of the worker, in each quarter of both passes."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["annotate", str(table), "-o", f"{folder}/run", "-q", "--shard-size", "250"]
        process = psutil.Popen([sys.executable, "-m", "songphasa", *arguments])
        steps = iter(range(documents // 4, 2 * documents + 1, documents // 4))
        step, before = next(steps), 0.0
        while process.poll() is None and step is not None:
            done = sum(250 for kind in ("notes", "shards") for _ in Path(folder, "run", kind).glob("*.json"))
            if done >= step and (family := [process, *process.children()]):
                seconds = sum(sum(each.cpu_times()[:2]) for each in family)
                print(
                    f"long: {done - documents if done > documents else done} documents "
                    f"{'written' if done > documents else 'annotated'}: "
                    f"{(seconds - before) * 4000 / documents:.1f} s of processor time for the last thousand each, "
                    f"{max(each.memory_info().rss for each in family) / 2**20:.0f} MiB in the larger process",
                    flush=True,
                )
                step, before = next(steps, None), seconds
            time.sleep(0.2)
        process.wait()


def measure_notebook(table: Path, notebook: Path, documents: int) -> None:
    """The command beside the notebook over the same documents, each with all that it loads, in processor time."""
    with tempfile.TemporaryDirectory() as folder:
        same = Path(folder) / "same.parquet"
        pq.write_table(pq.read_table(table, columns=["id", "text"]).slice(0, documents), same)
        for _ in range(3):
            ours, used = command(same)["processor"], _children_time()
            subprocess.run([sys.executable, str(notebook), str(same), str(documents), folder], check=True)  # noqa: S603
            theirs = _children_time() - used
            print(f"notebook: command {ours:.1f} s, notebook {theirs:.1f} s: {theirs / ours:.1f} times", flush=True)


def main() -> None:
    """Print all measurements, or those that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--sizes", type=int, nargs="+", default=[250, 500, 1000, 2000])
    parser.add_argument("--long", type=int, default=16_000)
    parser.add_argument("--notebook", type=Path)
    parser.add_argument("--only", nargs="*", default=["frame", "workers", "start", "sizes"])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        table = slice_of(given.releases, given.documents, folder)
        measures: dict[str, Callable[[], None]] = {
            "frame": lambda: measure_frame(table),
            "workers": lambda: measure_workers(table),
            "ray": lambda: measure_ray(table),
            "start": lambda: measure_start(table),
            "sizes": lambda: measure_sizes(given.releases, given.sizes, folder),
            "long": lambda: measure_long(slice_of(given.releases, given.long, folder), given.long),
            "notebook": lambda: measure_notebook(given.releases, given.notebook, given.documents),
        }
        for name in [*given.only, *(["notebook"] if given.notebook else [])]:
            measures[name]()


if __name__ == "__main__":
    main()
