"""Hugging Face models: a tiny one, made here and saved to a folder, is found, windowed and decoded without loss."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from songphasa import Config, Document, Layer, Pipeline
from songphasa.errors import BadConfig, MissingModel
from songphasa.models import load_model
from tests.strategies import texts

torch = pytest.importorskip("torch", reason="needs the extra 'torch'")
transformers = pytest.importorskip("transformers")

LIMIT = 32


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of one layer that tags by the character alone: ข begins a PER, ค goes on with it."""
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers, processors

    characters = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *"กขค "]
    tokenizer = Tokenizer(models.WordLevel({one: number for number, one in enumerate(characters)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[\s\S]"), "isolated")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    fast = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", model_max_length=LIMIT
    )
    config = transformers.BertConfig(
        vocab_size=len(characters),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        max_position_embeddings=LIMIT + 2,
        id2label={0: "O", 1: "B-PER", 2: "I-PER"},
    )
    model = transformers.BertForTokenClassification(config)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
        for name, parameter in model.named_parameters():
            if "LayerNorm.weight" in name:
                parameter.fill_(1)
        words = model.bert.embeddings.word_embeddings.weight
        for character, hidden in (("ข", 0), ("ค", 1)):
            words[characters.index(character), hidden] = 4
        model.classifier.bias.copy_(torch.tensor([2.0, 0.0, 0.0]))
        model.classifier.weight[1, 0] = model.classifier.weight[2, 1] = 4
    path = tmp_path_factory.mktemp("tiny") / "tiny"
    model.save_pretrained(path)
    fast.save_pretrained(path)
    return path


def found(folder: Path, text: str) -> list[tuple[str, str]]:
    (entities,) = load_model(str(folder), {"PER": "PERSON"}).find_entities([text])
    return [(text[entity.start : entity.end], entity.label) for entity in entities]


def test_entities_are_decoded_at_their_offsets(folder: Path) -> None:
    assert found(folder, "กกขคคก ข\nขคx") == [("ขคค", "PERSON"), ("ข", "PERSON"), ("ขค", "PERSON")]


def test_no_entity_is_lost_or_doubled_in_a_line_of_many_windows(folder: Path) -> None:
    assert found(folder, "กขคคก " * 50) == [("ขคค", "PERSON")] * 50


def test_labels_are_named_by_the_user_or_dropped(folder: Path) -> None:
    with pytest.raises(BadConfig, match="label 'PER' is none of"):
        load_model(str(folder))
    assert load_model(str(folder), {"PER": ""}).find_entities(["ขค"]) == [[]]


def test_the_stage_takes_a_folder(folder: Path) -> None:
    options = {"model": str(folder), "labels": {"PER": "PERSON"}}
    (document,) = Pipeline.from_config(Config(("entities",), {"entities": options})).annotate([Document("a", "กขค")])
    assert isinstance(document, Document)
    assert [(entity.source, document[entity]) for entity in document.entities] == [("tiny", "ขค")]


def test_pickled_weights_are_refused(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        if path.suffix != ".safetensors":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    torch.save({}, tmp_path / "pytorch_model.bin")
    with pytest.raises(MissingModel, match="safetensors"):
        load_model(str(tmp_path))


@given(texts)
@settings(max_examples=30)
def test_any_text_gives_spans_that_the_data_model_takes(folder: Path, text: str) -> None:
    (entities,) = _loaded(folder).find_entities([text])
    document = Document("a", text)
    assert document.with_layer(Layer.ENTITIES, entities).entities == tuple(entities)


def _loaded(folder: Path, cache: dict[Path, Any] = {}) -> Any:  # noqa: B006
    return cache.setdefault(folder, load_model(str(folder), {"PER": "PERSON"}))
