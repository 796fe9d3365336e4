"""Inputs that must not hurt, given to the real command: each ends as `docs/faults.md` says."""

import bz2
import csv
import gzip
import json
import lzma
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from songphasa.dataset.manifest import read_run
from songphasa.document import Document, Layer
from songphasa.verification import verify

Write = Callable[..., Path]

KEPT = {
    "empty": "",
    "blank": " \n\t\n",
    "crlf": "บรรทัดหนึ่ง\r\nบรรทัดสอง\rบรรทัดสาม\n",
    "nul": "ก่อน\x00หลัง",
    "zero-width": "คำ\u200bใน\u00a0ประโยค\u200dนี้\ufeffจบ",
    "sara-am": "น\u0e4d\u0e49\u0e32 ท\u0e4d\u0e32งาน น้ำ",
    "double-e": "เเม่น้ำเเคว",
    "marks": "\u0e48\u0e48\u0e48 \u0e31\u0e31 ก็ก็็็",
    "script": "<script>alert(1)</script> & \u2028 ครม. (คณะรัฐมนตรี)",
    "formula": '=HYPERLINK("http://example.org") คณะรัฐมนตรี (ครม.)',
    "astral": "\U0001f1f9\U0001f1ed พบ \U00020000 ที่กรุงเทพฯ",
}
"""Texts by the name of their file: each must be a row, to the character."""

PACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": lambda content: pa.compress(content, codec="zstd", asbytes=True),
}

LINES = [
    b'{"id": "../../escape", "text": "a"}',
    b'{"text": ',
    b'{"text": "\\ud83d"}',
    b'{"other": "x"}',
    b'{"id": "\\udcff", "text": "c"}',
    b'{"text": 7}',
    b"\xff\xfe",
    b"",
    b'\xef\xbb\xbf{"id": "last", "text": "b"}',
]


def songphasa(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "songphasa", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs") / "in"
    folder.mkdir()
    for name, text in KEPT.items():
        (folder / f"{name}.txt").write_bytes(text.encode())
    (folder / "bom.txt").write_bytes(b"\xef\xbb\xbf" + "มีบอม".encode())
    (folder / "thai874.txt").write_bytes("ที่ประชุมเห็นชอบ".encode("cp874"))
    (folder / "latin1.txt").write_bytes("Voilà un café déjà fermé".encode("latin-1"))
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "lines.jsonl").write_bytes(b"\n".join(LINES))
    for packing, pack in PACK.items():
        (folder / f"packed{packing[1:]}.txt{packing}").write_bytes(pack("ข้อความที่บีบอัด".encode()))
        records = "".join(json.dumps({"id": f"{packing}{n}", "text": f"ข่าว {n}"}) + "\n" for n in range(50))
        (folder / f"records.jsonl{packing}").write_bytes(pack(records.encode()))
    (folder / "bomb.txt.gz").write_bytes(gzip.compress(bytes(60_000_000)))
    (folder / "truncated.txt.gz").write_bytes(gzip.compress(os.urandom(5000))[:-3000])
    (folder / "long.txt").write_text("ยาว" * 40_000, "utf-8")
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "dangling.txt").symlink_to(folder / "nowhere")
    return folder


@pytest.fixture(scope="module")
def result(folder: Path) -> subprocess.CompletedProcess[str]:
    out = folder.parent / "run"
    return songphasa("annotate", folder, "-o", out, "--max-characters", 100_000, "--shard-size", 64)


@pytest.fixture(scope="module")
def rows(folder: Path, result: subprocess.CompletedProcess[str]) -> dict[str, Document]:
    assert result.returncode == 3, result.stderr
    return {document.id: document for document in read_run(folder.parent / "run")}


@pytest.fixture(scope="module")
def rejected(folder: Path, rows: dict[str, Document]) -> dict[str, str]:
    assert rows
    paths = (folder.parent / "run/rejected").iterdir()
    lines = [json.loads(line) for path in paths for line in path.open(encoding="utf-8")]
    assert all(line["stage"] == "read" for line in lines)
    return {line["id"]: line["message"] for line in lines}


@pytest.mark.parametrize("name", KEPT)
def test_any_utf8_text_is_a_row_to_the_character(rows: dict[str, Document], name: str) -> None:
    assert rows[name].text == KEPT[name]


