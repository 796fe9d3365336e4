"""Progress: what a line says, and that stdout and a terminal without colours are left alone."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from songphasa.cli.progress import progress, speed
from songphasa.dataset.watch import Done
from songphasa.passes import Progress


def test_a_line_says_speed_time_left_and_what_was_rejected() -> None:
    now = Progress("annotating", before=100, done=Done(50, 7_500, 2), total=400)
    assert speed(now, 10) == "5.0 documents/s, 750 characters/s, ETA 0:00:50, 2 rejected"


def test_before_the_first_document_nothing_is_foretold() -> None:
    assert speed(Progress("writing", 0, Done(), 10), 0) == "0.0 documents/s, ETA -:--:--, 0 rejected"


def test_a_log_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("songphasa.cli.progress.EVERY", 0)
    with progress(quiet=False) as report:
        report(Progress("annotating", 3, Done(2, 10, 1), 20))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert re.fullmatch(r"annotating 5 of 20: .* documents/s, .* characters/s, ETA .*, 1 rejected\n", captured.err)


@pytest.mark.parametrize("no_color", [True, False])
def test_a_terminal_gets_a_bar_in_colours_unless_it_wants_none(tmp_path: Path, no_color: bool) -> None:
    (tmp_path / "in.csv").write_text("text\n" + "ประชุม\n" * 200, "utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "songphasa", "annotate", str(tmp_path / "in.csv"), "-o", str(tmp_path / "run")]
    env = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    env |= {"TERM": "xterm-256color", "COLUMNS": "150"} | ({"NO_COLOR": "1"} if no_color else {})
    process = subprocess.Popen([*command, "--shard-size", "20"], stderr=theirs, stdout=subprocess.PIPE, env=env)
    os.close(theirs)
    shown = b""
    while True:
        try:
            shown += os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
    os.close(ours)
    assert process.wait() == 0
    assert process.stdout is not None
    assert process.stdout.read() == b""
    assert b"200/200" in shown
    assert b"documents/s" in shown
    assert bool(re.search(rb"\x1b\[[0-9;]*3[0-9]", shown)) != no_color
