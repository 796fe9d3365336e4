"""How well two annotators agree about the same documents: entities, words, sentence boundaries."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field

from songphasa.document import Document
from songphasa.errors import BadInput
from songphasa.evaluation import Pair, Score, evaluate, inner_starts, pair, starts
from songphasa.exports.conll import entities_in
from songphasa.text.tokens import split_tokens


@dataclass(frozen=True, slots=True)
class Similarity:
    """Fournier's boundary similarity B: `edits` that make one of two segmentations the other, of `boundaries`.

    A boundary that only one of them has is an edit; two that are one word apart are half an edit and one boundary
    (n_t = 2). Fournier (2013), "Evaluating Text Segmentation using Boundary Edit Distance", ACL, section 3.
    """

    edits: float = 0
    boundaries: int = 0

    def __add__(self, other: Similarity) -> Similarity:
        return Similarity(self.edits + other.edits, self.boundaries + other.boundaries)

    @property
    def value(self) -> float:
        """In [0, 1]; 1 where nobody has set a boundary."""
        return 1 - self.edits / self.boundaries if self.boundaries else 1.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of two annotators; it is the same both ways.

    Attributes:
        documents: number of documents that both have.
        alone: ids of documents that only one has; they are left out.
        entities: all entities, by exact edges and label; precision and recall are those of the first by the second.
        labels: the same by label.
        words: how often words that are in entities of a label for the first are in ones of a label for the second; no
            label: in none. White space is no word.
        starts: where sentences begin.
        inner: where they begin inside lines.
    """

    documents: int = 0
    alone: tuple[str, ...] = ()
    entities: Score = field(default_factory=Score)
    labels: Mapping[str, Score] = field(default_factory=dict)
    words: Mapping[tuple[str, str], int] = field(default_factory=dict)
    starts: Similarity = Similarity()
    inner: Similarity = Similarity()

    @property
    def kappa(self) -> float:
        """Cohen's kappa of the labels of words, at most 1 (Cohen 1960); 1 where chance alone would make them agree."""
        total = sum(self.words.values())
        left, right = Counter[str](), Counter[str]()
        for (one, other), number in self.words.items():
            left[one] += number
            right[other] += number
        same = sum(number for (one, other), number in self.words.items() if one == other)
        chance = sum(left[label] * right[label] for label in left) / total if total else 0
        return (same - chance) / (total - chance) if total - chance else 1.0


def agree(first: Iterable[Document], second: Iterable[Document]) -> Agreement:
    """Compares two annotations of the same texts, by the documents' ids.

    Raises:
        BadInput: a document's texts differ, or no document has been annotated by both.
    """
    ones, others = ({document.id: document for document in documents} for documents in (first, second))
    both = ones.keys() & others.keys()
    if not both:
        raise BadInput("no document is in both; documents are compared by their ids")
    pairs, _ = pair(ones.values(), (document for name, document in others.items() if name in both))
    evaluation = evaluate(*zip(*pairs, strict=True))
    return Agreement(
        documents=len(pairs),
        alone=tuple(sorted(ones.keys() ^ others.keys())),
        entities=evaluation.entities,
        labels=evaluation.labels,
        words=_label_pairs(pairs),
        starts=sum((_similarity(pair, starts) for pair in pairs), Similarity()),
        inner=sum((_similarity(pair, inner_starts) for pair in pairs), Similarity()),
    )


def similarity(first: Set[int], second: Set[int]) -> Similarity:
    """How alike two sets of boundaries are, which are numbers of the words that they stand before."""
    alone, free = sorted(first - second), second - first
    near = 0
    for place in alone:
        beside = {place - 1, place + 1} & free
        free -= {min(beside, default=-1)}
        near += bool(beside)
    missed = len(alone) - near + len(free)
    return Similarity(missed + near / 2, missed + near + len(first & second))


def _similarity(pair: Pair, marks: Callable[[Document], Iterable[int]]) -> Similarity:
    words = [start for start, _ in _words(pair[0])]
    first, second = ({bisect_left(words, mark) for mark in marks(document)} for document in pair)
    return similarity(first - {0}, second - {0})


def _words(document: Document) -> list[tuple[int, int]]:
    text = document.text
    return [(start, end) for start, end in split_tokens(text) if not text[start:end].isspace()]


def _label_pairs(pairs: Iterable[Pair]) -> Mapping[tuple[str, str], int]:
    return Counter((_label(first, *word), _label(second, *word)) for first, second in pairs for word in _words(first))


def _label(document: Document, start: int, end: int) -> str:
    """The label of the first entity that a word has a character of; empty without one."""
    return next((entity.label for entity in entities_in(document, start, end)), "")
