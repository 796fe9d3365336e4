"""Measures engines on the same sentences in one go, in one thread: transformers beside CTranslate2 in int8.

usage: python benchmarks/translation.py [--sentences 64] [--beams 1] [--model FOLDER]

Without a model one of opus-mt's size (75 million parameters) is made that has learnt nothing: it writes all it may,
twice what it reads and 16 tokens more, so that both engines write the same number of tokens. The sentences are those of
`seeds`. Needs the extras `torch` and `ct2`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from songphasa.config import Config
from songphasa.document import Document
from songphasa.pipeline import Pipeline
from songphasa.translation.engine import Request
from songphasa.translation.engines import Choice, load_engine

SEEDS = Path(__file__).parent.parent / "seeds"
TOKENIZER = ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json")
PIECES = 60_000
LONGEST = 120
"""Characters of a sentence; longer ones would take their time."""


def sentences(number: int) -> list[str]:
    """So many short Thai sentences of the seeds."""
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    documents = [Document(str(place), text) for place, text in enumerate(texts)]
    annotated = Pipeline.from_config(Config(("sentences",))).annotate(documents)
    found = [one[span] for one in annotated if isinstance(one, Document) for span in one.sentences if span.lang == "th"]
    return [one for one in dict.fromkeys(found) if len(one) <= LONGEST][:number]


def make_model(folder: Path, texts: Sequence[str]) -> None:
    """A Marian model of opus-mt's shape with untaught weights, and pieces learnt from the texts."""
    import sentencepiece
    import torch
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    with (folder / "source.spm").open("wb") as stream:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(texts), model_writer=stream, vocab_size=4000, hard_vocab_limit=False, minloglevel=2
        )
    shutil.copy(folder / "source.spm", folder / "target.spm")
    read = sentencepiece.SentencePieceProcessor(str(folder / "source.spm"))
    pieces = [read.id_to_piece(number) for number in range(3, read.get_piece_size())]
    names = ["</s>", "<unk>", *pieces, *(f"<{number}>" for number in range(PIECES - 3 - len(pieces))), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({name: place for place, name in enumerate(names)}), "utf-8")
    files = [str(folder / name) for name in TOKENIZER[:3]]
    MarianTokenizer(*files, source_lang="th", target_lang="en").save_pretrained(folder)
    pad = len(names) - 1
    torch.manual_seed(0)
    model = MarianMTModel(
        MarianConfig(
            **{f"{side}_layers": 6 for side in ("encoder", "decoder")},
            **{f"{side}_attention_heads": 8 for side in ("encoder", "decoder")},
            **{f"{side}_ffn_dim": 2048 for side in ("encoder", "decoder")},
            **{"vocab_size": len(names), "d_model": 512, "max_position_embeddings": 512},
            **{"pad_token_id": pad, "decoder_start_token_id": pad, "eos_token_id": 0, "forced_eos_token_id": None},
            bad_words_ids=[[pad]],
        )
    )
    model.model.shared.weight.data[pad] = 0
    model.save_pretrained(folder)


def measure(engine: str, model: Path, texts: Sequence[str], beams: int) -> str:
    """A row of the table: what an engine does in a second of processor time, loaded and warm."""
    loaded = load_engine(Choice(engine, str(model), "en", 512, beams))
    requests = [Request(text, "en") for text in texts]
    loaded.translate(requests[:1])
    start = time.process_time()
    loaded.translate(requests)
    seconds = time.process_time() - start
    return f"| {engine}, beams {beams} | {len(texts) / seconds:.2f} | {sum(map(len, texts)) / seconds:.0f} |"


def main() -> None:
    """Print the table."""
    from ctranslate2.converters import TransformersConverter

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=64)
    parser.add_argument("--beams", type=int, default=1)
    parser.add_argument("--model", type=Path)
    given = parser.parse_args()
    texts = sentences(given.sentences)
    with tempfile.TemporaryDirectory() as place:
        folder, converted = given.model or Path(place) / "marian", Path(place) / "int8"
        if given.model is None:
            folder.mkdir()
            make_model(folder, texts)
        files = [name for name in TOKENIZER if (folder / name).exists()]
        TransformersConverter(str(folder), copy_files=files).convert(str(converted), quantization="int8")
        print("| engine, one thread | sentences/CPU s | characters/CPU s |\n|---|---:|---:|")
        for engine, model in (("hf-seq2seq", folder), ("ctranslate2", converted)):
            print(measure(engine, model, texts, given.beams), flush=True)


if __name__ == "__main__":
    main()
