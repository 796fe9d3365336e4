"""The guide to translation keeps up with the code: what it shows is run."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songphasa.cli import app
from songphasa.config import Config
from songphasa.document import Layer
from songphasa.pipeline import check
from songphasa.stages.acronyms import Acronyms
from songphasa.translation.quality import FLAGS
from tests.translation.documents import make_document

PAGE = (Path(__file__).parents[2] / "docs/translation.md").read_text("utf-8")


def block(mark: str) -> str:
    """The code behind a mark."""
    (found,) = re.findall(rf"<!-- {mark} -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def test_the_commands_that_need_no_weights_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("releases").mkdir()
    text = "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม (ดีอี)\n7 ตุลาคม 2563\nวันนี้ฝนตกทั้งวัน\n"
    Path("releases/one.txt").write_text(text, "utf-8")
    Path("references.tsv").write_text("7 ตุลาคม 2563\t7 October 2020\n", "utf-8")
    outputs = []
    for line in block("run").splitlines():
        result = CliRunner().invoke(app, shlex.split(line)[1:])
        assert result.exit_code == 0, (line, result.output)
        outputs.append(result.output)
    assert "no_model" in outputs[1]
    assert "Ministry of Digital Economy and Society" in Path("terms.csv").read_text("utf-8")
    assert "<seg>7 October 2020</seg>" in Path("translations.tmx").read_text("utf-8")
    assert "100.0" in outputs[4]


def test_the_configuration_names_options_that_there_are(tmp_path: Path) -> None:
    (tmp_path / "run.toml").write_text(block("config"), "utf-8")
    assert Layer.TRANSLATIONS in check(Config.from_toml(tmp_path / "run.toml"))[-1].provides


def test_every_flag_of_the_code_is_explained() -> None:
    sources = [*(Path(__file__).parents[2] / "pipeline/songphasa/translation").rglob("*.py")]
    raised = {flag for path in sources for flag in re.findall(r'flags=\(.*?"(\w+)"', path.read_text("utf-8"))}
    assert {"no_model", "failed", "too_long"} <= raised
    assert sorted(flag for flag in raised | FLAGS.keys() if f"| `{flag}` |" not in PAGE) == []


def test_the_engine_of_the_guide_translates_and_keeps_terms() -> None:
    namespace: dict[str, object] = {}
    exec(compile(block("engine"), "translation.md", "exec"), namespace)  # noqa: S102
    stage = namespace["ShoutingTranslations"]()  # type: ignore[operator]
    document = make_document("abc 7 ตุลาคม 2563", entities=[("7 ตุลาคม 2563", "DATE")])
    (translated,) = stage.annotate(Acronyms().annotate([document]))
    assert [one.text for one in translated.translations] == ["ABC 7 October 2020"]
