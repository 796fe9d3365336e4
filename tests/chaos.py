"""Kills a run of the batch job by chance, again and again, and sees whether anything is lost.

usage: python -m tests.chaos [--kills 20] [--shards 60] [--documents 40] [--workers 2] [--seed 1]
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

from songphasa.dataset.sources import find_files, find_references, read_references
from songphasa.dataset.sources.reference import Fields
from songphasa.document import Document
from songphasa.verification import verify

SEEDS = Path(__file__).parent.parent / "seeds"


def workers_of(pid: int) -> list[int]:
    """The worker processes of a command."""
    try:
        children = psutil.Process(pid).children()
        return [child.pid for child in children if "spawn_main" in " ".join(child.cmdline())]
    except psutil.Error:
        return []


def run_under_fire(
    command: Sequence[str], kills: int, *, env: Mapping[str, str] | None = None, pause: float = 2.0, seed: int = 1
) -> tuple[int, dict[str, int]]:
    """Give a command again and again, killing it or a worker of it by chance, until it ends by itself.

    Returns:
        The exit code, and how often the command and how often a worker was killed.
    """
    chance, killed = random.Random(seed), {"command": 0, "worker": 0}  # noqa: S311 - no secret
    while True:
        process = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)
        while sum(killed.values()) < kills and process.poll() is None:
            time.sleep(chance.uniform(0.1, pause))
            if workers := workers_of(process.pid):
                victim = chance.choice([process.pid, *workers])
                os.kill(victim, signal.SIGKILL)
                killed["command" if victim == process.pid else "worker"] += 1
        if process.wait() != -signal.SIGKILL:
            return process.returncode, killed


def data_files(out: Path) -> dict[str, bytes]:
    """Everything in a run's folder that a reader of the dataset sees, by name."""
    paths = [*(out / "data").rglob("*"), *(out / "rejected").rglob("*"), out / "run.json", out / "README.md"]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths if path.is_file()}


def _write_documents(path: Path, number: int) -> None:
    import json

    files, _ = find_files([str(SEEDS)])
    read = read_references(find_references(files, None, Fields()), Fields())
    texts = [one.text for one in read if isinstance(one, Document)]
    with path.open("w", encoding="utf-8") as stream:
        for index in range(number):
            text = f"{texts[index % len(texts)]}\nฉบับที่ {index}"
            stream.write(json.dumps({"id": f"d{index}", "text": text}, ensure_ascii=False) + "\n")


def main() -> int:
    """Run undisturbed, run under fire, verify and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("kills", 20), ("shards", 60), ("documents", 40), ("workers", 2), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _write_documents(folder / "in.jsonl", given.shards * given.documents)
        command = [sys.executable, "-m", "songphasa", "annotate", str(folder / "in.jsonl"), "-q"]
        command += ["--shard-size", str(given.documents), "--workers", str(given.workers), "-o"]
        calm, stormy = folder / "calm/run", folder / "stormy/run"
        began = time.monotonic()
        subprocess.run([*command, str(calm)], check=True)
        seconds = time.monotonic() - began
        code, killed = run_under_fire([*command, str(stormy)], given.kills, pause=6.0, seed=given.seed)
        if code:
            print((stormy / "run.log").read_text("utf-8"))  # noqa: T201
            return code
        problems = list(verify(stormy))
        same = data_files(calm) == data_files(stormy)
        print(f"undisturbed: {seconds:.0f} s; killed {killed}, then exit code {code}")  # noqa: T201
        print(f"verify: {problems or 'whole'}; files byte for byte the same: {same}")  # noqa: T201
        return int(code != 0 or bool(problems) or not same)


if __name__ == "__main__":
    sys.exit(main())
