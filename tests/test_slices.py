"""Slices: each its own command, together the same bytes as a run in one piece; what is missing is told."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from songphasa import Config
from songphasa.dataset.lock import locked, locked_slice
from songphasa.errors import BadOutput, Locked
from songphasa.run import Inputs, annotate
from songphasa.slices import Slice, annotate_slice, finish
from songphasa.splits import split_run
from songphasa.verification import verify
from tests.test_run import data_files

Write = Callable[..., Path]
CONFIG = Config(("lines", "names", "learnt"))


@pytest.fixture
def news(write_jsonl: Write) -> Path:
    """Eighteen documents in five shards; one is rejected, the last teaches the first."""
    records = [{"id": f"n{number}", "text": f"ITU {number}\nASEAN"} for number in range(18)]
    records[3]["text"], records[17]["text"] = "poison", "NAME=ITU"
    return write_jsonl("in/news.jsonl", *records)


def take(news: Path, out: Path, number: int, slices: int = 3) -> tuple[int, int, bool]:
    summary = annotate_slice(Inputs((str(news),)), out, CONFIG, Slice(number, slices), shard_size=4)
    return summary.documents, summary.waiting, summary.published


@pytest.mark.usefixtures("test_stages")
class TestSlices:
    def test_slices_in_any_order_are_the_run_in_one_piece(self, news: Path, tmp_path: Path) -> None:
        whole, out = tmp_path / "a/run", tmp_path / "b/run"
        annotate(Inputs((str(news),)), whole, CONFIG, shard_size=4)
        assert take(news, out, 3) == (4, 4, False)
        with pytest.raises(BadOutput, match="4 of 5 shards are not annotated, the first is number 0"):
            finish(out)
        assert take(news, out, 1) == (8, 2, False)
        assert take(news, out, 2) == (6, 0, True)  # the last one may take the second pass over its own
        assert take(news, out, 3) == (4, 0, True)
        summary = finish(out)
        assert (summary.documents, summary.rows, summary.rejected) == (18, 17, 1)
        assert data_files(out) == data_files(whole)
        assert list(verify(out)) == []

    def test_a_run_in_one_piece_goes_on_with_what_slices_have_done(self, news: Path, tmp_path: Path) -> None:
        take(news, tmp_path / "run", 2)
        summary = annotate(Inputs((str(news),)), tmp_path / "run", CONFIG, shard_size=4)
        assert summary.continued == 6
        assert list(verify(tmp_path / "run")) == []

    def test_a_slice_of_another_run_is_refused(self, news: Path, tmp_path: Path) -> None:
        take(news, tmp_path / "run", 1)
        with pytest.raises(BadOutput, match="another shard_size"):
            annotate_slice(Inputs((str(news),)), tmp_path / "run", CONFIG, Slice(2, 3), shard_size=5)
        (news.parent / "more.jsonl").write_text('{"text": "x"}', "utf-8")
        with pytest.raises(BadOutput, match="another inputs"):
            annotate_slice(Inputs((str(news.parent),)), tmp_path / "run", CONFIG, Slice(2, 3), shard_size=4)

    def test_inputs_that_changed_between_slices_are_refused_at_the_end(self, news: Path, tmp_path: Path) -> None:
        for number in (1, 2, 3):
            take(news, tmp_path / "run", number)
        news.write_bytes(news.read_bytes().replace(b"ASEAN", b"asean"))
        with pytest.raises(BadOutput, match="inputs changed since"):
            finish(tmp_path / "run")

    def test_a_run_that_is_split_is_not_written_again(self, news: Path, tmp_path: Path) -> None:
        pytest.importorskip("datasketch")
        out = tmp_path / "run"
        annotate(Inputs((str(news),)), out, CONFIG, shard_size=4)
        split_run(out, {"train": 0.5, "validation": 0.25, "test": 0.25})
        before = data_files(out)
        with pytest.raises(BadOutput, match=r"is split; make it one again first: songphasa split .* --train 1"):
            take(news, out, 1)
        assert finish(out).rows == 17  # nothing is left to do
        (out / "run.json").rename(tmp_path / "run.json")
        with pytest.raises(BadOutput, match="is split"):
            finish(out)
        (tmp_path / "run.json").rename(out / "run.json")
        assert data_files(out) == before
        assert list(verify(out)) == []


def test_slices_exclude_themselves_and_whole_runs_but_not_each_other(tmp_path: Path) -> None:
    with locked_slice(tmp_path / "run", "1-of-2"), locked_slice(tmp_path / "run", "2-of-2"):
        for another in (locked_slice(tmp_path / "run", "2-of-2"), locked(tmp_path / "run")):
            with pytest.raises(Locked, match="is writing this run"), another:
                pass
    with locked(tmp_path / "run"), pytest.raises(Locked), locked_slice(tmp_path / "run", "1-of-2"):
        pass
    assert not (tmp_path / "run").exists()


def test_commands_in_parallel_are_one_run(tmp_path: Path) -> None:
    """With the real pipeline: two slices at the same moment, one of which writes the plan."""
    (tmp_path / "in.csv").write_text("text\n" + "ประชุมคณะรัฐมนตรี (ครม.) กับ กสทช.\n" * 60, "utf-8")
    command = [sys.executable, "-m", "songphasa"]
    common = ["annotate", str(tmp_path / "in.csv"), "--shard-size", "10", "-o"]
    assert subprocess.run([*command, *common, str(tmp_path / "a/run"), "-q"], check=False).returncode == 0
    sliced = [*command, *common, str(tmp_path / "b/run"), "-q", "--shard"]
    both = [subprocess.Popen([*sliced, given]) for given in ("1/2", "2/2")]
    assert [process.wait() for process in both] == [0, 0]
    done = subprocess.run([*command, "finish", str(tmp_path / "b/run")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert data_files(tmp_path / "a/run") == data_files(tmp_path / "b/run")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--shard", "0/4"], "--shard 0/4: not a slice"),
        (["--shard", "5/4"], "--shard 5/4: not a slice"),
        (["--shard", "x"], "--shard x: not a slice"),
        (["--shard", "1/4", "--overwrite"], "each slice would remove"),
    ],
)
def test_what_is_no_slice_is_refused(tmp_path: Path, options: list[str], message: str) -> None:
    command = [sys.executable, "-m", "songphasa", "annotate", str(tmp_path), "-o", str(tmp_path / "run"), *options]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert message in result.stderr
