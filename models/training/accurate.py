"""The accurate tier: the teacher with the pieces that releases use, as ONNX with whole-number weights.

usage: python -m training.accurate --data FOLDER --base E5_FOLDER --teacher TEACHER_FOLDER --out MODEL_FOLDER
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from songphasa.piece_tagger import PieceTagger
from training.data import format_scores, read_gold, read_thainer, read_train, score_entities
from training.silver import fair_releases, mix
from training.teacher import Teacher

RELEASES = 15_000
"""Press releases whose pieces are kept."""


def used_pieces(tokenizer: Tokenizer, texts: Iterable[str]) -> list[int]:
    """Ids of the pieces that stand in the texts, of all single characters and of the marks, in order."""
    kept = {number for piece, number in tokenizer.get_vocab().items() if len(piece) == 1 or piece in _MARKS}
    remaining = iter(texts)
    while batch := list(islice(remaining, 256)):
        kept.update(*(encoding.ids for encoding in tokenizer.encode_batch(batch)))
    return sorted(kept)


_MARKS = ("<s>", "<pad>", "</s>", "<unk>")


def trimmed_tokenizer(tokenizer: Tokenizer, kept: list[int]) -> dict[str, Any]:
    """The `tokenizer.json` with the kept pieces alone, numbered anew in their order."""
    made: dict[str, Any] = json.loads(tokenizer.to_str())
    made["model"]["vocab"] = [made["model"]["vocab"][number] for number in kept]
    made["added_tokens"] = [token for token in made["added_tokens"] if token["content"] in _MARKS]
    made["post_processor"] = None
    return made


class _Tagger(nn.Module):
    """The teacher's [1, n, tags] log-probabilities for the ids of a window without padding."""

    def __init__(self, teacher: Teacher, kept: list[int]) -> None:
        super().__init__()
        self.encoder, self.head = teacher.encoder, teacher.head
        embeddings = self.encoder.embeddings.word_embeddings
        embeddings.weight = nn.Parameter(embeddings.weight[kept], requires_grad=False)

    def forward(self, ids: Tensor) -> Tensor:
        return torch.log_softmax(self.head(self.encoder(input_ids=ids).last_hidden_state), -1)


def write_network(teacher: Teacher, kept: list[int], path: Path) -> None:
    """Write the network; its matrices are whole numbers of seven bits, for the reason that `network.HIGHEST` gives."""
    teacher.eval()
    teacher.encoder.set_attn_implementation("eager")
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        torch.onnx.export(
            _Tagger(teacher, kept),
            (torch.zeros(1, 16, dtype=torch.long),),
            exact,
            dynamo=False,
            input_names=["ids"],
            output_names=["scores"],
            dynamic_axes={"ids": {1: "n"}, "scores": {1: "n"}},
            opset_version=17,
        )
        quantize_dynamic(exact, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def main() -> None:
    """Write `weights/` into the model folder, print its dev scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/, ner/ and thaigov/")
    parser.add_argument("--base", type=Path, required=True, help="Hugging Face folder of multilingual-e5-small")
    parser.add_argument("--teacher", type=Path, required=True, help="folder with teacher.pt")
    parser.add_argument("--out", type=Path, required=True, help="model folder, with meta.json")
    options = parser.parse_args()
    teacher = Teacher.load(options.base, options.teacher)
    texts = [document.text for document in read_train(options.data) + read_thainer(options.data)]
    kept = used_pieces(teacher.tokenizer, [*texts, *islice(mix(fair_releases(options.data)), RELEASES)])
    weights = options.out / "weights"
    weights.mkdir(parents=True, exist_ok=True)
    said = json.dumps(trimmed_tokenizer(teacher.tokenizer, kept), ensure_ascii=False, separators=(",", ":"))
    (weights / "tokenizer.json").write_text(said, encoding="utf-8")
    write_network(teacher, kept, weights / "network.onnx")
    dev = read_gold(options.data)[1]
    tagger = PieceTagger.from_folder(options.out)
    print(format_scores(score_entities(dev, tagger.find_entities([document.text for document in dev]))))


if __name__ == "__main__":
    main()
