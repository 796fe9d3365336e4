"""One call for one text: what the default pipeline says of it."""

from pathlib import Path

import pytest
from hypothesis import given, settings

import songphasa
from songphasa import Document, Pipeline
from songphasa.config import Config
from songphasa.errors import BadConfig, RejectDocument
from tests.strategies import texts

TEXT = "คณะรัฐมนตรี (ครม.) รับทราบผลการประชุม ADGMIN ครั้งที่ 3 เมื่อวันที่ 21 มีนาคม 2566"


def test_a_text_becomes_what_the_default_pipeline_makes_of_it() -> None:
    document = songphasa.annotate(TEXT)
    assert [document] == Pipeline.from_config().annotate([Document("text", TEXT, "th")])
    assert ("21 มีนาคม 2566", "DATE") in [(document[entity], entity.label) for entity in document.entities]
    assert ("ครม.", "คณะรัฐมนตรี") in [(document[short], short.long_th) for short in document.acronyms]
    assert songphasa.annotate("It rains in Bangkok.").lang == "en"


@given(texts)
@settings(max_examples=25)
def test_any_text_goes_through_unchanged(text: str) -> None:
    assert songphasa.annotate(text).text == text


def test_the_pipeline_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    songphasa.annotate("ฝน")
    monkeypatch.setattr(Pipeline, "from_config", lambda: pytest.fail("loaded again"))
    songphasa.annotate("ฝน")


@pytest.mark.usefixtures("test_stages")
def test_a_text_that_a_stage_cannot_annotate_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = Pipeline.from_config(Config(("lines", "names")))
    monkeypatch.setattr("songphasa.default._pipeline", lambda: pipeline)
    with pytest.raises(RejectDocument, match="names: ValueError: cannot swallow this"):
        songphasa.annotate("poison")


def test_a_pipeline_is_configured_by_a_file(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text('stages = ["sentences"]', "utf-8")
    assert [name for name, _ in Pipeline.from_config(path).stages] == ["sentences"]
    with pytest.raises(BadConfig, match="nowhere"):
        Pipeline.from_config(path.with_name("nowhere.toml"))
