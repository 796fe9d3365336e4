"""docs/formats.md is done from top to bottom: its commands work, files hold what it shows, its Python prints it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songphasa.cli import app
from songphasa.exports import FORMATS
from songphasa.imports import FORMATS as IMPORTED

PAGE = (Path(__file__).parents[2] / "docs/formats.md").read_text("utf-8")
STEPS = re.compile(r"(?:^`(?P<file>[^`\n]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<said>.*?)^```", re.MULTILINE | re.DOTALL)


def same(kind: str, shown: str, there: str) -> bool:
    """Whether a file is what the page shows; JSON may be broken into lines there, a byte order mark is not seen."""
    if kind == "json":
        return bool(json.loads(shown) == json.loads(there))
    return shown.rstrip("\n") == there.removeprefix("\ufeff").replace("\r\n", "\n").rstrip("\n")


def test_the_page_can_be_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("cassis")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("datasets.config.HF_DATASETS_CACHE", tmp_path / "cache")
    printed = ""
    for step in STEPS.finditer(PAGE):
        kind, said, file = step["kind"], step["said"], step["file"]
        if file and not Path(file).exists():
            Path(file).write_text(said if kind != "json" else json.dumps(json.loads(said)), "utf-8")
        elif file:
            assert same(kind, said, Path(file).read_text("utf-8")), file
        elif kind == "sh":
            for line in said.splitlines():
                result = CliRunner().invoke(app, line.split()[1:])
                assert result.exit_code == 0, (line, result.output)
        elif kind == "python":
            capsys.readouterr()
            exec(compile(said, "formats.md", "exec"), {})  # noqa: S102
            printed = capsys.readouterr().out
        else:
            assert said == printed


def test_every_format_is_on_the_page() -> None:
    assert set(re.findall(r"--to ([\w-]+)", PAGE)) == set(FORMATS)
    assert set(re.findall(r"--from ([\w-]+)", PAGE)) == set(IMPORTED)
    assert re.findall(r"^\| `([\w-]+)` \|", PAGE, re.MULTILINE) == list(FORMATS)
