"""Ray: the same bytes from a real cluster of two nodes, also when processes on it are killed in the middle."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from songphasa.verification import verify
from tests.chaos import data_files, workers_of

pytest.importorskip("ray")

Write = Callable[..., Path]
COMMAND = [sys.executable, "-m", "songphasa", "annotate"]


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a cluster of two raylets on this machine, with a CPU each."""
    from ray.cluster_utils import Cluster

    two = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    two.add_node(num_cpus=1)
    two.wait_for_nodes()
    yield two.address
    two.shutdown()


def _actors() -> list[psutil.Process]:
    return [one for one in psutil.process_iter() if "ray::_Place" in " ".join(_command(one))]


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def test_the_files_are_those_of_one_machine_though_an_actor_and_a_worker_are_killed(
    cluster: str, write_jsonl: Write, tmp_path: Path
) -> None:
    text = "ที่ประชุมคณะรัฐมนตรี (ครม.) เห็นชอบเมื่อวันที่ 7 ตุลาคม 2563 ที่กรุงเทพมหานคร\n" * 6
    path = write_jsonl("in.jsonl", *({"id": f"d{n}", "text": f"{n} {text}"} for n in range(300)), {"text": 5})
    common = [*COMMAND, str(path), "-q", "--shard-size", "20", "-o"]
    subprocess.run([*common, str(tmp_path / "one/run")], check=False)
    ray = [
        *common,
        str(tmp_path / "ray/run"),
        "--json",
        "--executor",
        "ray",
        "--ray-address",
        cluster,
        "--workers",
        "2",
    ]
    process = subprocess.Popen(ray, stdout=subprocess.PIPE)
    deadline = time.monotonic() + 120
    while not list((tmp_path / "ray/run").glob("notes/*.json")):
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.02)
    first, second = _actors()
    os.kill(first.pid, signal.SIGKILL)
    for worker in workers_of(second.pid):
        os.kill(worker, signal.SIGKILL)
    output, _ = process.communicate(timeout=180)
    assert process.returncode == 3
    summary = json.loads(output)
    assert (summary["documents"], summary["rows"], summary["rejected"]) == (301, 300, 1)
    assert data_files(tmp_path / "ray/run") == data_files(tmp_path / "one/run")
    assert list(verify(tmp_path / "ray/run")) == []
    assert "an actor ended with shard" in (tmp_path / "ray/run/run.log").read_text("utf-8")


def test_no_cluster_is_told_in_one_line(write_jsonl: Write, tmp_path: Path) -> None:
    path = write_jsonl("in.jsonl", {"text": "x"})
    address = ["--executor", "ray", "--ray-address", "127.0.0.1:1"]
    command = [*COMMAND, str(path), "-o", str(tmp_path / "run"), *address]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 2
    assert "songphasa: no Ray cluster at '127.0.0.1:1'" in result.stderr
    assert "Traceback" not in result.stderr
