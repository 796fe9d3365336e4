"""Training of the model that splits Thai lines into sentences: `songphasa/sentences/{weights.safetensors,words.txt}`.

usage: PYTHONPATH=pipeline:models python -m training.sentences --data FOLDER

- The network first learns where paragraphs end: lines of press releases are joined with spaces, and it finds the
  joints. This needs no annotation.
- It then learns the gaps of annotated releases, as does, apart from it, a logistic regression on crossed facts, which
  also sees running news at a low weight: the lines of ThaiNER 1.5 (CC BY 3.0, Wannaphong Phatthiyaphaibun), a sentence
  each, joined by six. The model's logit is a weighted mean of both.
- Cross-validation by document prints precision and recall by threshold. The shipped weights have not seen the dev
  documents (`training.data`).

Needs torch and scikit-learn.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from safetensors.numpy import save_file
from torch import Tensor, nn

import songphasa.sentences
from songphasa.sentences.features import ALWAYS_KNOWN, FAR, LENGTHS, NEAR, ROWS, UNKNOWN, see_gaps, word_kind
from songphasa.sentences.lines import find_lines
from songphasa.sentences.network import GapModel
from songphasa.text.scripts import sentence_lang
from songphasa.text.tokens import split_tokens
from training.data import long_lines, read_gold, read_releases

FOLDS = 5
NEWS_WEIGHT, NEWS_JOINED = 0.05, 6
STRENGTH = 0.3
"""Inverse of the L2 penalty of the regression."""

SHARE = 0.65
"""Of the regression in the mean."""

KNOWN, WIDTH, HIDDEN = 12_000, 32, 64
"""Words of the vocabulary, and sizes of the network."""

RELEASES, LEAST, JOINED = 15_000, 50, (1, 2, 3, 5, 8)
"""Releases that are joined, characters of their lines at least, and how many lines are joined."""

_NOTHING = " \u00a0\u200b"
_PLACES = torch.tensor([*range(-NEAR, 0), *range(1, NEAR + 1)])


Tensors = dict[str, npt.NDArray[np.float16]]
"""What `songphasa.sentences.network.GapModel` takes."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text, where its sentences begin, and its fold; -1 is always trained on, `dev` never for the shipped weights."""

    text: str
    starts: frozenset[int]
    fold: int
    dev: bool = False


def read_annotated(data: Path) -> list[Text]:
    """The annotated releases: of the gold, and of `annotations.jsonl`, found by the SHA-256 of their text."""
    dev = {document.id for document in read_gold(data)[1]}
    with (data / "gold" / "press-releases.jsonl").open(encoding="utf-8") as lines:
        rows = list(map(json.loads, lines))
    found = [
        _text(row["text"], ((s["start"], s["end"]) for s in row["sentences"]), dev=row["id"] in dev) for row in rows
    ]
    with (Path(__file__).parent / "annotations.jsonl").open(encoding="utf-8") as lines:
        spans = {row["sha256"]: row["sentences"] for row in map(json.loads, lines)}
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for _, text in read_releases(data)}
    return found + [_text(texts[key], spans[key]) for key in sorted(spans)]


def _text(text: str, spans: Iterable[tuple[int, int]], *, dev: bool = False) -> Text:
    """The text and its sentences; some of the annotation are a zero-width space alone, which is none."""
    starts = frozenset(start for start, end in spans if text[start:end].strip(_NOTHING))
    return Text(text, starts, int(hashlib.sha256(text.encode()).hexdigest(), 16) % FOLDS, dev)


def read_news(data: Path) -> list[Text]:
    """Running news."""
    paths = (data / "ner" / f"thainer-1.5-{part}.jsonl" for part in ("train", "dev"))
    said = [json.loads(row)["text"].strip() for path in paths for row in path.open(encoding="utf-8")]
    groups = (said[place : place + NEWS_JOINED] for place in range(0, len(said), NEWS_JOINED))
    return [join(group, fold % FOLDS) for fold, group in enumerate(groups)]


