"""Sentences beside every peer that is installed: quality on releases, news and wrapped text, and speed.

usage: PYTHONPATH=pipeline:models python benchmarks/sentences.py --data FOLDER [--models FOLDER]

The shipped model has not seen the dev releases. With `--models`, the folder that `training.sentences --models` wrote,
all annotated releases are split, each by the model that has not seen it. News are NTREX-128 and PUD, Thai sides, 16
sentences joined with spaces; no part of ours was trained on them. Wrapped text is the dev releases with every line
cut at 70 columns; a boundary is right there where it is in the release. `thai-segmenter` and `pysbd` are left out where
they are not installed. Speed is one core, the Thai dev releases. Needs torch, as training does.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import process_time

from songphasa.errors import MissingModel
from songphasa.sentences.engines import find_engine_starts
from songphasa.sentences.features import Line
from songphasa.sentences.lines import FindStarts, find_line_starts, split_sentences
from songphasa.sentences.network import GapModel, shipped_model
from songphasa.text.scripts import document_lang
from songphasa.text.tokens import split_tokens
from training.sentences import FOLDS, Text, join, read_annotated

NEWS_JOINED, COLUMNS = 16, 70
BLANKS = " \u00a0\u200b\t\ufeff\r"
ABOVE = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
THRESHOLDS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6)


def peers() -> dict[str, FindStarts]:
    """Ours with the shipped model, and the others by name."""
    found: dict[str, FindStarts] = {
        "songphasa": partial(find_line_starts, model=shipped_model()),
        "line breaks alone": lambda *_: [],
    }
    for engine in ("crfcut", "thaisum"):
        try:
            found[f"{engine}, line by line"] = find_engine_starts(engine)
        except MissingModel as error:
            print(f"without {engine}: {error}")
    for name, load in (("thai-segmenter", _thai_segmenter), ("pysbd (en)", _pysbd)):
        try:
            found[f"{name}, line by line"] = partial(_by_line, split=load())
        except ImportError as error:
            print(f"without {name}: {error}")
    return found


def _thai_segmenter() -> Callable[[str], Sequence[str]]:
    from thai_segmenter import sentence_segment

    return lambda line: [str(sentence) for sentence in sentence_segment(line)]


def _pysbd() -> Callable[[str], Sequence[str]]:
    import pysbd

    segmenter = pysbd.Segmenter(language="en", clean=False)
    return lambda line: list(segmenter.segment(line))


def _by_line(text: str, lines: Sequence[Line], split: Callable[[str], Sequence[str]]) -> list[int]:
    """Starts of what a splitter returns; it may have lost characters, so that only the first eight are looked for."""
    starts = []
    for line in lines:
        reached = line.start
        for sentence in split(text[line.start : line.end]):
            if sentence.strip() and (found := text.find(sentence.strip()[:8], reached, line.end)) >= 0:
                starts.append(found)
                reached = found + 1
    return starts


def read_joined(path: Path) -> Iterator[Text]:
    """Sentences of a parallel text, joined."""
    said = [row.split("\t")[0].strip() for row in path.read_text(encoding="utf-8").splitlines()]
    for place in range(0, len(said), NEWS_JOINED):
        yield join(said[place : place + NEWS_JOINED], 0)


def wrap(text: Text) -> Text:
    """The text with its lines cut at `COLUMNS` between words, and an empty line behind each."""
    parts, starts, size, column = list[str](), set[int](), 0, 0
    for start, end in split_tokens(text.text):
        word = text.text[start:end]
        width = len(ABOVE.sub("", word))
        if "\n" in word:
            word, width, column = "\n\n", 0, 0
        elif column and column + width > COLUMNS:
            parts.append("\n")
            size, column = size + 1, 0
            word, width = ("", 0) if word.isspace() else (word, width)
        if any(start <= at < end for at in text.starts):
            starts.add(size)
        parts.append(word)
        size, column = size + len(word), column + width
    return Text("".join(parts), frozenset(starts), 0)


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, found and gold starts."""

    right: int
    found: int
    gold: int

    def __str__(self) -> str:
        precision, recall = self.right / max(self.found, 1), self.right / max(self.gold, 1)
        return f"P {precision:.3f} R {recall:.3f} F1 {2 * self.right / max(self.found + self.gold, 1):.3f}"


