"""Documents keep up with the code: what they show is what the code does."""

import re
import runpy
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songphasa.cli import app
from songphasa.config import Config
from songphasa.pipeline import check

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_the_table_of_definition_forms_is_that_of_the_tests() -> None:
    script = runpy.run_path(str(ROOT / "docs/acronym_forms.py"))
    assert script["page"]() == (ROOT / "docs/acronyms.md").read_text("utf-8")


def test_the_readmes_configuration_is_one(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "run.toml").write_text(block, "utf-8")
    assert len(check(Config.from_toml(tmp_path / "run.toml"))) == 5


def test_the_readme_names_no_command_or_option_that_does_not_exist() -> None:
    commands = "annotate|verify|retry|inspect|stats|report|view|evaluate|agree|glossary|push|split|export"
    for command, line in re.findall(rf"songphasa ({commands})\b([^`\n|]*)", README):
        known = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).output
        for option in re.findall(r"--[a-z-]+", line):
            assert option in known, f"{command} {option}"


def test_links_lead_to_files() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_readmes_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    for block in blocks:
        if "load_dataset" not in block:
            exec(compile(block, "README.md", "exec"), {})  # noqa: S102
    output = capsys.readouterr().out
    assert "('21 มีนาคม 2566', 'DATE')" in output
    assert "('ครม.', 'คณะรัฐมนตรี', 'Cabinet')" in output
    assert "('สกมช.', 'ORGANIZATION')" in output
