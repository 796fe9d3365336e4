"""Simulates what grows with a run beside its data: the plan, and what is summed up after its passes.

usage: python benchmarks/second_pass.py [--shards 1000] [--different 100000 300000] [--documents 10000 100000 1000000]

Notes and parts of glossaries are made up: every shard defines 100 short forms out of so many different ones. The plan
is that of a JSONL file with so many short documents in shards of 256, nothing of which is annotated.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from multiprocessing import get_context
from pathlib import Path

from songphasa.dataset.folder import RunFolder, write_json
from songphasa.dataset.glossary import Glossary
from songphasa.dataset.lessons import gather_lessons
from songphasa.dataset.parquet import read_rows, write_rows
from songphasa.dataset.references import fitting_shard_size, shard_references, write_references
from songphasa.dataset.schema import Row, glossary_features
from songphasa.dataset.sources import Fields, find_files, find_references
from songphasa.executors.memory import own_peak_memory

EACH = 100


def _definition(number: int) -> dict[str, str]:
    return {
        "short": f"S{number}",
        "kind": "latin",
        "long_th": f"สำนักงานพัฒนาตัวอย่างที่ {number}",
        "long_en": f"Example Development Office Number {number}",
    }


def _write_shard(folder: RunFolder, index: int, numbers: list[int]) -> None:
    learnt = Counter(json.dumps(_definition(number), ensure_ascii=False) for number in numbers)
    write_json(folder.notes(index), {"rejections": [], "lessons": {"acronyms": learnt}})
    example = "ที่ประชุมเห็นชอบร่างแผนงานตามที่สำนักงานเสนอ และมอบหมายหน่วยงานที่เกี่ยวข้อง"
    rows: list[Row] = [{**_definition(number), "documents": 2, "mentions": 5, "example": example} for number in numbers]
    write_rows(folder.part_of_glossary(index), rows, glossary_features())


def _lessons(folder: RunFolder, shards: int) -> None:
    gather_lessons(map(folder.notes, range(shards)), folder.lessons)


def _glossary(folder: RunFolder, shards: int) -> None:
    glossary = Glossary()
    for index in range(shards):
        glossary.add(read_rows(folder.part_of_glossary(index)))
    glossary.rows()


def _write_documents(folder: RunFolder, documents: int) -> None:
    with (folder.path / "in.jsonl").open("w", encoding="utf-8") as stream:
        for number in range(documents):
            stream.write(f'{{"id": "release-{number * 7919 % documents}", "text": "ข่าวที่ {number}"}}\n')


def _plan(folder: RunFolder, documents: int) -> None:
    files, _ = find_files([str(folder.path / "in.jsonl")])
    write_references(folder, find_references(files, None, Fields()), None)
    print(f"  plan.parquet: {folder.references.stat().st_size / documents:.1f} bytes a document")


def _one_shard(folder: RunFolder, documents: int) -> None:
    for _ in range(10):
        shard_references(folder, documents // fitting_shard_size(documents) // 2)


def _measured(name: str, work: Callable[[RunFolder, int], None], folder: RunFolder, shards: int) -> None:
    before, began = own_peak_memory(), time.process_time()
    work(folder, shards)
    seconds, more = time.process_time() - began, (own_peak_memory() - before) / 2**20
    print(f"  {name}: {seconds:.2f} s of processor time, {more:.0f} MiB more")


def main() -> None:
    """Print time and memory for growing numbers of different short forms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shards", type=int, default=1000)
    parser.add_argument("--different", type=int, nargs="*", default=[10_000, 30_000, 100_000])
    parser.add_argument("--documents", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    given = parser.parse_args()
    chance = random.Random(0)  # noqa: S311 - no secret
    for different in given.different:
        with tempfile.TemporaryDirectory() as temporary:
            folder = RunFolder(Path(temporary))
            for index in range(given.shards):
                _write_shard(folder, index, chance.sample(range(different), EACH))
            print(f"{given.shards} shards, {different} different short forms", flush=True)
            _measure({"lessons": _lessons, "glossary": _glossary}, folder, given.shards)
    for documents in given.documents:
        with tempfile.TemporaryDirectory() as temporary:
            folder = RunFolder(Path(temporary))
            _write_documents(folder, documents)
            print(f"{documents} documents", flush=True)
            _measure({"plan": _plan, "finding a shard's documents, ten times": _one_shard}, folder, documents)


def _measure(works: Mapping[str, Callable[[RunFolder, int], None]], folder: RunFolder, number: int) -> None:
    """Each in a process of its own."""
    for name, work in works.items():
        process = get_context("spawn").Process(target=_measured, args=(name, work, folder, number))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
