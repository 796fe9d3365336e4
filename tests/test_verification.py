"""`verify` finds nothing in a whole run and every kind of damage in another."""

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from songphasa import Config
from songphasa.dataset.folder import file_sha256
from songphasa.errors import BadOutput
from songphasa.run import Inputs, annotate
from songphasa.verification import verify

Write = Callable[..., Path]
DATA = "data/documents/train-00001-of-00003.parquet"


@pytest.fixture
def run(write_jsonl: Write, tmp_path: Path, test_stages: None) -> Path:  # noqa: ARG001
    """Ten documents in three shards, the fourth of which is rejected."""
    records = [{"id": f"n{number}", "text": f"ข่าว {number}\nASEAN"} for number in range(10)]
    records[3]["text"] = "poison"
    annotate(
        Inputs((str(write_jsonl("n.jsonl", *records)),)), tmp_path / "run", Config(("lines", "names")), shard_size=4
    )
    return tmp_path / "run"


def rewrite(run: Path, name: str, change: Callable[[list[dict[str, object]]], object]) -> None:
    """Change the rows of a file and everything that names its hash: what a bad program, not a bad disk, would do."""
    table = pq.read_table(run / name)
    rows = table.to_pylist()
    change(rows)
    pq.write_table(type(table).from_pylist(rows, schema=table.schema), run / name)
    sign(run, name)


def sign(run: Path, name: str) -> None:
    manifest = json.loads((run / "run.json").read_text("utf-8"))
    manifest["files"][name] = file_sha256(run / name)
    (run / "run.json").write_text(json.dumps(manifest), "utf-8")


def test_a_whole_run_has_no_problems(run: Path) -> None:
    assert list(verify(run)) == []


def test_a_changed_or_missing_file_is_named(run: Path) -> None:
    content = bytearray((run / DATA).read_bytes())
    content[len(content) // 2] ^= 1
    (run / DATA).write_bytes(content)
    (run / "rejected/00000.jsonl").unlink()
    changed, missing = sorted(verify(run))
    assert changed.startswith(f"{DATA}: its SHA-256")
    assert missing == "rejected/00000.jsonl: cannot be read: No such file or directory"


def test_a_file_too_many_is_named(run: Path) -> None:
    (run / "data/documents/train-00000-of-00001.parquet").write_bytes((run / DATA).read_bytes())
    (problem,) = verify(run)
    assert problem.startswith("data/documents/train-00000-of-00001.parquet: is not in run.json")


def test_a_lost_row_is_missed_by_its_id_and_by_every_count(run: Path) -> None:
    rewrite(run, DATA, lambda rows: rows.pop())
    assert list(verify(run)) == [
        "data/documents: 8 rows where run.json says 9",
        "README.md: says 9 rows of 'default' where the files hold 8",
        "shard 1: document 'n7' stands 0 times among rows and rejected",
    ]


def test_a_document_in_two_places_is_named(run: Path) -> None:
    rewrite(run, DATA, lambda rows: rows[0].update(id="n5"))
    assert list(verify(run)) == [
        "shard 1: document 'n4' stands 0 times among rows and rejected",
        "shard 1: document 'n5' stands 2 times among rows and rejected",
    ]


def test_a_lost_rejection_is_missed(run: Path) -> None:
    (run / "rejected/00000.jsonl").write_text("", "utf-8")
    sign(run, "rejected/00000.jsonl")
    assert list(verify(run)) == ["shard 0: document 'n3' stands 0 times among rows and rejected"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"start": 8}, "entities: [8, 12) is not 'ASEAN'"),
        ({"text": "asean"}, "entities: [7, 12) is not 'asean'"),
        ({"end": 99}, "empty or outside a text of 12 characters"),
        ({"start": 6}, "begins or ends with white space"),
    ],
)
def test_a_span_that_does_not_say_what_the_text_says_is_named(
    run: Path, change: dict[str, object], problem: str
) -> None:
    rewrite(run, DATA, lambda rows: rows[2]["entities"][0].update(change))  # type: ignore[index]
    problems = list(verify(run))
    assert all(one.startswith(f"{DATA}: document 'n6': ") for one in problems)
    assert any(problem in one for one in problems)


def test_other_columns_or_label_names_are_named(run: Path) -> None:
    table = pq.read_table(run / DATA)
    pq.write_table(table.replace_schema_metadata({}), run / DATA)
    sign(run, DATA)
    assert list(verify(run)) == [f"{DATA}: has other columns than the dataset"]


def test_a_card_that_disagrees_with_the_files_is_named(run: Path) -> None:
    card = (run / "README.md").read_text("utf-8")
    (run / "README.md").write_text(card.replace("num_examples: 9", "num_examples: 8", 1), "utf-8")
    (problem,) = verify(run)
    assert problem == "README.md: says 8 rows of 'default' where the files hold 9"
    (run / "README.md").unlink()
    assert "README.md: is no dataset card" in next(verify(run))


def test_a_run_that_is_not_finished_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadOutput, match="is this the folder of a finished run"):
        list(verify(tmp_path))
