"""What the network sees of the gaps of a text: words, lengths, openers, verbs, quotes and items on both sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from songphasa.sentences.gaps import CLAUSE_WORDS, FIRST_WORDS, read_words
from songphasa.text.abbreviations import words_of

Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]

NEAR, FAR = 8, 25
"""So many words on each side are told apart by their place, and so many count together."""

PAD, UNKNOWN, _SPACE = 0, 1, 2
"""Numbers of what stands beyond a line, of words that training did not see often, and of white space."""

LENGTHS, ROWS = 11, 1 << 17

_OPENERS = (
    FIRST_WORDS,
    CLAUSE_WORDS,
    words_of("ขอ โปรด สอบถาม ติดต่อ เชิญ กรุณา ดู สามารถ"),
    words_of("และ หรือ ซึ่ง ที่ เพื่อ ให้ ว่า รวม เช่น ได้แก่ อาทิ กับ พร้อม ของ ต่อ จำนวน"),
    ("โดย",),
)
_CLOSERS = words_of("แล้ว ต่อไป เป็นต้น ด้วย ทั้งสิ้น แต่อย่างใด ดังกล่าว ที่สุด แน่นอน เช่นกัน ขึ้น ดี ได้")
_VERBS = words_of("จะ ได้ ยัง ก็ จึง เป็น มี คือ ต้อง สามารถ ให้ ว่า ถือ ขอ เพื่อ ไม่ พบ ทำ")
_LISTING = words_of("และ หรือ รวมทั้ง รวมถึง ตลอดจน")
ALWAYS_KNOWN = (" ", "0", ".", ")", "“", "”", '"', *_VERBS, *_LISTING)
"""Words that a vocabulary must hold."""

_STEPS = np.array([10, 20, 35, 50, 70, 100, 140, 200, 300])
_DENSITIES = np.array([8, 12, 16, 20, 26, 34, 50])
"""Characters at which lengths, and characters a white-space run of a line, are told apart."""

_AHEAD = np.array([1, 3, 8, 14])
_TAIL, _REACH = 13, 13
"""Letters at the end of the left side, and words on both sides, among which closers and verbs are looked for."""


class Line(NamedTuple):
    """A stretch `[start, end)` of a text that is split on its own; a headline stands in the text more than once."""

    start: int
    end: int
    headline: bool


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of the lines of a text.

    Attributes:
        starts: [gaps] where in the text a sentence would begin.
        words: [n] numbers of the words of all lines, `NEAR` times `PAD` before, between and after the lines.
        places: [gaps] where in `words` the gaps are.
        ranges: [4, 2, gaps] begins and ends of the words that count together: of the clauses to both sides, and of
            `FAR` words to both sides.
        lengths: [gaps, `LENGTHS`] lengths to both sides and signs of quotation.
        crossed: [gaps, columns] facts and pairs of facts as rows of a table of `ROWS`; 0 is no fact.
    """

    starts: Integers
    words: Integers
    places: Integers
    ranges: Integers
    lengths: Floats
    crossed: Integers


def word_kind(word: str) -> str:
    """The entry of the vocabulary: white space, short and long numbers, and Latin words are alike."""
    if word.isspace():
        return " "
    if word[0].isdigit():
        return "0" if len(word) < 3 else "000"
    if word[0].isascii() and word[0].isalpha():
        return "A" if word[0].isupper() else "a"
    return word


def see_gaps(text: str, lines: Sequence[Line], vocabulary: Mapping[str, int]) -> Gaps:
    """Look at every gap of the lines of a text, in time linear in their length.

    Args:
        text: the text.
        lines: apart and sorted.
        vocabulary: numbers of words, from 2 on, white space first; it holds `ALWAYS_KNOWN`.
    """
    words, offsets, places, bounds = [PAD] * NEAR, [0] * NEAR, list[int](), list[tuple[int, int, bool]]()
    for start, end, headline in lines:
        read, first = read_words(text[start:end]), len(words)
        words += [vocabulary.get(word) or vocabulary.get(word_kind(word), UNKNOWN) for word in read.texts]
        offsets += [start + offset for offset in read.starts]
        places += [first + gap for gap in read.gaps]
        bounds += [(first, len(words), headline)] * len(read.gaps)
        words += [PAD] * NEAR
        offsets += [end] * NEAR
    gap, edges = np.array(places, np.int64), np.array(bounds, np.int64).reshape(-1, 3).T
    around = _look_around(np.array(words, np.int64), np.array(offsets, np.int64), gap, *edges)
    facts = _Facts(text, around, {word: vocabulary[word] for word in ALWAYS_KNOWN})
    return Gaps(around.right_from, around.words, gap, _ranges(around), _lengths(around, facts), _crossed(around, facts))


