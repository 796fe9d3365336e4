"""Entities by a small convolutional network over words, in numpy alone.

A word is a sum of hashed features, kept once it is computed. Words of a document are one sequence, its lines marked;
residual blocks look at neighbours, and one block at the other places in the document where the same word stands.
Documents are computed one by one, so that what is found in one cannot depend on the others.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file

from songphasa.document import Entity
from songphasa.text.tokens import split_tokens

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

_MOST_KNOWN = 100_000


class Tagger:
    """A trained network, for one thread at a time; `find_entities` is what it is for."""

    def __init__(
        self, name: str, labels: Sequence[str], weights: Mapping[str, Floats], dilations: Sequence[int]
    ) -> None:
        """Take the weights as they come from training.

        Args:
            name: `source` of the entities.
            labels: names of the labels, in the order of the tags.
            weights: `table` [rows, width], `places` [3, width], `out` [width, tags], `out_bias` [tags]; for each block
                `k`, `k.inner` [inputs * width, width], `k.inner_bias` [width], `k.outer` [width, width].
            dilations: how far each block looks to both sides, in words; 0 looks at the same word elsewhere.
        """
        self.name = name
        self.labels = tuple(labels)
        self.dilations = tuple(dilations)
        self._weights = {key: value.astype(np.float32) for key, value in weights.items()}
        self._known: dict[str, int] = {}
        self._vectors = np.zeros((1024, self._weights["table"].shape[1]), np.float32)

    @classmethod
    def from_folder(cls, folder: Path) -> Tagger:
        """Read `meta.json` and `weights/tagger.safetensors`.

        Raises:
            OSError: one of them is not there.
        """
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        weights = load_file(folder / "weights" / "tagger.safetensors")
        return cls(meta["name"], meta["labels"], weights, meta["dilations"])

    def find_entities(self, texts: Sequence[str]) -> list[list[Entity]]:
        """For each text its entities: sorted, apart, within a line, no white space at the ends.

        Scores are probabilities, rounded to four places.
        """
        return [self._find(text) for text in texts]

    def _find(self, text: str) -> list[Entity]:
        spans, places = read_words(text)
        scores = self.score_words([text[start:end] for start, end in spans.tolist()], places)
        return find_spans(spans, scores, places == LINE_START, self.labels, self.name)

    def score_words(self, words: Sequence[str], places: Integers) -> Floats:
        """[n, tags] log-probabilities of the tags of a document's words, which stand at [n] `places`."""
        if not words:
            return np.zeros((0, 1 + 2 * len(self.labels)), np.float32)
        return self._score(self._look_up(words), places)

    def _look_up(self, words: Sequence[str]) -> Integers:
        """[n] rows of `self._vectors`; new words are added, all others forgotten when they have become too many."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        for word in words:
            if word not in self._known:
                self._add(word)
        return np.array([self._known[word] for word in words], np.int64)

    def _add(self, word: str) -> None:
        if len(self._known) == len(self._vectors):
            self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
        table = self._weights["table"]
        rows, shares = word_features(word, len(table))
        self._vectors[len(self._known)] = (table[rows] * shares[:, None]).sum(0)
        self._known[word] = len(self._known)

    def _score(self, words: Integers, places: Integers) -> Floats:
        """`score_words` for [n] rows of `self._vectors`."""
        weights = self._weights
        hidden = self._vectors[words] + weights["places"][places]
        for block, dilation in enumerate(self.dilations):
            seen = _normed(hidden)
            around = _around(seen, dilation) if dilation else [seen, _elsewhere(seen, words)]
            inner = np.concatenate(around, 1) @ weights[f"{block}.inner"] + weights[f"{block}.inner_bias"]
            hidden += np.maximum(inner, 0, out=inner) @ weights[f"{block}.outer"]
        scores = _normed(hidden) @ weights["out"] + weights["out_bias"]
        scores -= scores.max(1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(1, keepdims=True))
        return scores


def _normed(hidden: Floats) -> Floats:
    """Rows brought to a root mean square of one."""
    mean = np.einsum("nw,nw->n", hidden, hidden) / np.float32(hidden.shape[1])
    normed: Floats = hidden * (1 / np.sqrt(mean + np.float32(1e-5)))[:, None]
    return normed


def _around(hidden: Floats, dilation: int) -> list[Floats]:
    """The rows `dilation` before, the rows, and the rows `dilation` after; zeros beyond the ends."""
    padded = np.pad(hidden, ((dilation, dilation), (0, 0)))
    return [padded[: len(hidden)], hidden, padded[2 * dilation :]]


def _elsewhere(hidden: Floats, words: Integers) -> Floats:
    """For each row the mean of the rows with the same word."""
    order = np.argsort(words, kind="stable")
    first = np.flatnonzero(np.diff(words[order], prepend=-1))
    sums = np.add.reduceat(hidden[order], first, axis=0)
    counts = np.diff(np.append(first, len(words)))
    means = sums / counts[:, None].astype(np.float32)
    result = np.empty_like(hidden)
    result[order] = np.repeat(means, counts, axis=0)
    return result


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
    lines = np.cumsum(starts)
    for line in np.unique(lines[bad]):
        of_line = lines == line
        tags[of_line] = _viterbi(scores[of_line])
    return tags


def _viterbi(scores: Floats) -> Integers:
    """Best allowed tags of one line: an inside follows its begin or inside, all else follows anything."""
    total = scores[0].copy()
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
    found = []
    for a, b in zip(first.tolist(), last.tolist(), strict=True):
        score = float(np.exp(scores[np.arange(a, b), tags[a:b]].mean()))
        found.append(Entity(int(words[a, 0]), int(words[b - 1, 1]), labels[tags[a] // 2], round(score, 4), source))
    return found
