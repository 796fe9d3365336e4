"""Engines with real tiny models: what they were taught, what is told them, and replies that depend on nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from songphasa.document import Term
from songphasa.errors import BadConfig, MissingModel
from songphasa.translation.engine import Engine, Request
from songphasa.translation.engines import Choice, load_engine
from tests.translation import tiny

pytest.importorskip("torch", reason="needs the extra 'torch'")
pytest.importorskip("sentencepiece", reason="needs the extra 'translation'")


@pytest.fixture(scope="module")
def marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.make_marian(tmp_path_factory.mktemp("models") / "marian")


@pytest.fixture(scope="module")
def converted(marian: Path) -> Path:
    return tiny.convert(marian)


@pytest.fixture(scope="module")
def nllb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.make_nllb(tmp_path_factory.mktemp("models") / "nllb")


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.make_chat(tmp_path_factory.mktemp("models") / "chat")


def load(engine: str, model: Path, beams: int = 1) -> Engine:
    return load_engine(Choice(engine, str(model), "en", 256, beams))


def ask(engine: Engine, *texts: str) -> list[str | None]:
    return [reply.text for reply in engine.translate([Request(text, "en") for text in texts])]


@pytest.mark.parametrize("beams", [1, 3])
def test_marian_says_what_it_was_taught(marian: Path, beams: int) -> None:
    engine = load("hf-seq2seq", marian, beams)
    assert ask(engine, *(thai for thai, _ in tiny.PAIRS)) == [english for _, english in tiny.PAIRS]


def test_the_converted_model_says_the_same(converted: Path) -> None:
    engine = load("ctranslate2", converted)
    assert ask(engine, *(thai for thai, _ in tiny.PAIRS)) == [english for _, english in tiny.PAIRS]


def test_the_likely_has_a_score_near_one_and_links_within_both_texts(marian: Path, converted: Path) -> None:
    thai, english = tiny.PAIRS[0]
    for engine in (load("hf-seq2seq", marian), load("ctranslate2", converted)):
        (reply,) = engine.translate([Request(thai, "en")])
        assert reply.score is not None
        assert 0.9 < reply.score <= 1
        assert reply.links
        for link in reply.links:
            assert 0 <= link.source.start < link.source.end <= len(thai)
            assert 0 <= link.target.start < link.target.end <= len(english)
            assert 0 < link.weight <= 1


TEXTS = ("มะลิ", "ตลาด", "มะปรางกินข้าว", "ข้าวไปตลาด XQ0X มะลิ มาแล้ว")


@pytest.mark.parametrize(
    ("name", "model"), [("hf-seq2seq", "marian"), ("ctranslate2", "converted"), ("hf-seq2seq", "nllb")]
)
def test_a_reply_does_not_depend_on_the_others(name: str, model: str, request: pytest.FixtureRequest) -> None:
    engine = load(name, request.getfixturevalue(model))
    requests = [Request(text, "en") for text in TEXTS]
    together = engine.translate(requests)
    assert together == [engine.translate([one])[0] for one in requests]
    assert together == engine.translate(requests[::-1])[::-1]


@pytest.mark.parametrize("engine", ["hf-seq2seq", "ctranslate2"])
def test_a_model_of_many_languages_is_told_the_one_and_does_not_say_its_name(engine: str, nllb: Path) -> None:
    folder = nllb if engine == "hf-seq2seq" else tiny.convert(nllb)
    assert ask(load(engine, folder), "ฝน") == ["rain"]
    assert ask(load_engine(Choice(engine, str(folder), "th", 256, 1)), "ฝน") == ["ฝนตก"]


def test_a_model_that_is_told_the_language_by_a_mark_before_the_text(tmp_path: Path) -> None:
    folder = tiny.make_madlad(tmp_path / "madlad")
    assert ask(load("hf-seq2seq", folder), "ฝน") == ["rain"]
    assert ask(load_engine(Choice("hf-seq2seq", str(folder), "th", 256, 1)), "ฝน") == ["ฝนตก"]


def test_a_long_text_does_not_fit_and_a_short_one_does(marian: Path, chat: Path) -> None:
    for engine in (load("hf-seq2seq", marian), load("hf-chat", chat)):
        assert engine.fits("มะลิ")
        assert not engine.fits("มะลิ" * 200)


def test_a_chat_model_is_told_the_terms_and_its_replies_do_not_depend_on_the_others(chat: Path) -> None:
    from songphasa.translation.engines.chat import question

    request = Request("กสทช. มาแล้ว", "en", (Term(0, 5, "NBTC", "lexicon"),))
    assert "กสทช. = NBTC" in question(request)
    assert question(request).endswith("กสทช. มาแล้ว")
    engine = load("hf-chat", chat)
    requests = [request, Request("ฝน", "en")]
    assert engine.translate(requests) == [engine.translate([one])[0] for one in requests]


def test_another_model_has_another_fingerprint(marian: Path, nllb: Path) -> None:
    engines = [load("hf-seq2seq", marian), load("hf-seq2seq", marian, 2), load("hf-seq2seq", nllb)]
    assert len({engine.fingerprint for engine in engines}) == 3


def test_pickled_weights_are_refused(marian: Path, tmp_path: Path) -> None:
    import torch

    folder = tmp_path / "pickled"
    shutil.copytree(marian, folder, ignore=shutil.ignore_patterns("*.safetensors"))
    torch.save({}, folder / "pytorch_model.bin")
    with pytest.raises(MissingModel, match="pickled' cannot be loaded"):
        load("hf-seq2seq", folder)


def test_what_is_missing_is_named_with_the_command_that_fetches_it(marian: Path) -> None:
    with pytest.raises(MissingModel, match="hf download somebody/no-such-model"):
        load_engine(Choice("hf-seq2seq", "somebody/no-such-model", "en", 256, 1))
    with pytest.raises(MissingModel, match="ct2-transformers-converter --model"):
        load("ctranslate2", marian)


def test_families_that_ctranslate2_breaks_are_refused() -> None:
    pytest.importorskip("ctranslate2", reason="needs the extra 'ct2'")
    from songphasa.translation.engines.ctranslate import refuse_broken

    class M2M100Tokenizer:
        pass

    with pytest.raises(BadConfig, match="hf-seq2seq"):
        refuse_broken("m2m", M2M100Tokenizer())


def test_an_engine_with_a_wrong_name_or_without_its_model_is_refused(marian: Path) -> None:
    with pytest.raises(BadConfig, match="choose one of glossary, hf-seq2seq"):
        load("babel", marian)
    with pytest.raises(BadConfig, match="needs a model"):
        load_engine(Choice("hf-seq2seq", "", "en", 256, 1))
    with pytest.raises(BadConfig, match="takes no model"):
        load("glossary", marian)
