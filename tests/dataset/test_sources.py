"""Inputs of every kind: stable unique ids, text kept to the byte, bad ones named and nothing lost."""

import bz2
import gzip
import io
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from datasets import Dataset
from hypothesis import given

from songphasa.dataset.sources import Fields, find_files, find_references, read_references
from songphasa.document import Document
from songphasa.errors import BadInput
from songphasa.rejection import Rejection
from tests.strategies import texts

Write = Callable[..., Path]


def read(*inputs: object, dataset: str | None = None, fields: Fields = Fields()) -> list[Document | Rejection]:  # noqa: B008
    files, _ = find_files(map(str, inputs))
    return list(read_references(find_references(files, dataset, fields), fields))


def read_good(*inputs: object, dataset: str | None = None, fields: Fields = Fields()) -> list[Document]:  # noqa: B008
    results = read(*inputs, dataset=dataset, fields=fields)
    assert all(isinstance(result, Document) for result in results)
    return [result for result in results if isinstance(result, Document)]


@pytest.mark.parametrize("text", ["", "กขค\r\nง\rจ\n\n", "a\x00b", "\u200b\u00a0", "เเก\u0e4d\u0e32"])
def test_a_text_file_is_read_as_it_is(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert [document.text for document in read_good(tmp_path)] == [text]


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfx")
    assert read_good(tmp_path)[0].text == "x"


def test_ids_are_paths_below_the_folder_and_the_order_is_fixed(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "2020/c.txt", ".hidden.txt", "notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    assert [document.id for document in read_good(tmp_path)] == ["a", "b", "2020/c"]
    assert find_files([str(tmp_path)])[1] == [(tmp_path / "notes.md").as_posix()]


def test_globs_name_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text("x", "utf-8")
    assert [document.id for document in read_good(tmp_path / "*.txt")] == ["a", "b"]


def test_jsonl_keeps_ids_and_other_fields(write_jsonl: Write) -> None:
    path = write_jsonl("news.jsonl", {"key": 7, "body": "ข่าว", "topic": "ก"}, {"body": "b"})
    first, second = read_good(path, fields=Fields(text="body", id="key"))
    assert (first.id, first.text, json.loads(first.metadata)) == ("7", "ข่าว", {"topic": "ก"})
    assert (second.id, second.source) == ("news:2", f"{path}:2")


def test_a_broken_line_is_rejected_by_its_number_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [
        '{"text": "a"}',
        '{"text": ',
        "[1]",
        '{"other": 1}',
        '{"text": 5}',
        '{"text": "\\ud800"}',
        "",
        '{"text": "b"}',
    ]
    (tmp_path / "x.jsonl").write_text("\n".join(lines), "utf-8")
    results = read(tmp_path)
    assert [result.text for result in results if isinstance(result, Document)] == ["a", "b"]
    rejected = [result for result in results if isinstance(result, Rejection)]
    assert [rejection.id for rejection in rejected] == ["x:2", "x:3", "x:4", "x:5", "x:6"]
    for rejection, reason in zip(rejected, ("JSON", "list", "'text'", "int", "surrogate"), strict=True):
        assert rejection.source in rejection.message
        assert reason in rejection.message
        assert rejection.stage == "read"


def test_csv_fields_may_hold_line_breaks_and_quotes(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes('\ufeffid,text,n\r\n1,"บรรทัด\r\nสอง ""ก""",x\r\n2,b,y\r\n3,extra,z,w\r\n'.encode())
    first, second, third = read(tmp_path)
    assert isinstance(first, Document)
    assert (first.id, first.text, json.loads(first.metadata)) == ("1", 'บรรทัด\r\nสอง "ก"', {"n": "x"})
    assert isinstance(second, Document)
    assert second.text == "b"
    assert isinstance(third, Rejection)
    assert "4 fields where the header has 3" in third.message


def test_a_long_csv_field_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("text\n" + "ก" * 500_000 + "\n", "utf-8")
    assert len(read_good(tmp_path)[0].text) == 500_000


def test_parquet_rows_are_documents(tmp_path: Path) -> None:
    rows = {"id": [f"d{number}" for number in range(7)], "text": [f"t{number}" for number in range(7)], "y": [1] * 7}
    pq.write_table(pa.table(rows), tmp_path / "p.parquet", row_group_size=2)
    documents = read_good(tmp_path)
    assert [(document.id, document.text) for document in documents] == list(zip(rows["id"], rows["text"], strict=True))
    assert json.loads(documents[0].metadata) == {"y": 1}


def test_a_saved_dataset_is_read_by_name(tmp_path: Path) -> None:
    Dataset.from_dict({"text": ["a", "b"]}).save_to_disk(tmp_path / "saved")
    documents = read_good(dataset=str(tmp_path / "saved"))
    assert [document.text for document in documents] == ["a", "b"]
    assert documents[1].id == f"{tmp_path / 'saved'}[train]:1"


def test_a_file_that_is_no_utf8_is_rejected_with_advice(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("ประชุม".encode("cp874"))
    (tmp_path / "new.txt").write_text("ประชุม", "utf-8")
    new, old = read(tmp_path)
    assert isinstance(new, Document)
    assert isinstance(old, Rejection)
    assert "not UTF-8 at byte 0" in old.message
    assert "iconv" in old.message


def test_a_duplicate_id_is_refused_and_both_places_are_named(tmp_path: Path, write_jsonl: Write) -> None:
    (tmp_path / "a.txt").write_text("x", "utf-8")
    path = write_jsonl("b.jsonl", {"id": "a", "text": "y"})
    with pytest.raises(BadInput, match=r"'a' stands twice: .*a\.txt and .*b\.jsonl:1"):
        read(tmp_path)
    with pytest.raises(BadInput, match="stands twice"):
        read(path, path)


def test_inputs_that_cannot_be_planned_are_refused_by_name(tmp_path: Path, write_jsonl: Write) -> None:
    with pytest.raises(BadInput, match="nowhere: no such file"):
        read(tmp_path / "nowhere")
    with pytest.raises(BadInput, match="no document"):
        read(tmp_path)
    with pytest.raises(BadInput, match=r"no record has a field 'text'; there are: body"):
        read(write_jsonl("c.jsonl", {"body": "x"}))
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    with pytest.raises(BadInput, match=r"x\.pdf: not a regular file that can be read"):
        read(tmp_path / "x.pdf")
    (tmp_path / "p.parquet").write_bytes(b"nonsense")
    with pytest.raises(BadInput, match=r"p\.parquet: cannot be read as Parquet"):
        read(tmp_path / "p.parquet")
    with pytest.raises(BadInput, match=r"dataset '.*gone'"):
        read(dataset=str(tmp_path / "gone"))


def test_pipes_and_link_loops_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", "utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [document.id for document in read_good(tmp_path)] == ["a"]


@given(texts)
def test_any_text_survives_jsonl(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "x.jsonl"
    path.write_text(json.dumps({"text": text}, ensure_ascii=False), "utf-8", newline="")
    assert read_good(path)[0].text == text


FILES = {
    "a.txt": "ข่าว".encode(),
    "b.jsonl": b'{"id": "x", "text": "one"}\n{"text": "two", "n": 1}\n[1]\n',
    "deep/c.csv.gz": gzip.compress(b"id,text\n1,three\n2,four\n"),
    "deep/d.jsonl.zst": pa.compress(b'{"text": "five"}\n', codec="zstd", asbytes=True),
    "deep/e.txt.bz2": bz2.compress(b"six"),
    ".hidden.txt": b"",
    "notes.md": b"",
}


@pytest.fixture
def twice(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder and a URL that hold the same files."""
    table = io.BytesIO()
    pq.write_table(pa.table({"id": ["p", "q"], "text": ["seven", "eight"]}), table, row_group_size=1)
    for name, content in {**FILES, "f.parquet": table.getvalue()}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
        fsspec.filesystem("memory").pipe_file(f"/bucket/{name}", content)
    yield tmp_path, "memory://bucket"
    fsspec.filesystem("memory").rm("/bucket", recursive=True)


@pytest.mark.parametrize("below", ["", "/deep", "/b.jsonl", "/*.txt", "/deep/*.gz", "/f.parquet"])
def test_urls_mean_what_paths_mean(twice: tuple[Path, str], below: str) -> None:
    here, there = (
        [(one.id, one.text if isinstance(one, Document) else one.exception) for one in read(f"{place}{below}")]
        for place in twice
    )
    assert here == there
    assert here


def test_a_url_in_a_store_is_named_as_the_source_and_what_no_reader_is_for_is_told(twice: tuple[Path, str]) -> None:
    files, ignored = find_files([twice[1]])
    assert [file.path for file in files][:2] == ["memory:///bucket/a.txt", "memory:///bucket/b.jsonl"]
    assert ignored == ["memory:///bucket/notes.md"]
    with pytest.raises(BadInput, match=r"memory:///bucket/notes\.md: not a regular file"):
        find_files([f"{twice[1]}/notes.md"])
    with pytest.raises(BadInput, match="memory://nowhere: no such file"):
        find_files(["memory://nowhere"])
