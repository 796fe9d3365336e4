"""Configurations: TOML in, plain values out, errors that name the file and the key."""

import re
from pathlib import Path

import pytest

from songphasa.config import Config
from songphasa.errors import BadConfig


def test_the_default_has_the_three_stages_of_the_main_job() -> None:
    assert Config().stages == ("sentences", "entities", "values", "acronyms", "identity")


def test_a_toml_file_is_read_and_comes_back_from_its_plain_values(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text('stages = ["sentences", "entities"]\n[options.entities]\nmodel = "other"\n', "utf-8")
    config = Config.from_toml(path)
    assert config == Config(("sentences", "entities"), {"entities": {"model": "other"}})
    assert Config.from_dict(config.to_dict()) == config


def test_every_part_of_a_file_is_optional(tmp_path: Path) -> None:
    (tmp_path / "empty.toml").write_text("", "utf-8")
    assert Config.from_toml(tmp_path / "empty.toml") == Config()


def test_stages_are_added_that_the_file_does_not_name(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text("[options.translation]\nengine = 'glossary'\n", "utf-8")
    assert Config.from_toml(path, ["translation"]).stages == (*Config().stages, "translation")
    path.write_text("stages = ['translation']\n", "utf-8")
    assert Config.from_toml(path, ["translation"]).stages == ("translation",)


def test_an_option_is_set_in_a_copy() -> None:
    config = Config(options={"acronyms": {"x": 1}})
    assert config.with_option("acronyms", "lexicon", "a.csv").options == {"acronyms": {"x": 1, "lexicon": "a.csv"}}
    assert config.options == {"acronyms": {"x": 1}}
    with pytest.raises(BadConfig, match="'translation', which is not one of the stages"):
        config.with_option("translation", "engine", "x")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("stages = [", "TOML|Invalid"),
        ("stages = 'sentences'", "list of stage names"),
        ("stages = []", "list of stage names"),
        ("stage = ['sentences']", "unknown key 'stage'"),
        ("options = 3", "one table a stage"),
        ("[options.translation]\n", "'translation', which is not one of the stages"),
    ],
)
def test_a_file_that_cannot_work_is_refused_by_name(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadConfig, match=r"bad\.toml") as caught:
        Config.from_toml(path)
    assert re.search(reason, str(caught.value))


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=r"nowhere\.toml"):
        Config.from_toml(tmp_path / "nowhere.toml")
