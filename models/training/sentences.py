"""Training of the sentence model: gaps of the gold releases, and of running news at a low weight.

usage: python -m training.sentences --data FOLDER    cross-validates by document, writes sentences/weights.json

A logistic regression on the named features of `songphasa.sentences.features`; the sentence so far is the gold's. The
news are the lines of ThaiNER 1.5 (CC BY 3.0, Wannaphong Phatthiyaphaibun), a sentence each, joined by six. Needs
scikit-learn (`pip install scikit-learn`); deterministic.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import songphasa.sentences
from songphasa.sentences.features import describe, see
from songphasa.sentences.gaps import read_words
from songphasa.text.scripts import document_lang

FOLDS = 10
NEWS_WEIGHT = 0.05
JOINED = 6
STRENGTH = 0.3
"""Inverse of the L2 penalty."""

SMALLEST = 0.04
"""Weights nearer to zero are not shipped."""

_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Example:
    """A gap: its features, whether a sentence ends there, its fold (-1: always trained on)."""

    names: list[str]
    ends: bool
    fold: int


def read_gold(path: Path) -> Iterator[Example]:
    """Gaps of the Thai lines of JSONL rows with `id`, `text` and `sentences`; a document is in one fold."""
    with path.open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            fold = int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % FOLDS
            begins = {sentence["start"] for sentence in row["sentences"]}
            for line in _LINE.finditer(row["text"]):
                if document_lang(line.group()) != "en":
                    yield from _examples(line.group(), {start - line.start() for start in begins}, fold)


def read_news(data: Path) -> Iterator[Example]:
    """Gaps of running news: rows with a sentence as `text` each, joined with spaces."""
    paths = (data / "ner" / f"thainer-1.5-{part}.jsonl" for part in ("train", "dev"))
    said = [json.loads(row)["text"].strip() for path in paths for row in path.open(encoding="utf-8")]
    for place in range(0, len(said), JOINED):
        joined, begins = "", set()
        for sentence in said[place : place + JOINED]:
            joined = f"{joined} {sentence}" if joined else sentence
            begins.add(len(joined) - len(sentence))
        yield from _examples(joined, begins, -1)


def _examples(line: str, begins: set[int], fold: int) -> Iterator[Example]:
    words = read_words(line)
    seen, first = see(words), 0
    for gap in words.gaps:
        ends = words.starts[gap + 1] in begins
        yield Example(describe(words, seen, gap, first), ends, fold)
        first = gap + 1 if ends else first


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Weights by feature name."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    columns: Any = DictVectorizer()
    seen = columns.fit_transform([dict.fromkeys(example.names, 1.0) for example in examples])
    share = [NEWS_WEIGHT if example.fold < 0 else 1.0 for example in examples]
    model: Any = LogisticRegression(C=STRENGTH, max_iter=300, fit_intercept=False)
    model.fit(seen, [example.ends for example in examples], share)
    named = zip(columns.get_feature_names_out(), model.coef_[0], strict=True)
    return {str(name): round(float(weight), 2) for name, weight in named if abs(weight) >= SMALLEST}


def cross_validate(gold: Sequence[Example], news: Sequence[Example]) -> npt.NDArray[np.float64]:
    """A probability for each gold gap, by a model that has not seen its document."""
    found = np.zeros(len(gold))
    for fold in range(FOLDS):
        weights = fit([*(example for example in gold if example.fold != fold), *news])
        for place, example in enumerate(gold):
            if example.fold == fold:
                found[place] = 1 / (1 + np.exp(-sum(weights.get(name, 0.0) for name in example.names)))
    return found


def print_curve(gold: Sequence[Example], found: npt.NDArray[np.float64]) -> None:
    """Precision, recall and F1 of the gaps at each threshold."""
    ends = np.array([example.ends for example in gold])
    for threshold in np.arange(0.05, 0.6, 0.05):
        right, said = int((ends & (found >= threshold)).sum()), int((found >= threshold).sum())
        precision, recall = right / max(said, 1), right / ends.sum()
        print(f"{threshold:.2f}  P {precision:.3f}  R {recall:.3f}  F1 {2 * right / (said + ends.sum()):.3f}")


def main() -> None:
    """Cross-validate, train on everything, write the weights into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/ and ner/")
    data: Path = parser.parse_args().data
    gold = list(read_gold(data / "gold" / "press-releases.jsonl"))
    news = list(read_news(data))
    print_curve(gold, cross_validate(gold, news))
    weights = json.dumps(fit([*gold, *news]), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    target = Path(songphasa.sentences.__path__[0]) / "weights.json"
    target.write_text(weights + "\n", encoding="utf-8")
    print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