@dataclass(frozen=True, slots=True)
class _Around:
    """Where the clauses beside each gap and its line begin and end, as places of words."""

    words: Integers
    offsets: Integers
    gap: Integers
    first: Integers
    end: Integers
    headline: Integers
    left: Integers
    before_left: Integers
    right: Integers
    behind_right: Integers
    last_gap: Integers
    next_gap: Integers

    @property
    def right_from(self) -> Integers:
        """[gaps] where in the text the right side begins."""
        return self.offsets[self.gap + 1]

    def size(self, begin: Integers, end: Integers) -> Integers:
        """[gaps] characters between words."""
        return self.offsets[end] - self.offsets[begin]


def _look_around(
    words: Integers, offsets: Integers, gap: Integers, first: Integers, end: Integers, headline: Integers
) -> _Around:
    spaces = np.flatnonzero(words == _SPACE)
    spaces = np.concatenate([[-1, -1], spaces, [len(words)] * 2])
    at = np.searchsorted(spaces, gap)
    return _Around(
        words,
        offsets,
        gap,
        first,
        end,
        headline,
        left=np.maximum(spaces[at - 1] + 1, first),
        before_left=np.maximum(spaces[at - 2] + 1, first),
        right=np.minimum(spaces[at + 1], end),
        behind_right=np.minimum(spaces[at + 2], end),
        last_gap=np.maximum(np.concatenate([[-1], gap[:-1]]) + 1, first),
        next_gap=np.minimum(np.concatenate([gap[1:], [len(words)]]), end),
    )


def _ranges(around: _Around) -> Integers:
    gap = around.gap
    far_left, far_right = np.maximum(gap - FAR, around.first), np.minimum(gap + 1 + FAR, around.end)
    begins = [np.maximum(around.left, far_left), gap + 1, far_left, gap + 1]
    ends = [gap, np.minimum(around.right, far_right), gap, far_right]
    return np.array([begins, ends]).transpose(1, 0, 2)


class _Facts:
    """What is counted and told of each gap, [gaps] each."""

    def __init__(self, text: str, around: _Around, known: Mapping[str, int]) -> None:
        words, gap = around.words, around.gap
        verb = np.isin(words, [known[word] for word in _VERBS])
        verbs = _Count(verb)
        self.verb = verb
        self.left, self.right = around.size(around.left, gap), around.size(gap + 1, around.right)
        self.begun, self.rest = around.size(around.first, gap), around.size(gap + 1, around.end)
        spaces = _Count(words == _SPACE).between(around.first, around.end)
        self.density = around.size(around.first, around.end) / (spaces + 1)
        self.quoted = _Count(words == known["“"]).between(around.first, gap) > _Count(words == known["”"]).between(
            around.first, gap
        )
        self.in_quotes = _Count(words == known['"']).between(around.first, gap) % 2
        self.opener = np.array([_opener(text, start) for start in around.right_from.tolist()], np.int64)
        self.closer = np.array([_closer(text, end) for end in around.offsets[gap].tolist()], np.int64)
        self.listed = np.isin(words[np.minimum(around.right + 1, len(words) - 1)], [known[word] for word in _LISTING])
        items = _items(words, known)
        self.item = items[gap + 1] * (1 + (_Count(items).between(around.first, gap) > 0))
        self.verbs, self.near_verbs = verbs.between(around.first, gap), verbs.between(around.left, gap)
        ahead = np.minimum(_next(verb)[gap + 1], around.end)
        self.ahead = np.searchsorted(_AHEAD, np.where(ahead < around.end, ahead - gap, FAR)) * 2 + (
            ahead < around.right
        )


