"""The documentation as readers follow it: every page is in the site, links lead somewhere, and what it shows runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songphasa.cli import app
from songphasa.config import Config
from songphasa.pipeline import check

ROOT = Path(__file__).parent.parent
PAGES = {path.name for path in (ROOT / "docs").glob("*.md")}
SETUP = re.compile(r"^(pip|python -m venv) .*\n", re.MULTILINE)
"""Commands that would change the environment."""


def read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def blocks(page: str, *languages: str) -> list[tuple[str, str]]:
    found = re.findall(r"^```(\w+)\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    return [(language, said) for language, said in found if language in languages]


def follow(page: str, folder: Path) -> str:
    """Do what a page says from top to bottom, in a folder with the repository's samples; what it printed."""
    (folder / "annotations").mkdir()
    for name in ("seeds", "annotations/gold"):
        (folder / name).symlink_to(ROOT / name)
    steps = ["import subprocess"]
    for language, said in blocks(page, "python", "sh"):
        command = ["bash", "-euc", SETUP.sub("", said)]
        steps.append(said if language == "python" else f"subprocess.run({command}, check=True)")
    (folder / "page.py").write_text("\n".join(steps), "utf-8")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONUTF8": "1", "HF_HUB_OFFLINE": "1", "HF_HOME": str(folder / "hf")}
    command = [sys.executable, "page.py"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_the_first_page_can_be_followed(tmp_path: Path) -> None:
    assert "21 มีนาคม 2566 DATE 2023-03-21" in follow(read("docs/index.md"), tmp_path)


def test_the_tutorial_can_be_followed(tmp_path: Path) -> None:
    said = follow(read("docs/tutorial.md"), tmp_path)
    assert "21 มีนาคม 2566 DATE" in said
    assert "2023-03-21" in said
    assert "a ['ครม.']" in said
    assert (tmp_path / "differences.html").exists()


def test_the_page_on_spacy_can_be_followed(tmp_path: Path) -> None:
    said = follow(read("docs/spacy.md").partition("## `spacy.load`")[0], tmp_path)  # the rest: test_distribution.py
    assert "('21 มีนาคม 2566', 'DATE')" in said
    assert "('21 มีนาคม 2566', '2023-03-21')" in said
    assert "('ครม.', 0, 'Cabinet')" in said
    assert "('ครม.', 'คณะรัฐมนตรี', 'Cabinet')" in said


def test_the_thai_readme_can_be_followed(tmp_path: Path) -> None:
    said = follow(read("README.th.md"), tmp_path)
    assert "('ครม.', 'คณะรัฐมนตรี', 'Cabinet')" in said
    assert "('กรุงเทพฯ', 'LOCATION')" in said


def test_the_configuration_shown_is_one(tmp_path: Path) -> None:
    [(_, said)] = blocks(read("docs/tutorial.md"), "toml")
    (tmp_path / "run.toml").write_text(said, "utf-8")
    check(Config.from_toml(tmp_path / "run.toml"))


@pytest.mark.parametrize("page", ["README.th.md", *(f"docs/{name}" for name in sorted(PAGES))])
def test_commands_and_options_shown_exist(page: str) -> None:
    shown = re.findall(
        r"^songphasa (\w+)([^#|\n]*)", "".join(said for kind, said in blocks(page) if kind == "sh"), re.M
    )
    for command, line in shown:
        known = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).output
        assert "No such command" not in known, command
        for option in re.findall(r"--[a-z-]+", line):
            assert option in known, f"{page}: {command} {option}"


def test_every_page_is_in_the_site() -> None:
    assert set(re.findall(r": (\w+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)) == PAGES


def test_the_site_is_built_without_a_dead_link(tmp_path: Path) -> None:
    pytest.importorskip("mkdocstrings")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    reference = (tmp_path / "site/api.html").read_text("utf-8")
    assert all(f'id="songphasa.{name}"' in reference for name in ("annotate", "Pipeline", "Document", "spacy_pipeline"))
