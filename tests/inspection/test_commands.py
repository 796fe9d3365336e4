"""`songphasa inspect`, `stats` and `report` as they are called."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songphasa.cli import app
from songphasa.inspection import page
from tests.inspection.runs import RAIN_1, REJECTED, UMBRELLA_2, write_run

COMMAND = [sys.executable, "-m", "songphasa"]


def songphasa(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", [RAIN_1, UMBRELLA_2], [REJECTED])


def test_inspect_shows_the_documents_that_are_asked_for(run: Path) -> None:
    assert "umbrella-2" not in songphasa("inspect", run, "--text", "แจกร่ม").stdout
    said = songphasa("inspect", run, "--acronym", "drp", "--text", "KHON").stdout
    assert "umbrella-2" in said
    assert "rain-1" not in said
    nothing = songphasa("inspect", run, "--acronym", "XYZ", "--text", "snow")
    assert nothing.returncode == 2
    assert "no document says 'snow' and has the short form 'XYZ'" in nothing.stderr


def test_inspect_as_json_gives_rows(run: Path) -> None:
    lines = songphasa("inspect", run, "--json", "--label", "person").stdout.splitlines()
    first, second = map(json.loads, lines)
    assert (first["id"], second["id"]) == ("rain-1", "umbrella-2")
    assert [(one["label"], one["text"]) for one in second["entities"]] == [("PERSON", "Somchai")]


def test_inspect_shows_rejected_documents(run: Path, tmp_path: Path) -> None:
    assert "not UTF-8; convert it" in songphasa("inspect", run, "--rejected").stdout
    assert json.loads(songphasa("inspect", run, "--rejected", "--json").stdout)["id"] == "old"
    clean = write_run(tmp_path / "clean", [RAIN_1])
    assert "no document was rejected" in songphasa("inspect", clean, "--rejected").stdout


def read_terminal(command: list[str], pager: str) -> str:
    """What a command writes to a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, stdout=theirs, stdin=theirs, env={**os.environ, "PAGER": pager, "TERM": "xterm"}
    ) as process:
        os.close(theirs)
        said = b""
        try:
            while part := os.read(ours, 4096):
                said += part
        except OSError:
            pass  # the terminal was closed at the other side
        os.close(ours)
        assert process.wait(20) == 0
    return said.decode()


def test_in_a_terminal_output_goes_through_the_pager(run: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    assert read_terminal([*COMMAND, "inspect", str(run)], f"tee {seen}").count("rain-1") == 1
    assert "rain-1" in seen.read_text("utf-8")
    assert "\x1b[" in seen.read_text("utf-8")
    assert "rain-1" in read_terminal([*COMMAND, "inspect", str(run)], "no-such-pager")
    read_terminal([*COMMAND, "inspect", str(run)], "true")  # a reader who leaves at once is no error


def test_stats_in_tables_and_as_json(run: Path) -> None:
    said = songphasa("stats", run).stdout
    assert "documents 2" in said
    assert "Khon Kaen" in said
    assert "read: UnreadableDocument" in said
    assert json.loads(songphasa("stats", run, "--json").stdout)["entities"]["DATE"] == {"pattern": 1}


def test_stats_of_an_empty_run(tmp_path: Path) -> None:
    result = songphasa("stats", write_run(tmp_path / "empty", []))
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == ""


def test_report_says_what_it_has_written(run: Path, tmp_path: Path) -> None:
    result = songphasa("report", run, "-o", tmp_path / "page.html")
    assert result.returncode == 0, result.stderr
    assert f"{tmp_path / 'page.html'}: 2 documents, " in result.stderr
    assert (tmp_path / "page.html").read_bytes().startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("report", "nowhere", "-o", "x.html"), "songphasa: nowhere"),
        (("report", "a", "-o", "x.html", "--gold", "b", "--compare", "c"), "songphasa: --compare and --gold"),
        (("stats", "nowhere"), "songphasa: nowhere"),
        (("inspect", "nowhere", "--rejected"), "songphasa: nowhere"),
    ],
)
def test_what_cannot_be_done_is_one_line(arguments: tuple[str, ...], message: str) -> None:
    result = songphasa(*arguments)
    assert result.returncode == 2
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1


def test_the_page_of_documentation_names_no_option_that_does_not_exist() -> None:
    said = (Path(__file__).parents[2] / "docs/inspection.md").read_text("utf-8")
    named = re.findall(r"^songphasa (\w+)([^|\n]*)", said, re.MULTILINE)
    assert {command for command, _ in named} == {"inspect", "stats", "report", "view"}
    for command, line in named:
        known = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).output
        for option in re.findall(r"--[a-z]+", line):
            assert option in known, f"{command} {option}"


def test_the_parts_of_the_page_are_all_used() -> None:
    parts = {path.name for path in (Path(page.__file__).parent / "page").iterdir()}
    assert parts == {*page.SCRIPTS, "page.html", "marks.css", "style.css"}
