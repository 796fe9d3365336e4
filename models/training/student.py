"""The student: the network of `songphasa.tagger` trained in torch, written for onnxruntime.

usage: python -m training.student --data FOLDER --out MODEL_FOLDER [--silver FOLDER]
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from songphasa.document import LABELS
from songphasa.tagger import Tagger, read_words, word_features
from training.data import (
    Labelled,
    allowed_tags,
    format_scores,
    read_gold,
    read_held_out,
    read_silver,
    read_thainer,
    read_train,
    score_entities,
)
from training.network import make_network

TAGS = 1 + 2 * len(LABELS)
DILATIONS = (1, 1, 2, 0, 4, 1)
ROWS, WIDTH = 48_000, 160
BATCH, LONGEST = 12, 400
"""Pieces of documents a step, and words a piece."""
WORD_HIDDEN = 0.15
"""Share of words whose own row is left out in training, so that the rest of their features must do."""


@dataclass(frozen=True, slots=True)
class Example:
    """A document, or a piece of one, ready for training.

    Attributes:
        words: [n] numbers of the words in a `Lexicon`.
        places: [n] as `read_words` gives them.
        allowed: [n, tags] as `allowed_tags` gives them, or None for silver.
        taught: [n, tags] probabilities of the teacher, or None for gold.
    """

    words: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]
    allowed: npt.NDArray[np.bool_] | None = None
    taught: npt.NDArray[np.float16] | None = None

    def cut(self) -> Example:
        """At most `LONGEST` words of it, from a drawn line start where there is one."""
        room = len(self.words) - LONGEST
        if room <= 0:
            return self
        start = int(torch.randint(room + 1, ()))
        lines = np.flatnonzero(self.places[: start + 1] == 2)
        start = int(lines[-1]) if len(lines) else start
        piece = slice(start, start + LONGEST)
        return Example(
            self.words[piece],
            self.places[piece],
            None if self.allowed is None else self.allowed[piece],
            None if self.taught is None else self.taught[piece],
        )


class Lexicon:
    """Numbers of words, from 1 (0 is padding), and their features."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.features: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]] = []

    def add(self, words: Sequence[str]) -> npt.NDArray[np.int64]:
        """[n] numbers of the words; new ones are added."""
        for word in words:
            if word not in self.numbers:
                self.features.append(word_features(word, ROWS))
                self.numbers[word] = len(self.features)
        return np.array([self.numbers[word] for word in words], np.int64)