def read_joined(data: Path, annotated: Sequence[Text]) -> Iterator[Text]:
    """Thai lines of releases that share none with the annotated ones, each once, joined."""
    draw = random.Random(1)  # noqa: S311
    texts = [text for lang, text in read_releases(data) if lang == "th"]
    draw.shuffle(texts)
    seen = {line for text in annotated for line in long_lines(text.text, LEAST)}
    left = RELEASES
    for text in texts:
        lines = [line.strip() for line in text.splitlines()]
        if left == 0 or not {line for line in lines if len(line) >= LEAST}.isdisjoint(seen):
            continue
        left -= 1
        chosen = [line for line in dict.fromkeys(lines) if len(line) >= LEAST and sentence_lang(line) == "th"]
        while chosen:
            count = draw.choice(JOINED)
            yield join(chosen[:count], -1)
            chosen = chosen[count:]


def join(sentences: Sequence[str], fold: int) -> Text:
    """Sentences joined with spaces."""
    text, starts = "", set()
    for sentence in sentences:
        text = f"{text} {sentence}" if text else sentence
        starts.add(len(text) - len(sentence))
    return Text(text, frozenset(starts), fold)


def choose_words(texts: Sequence[Text]) -> list[str]:
    """The vocabulary: what must be known, then the words that are seen most."""
    counts = Counter(word_kind(text.text[a:b]) for text in texts for a, b in split_tokens(text.text))
    often = (word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if "\n" not in word)
    return [*dict.fromkeys((*ALWAYS_KNOWN, *often))][:KNOWN]


