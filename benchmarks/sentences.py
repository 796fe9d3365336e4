"""Sentences beside PyThaiNLP's crfcut: quality on releases and news, speed of sentences and words.

usage: PYTHONPATH=pipeline:models python benchmarks/sentences.py --data FOLDER

Ours are cross-validated by document on the releases; the news (NTREX-128, Thai side, 16 sentences joined with spaces)
were never trained on. Speed is one core, words included (crfcut and newmm; ours and thaibreak's).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import process_time

from songphasa.sentences.engines import find_engine_starts
from songphasa.sentences.lines import FindStarts, find_line_starts, split_sentences
from songphasa.sentences.thai import load_weights
from songphasa.stages.sentences import THRESHOLD
from songphasa.text.scripts import document_lang
from songphasa.text.tokens import split_tokens
from training.sentences import FOLDS, fit, read_gold, read_news

JOINED = 16
BLANKS = " \u00a0\u200b\t\ufeff\r"
CRFCUT = find_engine_starts("crfcut")


@dataclass(frozen=True, slots=True)
class Text:
    """A text, where its sentences begin, and its fold."""

    text: str
    starts: frozenset[int]
    fold: int


def read_releases(path: Path) -> Iterator[Text]:
    """The gold releases."""
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        fold = int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % FOLDS
        yield Text(row["text"], frozenset(sentence["start"] for sentence in row["sentences"]), fold)


def read_joined(path: Path) -> Iterator[Text]:
    """Sentences of a parallel text, joined."""
    said = [row.split("\t")[0].strip() for row in path.read_text(encoding="utf-8").splitlines()]
    for place in range(0, len(said), JOINED):
        text, starts = "", set()
        for sentence in said[place : place + JOINED]:
            text = f"{text} {sentence}" if text else sentence
            starts.add(len(text) - len(sentence))
        yield Text(text, frozenset(starts), 0)


def inside(text: Text, starts: frozenset[int]) -> frozenset[int]:
    """Starts that are not line starts."""
    return frozenset(at for at in starts if (before := text.text[:at].rstrip(BLANKS)) and before[-1] != "\n")


def print_score(name: str, texts: list[Text], finders: list[FindStarts]) -> None:
    """F1 of all starts and of those inside lines; a text is split by the finder of its fold."""
    found = [
        frozenset(start for start, _ in split_sentences(text.text, finders[text.fold % len(finders)])) for text in texts
    ]
    whole = _f1([(text.starts, starts) for text, starts in zip(texts, found, strict=True)])
    within = _f1([(inside(text, text.starts), inside(text, starts)) for text, starts in zip(texts, found, strict=True)])
    print(f"{name:28}  all {whole}   inside lines {within}")


def _f1(pairs: list[tuple[frozenset[int], frozenset[int]]]) -> str:
    right = sum(len(gold & said) for gold, said in pairs)
    said, gold = sum(len(said) for _, said in pairs), sum(len(gold) for gold, _ in pairs)
    return f"P {right / said:.3f} R {right / gold:.3f} F1 {2 * right / (said + gold):.3f}"


def print_speed(name: str, texts: list[Text], work: Callable[[str], object]) -> None:
    """Characters a second."""
    begun = process_time()
    for text in texts:
        work(text.text)
    print(f"{name:28}  {sum(len(text.text) for text in texts) / (process_time() - begun):,.0f} characters/s")


def _split_theirs(text: str) -> None:
    from pythainlp.tokenize import word_tokenize

    for start, end in split_sentences(text, CRFCUT):
        word_tokenize(text[start:end], engine="newmm")


def _split_ours(text: str) -> None:
    for start, end in split_sentences(text, partial(find_line_starts, threshold=THRESHOLD, weights=load_weights())):
        split_tokens(text[start:end])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/, ner/ and parallel/")
    data: Path = parser.parse_args().data
    path = data / "gold" / "press-releases.jsonl"
    gold, texts = list(read_gold(path)), list(read_releases(path))
    news = list(read_news(data))
    folds = [fit([*(example for example in gold if example.fold != fold), *news]) for fold in range(FOLDS)]
    ours: list[FindStarts] = [partial(find_line_starts, threshold=THRESHOLD, weights=weights) for weights in folds]
    shipped: list[FindStarts] = [partial(find_line_starts, threshold=THRESHOLD, weights=load_weights())]
    english = [text for text in texts if document_lang(text.text) == "en"]
    joined = list(read_joined(data / "parallel" / "ntrex128.tsv"))
    for name, finders in (("ours", ours), ("crfcut", [CRFCUT])):
        print_score(f"releases, {name}", texts, finders)
        print_score(f"English releases, {name}", english, finders)
    for name, finders in (("ours", shipped), ("crfcut", [CRFCUT])):
        print_score(f"NTREX, {name}", joined, finders)
    print_speed("ours", texts, _split_ours)
    print_speed("crfcut and newmm", texts[:20], _split_theirs)


if __name__ == "__main__":
    main()
