"""spaCy pipelines with songphasa's components: spans survive tokens, pickling, DocBin, disk and worker processes."""

import pickle
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from spacy.language import Language
from spacy.tokens import DocBin

import songphasa
from songphasa.config import Config
from songphasa.dataset.schema import from_row
from songphasa.document import Document, Entity
from songphasa.errors import BadConfig
from songphasa.registry import STAGES
from songphasa.spacy_bridge import write_doc
from tests.strategies import texts

TEXT = "สำนักงานนวัตกรรมแห่งชาติ (National Innovation Agency : NIA) ประชุมเมื่อวันที่ 7 ตุลาคม 2563\nNIA เป็นเจ้าภาพ"
WORDS = {"nlp": {"tokenizer": {"@tokenizers": "songphasa.words"}}}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return songphasa.spacy_pipeline()


@given(texts)
def test_words_keep_the_text(text: str) -> None:
    text = text.replace("\0", "")  # spaCy's strings end there
    assert spacy.blank("th", config=WORDS).make_doc(text).text == text


def test_layers_reach_the_doc(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert [sentence.text.strip() for sentence in doc.sents] == TEXT.split("\n")
    assert "7 ตุลาคม 2563" in [entity.text for entity in doc.ents if entity.label_ == "DATE"]
    mentions = [span for span in doc.spans["acronyms"] if span.text == "NIA"]
    assert [mention._.long_en for mention in mentions] == ["National Innovation Agency"] * 2
    assert mentions[0]._.long_th == "สำนักงานนวัตกรรมแห่งชาติ"


def test_exact_spans_survive_another_tokenizer() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("songphasa_entities")
    document = from_row(nlp("วันที่7ตุลาคม2563x")._.songphasa)
    assert document.text == "วันที่7ตุลาคม2563x"
    assert all(document[entity].strip() for entity in document.entities)


def test_the_result_is_the_same_after_pickling_docbin_disk_and_processes(nlp: Language, tmp_path: Path) -> None:
    expected = from_row(nlp(TEXT)._.songphasa)
    docs = [pickle.loads(pickle.dumps(nlp(TEXT)))]  # noqa: S301
    docs += DocBin(store_user_data=True, docs=[nlp(TEXT)]).get_docs(nlp.vocab)
    nlp.to_disk(tmp_path / "nlp")
    docs += [spacy.load(tmp_path / "nlp")(TEXT)]
    docs += nlp.pipe([TEXT] * 4, n_process=2, batch_size=2)
    assert [from_row(doc._.songphasa) for doc in docs] == [expected] * 7


def test_options_go_to_the_stage() -> None:
    nlp = spacy.blank("th", config=WORDS)
    nlp.add_pipe("songphasa_entities", config={"options": {"patterns": False}})
    assert nlp.config["components"]["songphasa_entities"]["options"] == {"patterns": False}
    assert not [entity for entity in nlp(TEXT).ents if entity.label_ == "PHONE"]


@given(texts)
@settings(max_examples=25)
def test_any_text_goes_through(nlp: Language, text: str) -> None:
    assert nlp(text).text == text.replace("\0", "")


def test_the_default_pipeline_has_the_default_stages(nlp: Language) -> None:
    assert nlp.pipe_names == [f"songphasa_{stage}" for stage in Config().stages]


def test_a_pipeline_is_configured_as_a_run_is(tmp_path: Path) -> None:
    (tmp_path / "run.toml").write_text('stages = ["entities"]\noptions.entities.patterns = false\n', "utf-8")
    nlp = songphasa.spacy_pipeline(tmp_path / "run.toml")
    assert nlp.pipe_names == ["songphasa_entities"]
    assert nlp.config["components"]["songphasa_entities"]["options"] == {"patterns": False}
    with pytest.raises(BadConfig, match="'nothing'"):
        songphasa.spacy_pipeline(Config(("nothing",)))


def test_every_stage_is_a_component() -> None:
    ours = {point.name for point in entry_points(group=STAGES) if point.dist and point.dist.name == "songphasa"}
    factories = {point.name for point in entry_points(group="spacy_factories") if point.value.startswith("songphasa.")}
    assert factories == {f"songphasa_{stage}" for stage in ours}


def test_what_an_entity_means_is_asked_of_its_span() -> None:
    doc = spacy.blank("th", config=WORDS)("วันที่ 9 กุมภาพันธ์ 2566 นายฝน")
    date = Entity(7, 24, "DATE", value="2023-02-09", anchor="2023-02-08")
    person = Entity(25, 30, "PERSON", cluster=3, name_th="ฝน", name_en="Rain")
    write_doc(doc, Document("a", doc.text, entities=(date, person)))
    first, second = doc.ents
    assert (first._.value, first._.anchor, first._.cluster) == ("2023-02-09", "2023-02-08", None)
    assert (second._.value, second._.cluster, second._.name_th, second._.name_en) == (None, 3, "ฝน", "Rain")
    assert doc[:]._.value is None
    assert spacy.blank("th", config=WORDS)("ฝน")[:]._.value is None


def test_a_component_leaves_the_layers_of_others_alone() -> None:
    nlp = spacy.blank("th", config=WORDS)
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "RIVER", "pattern": "NIA"}])
    nlp.add_pipe("songphasa_sentences")
    assert {entity.label_ for entity in nlp(TEXT).ents} == {"RIVER"}


def test_a_model_package_loads_as_spacy_asks_it_to() -> None:
    import th_songphasa_news

    nlp = th_songphasa_news.load(
        exclude=["songphasa_acronyms"], config={"components.songphasa_entities.options.patterns": False}
    )
    assert "songphasa_acronyms" not in nlp.pipe_names
    options = nlp.config["components"]["songphasa_entities"]["options"]
    assert options == {"model": "th_songphasa_news", "patterns": False}
    assert (nlp.meta["lang"], nlp.meta["name"]) == ("th", "songphasa_news")
    assert "7 ตุลาคม 2563" in [entity.text for entity in nlp(TEXT).ents]
