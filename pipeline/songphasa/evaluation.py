"""How well predicted layers agree with gold ones: entities, sentence boundaries, acronyms and their long forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from songphasa.document import Acronym, Document
from songphasa.errors import BadInput
from songphasa.text.abbreviations import is_title

Pair = tuple[Document, Document]
"""A predicted document and its gold."""

_QUIET = " \t\r\xa0\u200b\ufeff"
_LEADING = re.compile(r"^(?:(?:the|a|an)\s+)?(?:\d+(?:st|nd|rd|th)\s+)?")
_ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of spans: `right` ones of the `predicted` and of the `gold` ones."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of the predicted spans that are right, in [0, 1]; 0 without any."""
        return _share(self.right, self.predicted)

    @property
    def recall(self) -> float:
        """Share of the gold spans that were found, in [0, 1]; 0 without any."""
        return _share(self.right, self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in [0, 1]."""
        return _share(2 * self.right, self.predicted + self.gold)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How many of the `gold` questions got a `right` answer."""

    right: int = 0
    gold: int = 0

    def __add__(self, other: Accuracy) -> Accuracy:
        return Accuracy(self.right + other.right, self.gold + other.gold)

    @property
    def value(self) -> float:
        """Share of right answers, in [0, 1]; 0 without a question."""
        return _share(self.right, self.gold)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Agreement of predictions with gold.

    Attributes:
        documents: number of gold documents.
        missing: ids of gold documents without a prediction; they count as predicted empty.
        labels: entities of each label that gold or predictions have; a span is right where start, end and label are.
        boundaries: sentence starts inside lines, the ones that are not given by a line break.
        starts: all sentence starts.
        acronyms: mentions of short forms by exact span, without titles and units (`is_title`).
        defined: long forms of the gold mentions that their document defines.
        undefined: long forms of the other gold mentions that have one.
    """

    documents: int = 0
    missing: tuple[str, ...] = ()
    labels: dict[str, Score] = field(default_factory=dict)
    boundaries: Score = Score()
    starts: Score = Score()
    acronyms: Score = Score()
    defined: Accuracy = Accuracy()
    undefined: Accuracy = Accuracy()

    @property
    def entities(self) -> Score:
        """Entities of all labels together (micro average)."""
        return sum(self.labels.values(), Score())

    @property
    def long_forms(self) -> Accuracy:
        """Long forms of all gold mentions that have one."""
        return self.defined + self.undefined


def evaluate(predictions: Iterable[Document], gold: Iterable[Document]) -> Evaluation:
    """Compares predictions with gold documents of the same id; predictions beyond the gold are passed over.

    Raises:
        BadInput: a predicted document's text is not its gold's.
    """
    pairs, missing = pair(predictions, gold)
    answers = [answer for pair in pairs for answer in _long_form_answers(*pair)]
    return Evaluation(
        documents=len(pairs),
        missing=missing,
        labels=_entity_scores(pairs),
        boundaries=_score(pairs, _boundaries),
        starts=_score(pairs, lambda document: (sentence.start for sentence in document.sentences)),
        acronyms=_score(pairs, _mentions),
        defined=_accuracy(right for defined, right in answers if defined),
        undefined=_accuracy(right for defined, right in answers if not defined),
    )


def same_long_form(left: str | None, right: str | None) -> bool:
    """Whether two long forms are one, but for case, punctuation, a leading article or ordinal, and a word at an end.

    Folded, they are equal, or the shorter is part of the longer and at least three quarters of it. An absent long form
    is like no other.
    """
    short, long = sorted((_fold(left or ""), _fold(right or "")), key=len)
    return bool(short) and short in long and len(short) >= _ENOUGH * len(long)


def _fold(text: str) -> str:
    # \W also takes Thai vowel and tone marks: their order and absence do not matter. SARA AM is made one letter first.
    text = text.lower().replace("\u0e4d\u0e32", "\u0e33")
    return re.sub(r"[\W_]+", "", _LEADING.sub("", text))


def pair(predictions: Iterable[Document], gold: Iterable[Document]) -> tuple[list[Pair], tuple[str, ...]]:
    """The gold documents with their predictions by id, empty ones where there are none, and the ids of those.

    Raises:
        BadInput: a predicted document's text is not its gold's.
    """
    wanted = {document.id: document for document in gold}
    given = {document.id: document for document in predictions if document.id in wanted}
    pairs = [_same(given.get(name, Document(name, document.text)), document) for name, document in wanted.items()]
    return pairs, tuple(name for name in wanted if name not in given)


def _same(predicted: Document, gold: Document) -> Pair:
    if predicted.text != gold.text:
        lengths = f"{len(predicted.text)} and {len(gold.text)} characters"
        raise BadInput(f"{gold.id}: the predicted text is not that of the gold ({lengths})")
    return predicted, gold


def _score(pairs: Iterable[Pair], marks: Callable[[Document], Iterable[object]]) -> Score:
    compared = [(set(marks(predicted)), set(marks(gold))) for predicted, gold in pairs]
    return sum((Score(len(left & right), len(left), len(right)) for left, right in compared), Score())


def _accuracy(answers: Iterable[bool]) -> Accuracy:
    return sum((Accuracy(answer, 1) for answer in answers), Accuracy())


def _entity_scores(pairs: list[Pair]) -> dict[str, Score]:
    """Scores by label, of nervaluate's strict scheme (after SemEval-2013 task 9.1)."""
    from nervaluate import Evaluator

    predicted, gold = ([_entity_dicts(pair[side]) for pair in pairs] for side in (0, 1))
    used = sorted({entity["label"] for document in (*predicted, *gold) for entity in document})
    results = Evaluator(gold, predicted, tags=used, loader="dict").evaluate()["entities"]
    strict = {label: results[label]["strict"] for label in used}
    return {label: Score(result.correct, result.actual, result.possible) for label, result in strict.items()}


def _entity_dicts(document: Document) -> list[dict[str, Any]]:
    # nervaluate's ends are inclusive: with half-open ones a span would touch, and could use up, the gold span after it.
    return [{"label": entity.label, "start": entity.start, "end": entity.end - 1} for entity in document.entities]


def _boundaries(document: Document) -> Iterator[int]:
    for sentence in document.sentences:
        before = document.text[: sentence.start].rstrip(_QUIET)
        if before and not before.endswith("\n"):
            yield sentence.start


def _mentions(document: Document) -> dict[tuple[int, int], Acronym]:
    return {(mention.start, mention.end): mention for mention in document.acronyms if not is_title(document[mention])}


def _long_form_answers(predicted: Document, gold: Document) -> Iterator[tuple[bool, bool]]:
    """For each gold mention with a long form: whether its document defines it, and whether the prediction is right."""
    found = _mentions(predicted)
    for place, mention in _mentions(gold).items():
        if mention.long_en or mention.long_th:
            yield mention.scope == "document", place in found and _agree(found[place], mention)


def _agree(left: Acronym, right: Acronym) -> bool:
    return same_long_form(left.long_en, right.long_en) or same_long_form(left.long_th, right.long_th)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