@pytest.mark.parametrize("name", ["empty", "blank"])
def test_a_file_that_says_nothing_is_a_row_with_empty_layers(rows: dict[str, Document], name: str) -> None:
    assert [rows[name].layer(layer) for layer in Layer] == [()] * len(Layer)


def test_a_byte_order_mark_is_no_text(rows: dict[str, Document]) -> None:
    assert rows["bom"].text == "มีบอม"


@pytest.mark.parametrize("packing", PACK)
def test_packed_files_are_read_as_if_they_were_not(rows: dict[str, Document], packing: str) -> None:
    assert rows[f"packed{packing[1:]}"].text == "ข้อความที่บีบอัด"
    assert [rows[f"{packing}{number}"].text for number in range(50)] == [f"ข่าว {number}" for number in range(50)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("thai874", "not UTF-8 at byte 0; if it is Thai of before Unicode, --encoding auto reads it"),
        ("latin1", "not UTF-8 at byte 4"),
        ("binary", "not UTF-8"),
        ("bomb", "more than 400000 bytes, which is more than 100000 characters; see --max-characters"),
        ("long", "120000 characters, more than --max-characters 100000"),
        ("truncated", "cannot be unpacked"),
        ("lines:2", "lines.jsonl:2: not a JSON object"),
        ("lines:3", "half of a surrogate pair"),
        ("lines:4", "no field 'text' among other"),
        ("\udcff", "the id holds half of a surrogate pair"),
        ("lines:6", "the text is int"),
        ("lines:7", "not UTF-8 at byte 0"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_its_place_and_reason(
    rejected: dict[str, str], name: str, reason: str
) -> None:
    assert reason in rejected[name]


def test_nothing_else_is_rejected_and_nothing_is_lost(
    folder: Path, rows: dict[str, Document], rejected: dict[str, str], result: subprocess.CompletedProcess[str]
) -> None:
    assert len(rejected) == 12
    assert f"{len(rows) + 12} documents in = {len(rows)} annotated + 12 rejected" in result.stderr
    assert list(verify(folder.parent / "run")) == []
    assert "pipe.txt" in result.stderr
    assert "dangling.txt" in result.stderr


def test_an_id_is_no_path(folder: Path, rows: dict[str, Document]) -> None:
    assert rows["../../escape"].text == "a"
    assert {path.name for path in folder.parent.iterdir()} == {"in", "run"}


def test_the_glossary_holds_no_formula(folder: Path, rows: dict[str, Document]) -> None:
    assert rows["formula"].acronyms
    with (folder.parent / "run/glossary.csv").open(encoding="utf-8", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not any(cell.startswith("=") for cell in cells)


@pytest.mark.parametrize("encoding", ["auto", "cp874"])
def test_old_thai_is_read_where_the_user_says_so(folder: Path, tmp_path: Path, encoding: str) -> None:
    for name in ("thai874.txt", "latin1.txt", *(["crlf.txt"] if encoding == "auto" else [])):
        (tmp_path / "in").mkdir(exist_ok=True)
        shutil.copy(folder / name, tmp_path / "in")
    (tmp_path / "in/t.csv").write_bytes("id,text\nก,ประกาศ\n".encode("cp874"))
    result = songphasa("annotate", tmp_path / "in", "-o", tmp_path / "run", "--encoding", encoding)
    assert result.returncode == 3
    rows = {document.id: document.text for document in read_run(tmp_path / "run")}
    assert rows.pop("crlf", KEPT["crlf"]) == KEPT["crlf"]
    assert rows == {"thai874": "ที่ประชุมเห็นชอบ", "ก": "ประกาศ"}
    assert "behind no Thai letter" in (tmp_path / "run/rejected/00000.jsonl").read_text("utf-8")


REFUSED: dict[str, tuple[Callable[[Path], list[object]], str]] = {}
"""By name: what makes the arguments in a folder, and what the one line on stderr says."""


def refused(message: str) -> Callable[[Callable[[Path], list[object]]], None]:
    def note(make: Callable[[Path], list[object]]) -> None:
        REFUSED[make.__name__] = make, message

    return note


@refused("in/b.jsonl:1; ids must be unique within a run")
def duplicate_ids(folder: Path) -> list[object]:
    (folder / "in").mkdir()
    (folder / "in/a.txt").write_text("x", "utf-8")
    (folder / "in/b.jsonl").write_text('{"id": "a", "text": "y"}', "utf-8")
    return [folder / "in"]


@refused("no record has a field 'text'; there are: body")
def no_text_field(folder: Path) -> list[object]:
    (folder / "a.jsonl").write_text('{"body": "x"}', "utf-8")
    return [folder / "a.jsonl"]


@refused("t.parquet: no column 'text'; there are: body")
def no_text_column(folder: Path) -> list[object]:
    pq.write_table(pa.table({"body": ["x"]}), folder / "t.parquet")
    return [folder / "t.parquet"]


@refused("t.jsonl.gz: cannot be unpacked")
def truncated_records(folder: Path) -> list[object]:
    lines = "".join(json.dumps({"text": f"{number} {number**9}"}) + "\n" for number in range(2000))
    (folder / "t.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:-900])
    return [folder / "t.jsonl.gz"]


@refused("no model is called 'nothing'")
def missing_model(folder: Path) -> list[object]:
    (folder / "a.txt").write_text("x", "utf-8")
    (folder / "c.toml").write_text('[options.entities]\nmodel = "nothing"\n', "utf-8")
    return [folder / "a.txt", "--config", folder / "c.toml"]


@refused("there is no document in the inputs")
def nothing_but_a_pipe(folder: Path) -> list[object]:
    os.mkfifo(folder / "pipe.txt")
    (folder / "in").mkdir()
    return [folder / "in"]


@pytest.mark.parametrize("dry", [False, True])
@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_planned_is_refused_in_one_line_before_a_folder_is_made(
    tmp_path: Path, name: str, dry: bool
) -> None:
    make, message = REFUSED[name]
    result = songphasa("annotate", *make(tmp_path), "-o", tmp_path / "run", *(["--dry-run"] if dry else []))
    assert result.returncode == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "run").exists()


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(write_jsonl: Write, tmp_path: Path) -> None:
    path = write_jsonl("in.jsonl", *[{"text": "ประชุมคณะรัฐมนตรี (ครม.) ที่กรุงเทพฯ"}] * 9, {"text": 3})
    result = songphasa("annotate", path, "-o", tmp_path / "run", "--shard-size", 4, "--dry-run", "--json")
    assert result.returncode == 0, result.stderr
    said = json.loads(result.stdout)
    assert (said["documents"], said["unreadable"], said["shards"], said["done"]) == (10, 1, 3, 0)
    assert said["characters"] == 9 * len("ประชุมคณะรัฐมนตรี (ครม.) ที่กรุงเทพฯ")
    assert list(said["models"]) == ["th_songphasa_news"]
    assert said["seconds"] > 0
    assert said["free"] > said["bytes"] > 0
    assert not (tmp_path / "run").exists()
    assert (
        "10 documents, 1 of which cannot be read"
        in songphasa("annotate", path, "-o", tmp_path / "run", "--dry-run").stdout
    )


def test_a_disk_that_fills_up_stops_the_run_and_more_room_continues_it(write_jsonl: Write, tmp_path: Path) -> None:
    """A limit on the size of files stands for the end of the disk: both are an OSError of a write."""
    records = [{"id": str(number), "text": f"{number**50} ข่าว"} for number in range(2000)]
    path = write_jsonl("in.jsonl", *records)
    arguments = ["annotate", path, "-o", tmp_path / "run", "--workers", "0", "--shard-size", "1000"]
    command = [sys.executable, "-m", "songphasa", *map(str, arguments)]
    limited = ["bash", "-c", 'ulimit -f 60; exec "$@"', "-", *command]
    result = subprocess.run(limited, capture_output=True, text=True, check=False)
    assert result.returncode == 1, result.stderr
    assert "cannot be written" in result.stderr
    assert "the same command continues" in result.stderr
    assert not list((tmp_path / "run").rglob(".*.tmp"))
    assert songphasa(*arguments).returncode == 0
    assert list(verify(tmp_path / "run")) == []
