"""Words by other engines tile any text and know the user's dictionary; an engine that is not there is refused."""

from pathlib import Path

import pytest
from datasets import load_dataset
from hypothesis import given, settings
from hypothesis import strategies as st

from songphasa import Config
from songphasa.errors import BadConfig, MissingModel
from songphasa.run import Inputs, annotate
from songphasa.text.words import WITH_DICTIONARY, load_words

NAME = "สวนผักริมน้ำฟ้าใส"
TEXT = f"วันนี้{NAME}เปิดทำการ รมว.ทส.เปิดงาน ASEAN-5 ครั้งที่ 3"


def said(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.fixture(scope="module")
def dictionary(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("words") / "names.txt"
    path.write_text(f"{NAME}\n\nชื่ออื่น\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("engine", ["nlpo3", "newmm", "longest"])
def test_words_of_any_engine_tile_any_text(engine: str) -> None:
    if engine == "nlpo3":
        pytest.importorskip("nlpo3")
    split = load_words(engine)

    @settings(max_examples=60, deadline=None)
    @given(st.text(max_size=60) | st.text("กขคนมรวสาีำ่.ฯๆ 12AZ-\n\u00a0\x00\ud800", max_size=60))
    def tile(text: str) -> None:
        spans = split(text)
        assert "".join(said(text, spans)) == text
        assert all(start < end for start, end in spans)

    tile()


@pytest.mark.parametrize("engine", [None, *WITH_DICTIONARY])
def test_a_dictionary_adds_words(engine: str | None, dictionary: str) -> None:
    if engine in (None, "nlpo3"):
        pytest.importorskip("nlpo3")
    assert NAME not in said(TEXT, load_words(engine or "newmm")(TEXT))
    assert NAME in said(TEXT, load_words(engine, dictionary)(TEXT))


def test_edges_that_annotations_need_are_there_for_every_engine() -> None:
    assert {"รมว.", "ทส.", "ASEAN", "-", "5"} <= {*said(TEXT, load_words("newmm")(TEXT))}


@pytest.mark.parametrize(
    ("engine", "words", "reason"),
    [
        ("thaibreak", "names.txt", "'thaibreak' takes no dictionary; these do: nlpo3"),
        ("newmm", "nowhere.txt", "nowhere.txt: cannot be read"),
        ("nonsense", None, "no engine 'nonsense'"),
    ],
)
def test_what_cannot_work_is_refused(engine: str, words: str | None, reason: str) -> None:
    with pytest.raises(BadConfig, match=reason):
        load_words(engine, words)


def test_an_engine_whose_package_is_missing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "nlpo3", None)
    with pytest.raises(MissingModel, match="pip install nlpo3"):
        load_words("nlpo3")


def test_a_run_has_the_words_that_its_configuration_asks_for(tmp_path: Path, dictionary: str) -> None:
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    config = Config.from_dict({"stages": ["sentences"], "words": {"engine": "newmm", "dictionary": dictionary}})
    annotate(Inputs((str(tmp_path / "news.txt"),)), tmp_path / "run", config)
    rows = load_dataset(str(tmp_path / "run"), "tokens", split="train", cache_dir=str(tmp_path / "cache"))
    assert NAME in [token for row in rows["tokens"] for token in row]
    assert dictionary in (tmp_path / "run" / "plan.json").read_text("utf-8")


def test_a_configuration_with_other_keys_is_refused() -> None:
    with pytest.raises(BadConfig, match="unknown key 'speed'; 'words' has 'engine' and 'dictionary'"):
        Config.from_dict({"words": {"speed": "high"}})
    with pytest.raises(BadConfig, match="must say an engine and a path"):
        Config.from_dict({"words": {"engine": 3}})
