"""Entities by a small convolutional network over words, with whole-number weights, run by onnxruntime.

A word is a sum of hashed features, kept once it is computed. Words of a document are one sequence, its lines marked;
residual blocks look at neighbours, and one block at the other places in the document where the same word stands.
Documents are computed one by one, so that what is found in one cannot depend on the others.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file

from songphasa.calibration import Curves, calibrate, read_curves
from songphasa.document import Entity
from songphasa.onnx_network import load_network
from songphasa.text.tokens import split_tokens

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

Network = Callable[[Mapping[str, npt.NDArray[np.generic]]], Floats]
"""Inputs by name to [n, tags] log-probabilities: `vectors` [n, width] and `places` [n] of the words, `same` [n], the
number of each word among the distinct words, and `shares` [distinct, 1], one by the number of places of each."""

_MOST_KNOWN = 100_000


class Tagger:
    """A trained network, for one thread at a time; `find_entities` is what it is for."""

    def __init__(
        self, name: str, labels: Sequence[str], table: Floats, network: Network, curves: Curves | None = None
    ) -> None:
        """Take what training has made.

        Args:
            name: `source` of the entities.
            labels: names of the labels, in the order of the tags.
            table: [rows, width] vectors of the features of words.
            network: the vectors of a document's words to scores of their tags.
            curves: what makes the scores of spans probabilities, by label.
        """
        self.name = name
        self.labels = tuple(labels)
        self._table = table.astype(np.float32)
        self._network = network
        self._curves = curves or {}
        self._known = _Numbers()
        self._vectors = np.zeros((1024, table.shape[1]), np.float32)

    @classmethod
    def from_folder(cls, folder: Path) -> Tagger:
        """Read `meta.json` and, in `weights`, `table.safetensors`, `network.onnx` and the calibration if there is one.

        Raises:
            OSError: one of them is not there.
        """
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        table = load_file(folder / "weights" / "table.safetensors")["table"]
        return cls(
            meta["name"], meta["labels"], table, load_network(folder / "weights" / "network.onnx"), read_curves(folder)
        )

    def find_entities(self, texts: Sequence[str]) -> list[list[Entity]]:
        """For each text its entities: sorted, apart, within a line, no white space at the ends.

        Scores are probabilities, rounded to four places.
        """
        return [self._find(text) for text in texts]

    def _find(self, text: str) -> list[Entity]:
        spans, places = read_words(text)
        scores = self.score_words([text[start:end] for start, end in spans.tolist()], places)
        return calibrate(find_spans(spans, scores, places == LINE_START, self.labels, self.name), self._curves)

    def score_words(self, words: Sequence[str], places: Integers) -> Floats:
        """[n, tags] log-probabilities of the tags of a document's words, which stand at [n] `places`."""
        if not words:
            return np.zeros((0, 1 + 2 * len(self.labels)), np.float32)
        rows = self._look_up(words)
        _, same, counts = np.unique(rows, return_inverse=True, return_counts=True)
        shares = (1 / counts).astype(np.float32)[:, None]
        return self._network({"vectors": self._vectors[rows], "places": places, "same": same, "shares": shares})

    def _look_up(self, words: Sequence[str]) -> Integers:
        """[n] rows of `self._vectors`; new words are added, all others forgotten when they have become too many."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        known = len(self._known)
        rows = np.array([self._known[word] for word in words], np.int64)
        for row, word in enumerate(islice(self._known, known, None), known):
            self._add(row, word)
        return rows

    def _add(self, row: int, word: str) -> None:
        if row == len(self._vectors):
            self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
        rows, shares = word_features(word, len(self._table))
        self._vectors[row] = (self._table[rows] * shares[:, None]).sum(0)


class _Numbers(dict[str, int]):
    """Numbers of words in the order in which they were first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


GLUED, SPACED, LINE_START = 0, 1, 2
"""Where a word stands: right behind another, after white space, first of its line."""


def read_words(text: str) -> tuple[Integers, Integers]:
    """Words of a text without white space: [n, 2] spans and [n] places."""
    spans, places, place = [], [], LINE_START
    for start, end in split_tokens(text):
        word = text[start:end]
        if word.isspace():
            place = LINE_START if "\n" in word or place == LINE_START else SPACED
        else:
            spans.append((start, end))
            places.append(place)
            place = GLUED
    return np.array(spans, np.int64).reshape(-1, 2), np.array(places, np.int64)


def word_features(word: str, rows: int) -> tuple[Integers, Floats]:
    """Rows of the table that a word is the sum of, and the share of each; the first row is the word itself.

    Word, ends and shape count in full, its pieces of three and four characters together as much as one of them. Digits
    are alike but for the first three, which tell a year.
    """
    plain = "".join("0" if character.isdigit() else character for character in word.lower().replace("ํา", "ำ"))
    whole = [f"w{plain}", f"p{plain[:2]}", f"q{word[:3]}", f"s{plain[-2:]}", f"t{plain[-3:]}", f"h{shape(word)}"]
    marked = f"<{plain[:_LONGEST]}>"
    pieces = [marked[at : at + size] for size in (3, 4) for at in range(len(marked) - size + 1)]
    found = [zlib.crc32(feature.encode("utf-8", "surrogatepass")) % rows for feature in chain(whole, pieces)]
    shares = [1.0] * len(whole) + [1 / len(pieces)] * len(pieces)
    return np.array(found, np.int64), np.array(shares, np.float32)


