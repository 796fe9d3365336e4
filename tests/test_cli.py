"""The command line, called as users call it: exit codes, messages on stderr, output that can be piped."""

import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songphasa.cli import app
from songphasa.dataset.manifest import read_run
from tests.conftest import hear_interrupts

COMMAND = [sys.executable, "-m", "songphasa"]


def songphasa(*arguments: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, env={**os.environ, **(env or {})}, check=False
    )


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    text = "คณะรัฐมนตรี (ครม.) เห็นชอบเมื่อวันที่ 7 ตุลาคม 2563\nสำนักงานคณะกรรมการ (สกมช.) เสนอ\n"
    (folder / "a.txt").write_text(text, "utf-8")
    (folder / "b.txt").write_text("The ITU met in Geneva on 3 May 2021.", "utf-8")
    return folder


@pytest.fixture(scope="module")
def run(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("runs") / "demo"
    result = songphasa("annotate", news, "-o", out)
    assert result.returncode == 0, result.stderr
    assert result.stdout == ""
    assert "2 documents in = 2 annotated + 0 rejected" in result.stderr
    return out


def test_help_lists_the_commands() -> None:
    result = CliRunner().invoke(app, ["--help"])
    assert result.exit_code == 0
    for command in ("annotate", "inspect", "evaluate", "stages", "models"):
        assert command in result.output


def test_the_main_job_in_a_foreign_locale(news: Path, run: Path, tmp_path: Path) -> None:
    result = songphasa("annotate", news, "-o", tmp_path / "run", env={"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"})
    assert result.returncode == 0, result.stderr
    name = "data/documents/train-00000-of-00001.parquet"
    assert (tmp_path / "run" / name).read_bytes() == (run / name).read_bytes()


def test_rejected_documents_give_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/old.txt").write_bytes("ประชุม".encode("cp874"))
    (tmp_path / "in/new.txt").write_text("ประชุม", "utf-8")
    result = songphasa("annotate", tmp_path / "in", "-o", tmp_path / "run")
    assert result.returncode == 3
    assert "2 documents in = 1 annotated + 1 rejected" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["annotate", "nowhere", "-o", "run"], "songphasa: nowhere: no such file or folder"),
        (["annotate", "-o", "run"], "songphasa: there is no document in the inputs"),
        (["annotate", "x", "-o", "run", "--config", "no.toml"], "songphasa: no.toml: "),
        (["inspect", "nowhere"], "songphasa: nowhere"),
        (["evaluate", "nowhere", "--gold", "nowhere"], "songphasa: nowhere"),
    ],
)
def test_what_the_user_must_change_is_one_line_and_exit_code_2(arguments: list[str], message: str) -> None:
    result = songphasa(*arguments)
    assert result.returncode == 2
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_inspect_shows_spans_without_a_terminal(run: Path) -> None:
    result = songphasa("inspect", run, "--document", "a")
    assert result.returncode == 0, result.stderr
    assert "\x1b" not in result.stdout
    assert "7 ตุลาคม 2563" in result.stdout
    assert "DATE" in result.stdout
    assert "ครม." in result.stdout
    assert "Geneva" not in result.stdout


def test_inspect_names_an_unknown_document_or_label(run: Path) -> None:
    assert "no document has the id 'zz'" in songphasa("inspect", run, "--document", "zz").stderr
    assert "no entity label is called NAME" in songphasa("inspect", run, "--label", "name").stderr


def test_a_run_evaluated_against_itself_is_right(run: Path) -> None:
    result = songphasa("evaluate", run, "--gold", run)
    assert result.returncode == 0, result.stderr
    assert "1.000" in result.stdout


