"""Splits: every document in one, near-duplicates together, the same for a seed, and still a whole run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from datasets import load_dataset
from hypothesis import given
from hypothesis import strategies as st

from songphasa import Config, load_run
from songphasa.dataset.annotated import read_annotated
from songphasa.document import Document
from songphasa.errors import BadConfig, BadInput, BadOutput, Locked
from songphasa.run import Inputs, annotate, retry
from songphasa.splits import By, Member, choose, find_groups, split_gold, split_run
from songphasa.verification import verify

Write = Callable[..., Path]
SHARES = {"train": 0.6, "validation": 0.2, "test": 0.2}
LONG = "กรมอุทยานฝนตกแจกร่มที่น้ำใสเมื่อวานนี้ มีผู้มารับร่มหลายพันคัน และจะแจกอีกในสัปดาห์หน้า "


@pytest.fixture
def run(write_jsonl: Write, tmp_path: Path, test_stages: None) -> Path:  # noqa: ARG001
    """Twenty documents in three shards, the fourth is rejected, the last two nearly repeat each other."""
    records = [
        {"id": f"n{n}", "text": f"{n * 7919} ข่าว {n * n}\nASEAN {n}", "date": f"2020-01-{30 - n}"} for n in range(18)
    ]
    records += [{"id": f"long{n}", "text": LONG * 3 + str(n), "date": "2020-03-01"} for n in range(2)]
    records[3]["text"] = "poison"
    annotate(
        Inputs((str(write_jsonl("n.jsonl", *records)),)), tmp_path / "run", Config(("lines", "names")), shard_size=7
    )
    return tmp_path / "run"


def ids(run: Path) -> dict[str, list[str]]:
    there = {path.name.partition("-")[0] for path in (run / "data/documents").iterdir()}
    return {name: [document.id for document in load_run(run, name)] for name in sorted(there)}


def test_each_document_is_in_one_split_and_the_run_is_whole(run: Path) -> None:
    before = list(load_run(run))
    report = split_run(run, SHARES)
    after = list(load_run(run))
    assert sorted(after, key=lambda one: one.id) == sorted(before, key=lambda one: one.id)
    assert sum(map(len, ids(run).values())) == len(before) == 19
    assert {name: len(found) for name, found in ids(run).items()} == report.documents
    assert all(abs(report.documents[name] - share * 19) <= 1 for name, share in SHARES.items())
    assert list(verify(run)) == []


def test_load_dataset_sees_the_splits(run: Path, tmp_path: Path) -> None:
    split_run(run, SHARES)
    cache = str(tmp_path / "cache")
    documents = load_dataset(str(run), cache_dir=cache)
    assert {name: rows["id"][:] for name, rows in documents.items()} == ids(run)
    tokens = load_dataset(str(run), "tokens", cache_dir=cache)
    assert {name: set(rows["document_id"]) for name, rows in tokens.items()} == {
        name: set(found) for name, found in ids(run).items()
    }


def test_near_duplicates_are_in_one_split(run: Path) -> None:
    for seed in range(3):
        assert split_run(run, SHARES, seed=seed).repeats == 1
        assert any({"long0", "long1"} <= set(found) for found in ids(run).values())


def test_gold_is_parted_aside_as_a_run_is_in_place(run: Path, tmp_path: Path) -> None:
    before = data(run)
    report = split_gold(run, tmp_path / "parts", SHARES)
    assert data(run) == before
    parts = {name: list(read_annotated(tmp_path / f"parts/{name}.jsonl")) for name in SHARES}
    assert sorted(read_annotated(tmp_path / "parts"), key=lambda one: one.id) == sorted(
        load_run(run), key=lambda one: one.id
    )
    assert split_run(run, SHARES) == report
    assert {name: {one.id for one in found} for name, found in parts.items()} == {
        name: set(found) for name, found in ids(run).items()
    }
    with pytest.raises(BadOutput, match="is there already"):
        split_gold(run, tmp_path / "parts", SHARES)


def data(run: Path) -> dict[str, bytes]:
    return {path.relative_to(run).as_posix(): path.read_bytes() for path in (run / "data").rglob("*.parquet")}


def test_the_same_seed_gives_the_same_files_whatever_was_there_before(run: Path) -> None:
    whole = data(run)
    split_run(run, SHARES)
    first = data(run)
    split_run(run, SHARES, seed=1)
    assert data(run) != first
    split_run(run, SHARES)
    assert data(run) == first
    split_run(run, {"train": 1.0})
    assert data(run) == whole
    assert list(verify(run)) == []


def test_a_split_that_was_interrupted_is_done_again(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import songphasa.splits

    split_run(run, SHARES, seed=1)
    before = sorted(one.id for one in load_run(run))
    real, calls = songphasa.splits.write_rows, 0

    def failing(*arguments: object) -> Path:
        nonlocal calls
        calls += 1
        if calls > 4:
            raise OSError(28, "No space left on device")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(songphasa.splits, "write_rows", failing)
    with pytest.raises(BadOutput, match="No space left on device; the same command continues"):
        split_run(run, SHARES)
    monkeypatch.undo()
    # What is on the disk is more than the manifest knows, and nothing is lost.
    split_run(run, SHARES)
    assert sorted(one.id for one in load_run(run)) == before
    assert list(verify(run)) == []


def test_a_parted_run_is_not_annotated_over(run: Path) -> None:
    split_run(run, SHARES)
    with pytest.raises(BadOutput, match="--train 1 --validation 0 --test 0"):
        retry(run)
    assert list(verify(run)) == []


def test_by_date_the_last_are_tested_on(run: Path) -> None:
    split_run(run, SHARES, By.DATE)
    assert {"long0", "long1"} <= set(ids(run)["test"])
    assert "n17" in ids(run)["train"]


def test_by_source_a_file_is_not_parted(run: Path) -> None:
    assert list(ids(run)) == ["train"]
    report = split_run(run, SHARES, By.SOURCE)
    assert sorted(report.documents.values()) == [0, 0, 19]


def test_documents_without_a_date_are_refused_by_name() -> None:
    with pytest.raises(BadInput, match="d: its metadata has no 'date'"):
        find_groups([Document("d", "ฝน")], By.DATE)


@pytest.mark.parametrize("shares", [{"train": 0.5}, {"train": 1.5, "test": -0.5}, {"train": 0.5, "dev": 0.5}, {}])
def test_shares_that_cannot_be_are_refused(shares: dict[str, float], tmp_path: Path) -> None:
    with pytest.raises(BadConfig):
        split_run(tmp_path, shares)


def test_a_run_that_is_being_written_is_left_alone(run: Path) -> None:
    from songphasa.dataset.lock import locked

    with locked(run), pytest.raises(Locked):
        split_run(run, SHARES)


GROUPS = st.lists(st.integers(1, 4), min_size=1, max_size=30)


@given(GROUPS, st.integers())
def test_groups_stay_together_and_their_order_does_not_matter(sizes: list[int], seed: int) -> None:
    groups = [tuple(Member(f"{n}.{m}") for m in range(size)) for n, size in enumerate(sizes)]
    chosen = choose(groups, SHARES, By.DOCUMENT, seed)
    assert all(len({chosen[member.id] for member in group}) == 1 for group in groups)
    assert choose([group[::-1] for group in reversed(groups)], SHARES, By.DOCUMENT, seed) == chosen
