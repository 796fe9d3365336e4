"""Measures the batch job itself: what its frame costs, more workers, start-up, memory, and whether time is linear.

usage: python benchmarks/run.py --releases FILE.parquet [--documents 300] [--sizes 250 500 1000 2000] [--only NAME …]

The file has the columns `id` and `text`. Ratios are of measurements made in turn, since machines are shared.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from threadpoolctl import threadpool_limits

from songphasa.config import Config
from songphasa.dataset.shards import BATCH, load_pipeline
from songphasa.document import Document
from songphasa.run import Inputs, annotate


def stages_alone(texts: Sequence[str]) -> float:
    """Seconds that the stages take for both passes, with nothing around them."""
    pipeline = load_pipeline(Config().to_json())
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    began = time.perf_counter()
    with threadpool_limits(limits=1):
        annotated = [one for batch in _batches(documents) for one in pipeline.annotate(batch)]
        whole = [one for one in annotated if isinstance(one, Document)]
        taught = pipeline.taught(pipeline.learn(whole))
        for batch in _batches(whole):
            taught.annotate(batch)
    return time.perf_counter() - began


def _batches(documents: Sequence[Document]) -> Iterator[Sequence[Document]]:
    return (documents[start : start + BATCH] for start in range(0, len(documents), BATCH))


def in_frame(table: Path) -> float:
    """Seconds that a run in this process takes, its models loaded."""
    load_pipeline(Config().to_json())
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        annotate(Inputs((str(table),)), Path(folder) / "run")
        return time.perf_counter() - began


def command(table: Path, *options: str) -> dict[str, Any]:
    """The summary of the real command."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["annotate", str(table), "-o", f"{folder}/run", "--json", "-q", *options]
        began = time.perf_counter()
        result = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "songphasa", *arguments], stdout=subprocess.PIPE, check=False
        )
        assert result.returncode in (0, 3), "the command failed"  # noqa: S101
        summary: dict[str, Any] = json.loads(result.stdout)
        return {**summary, "seconds": time.perf_counter() - began}


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
    """Two workers beside one, start-up taken off."""
    for _ in range(3):
        start, one, two = (
            command(table, "--shard-size", "32", "--workers", workers, *more)["seconds"]
            for workers, more in (("1", ("--max-characters", "1")), ("1", ()), ("2", ()))
        )
        print(
            f"workers: one {one:.1f} s, two {two:.1f} s, start-up and end {start:.1f} s: "
            f"{(one - start) / (two - start):.2f} times"
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
            f"{summary['memory'] / 2**20:.0f} MiB in the worker"
        )


def main() -> None:
    """Print all measurements, or those that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--sizes", type=int, nargs="+", default=[250, 500, 1000, 2000])
    parser.add_argument("--only", nargs="+", default=["frame", "workers", "start", "sizes"])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        table = slice_of(given.releases, given.documents, folder)
        measures: dict[str, Callable[[], None]] = {
            "frame": lambda: measure_frame(table),
            "workers": lambda: measure_workers(table),
            "start": lambda: measure_start(table),
            "sizes": lambda: measure_sizes(given.releases, given.sizes, folder),
        }
        for name in given.only:
            measures[name]()


if __name__ == "__main__":
    main()
