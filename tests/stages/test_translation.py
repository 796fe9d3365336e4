"""The stage `translation`: a translation for each sentence, whatever becomes of it, and runs that pay for each once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from datasets import load_dataset

from songphasa import Config, Document, Pipeline, Translation, load_run
from songphasa.document import Entity, Layer, Sentence, Term
from songphasa.errors import BadConfig, MissingModel
from songphasa.run import Inputs, annotate
from songphasa.stages.translation import Translations
from songphasa.translation.engine import Reply, Request
from tests.translation import tiny

Write = Callable[..., Path]


def document(*lines: str, entities: Sequence[Entity] = ()) -> Document:
    text, sentences, start = "\n".join(lines), list[Sentence](), 0
    for number, line in enumerate(lines):
        first = lines.index(line)
        sentences.append(Sentence(start, start + len(line), "th", number, first if first < number else None))
        start += len(line) + 1
    return Document("d", text).with_layer(Layer.SENTENCES, sentences).with_layer(Layer.ENTITIES, entities)


def translate(given: Document, **options: Any) -> tuple[Translation, ...]:
    (done,) = Translations(**options).annotate([given])
    return done.translations


def test_every_sentence_has_one_translation_at_its_span() -> None:
    given = document("ฝนตกหนักมาก", "Rain again", "12:30", "https://example.org/news", "ฝนตกหนักมาก")
    translations = translate(given)
    assert [(one.start, one.end) for one in translations] == [(one.start, one.end) for one in given.sentences]
    assert [(one.text, one.flags) for one in translations] == [
        (None, ("no_model",)),
        ("Rain again", ("target_language",)),
        ("12:30", ("no_words",)),
        ("https://example.org/news", ("no_words",)),
        (None, ("no_model",)),
    ]


def test_without_a_model_terms_are_rendered_and_their_entities_projected() -> None:
    (one,) = translate(document("7 ตุลาคม 2563", entities=[Entity(0, 13, "DATE")]))
    assert (one.text, one.engine, one.model, one.lang) == ("7 October 2020", "glossary", "", "en")
    assert one.terms == (Term(0, 13, "7 October 2020", "date"),)
    assert [(found.start, found.end, found.entity) for found in one.entities] == [(0, 14, 0)]


def test_terms_stand_in_the_document(tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text("th,en\nบ้านฝนหลวงน้อย,Little Rain House\n", "utf-8")
    given = document("แดด", "บ้านฝนหลวงน้อย")
    _, one = translate(given, glossary=str(tmp_path / "terms.csv"))
    assert one.text == "Little Rain House"
    assert [given[term] for term in one.terms] == ["บ้านฝนหลวงน้อย"]


def test_translations_of_the_user_go_before_the_engine(tmp_path: Path) -> None:
    (tmp_path / "mine.tmx").write_text(
        "<tmx version='1.4'><body><tu><tuv xml:lang='th'><seg>ฝนตกหนัก</seg></tuv>"
        "<tuv xml:lang='en'><seg>Heavy rain</seg></tuv></tu></body></tmx>",
        "utf-8",
    )
    pytest.importorskip("defusedxml", reason="needs the extra 'translation'")
    first, second = translate(document("ฝนตกหนัก", "แดด"), tmx=str(tmp_path / "mine.tmx"))
    assert (first.text, first.engine) == ("Heavy rain", "tmx")
    assert (second.text, second.engine) == (None, "glossary")


@pytest.mark.parametrize("options", [{"direction": "th-fr"}, {"budget": 0}, {"engine": "best"}])
def test_what_cannot_work_is_refused_at_once(options: dict[str, Any]) -> None:
    with pytest.raises(BadConfig, match=r"^translation:"):
        Translations(**options)


def test_what_is_missing_is_told_before_the_first_document(tmp_path: Path, write_jsonl: Write) -> None:
    pytest.importorskip("torch")
    options = {"engine": "hf-seq2seq", "model": "somebody/no-such-model"}
    config = Config((*Config().stages, "translation"), {"translation": options})
    with pytest.raises(MissingModel, match="hf download somebody/no-such-model"):
        annotate(Inputs((str(write_jsonl("in.jsonl", {"text": "ฝน"})),)), tmp_path / "run", config)
    assert not (tmp_path / "run").exists()


class TestWithAModel:
    """Runs with a Marian model that knows four sentences by heart."""

    @pytest.fixture(scope="class")
    def model(self, tmp_path_factory: pytest.TempPathFactory) -> Path:
        pytest.importorskip("torch", reason="needs the extra 'torch'")
        pytest.importorskip("sentencepiece", reason="needs the extra 'translation'")
        return tiny.make_marian(tmp_path_factory.mktemp("models") / "marian")

    @pytest.fixture
    def news(self, write_jsonl: Write) -> Path:
        rain = "ฝนตกที่ จังหวัดเชียงใหม่ เมื่อ 7 ตุลาคม 2563"
        lines = ["มะปรางไปตลาด", rain, "มะลิกินข้าว", "No rain here"]
        return write_jsonl("in/news.jsonl", *({"id": f"n{n}", "text": "\n".join(lines[: n + 1])} for n in range(4)))

    @staticmethod
    def run(news: Path, out: Path, model: Path, **options: Any) -> list[Document]:
        memory = {"memory": str(options.pop("memory"))} if "memory" in options else {}
        chosen = {"engine": options.pop("engine", "hf-seq2seq"), "model": str(model), **memory}
        config = Config((*Config().stages, "translation"), {"translation": chosen})
        annotate(Inputs((str(news),)), out, config, shard_size=2, **options)
        return list(load_run(out))

    def test_sentences_and_terms_come_through(self, news: Path, tmp_path: Path, model: Path) -> None:
        *_, last = self.run(news, tmp_path / "run", model)
        assert [one.text for one in last.translations] == [
            "Maprang goes to market",
            "It rained in Chiang Mai on 7 October 2020",
            "Mali eats rice",
            "No rain here",
        ]
        rain = last.translations[1]
        assert (rain.engine, rain.model) == ("hf-seq2seq", "marian")
        assert rain.text is not None
        found = {rain.text[one.start : one.end] for one in rain.entities if one.start is not None}
        assert found == {"Chiang Mai", "7 October 2020"}

    def test_a_run_made_again_asks_the_engine_nothing(
        self, news: Path, tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = self.run(news, tmp_path / "run", model)
        heard = spy(monkeypatch)
        assert self.run(news, tmp_path / "run", model, overwrite=True) == before
        assert heard == []

    def test_runs_share_a_memory_and_no_sentence_is_translated_twice(
        self, news: Path, tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        heard = spy(monkeypatch)
        before = self.run(news, tmp_path / "one", model, memory=tmp_path / "memory")
        assert sorted(heard) == sorted({"มะปรางไปตลาด", "ฝนตกที่ XQ0X เมื่อ XQ1X", "มะลิกินข้าว"})
        assert self.run(news, tmp_path / "two", model, memory=tmp_path / "memory") == before
        assert len(heard) == 3
        with sqlite3.connect(tmp_path / "memory/translations.sqlite") as connection:
            assert connection.execute("SELECT count(*) FROM translations").fetchone() == (3,)

    def test_a_stopped_run_goes_on_where_it_was(
        self, news: Path, tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = self.run(news, tmp_path / "whole", model)
        with monkeypatch.context() as patch:
            spy(patch, stop_at="มะลิกินข้าว")
            with pytest.raises(KeyboardInterrupt):
                self.run(news, tmp_path / "run", model)
        heard = spy(monkeypatch)
        assert self.run(news, tmp_path / "run", model) == whole
        assert heard == ["มะลิกินข้าว"]

    def test_from_the_command_line_to_the_loaded_dataset_the_same_with_workers(
        self, news: Path, tmp_path: Path, model: Path
    ) -> None:
        folder = tiny.convert(model)
        self.run(news, tmp_path / "here", folder, engine="ctranslate2")
        config, out = tmp_path / "config.toml", tmp_path / "run"
        config.write_text(f'[options.translation]\nengine = "ctranslate2"\nmodel = "{folder}"\n', "utf-8")
        command = [sys.executable, "-m", "songphasa", "annotate", str(news), "-o", str(out), "--config", str(config)]
        options = ["--translate", "th-en", "--workers", "2", "--shard-size", "2"]
        done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        rows = load_dataset(str(out), split="train", cache_dir=str(tmp_path / "cache"))
        rain = rows[3]["translations"][1]
        assert (rain["text"], rain["engine"]) == ("It rained in Chiang Mai on 7 October 2020", "ctranslate2")
        assert [term["target"] for term in rain["terms"]] == ["Chiang Mai", "7 October 2020"]
        assert data_files(out) == data_files(tmp_path / "here")


def data_files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / "data/documents").iterdir()}


def spy(patch: pytest.MonkeyPatch, stop_at: str = "") -> list[str]:
    """What the engine hears from now on; it is interrupted where it would hear `stop_at`."""
    from songphasa.translation.engines.seq2seq import Seq2Seq

    heard, translate = list[str](), Seq2Seq.translate

    def listen(engine: Seq2Seq, requests: Sequence[Request]) -> list[Reply]:
        if stop_at and stop_at in [request.text for request in requests]:
            raise KeyboardInterrupt
        heard.extend(request.text for request in requests)
        return translate(engine, requests)

    patch.setattr(Seq2Seq, "translate", listen)
    return heard


def test_the_option_adds_the_stage_and_its_direction(tmp_path: Path, write_jsonl: Write) -> None:
    path = write_jsonl("in.jsonl", {"text": "7 October 2020"})
    command = [sys.executable, "-m", "songphasa", "annotate", str(path), "-o", str(tmp_path / "run")]
    done = subprocess.run([*command, "--translate", "en-th"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (row,) = load_dataset(str(tmp_path / "run"), split="train", cache_dir=str(tmp_path / "cache"))
    assert [(one["lang"], one["text"]) for one in row["translations"]] == [("th", "7 ตุลาคม 2563")]


def test_a_document_is_translated_without_a_run_as_well() -> None:
    config = Config((*Config().stages, "translation"), {"translation": {"direction": "en-th"}})
    (done,) = Pipeline.from_config(config).annotate([Document("d", "7 October 2020")])
    assert isinstance(done, Document)
    assert [one.text for one in done.translations] == ["7 ตุลาคม 2563"]
