"""spaCy pipelines with songphasa's components: spans survive tokens, pickling, DocBin, disk and worker processes."""

import pickle
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from spacy.language import Language
from spacy.tokens import DocBin

from songphasa.dataset.schema import from_row
from tests.strategies import texts

TEXT = "สำนักงานนวัตกรรมแห่งชาติ (National Innovation Agency : NIA) ประชุมเมื่อวันที่ 7 ตุลาคม 2563\nNIA เป็นเจ้าภาพ"
WORDS = {"nlp": {"tokenizer": {"@tokenizers": "songphasa.words"}}}


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("th", config=WORDS)
    for stage in ("sentences", "entities", "acronyms"):
        nlp.add_pipe(f"songphasa_{stage}")
    return nlp


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
