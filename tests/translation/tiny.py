"""Translation models made in the test: real tokenizers and networks, small, and as good as random where not taught."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

PAIRS = (
    ("มะปรางไปตลาด", "Maprang goes to market"),
    ("มะลิกินข้าว", "Mali eats rice"),
    ("XQ0X มาแล้ว", "XQ0X has come"),
    ("ฝนตกที่ XQ0X เมื่อ XQ1X", "It rained in XQ0X on XQ1X"),
)


def make_marian(folder: Path, pairs: Sequence[tuple[str, str]] = PAIRS) -> Path:
    """A Marian model with a SentencePiece vocabulary of its own that has learnt the pairs by heart."""
    import torch
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    folder.mkdir()
    vocabulary = _write_pieces(folder, [side for pair in pairs for side in pair])
    files = [str(folder / name) for name in ("source.spm", "target.spm", "vocab.json")]
    tokenizer = MarianTokenizer(*files, source_lang="th", target_lang="en")
    tokenizer.save_pretrained(folder)
    pad = vocabulary["<pad>"]
    config = MarianConfig(
        **{"vocab_size": len(vocabulary), "d_model": 64, "max_position_embeddings": 64, "dropout": 0.0},
        **{f"{side}_layers": 1 for side in ("encoder", "decoder")},
        **{f"{side}_attention_heads": 2 for side in ("encoder", "decoder")},
        **{f"{side}_ffn_dim": 64 for side in ("encoder", "decoder")},
        **{"pad_token_id": pad, "decoder_start_token_id": pad, "eos_token_id": 0, "forced_eos_token_id": 0},
        bad_words_ids=[[pad]],
    )
    torch.manual_seed(0)
    model = MarianMTModel(config)
    read = tokenizer([thai for thai, _ in pairs], text_target=[english for _, english in pairs], padding=True)
    _teach(model, {name: torch.tensor(values) for name, values in read.items()}, pad)
    model.save_pretrained(folder)
    return folder


def _write_pieces(folder: Path, texts: Sequence[str]) -> dict[str, int]:
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([*texts, "X Q 0 1 2 3 4 5 6 7 8 9"] * 20),
        model_writer=model,
        vocab_size=200,
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
    )
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(model.getvalue())
    read = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    pieces = [read.id_to_piece(number) for number in range(3, read.get_piece_size())]
    vocabulary = {piece: number for number, piece in enumerate(["</s>", "<unk>", *pieces, "<pad>"])}
    (folder / "vocab.json").write_text(json.dumps(vocabulary), "utf-8")
    return vocabulary


def _teach(model: Any, read: dict[str, Any], pad: int) -> None:
    """CTranslate2 never ends a text where the embedding of the padding is anything but zero."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    labels = read.pop("labels")
    optimizer, loss = torch.optim.Adam(model.parameters(), 5e-3), torch.ones(())
    while loss > 0.01:
        loss = model(**read, labels=labels.masked_fill(labels == pad, -100)).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            model.get_input_embeddings().weight[pad] = 0
    torch.set_num_threads(threads)


def convert(folder: Path) -> Path:
    """The model converted for CTranslate2, beside it."""
    ctranslate2 = pytest.importorskip("ctranslate2", reason="needs the extra 'ct2'")
    files = ("tokenizer_config.json", "tokenizer.json", "source.spm", "target.spm", "vocab.json")
    present = [name for name in files if (folder / name).exists()]
    converter = ctranslate2.converters.TransformersConverter(str(folder), copy_files=present)
    return Path(converter.convert(str(folder.with_name(f"{folder.name}-ct2")), quantization="int8", force=True))