class _Count:
    """How often something holds between two places."""

    def __init__(self, holds: Booleans) -> None:
        self._before = np.concatenate([[0], np.cumsum(holds)])

    def between(self, begin: Integers, end: Integers) -> Integers:
        counted: Integers = self._before[end] - self._before[begin]
        return counted


def _next(holds: Booleans) -> Integers:
    """[n] the first place from each on where it holds; n if there is none."""
    places = np.where(holds, np.arange(len(holds)), len(holds))
    found: Integers = np.minimum.accumulate(places[::-1])[::-1]
    return found


def _items(words: Integers, known: Mapping[str, int]) -> Booleans:
    """[n] which words are the number of an item: 1. or 1) behind white space, and no number behind it."""
    number, mark = words == known["0"], np.isin(words, [known["."], known[")"]])
    items = np.zeros(len(words), bool)
    items[1:-2] = (words[:-3] <= _SPACE) & (words[:-3] != UNKNOWN) & number[1:-2] & mark[2:-1] & ~number[3:]
    return items


def _opener(text: str, start: int) -> int:
    return next((kind for kind, words in enumerate(_OPENERS, 1) if text.startswith(words, start)), 0)


def _closer(text: str, end: int) -> int:
    tail = text[max(0, end - _TAIL) : end]
    return 2 * tail.endswith(_CLOSERS) + ("อย่าง" in tail)


def _lengths(around: _Around, facts: _Facts) -> Floats:
    sizes = [
        facts.begun,
        facts.rest,
        facts.left,
        facts.right,
        around.size(around.before_left, around.left),
        around.size(around.right, around.behind_right),
        around.size(around.last_gap, around.gap),
        around.size(around.gap + 1, around.next_gap),
        facts.density,
    ]
    return np.stack([*(np.log1p(size) / 3 for size in sizes), facts.quoted, facts.in_quotes], 1).astype(np.float32)


def _crossed(around: _Around, facts: _Facts) -> Integers:
    words, gap, last = around.words, around.gap, len(around.words) - 1
    one, two, three = (words[gap + place] for place in (1, 2, 3))
    nine, eight = words[gap - 1], words[gap - 2]
    left, right, begun, rest = (
        np.searchsorted(_STEPS, size, side="right") for size in (facts.left, facts.right, facts.begun, facts.rest)
    )
    density = np.searchsorted(_DENSITIES, facts.density)
    opener, verbs = facts.opener, np.minimum(3, facts.verbs)
    rows = [
        (one,), (one, two), (one, two, three), (nine,), (eight, nine),
        (words[np.minimum(around.right + 1, last)],), (words[around.left],),
        (begun,), (left,), (right,), (rest,), (density,), (facts.quoted,),
        (opener,), (opener, begun // 2), (opener, facts.closer), (opener, facts.ahead), (opener, verbs),
        (opener, facts.listed), (one, begun // 3), (begun // 2, right // 2), (facts.closer,), (facts.ahead,), (verbs,),
        (np.minimum(2, facts.near_verbs), facts.ahead), (facts.item,), (facts.item, nine), (around.headline,),
    ]  # fmt: skip
    columns = [_row(kind, *values) for kind, values in enumerate(rows)]
    right_verbs, left_verbs = (np.where(facts.verb, _row(kind, words), 0) for kind in (100, 101))
    for step in range(2, _REACH):
        ahead, back = np.minimum(gap + step, last), np.maximum(gap - step, 0)
        columns.append(np.where(ahead < around.right, right_verbs[ahead], 0))
        columns.append(np.where(back >= around.left, left_verbs[back], 0))
    return np.stack(columns, 1)


def _row(kind: int, *values: npt.NDArray[Any]) -> Integers:
    """[gaps] the rows of facts of a kind, from 1 on: a mixed hash (the finaliser of MurmurHash3)."""
    mixed = np.full(len(values[0]), (kind + 1) * 0x9E3779B1, np.uint64)
    for value in values:
        mixed = (mixed ^ value.astype(np.uint64)) * np.uint64(0xFF51AFD7ED558CCD)
        mixed ^= mixed >> np.uint64(32)
    return (mixed % np.uint64(ROWS - 1)).astype(np.int64) + 1