def count(texts: Sequence[Text], finders: Sequence[FindStarts], *, rejoin: bool = False) -> tuple[Counts, Counts]:
    """All starts, and those inside lines; a text is split by the finder of its fold."""
    pairs = []
    for text in texts:
        spans = split_sentences(text.text, finders[text.fold % len(finders)], rejoin=rejoin)
        pairs.append((text.text, text.starts, frozenset(start for start, _ in spans)))
    within = [(text, inside(text, gold), inside(text, found)) for text, gold, found in pairs]
    whole, part = (
        Counts(*(sum(map(len, column)) for column in zip(*((g & f, f, g) for _, g, f in each), strict=True)))
        for each in (pairs, within)
    )
    return whole, part


def inside(text: str, starts: frozenset[int]) -> frozenset[int]:
    """Starts that are not line starts."""
    return frozenset(at for at in starts if (before := text[:at].rstrip(BLANKS)) and before[-1] != "\n")


def print_quality(
    name: str, texts: Sequence[Text], finders: Mapping[str, Sequence[FindStarts]], *, rejoin: bool = False
) -> None:
    """A line a finder."""
    print(f"\n{name}: {len(texts)} texts, {sum(len(text.starts) for text in texts)} sentences")
    for finder, parts in finders.items():
        whole, part = count(texts, parts, rejoin=rejoin)
        print(f"  {finder:28}  all {whole}   inside lines {part}", flush=True)


def print_curve(name: str, texts: Sequence[Text], models: Sequence[GapModel]) -> None:
    """Starts inside lines at each threshold."""
    print(f"\n{name}, inside lines, by threshold")
    for threshold in THRESHOLDS:
        finders = [partial(find_line_starts, model=model, threshold=threshold) for model in models]
        print(f"  {threshold:.2f}  {count(texts, finders)[1]}")


def print_speed(texts: Sequence[Text], finders: Mapping[str, FindStarts]) -> None:
    """Characters a second: sentences alone, and with words (newmm for the others, ours for ours)."""
    from pythainlp.tokenize import word_tokenize

    print("\ncharacters a second, one core: sentences; sentences and words")
    ours: Callable[[str], object] = split_tokens
    theirs: Callable[[str], object] = partial(word_tokenize, engine="newmm")
    theirs("โหลด")
    size = sum(len(text.text) for text in texts)
    for name, finder in finders.items():
        words = ours if name == "songphasa" else theirs
        begun = process_time()
        spans = [split_sentences(text.text, finder) for text in texts]
        split = process_time()
        for text, found in zip(texts, spans, strict=True):
            for start, end in found:
                words(text.text[start:end])
        print(f"  {name:28}  {size / max(split - begun, 1e-9):>12,.0f}  {size / (process_time() - begun):>12,.0f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/, thaigov/ and parallel/")
    parser.add_argument("--models", type=Path, help="folder with a model a fold")
    given = parser.parse_args()
    texts, others = read_annotated(given.data), peers()
    every = {name: [finder] for name, finder in others.items()}
    dev = [text for text in texts if text.dev]
    print_speed([text for text in dev if document_lang(text.text) == "th"], others)
    print_quality("dev releases", dev, every)
    print_quality("dev releases in English", [text for text in dev if document_lang(text.text) == "en"], every)
    if given.models:
        models = [GapModel.from_folder(given.models / str(fold)) for fold in range(FOLDS)]
        folds: list[FindStarts] = [partial(find_line_starts, model=model) for model in models]
        few = {
            "songphasa, cross-validated": folds,
            **{name: every[name] for name in ("line breaks alone", "crfcut, line by line")},
        }
        print_quality("all annotated releases", texts, few)
        print_quality("all in English", [text for text in texts if document_lang(text.text) == "en"], few)
        print_curve("all annotated releases", texts, models)
    for name in ("ntrex128", "ud-pud"):
        joined = list(read_joined(given.data / "parallel" / f"{name}.tsv"))
        print_quality(name, joined, every)
        print_curve(name, joined, [shipped_model()])
    wrapped = [wrap(text) for text in dev]
    print_quality("dev releases, wrapped", wrapped, {"songphasa": every["songphasa"]}, rejoin=True)
    print_quality("dev releases, wrapped, rejoin=False", wrapped, {"songphasa": every["songphasa"]})


if __name__ == "__main__":
    main()