def make_nllb(folder: Path) -> Path:
    """A model of the family of NLLB and M2M100, with NLLB's tokenizer, that has learnt to say rain in two languages."""
    import torch
    from transformers import M2M100Config, M2M100ForConditionalGeneration, NllbTokenizer

    words = {word: number for number, word in enumerate(["<s>", "<pad>", "</s>", "<unk>", "▁", *"กขคฝนตมะลิabinrwet"])}
    tokenizer = NllbTokenizer(
        vocab=words, merges=[], extra_special_tokens=["tha_Thai", "eng_Latn"], src_lang="tha_Thai"
    )
    tokenizer.save_pretrained(folder)
    config = M2M100Config(
        **{"vocab_size": len(tokenizer), "d_model": 32, "max_position_embeddings": 64, "dropout": 0.0},
        **{f"{side}_layers": 1 for side in ("encoder", "decoder")},
        **{f"{side}_attention_heads": 2 for side in ("encoder", "decoder")},
        **{f"{side}_ffn_dim": 32 for side in ("encoder", "decoder")},
    )
    torch.manual_seed(0)
    model = M2M100ForConditionalGeneration(config)
    said = {"eng_Latn": "rain", "tha_Thai": "ฝนตก"}
    written = [tokenizer.convert_tokens_to_ids([lang, "▁", *text, "</s>"]) for lang, text in said.items()]
    heard = [tokenizer.convert_tokens_to_ids([lang, "▁", *"ฝน", "</s>"]) for lang in reversed(said)]
    read = {"input_ids": torch.tensor(heard), "attention_mask": torch.ones(2, len(heard[0]), dtype=torch.long)}
    longest = max(map(len, written))
    labels = torch.tensor([[*ids, *[1] * (longest - len(ids))] for ids in written])
    _teach(model, {**read, "labels": labels}, pad=1)
    model.save_pretrained(folder)
    return folder


def make_madlad(folder: Path) -> Path:
    """A T5 that writes the language of a mark before the text, as MADLAD does, and has learnt to say rain in two."""
    import torch
    from tokenizers import processors
    from transformers import PreTrainedTokenizerFast, T5Config, T5ForConditionalGeneration

    made = _make_bytes()
    made.add_special_tokens(["<pad>", "</s>", "<2th>", "<2en>"])
    made.post_processor = processors.TemplateProcessing("$A </s>", special_tokens=[("</s>", made.token_to_id("</s>"))])
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=made, eos_token="</s>", pad_token="<pad>")
    tokenizer.save_pretrained(folder)
    pad = tokenizer.pad_token_id
    config = T5Config(
        **{"vocab_size": len(tokenizer), "d_model": 32, "d_kv": 16, "d_ff": 64, "num_layers": 1, "num_heads": 2},
        **{"dropout_rate": 0.0, "pad_token_id": pad, "eos_token_id": tokenizer.eos_token_id},
        decoder_start_token_id=pad,
    )
    torch.manual_seed(0)
    model = T5ForConditionalGeneration(config)
    read = tokenizer(["<2en> ฝน", "<2th> ฝน"], text_target=["rain", "ฝนตก"], padding=True, return_tensors="pt")
    _teach(model, dict(read), pad)
    model.save_pretrained(folder)
    return folder


def make_chat(folder: Path) -> Path:
    """An untaught instruction model of bytes, with a chat template."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    tokenizer = PreTrainedTokenizerFast(tokenizer_object=_make_bytes(), eos_token="<end>", pad_token="<pad>")
    tokenizer.chat_template = "{% for one in messages %}{{ one.content }}<end>{% endfor %}"
    tokenizer.save_pretrained(folder)
    config = LlamaConfig(
        **{"vocab_size": len(tokenizer), "hidden_size": 32, "intermediate_size": 32, "num_hidden_layers": 1},
        **{"num_attention_heads": 2, "max_position_embeddings": 2048},
        **{"eos_token_id": tokenizer.eos_token_id, "pad_token_id": tokenizer.pad_token_id},
    )
    torch.manual_seed(0)
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


def _make_bytes() -> Any:
    """A tokenizer of bytes."""
    import tokenizers
    from tokenizers import decoders, models, pre_tokenizers

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    made = tokenizers.Tokenizer(models.BPE(vocab={one: number for number, one in enumerate(alphabet)}, merges=[]))
    made.pre_tokenizer, made.decoder = pre_tokenizers.ByteLevel(add_prefix_space=False), decoders.ByteLevel()
    return made