_LONGEST = 24


def shape(word: str) -> str:
    """Kinds of the characters, runs cut at three: `Aaa` for Asean, `กก.` for สกมช., itself for other signs."""
    kinds = [_kind(character) for character in word[:_LONGEST]]
    return "".join(kind for at, kind in enumerate(kinds) if kinds[max(0, at - 3) : at] != [kind] * 3)


@lru_cache(4096)
def _kind(character: str) -> str:
    if character.isdigit():
        return "0"
    if "\u0e01" <= character <= "\u0e4e":
        return "ก"
    if character.isalpha():
        return "A" if character.isupper() else "a"
    return character


def best_tags(scores: Floats, starts: Booleans) -> Integers:
    """The most probable BIO tags in which no inside stands without its begin.

    Args:
        scores: [n, 1 + 2 labels] log-probabilities: outside, then begin and inside of each label.
        starts: [n] which words are the first of their line.

    Returns:
        [n] columns of `scores`.
    """
    tags: Integers = scores.argmax(1)
    before = np.where(starts, 0, np.concatenate([[0], tags[:-1]]))
    bad = (tags > 0) & (tags % 2 == 0) & (before != tags) & (before != tags - 1)
    free = np.append(np.flatnonzero((tags == 0) | (tags % 2 == 1) | starts), len(tags))
    lines = np.flatnonzero(starts)
    done = 0
    for at in np.flatnonzero(bad).tolist():
        if at >= done:
            line = int(lines[np.searchsorted(lines, at, side="right") - 1])
            done = int(free[np.searchsorted(free, at, side="right")])
            _mend(tags, scores, line, at, done)
    return tags


def _mend(tags: Integers, scores: Floats, line: int, bad: int, end: int) -> None:
    """Make `tags[line:end]` the best allowed ones, where the first that is not allowed is `bad`.

    A tag that may follow anything parts a line into two that can be solved alone. So where the best tags of the last
    few words begin with such a tag, without having been made to, the words before them keep theirs.
    """
    few = 8
    while bad - few > line:
        found = _viterbi(scores[bad - few : end], anything=True)
        if found[0] == tags[bad - few] and (found[0] == 0 or found[0] % 2 == 1):
            tags[bad - few : end] = found
            return
        few *= 2
    tags[line:end] = _viterbi(scores[line:end])


def _viterbi(scores: Floats, *, anything: bool = False) -> Integers:
    """Best allowed tags of one line: an inside follows its begin or inside, all else follows anything.

    With `anything`, an inside may also come first, as in the middle of a line.
    """
    total = scores[0].copy()
    if not anything:
        total[2::2] = -np.inf
    came = np.empty(scores.shape, np.int64)
    inside = np.arange(2, scores.shape[1], 2)
    for at in range(1, len(scores)):
        came[at] = total.argmax()
        came[at, 2::2] = np.where(total[1::2] > total[2::2], inside - 1, inside)
        total = total[came[at]] + scores[at]
    tags = np.empty(len(scores), np.int64)
    tags[-1] = total.argmax()
    for at in range(len(scores) - 1, 0, -1):
        tags[at - 1] = came[at, tags[at]]
    return tags


def find_spans(
    words: Integers,
    scores: Floats,
    starts: Booleans,
    labels: Sequence[str],
    source: str,
) -> list[Entity]:
    """Entities of tagged words.

    Args:
        words: [n, 2] sorted spans.
        scores: [n, 1 + 2 labels] log-probabilities.
        starts: [n] which words are the first of their line.
        labels: names of the labels.
        source: name of the model.

    Returns:
        Sorted entities; a score is the geometric mean of the probabilities of the tags.
    """
    if not len(words):
        return []
    tags = best_tags(scores, starts)
    first = np.flatnonzero(tags % 2 == 1)
    outside = np.append(np.flatnonzero((tags == 0) | (tags % 2 == 1)), len(tags))
    last = outside[np.searchsorted(outside, first, side="right")]
    sums = np.concatenate([[0.0], scores[np.arange(len(tags)), tags].astype(np.float64).cumsum()])
    means = np.exp((sums[last] - sums[first]) / (last - first)).round(4)
    edges = zip(words[first, 0].tolist(), words[last - 1, 1].tolist(), (tags[first] // 2).tolist(), strict=True)
    return [
        Entity(start, end, labels[label], score, source)
        for (start, end, label), score in zip(edges, means.tolist(), strict=True)
    ]