def test_stages_and_models_are_listed() -> None:
    stages = songphasa("stages").stdout
    for name in ("sentences", "entities", "acronyms", "translation", "model = 'th_songphasa_news'"):
        assert name in stages
    assert "th_songphasa_news" in songphasa("models").stdout


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_names_the_command_that_continues_it(tmp_path: Path, number: int, code: int) -> None:
    (tmp_path / "in.csv").write_text("text\n" + "ประชุมคณะรัฐมนตรี (ครม.) วันที่ 7 ตุลาคม 2563\n" * 1200, "utf-8")
    arguments = ["annotate", str(tmp_path / "in.csv"), "-o", str(tmp_path / "run"), "--shard-size", "40"]
    process = subprocess.Popen(
        [*COMMAND, *arguments, "--overwrite"], stderr=subprocess.PIPE, text=True, preexec_fn=hear_interrupts
    )
    wait_for(tmp_path / "run/notes/00001.json")
    process.send_signal(number)
    started = time.monotonic()
    _, stderr = process.communicate(timeout=30)
    assert time.monotonic() - started < 10
    assert process.returncode == code
    (said,) = [line for line in stderr.splitlines() if "interrupted" in line]
    assert said == f"songphasa: interrupted; this continues: {shlex.join(['songphasa', *arguments])}"
    assert not (tmp_path / "run/run.json").exists()
    assert not list((tmp_path / "run").rglob(".*.tmp"))
    continued = songphasa(*arguments)
    assert continued.returncode == 0, continued.stderr
    assert "of them were finished before" in continued.stderr


def wait_for(path: Path) -> None:
    """Until a file is there that a run in another process writes."""
    deadline = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < deadline, f"no {path.name} after a minute"
        time.sleep(0.01)


def test_a_second_run_in_the_same_folder_is_refused_and_a_killed_ones_lock_is_not_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("text\n" + "ประชุมคณะรัฐมนตรี (ครม.)\n" * 2000, "utf-8")
    arguments = ["annotate", str(tmp_path / "in.csv"), "-o", str(tmp_path / "run"), "--shard-size", "500"]
    first = subprocess.Popen([*COMMAND, *arguments, "-q"])
    wait_for(tmp_path / "run/notes/00000.json")
    second = songphasa(*arguments)
    assert second.returncode == 75
    assert f"process {first.pid} on {socket.gethostname()} is writing this run" in second.stderr
    first.kill()
    first.wait()
    assert songphasa(*arguments).returncode == 0


def test_the_summary_as_json_is_all_that_is_on_stdout(news: Path, tmp_path: Path) -> None:
    result = songphasa("annotate", news, "-o", tmp_path / "run", "--json", "--quiet")
    summary = json.loads(result.stdout)
    assert (summary["documents"], summary["rows"], summary["rejected"], summary["exit_code"]) == (2, 2, 0, 0)
    assert summary["seconds"] > 0
    assert summary["memory"] > 0
    assert result.stderr == ""
    assert "2 documents in 1 shards" in (tmp_path / "run/run.log").read_text("utf-8")


def test_a_short_form_is_known_from_another_document_or_from_the_users_lexicon(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("ผู้แทน TOGF และ QZX พบกัน", "utf-8")
    (tmp_path / "in/b.txt").write_text("กองทุนพัฒนาดอกกล้วยไม้ไทย (Thai Orchid Growing Fund : TOGF) เปิดรับสมัคร", "utf-8")
    (tmp_path / "terms.csv").write_text("short,long_th,long_en\nQZX,สมาคมควิซไทย,Thai Quiz Association\n", "utf-8")
    command = (
        "annotate",
        tmp_path / "in",
        "-o",
        tmp_path / "run",
        "--lexicon",
        tmp_path / "terms.csv",
        "--shard-size",
        1,
    )
    assert songphasa(*command).returncode == 0
    first, second = read_run(tmp_path / "run")
    assert [(first[one], one.scope, one.long_en) for one in first.acronyms] == [
        ("TOGF", "run", "Thai Orchid Growing Fund"),
        ("QZX", "lexicon", "Thai Quiz Association"),
    ]
    assert [one.scope for one in second.acronyms] == ["document"]
    glossary = (tmp_path / "run/glossary.csv").read_text("utf-8").splitlines()
    assert glossary[0].startswith("short,kind,long_th,long_en,documents,mentions")
    assert len(glossary) == 3