@dataclass(frozen=True, slots=True)
class Seen:
    """The gaps of many texts: see `Gaps`; `ends` whether a sentence ends there, `text` the number of the text."""

    words: Tensor
    places: Tensor
    ranges: Tensor
    lengths: Tensor
    crossed: npt.NDArray[np.int32]
    ends: Tensor
    text: npt.NDArray[np.int64]

    def rows(self, chosen: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Of chosen gaps the words near, [n, 2 `NEAR`], those of each range, [n, 4, `FAR`], and the lengths."""
        begin, end = self.ranges[:, :, chosen].permute(1, 2, 0)
        place = begin[:, :, None] + torch.arange(FAR)
        within = self.words[place.clamp(max=len(self.words) - 1)] * (place < end[:, :, None])
        return self.words[self.places[chosen, None] + _PLACES], within, self.lengths[chosen]


def see(texts: Sequence[Text], vocabulary: Mapping[str, int], *, crossed: bool = True) -> Seen:
    """Look at the gaps of texts as the stage does."""
    parts, ends, numbers, shift = [], [], [], 0
    for number, text in enumerate(texts):
        lines = [line for line in find_lines(text.text) if sentence_lang(text.text[line.start : line.end]) != "en"]
        gaps = see_gaps(text.text, lines, vocabulary)
        table = gaps.crossed if crossed else gaps.crossed[:, :0]
        parts.append((gaps.words, gaps.places + shift, gaps.ranges + shift, gaps.lengths, table.astype(np.int32)))
        ends += [start in text.starts for start in gaps.starts.tolist()]
        numbers += [number] * len(gaps.starts)
        shift += len(gaps.words)
    words, places, ranges, lengths, table = zip(*parts, strict=True)
    return Seen(
        *(
            torch.from_numpy(np.concatenate(part, axis))
            for part, axis in ((words, 0), (places, 0), (ranges, 2), (lengths, 0))
        ),
        np.concatenate(table),
        torch.tensor(ends, dtype=torch.float32),
        np.array(numbers),
    )


class Network(nn.Module):
    """The network of `songphasa.sentences.network`, for training."""

    def __init__(self) -> None:
        super().__init__()
        self.vectors = nn.Embedding(2 + KNOWN, WIDTH, padding_idx=0)
        nn.init.normal_(self.vectors.weight, 0, 0.1)
        with torch.no_grad():
            self.vectors.weight[0] = 0
        self.hidden = nn.Linear(2 * NEAR * WIDTH + 4 * WIDTH + LENGTHS, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)

    def forward(self, near: Tensor, within: Tensor, lengths: Tensor, drop: float = 0.0) -> Tensor:
        """Logits of gaps; words are hidden at a fixed rate while training."""
        if self.training:
            near = near.masked_fill(torch.rand(near.shape) < HIDE, UNKNOWN)
        count = (within > 0).sum(-1, keepdim=True).clamp(min=1)
        means = self.vectors(within).sum(2) / count
        seen = torch.cat([self.vectors(near).flatten(1), means.flatten(1), lengths], 1)
        hidden = torch.relu(self.hidden(nn.functional.dropout(seen, drop, self.training)))
        scores: Tensor = self.out(nn.functional.dropout(hidden, drop, self.training)).squeeze(1)
        return scores


HIDE = 0.07
"""Share of the words near that are hidden in training."""


def teach(
    network: Network, seen: Seen, chosen: npt.NDArray[np.int64], *, epochs: float, batch: int, rate: float, drop: float
) -> None:
    """Train a network on chosen gaps."""
    network.train()
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.01)
    steps = int(len(chosen) * epochs / batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, steps, pct_start=0.2)
    gaps = torch.from_numpy(chosen)
    order = torch.cat([gaps[torch.randperm(len(gaps))] for _ in range(int(epochs) + 1)])
    for step in range(steps):
        rows = order[step * batch : (step + 1) * batch]
        scores = network(*seen.rows(rows), drop)
        loss = nn.functional.binary_cross_entropy_with_logits(scores, seen.ends[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    network.eval()


def pretrain(joined: Sequence[Text], vocabulary: Mapping[str, int]) -> Network:
    """A network that finds the joints of joined lines."""
    torch.manual_seed(1)
    seen, network = see(joined, vocabulary, crossed=False), Network()
    print(f"{len(joined)} joined lines, {len(seen.ends)} gaps, {int(seen.ends.sum())} joints", flush=True)
    teach(network, seen, np.arange(len(seen.ends)), epochs=2, batch=512, rate=3e-3, drop=0.1)
    return network


def fine_tune(start: Network, seen: Seen, chosen: npt.NDArray[np.int64]) -> Network:
    """A copy of the pre-trained network that has learnt the gaps of annotated releases."""
    torch.manual_seed(1)
    network = Network()
    network.load_state_dict(start.state_dict())
    teach(network, seen, chosen, epochs=8, batch=128, rate=1e-3, drop=0.3)
    return network


def regress(
    crossed: npt.NDArray[np.int32], ends: npt.NDArray[np.bool_], weight: npt.NDArray[np.float64]
) -> npt.NDArray[np.float32]:
    """The table of a logistic regression: [`ROWS`] logits of crossed facts, [gaps, columns] rows of it."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    used = np.unique(crossed[crossed > 0])
    gap, column = np.nonzero(crossed)
    rows = np.searchsorted(used, crossed[gap, column])
    facts = csr_matrix((np.ones(len(gap), np.float32), (gap, rows)), (len(crossed), len(used)))
    model: Any = LogisticRegression(C=STRENGTH, max_iter=300, fit_intercept=False)
    model.fit(facts, ends, weight)
    table = np.zeros(ROWS, np.float32)
    table[used] = model.coef_[0]
    return table


@dataclass(frozen=True, slots=True)
class Material:
    """What training sees: annotated releases and running news, and the pre-trained network."""

    words: Sequence[str]
    texts: Sequence[Text]
    releases: Seen
    news_texts: Sequence[Text]
    news: Seen
    start: Network

    @classmethod
    def prepare(cls, data: Path) -> Material:
        """Read, choose the vocabulary, pre-train."""
        texts, news = read_annotated(data), read_news(data)
        joined = list(read_joined(data, texts))
        words = choose_words(joined)
        vocabulary = {word: number for number, word in enumerate(words, 2)}
        return cls(words, texts, see(texts, vocabulary), news, see(news, vocabulary), pretrain(joined, vocabulary))

    def folds(self, seen: Seen, texts: Sequence[Text]) -> npt.NDArray[np.int64]:
        """[gaps] the fold of each."""
        return np.array([text.fold for text in texts])[seen.text]

    def train(self, fold: int | None = None, *, dev: bool = False) -> Tensors:
        """The tensors of a model that has not seen a fold, or, with `dev`, the dev documents."""
        held = self.folds(self.releases, self.texts) == (-2 if fold is None else fold)
        held |= dev & np.array([text.dev for text in self.texts])[self.releases.text]
        news = self.folds(self.news, self.news_texts) != (-2 if fold is None else fold)
        chosen = np.flatnonzero(~held)
        crossed = np.concatenate([self.releases.crossed[chosen], self.news.crossed[news]])
        ends = np.concatenate([self.releases.ends[chosen].numpy(), self.news.ends[news].numpy()]) > 0
        weight = np.where(np.arange(len(ends)) < len(chosen), 1.0, NEWS_WEIGHT)
        table = SHARE * regress(crossed, ends, weight)
        network = fine_tune(self.start, self.releases, chosen)
        return to_tensors(table, network)


def to_tensors(table: npt.NDArray[np.float32], network: Network) -> Tensors:
    """What `GapModel` takes; the share of the network is in its last layer."""
    state = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    return {
        "table": table.astype(np.float16),
        "vectors": state["vectors.weight"].astype(np.float16),
        "hidden": np.ascontiguousarray(state["hidden.weight"].T).astype(np.float16),
        "hidden_bias": state["hidden.bias"].astype(np.float16),
        "out": ((1 - SHARE) * state["out.weight"][0]).astype(np.float16),
        "bias": ((1 - SHARE) * state["out.bias"]).astype(np.float16),
    }


def cross_validate(material: Material) -> list[Tensors]:
    """A model for each fold that has not seen it; prints the curves of the gaps."""
    tensors = [material.train(fold) for fold in range(FOLDS)]
    models = [GapModel(material.words, each) for each in tensors]
    for name, texts in (("releases", material.texts), ("running news", material.news_texts)):
        print_curve(name, texts, models)
    print_curve("dev", [text for text in material.texts if text.dev], models)
    return tensors


def write(words: Sequence[str], tensors: Tensors, folder: Path) -> None:
    """Write what `GapModel.from_folder` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "words.txt").write_text("\n".join(words), encoding="utf-8")
    save_file(tensors, folder / "weights.safetensors")


def print_curve(name: str, texts: Sequence[Text], models: Sequence[GapModel]) -> None:
    """Precision, recall and F1 of the gaps at each threshold."""
    scores, ends = [], []
    for text in texts:
        lines = [line for line in find_lines(text.text) if sentence_lang(text.text[line.start : line.end]) != "en"]
        starts, found = models[text.fold].score(text.text, lines)
        scores.append(found)
        ends += [start in text.starts for start in starts.tolist()]
    found, right = 1 / (1 + np.exp(-np.concatenate(scores))), np.array(ends)
    print(f"{name}: {len(right)} gaps, {right.sum()} ends")
    for threshold in (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6):
        said = found >= threshold
        hits = int((said & right).sum())
        precision, recall, f1 = hits / max(said.sum(), 1), hits / right.sum(), 2 * hits / (said.sum() + right.sum())
        print(f"  {threshold:.2f}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


def main() -> None:
    """Cross-validate, train, write the weights into the package."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/, ner/ and thaigov/")
    parser.add_argument("--models", type=Path, help="folder for the cross-validated models, which the benchmark takes")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    material = Material.prepare(arguments.data)
    models = cross_validate(material)
    if arguments.models:
        for fold, model in enumerate(models):
            write(material.words, model, arguments.models / str(fold))
    target = Path(songphasa.sentences.__path__[0])
    write(material.words, material.train(dev=True), target)
    print(
        *(f"{path}: {path.stat().st_size:,} bytes" for path in (target / "words.txt", target / "weights.safetensors"))
    )


if __name__ == "__main__":
    main()
