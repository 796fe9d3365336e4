"""The pages on faults and scale name only commands, options, codes and tests that there are."""

import re
from pathlib import Path

from typer.testing import CliRunner

from songphasa.cli import app, exits

ROOT = Path(__file__).parent.parent
SCALE, FAULTS = ((ROOT / "docs" / name).read_text("utf-8") for name in ("scale.md", "faults.md"))


def test_commands_and_options_on_the_pages_exist() -> None:
    named = re.findall(r"songphasa (annotate|finish|retry|verify)\b([^`\n|\"]*)", SCALE + FAULTS)
    assert {command for command, _ in named} == {"annotate", "finish", "retry", "verify"}
    for command, rest in named:
        known = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).output
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in known, f"{command} {option}"


def test_options_named_alone_are_those_of_annotate() -> None:
    known = CliRunner().invoke(app, ["annotate", "--help"], env={"COLUMNS": "200"}).output
    for option in re.findall(r"`(--[a-z-]+)", SCALE + FAULTS):
        assert option in known, option


def test_every_exit_code_is_explained() -> None:
    codes = {value for name, value in vars(exits).items() if name.isupper()}
    table = FAULTS.split("## Exit codes")[1].split("##")[0]
    assert {
        int(code) for line in re.findall(r"^\| ([0-9, ]+) \|", table, re.MULTILINE) for code in line.split(",")
    } == {
        0,
        *codes,
    }


def test_the_tests_that_are_named_exist() -> None:
    for name in re.findall(r"`(tests/[a-z_/]+\.py)`", FAULTS):
        assert (ROOT / name).exists()
