"""A tokenizer and a model made in memory, and texts to learn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from songphasa.document import Document, Entity, Layer, Sentence

PEOPLE = ("มะปราง", "มะลิ", "Somchai", "Ploy")
PLACES = ("น้ำใส", "ฝนหลวง", "Khon Kaen", "Rainville")


def sentence(number: int) -> Document:
    """A document of one line that names a person and a place, always in the same frame."""
    person, place = PEOPLE[number % 4], PLACES[number // 4 % 4]
    text = f"คุณ {person} ไป {place} แล้ว"
    entities = [
        Entity(4, 4 + len(person), "PERSON"),
        Entity(text.index(place), text.index(place) + len(place), "LOCATION"),
    ]
    document = Document(f"s{number}", text, "th").with_layer(Layer.SENTENCES, [Sentence(0, len(text), "th")])
    return document.with_layer(Layer.ENTITIES, entities)


def tokenizer(characters: str, **options: Any) -> Any:
    """A fast tokenizer whose pieces are characters, with [CLS] and [SEP] around them."""
    import tokenizers
    import transformers
    from tokenizers import Regex, models, pre_tokenizers, processors

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *sorted(set(characters))]
    made = tokenizers.Tokenizer(models.WordLevel({word: n for n, word in enumerate(words)}, "[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Split(Regex(r"[\s\S]"), "isolated")
    made.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    special = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    return transformers.PreTrainedTokenizerFast(tokenizer_object=made, model_max_length=64, **special, **options)


def write_base(path: Path, characters: str) -> Path:
    """A BERT of two layers, 32 wide, with weights nobody has trained."""
    import torch
    import transformers

    torch.manual_seed(0)
    fast = tokenizer(characters)
    config = transformers.BertConfig(
        vocab_size=len(fast),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=66,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    transformers.BertModel(config).save_pretrained(path)
    fast.save_pretrained(path)
    return path