class Student(nn.Module):
    """The network of `songphasa.tagger.Tagger`, padded batches instead of single documents."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(ROWS, WIDTH, mode="sum")
        nn.init.normal_(self.table.weight, std=0.3)
        self.places = nn.Parameter(torch.zeros(3, WIDTH))
        self.inner = nn.ModuleList(nn.Linear((3 if dilation else 2) * WIDTH, WIDTH) for dilation in DILATIONS)
        self.outer = nn.ModuleList(nn.Linear(WIDTH, WIDTH, bias=False) for _ in DILATIONS)
        self.out = nn.Linear(WIDTH, TAGS)

    def forward(self, lexicon: Lexicon, words: Tensor, places: Tensor) -> Tensor:
        """[batch, n] words (0 is padding) and places to [batch, n, tags] log-probabilities."""
        said = (words > 0)[..., None].float()
        hidden = self._vectors(lexicon, words) + self.places[places]
        hidden = nn.functional.dropout(hidden, 0.2, self.training)
        for dilation, inner, outer in zip(DILATIONS, self.inner, self.outer, strict=True):
            seen = _normed(hidden) * said
            around = torch.cat(_around(seen, dilation) if dilation else [seen, _elsewhere(seen, words)], -1)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                hidden = hidden + outer(nn.functional.dropout(inner(around).relu(), 0.1, self.training))
        return torch.log_softmax(self.out(_normed(hidden)), -1)

    def _vectors(self, lexicon: Lexicon, words: Tensor) -> Tensor:
        distinct, where = torch.unique(words, return_inverse=True)
        numbers = distinct.tolist()
        none = (np.zeros(0, np.int64), np.zeros(0, np.float32))
        features = [lexicon.features[number - 1] if number else none for number in numbers]
        shares = [share.copy() for _, share in features]
        if self.training:
            for share, kept in zip(shares, (torch.rand(len(shares)) >= WORD_HIDDEN).tolist(), strict=True):
                share[:1] *= kept
        offsets = np.cumsum([0, *(len(share) for share in shares[:-1])])
        rows = torch.from_numpy(np.concatenate([row for row, _ in features]))
        return self.table(rows, torch.from_numpy(offsets), torch.from_numpy(np.concatenate(shares)))[where]

    def weights(self) -> dict[str, npt.NDArray[np.float32]]:
        """The weights of all but the words by name; matrices take rows."""
        found: dict[str, Tensor] = {"places": self.places}
        for block, (inner, outer) in enumerate(zip(self.inner, self.outer, strict=True)):
            found |= {
                f"{block}.inner": inner.weight.T,
                f"{block}.inner_bias": inner.bias,
                f"{block}.outer": outer.weight.T,
            }
        found |= {"out": self.out.weight.T, "out_bias": self.out.bias}
        return {name: value.detach().numpy() for name, value in found.items()}

    def write(self, folder: Path) -> None:
        """Write the files that `Tagger.from_folder` reads beside `meta.json`."""
        folder.mkdir(parents=True, exist_ok=True)
        save_file({"table": self.table.weight.detach().half()}, folder / "table.safetensors")
        onnx.save(make_network(self.weights(), DILATIONS), folder / "network.onnx")


def _normed(hidden: Tensor) -> Tensor:
    return hidden * (hidden.square().mean(-1, keepdim=True) + 1e-5).rsqrt()


def _around(hidden: Tensor, dilation: int) -> list[Tensor]:
    padded = nn.functional.pad(hidden, (0, 0, dilation, dilation))
    length = hidden.shape[1]
    return [padded[:, :length], hidden, padded[:, 2 * dilation : 2 * dilation + length]]


def _elsewhere(hidden: Tensor, words: Tensor) -> Tensor:
    owner = torch.arange(len(words))[:, None] * (int(words.max()) + 1) + words
    _, where, counts = torch.unique(owner, return_inverse=True, return_counts=True)
    flat = hidden.reshape(-1, hidden.shape[-1])
    sums = flat.new_zeros(len(counts), flat.shape[1]).index_add(0, where.reshape(-1), flat)
    return (sums / counts[:, None])[where]


def labelled_examples(documents: Sequence[Labelled], lexicon: Lexicon) -> list[Example]:
    """Examples of hand-labelled documents."""
    found = []
    for document in documents:
        spans, places = read_words(document.text)
        words = lexicon.add([document.text[start:end] for start, end in spans.tolist()])
        found.append(Example(words, places, allowed=allowed_tags(document, spans)))
    return found


def silver_examples(folder: Path, lexicon: Lexicon, held_out: Sequence[Labelled]) -> list[Example]:
    """Examples of silver documents.

    Those whose words are split otherwise than when they were labelled are left out, and so are doubles.
    """
    found: dict[str, Example] = {}
    for text, taught in read_silver(folder, held_out):
        spans, places = read_words(text)
        if len(spans) == len(taught):
            words = lexicon.add([text[start:end] for start, end in spans.tolist()])
            found[text] = Example(words, places, taught=taught)
    print(f"{len(found)} silver documents, {sum(len(example.words) for example in found.values())} words", flush=True)
    return list(found.values())


def _loss(student: Student, lexicon: Lexicon, batch: Sequence[Example]) -> Tensor:
    """Mean over words of the cross-entropy with what the annotation allows or the teacher says."""
    shape = (len(batch), max(len(example.words) for example in batch))
    words, places = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    allowed, taught = torch.ones((*shape, TAGS), dtype=torch.bool), torch.zeros(*shape, TAGS)
    for row, example in enumerate(batch):
        size = len(example.words)
        words[row, :size] = torch.from_numpy(example.words)
        places[row, :size] = torch.from_numpy(example.places)
        if example.allowed is not None:
            allowed[row, :size] = torch.from_numpy(example.allowed)
        if example.taught is not None:
            taught[row, :size] = torch.from_numpy(example.taught).float()
    scores = student(lexicon, words, places)
    hard = -scores.masked_fill(~allowed, -1e4).logsumexp(-1)[~allowed.all(-1)].sum()
    return (hard - (taught * scores).sum()) / (words > 0).sum()


def _batches(parts: Sequence[tuple[Sequence[Example], int]]) -> Iterator[list[Example]]:
    """Batches without end, each of as many examples of each part as it asks for."""
    pools: list[list[Example]] = [[] for _ in parts]
    while True:
        batch = []
        for pool, (examples, share) in zip(pools, parts, strict=True):
            if len(pool) < share:
                pool[:0] = random.sample(examples, len(examples))
            batch += [pool.pop().cut() for _ in range(share)]
        yield batch


def train(
    student: Student, lexicon: Lexicon, parts: Sequence[tuple[Sequence[Example], int]], steps: int, rate: float
) -> Student:
    """Train for so many steps, the rate rising for a hundred and falling to nothing at the end."""
    optimizer = torch.optim.AdamW(student.parameters(), rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / 100, 1 - step / steps))
    began, total = time.monotonic(), 0.0
    student.train()
    for step, batch in zip(range(1, steps + 1), _batches(parts), strict=False):
        loss = _loss(student, lexicon, batch)
        loss.backward()
        nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        total += loss.item()
        if step % 100 == 0:
            print(f"{step}/{steps} loss {total / 100:.4f} {time.monotonic() - began:.0f} s", flush=True)
            total = 0.0
    return student


def main() -> None:
    """Train, write `weights/` into the model folder, print its dev scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/ and ner/")
    parser.add_argument("--out", type=Path, required=True, help="model folder, with meta.json")
    parser.add_argument("--silver", type=Path, help="folder that training.silver wrote")
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    lexicon = Lexicon()
    press = labelled_examples(read_train(options.data), lexicon)
    other = labelled_examples(read_thainer(options.data), lexicon)
    parts = [(press, 8), (other, 4)]
    if options.silver:
        parts = [(press, 4), (other, 1), (silver_examples(options.silver, lexicon, read_held_out(options.data)), 7)]
    student = train(Student(), lexicon, parts, options.steps, options.rate)
    student.write(options.out / "weights")
    tagger = Tagger.from_folder(options.out)
    dev = read_gold(options.data)[1]
    print(format_scores(score_entities(dev, tagger.find_entities([document.text for document in dev]))))


if __name__ == "__main__":
    main()
