"""How well predicted layers agree with gold ones: entities, sentence boundaries, acronyms and their long forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from songphasa.document import Acronym, Document, Entity
from songphasa.errors import BadInput
from songphasa.text.abbreviations import is_title

Pair = tuple[Document, Document]
"""A predicted document and its gold."""

Confusion = Mapping[tuple[str, str], int]
"""How often gold entities of a label stand where predicted ones of a label do; no label where there is none there."""

SCHEMES = {
    "exact": "all, edges alone",
    "partial": "all, overlap",
    "ent_type": "all, overlap and label",
}
"""nervaluate's loose schemes by name, as rows: `exact` takes any label, `partial` as well, and other edges for half."""

_QUIET = " \t\r\xa0\u200b\ufeff"
_LEADING = re.compile(r"^(?:(?:the|a|an)\s+)?(?:\d+(?:st|nd|rd|th)\s+)?")
_ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of spans: `right` ones of the `predicted` and of the `gold` ones; some are half right."""

    right: float = 0
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
        loose: all entities by each of `SCHEMES`.
        confusion: gold and predicted labels of entities that overlap, one to one, those that share most first.
        boundaries: sentence starts inside lines, the ones that are not given by a line break.
        starts: all sentence starts.
        acronyms: mentions of short forms by exact span, without titles and units (`is_title`).
        defined: long forms of the gold mentions that their document defines.
        undefined: long forms of the other gold mentions that have one.
    """

    documents: int = 0
    missing: tuple[str, ...] = ()
    labels: dict[str, Score] = field(default_factory=dict)
    loose: dict[str, Score] = field(default_factory=dict)
    confusion: Confusion = field(default_factory=dict)
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

    @property
    def scores(self) -> dict[str, Score]:
        """All scores by what they are of, in the order in which people read them."""
        return {
            **self.labels,
            "all entities": self.entities,
            **{SCHEMES[name]: score for name, score in self.loose.items()},
            "sentence starts inside lines": self.boundaries,
            "sentence starts, all": self.starts,
            "acronym mentions": self.acronyms,
        }

    @property
    def accuracies(self) -> dict[str, Accuracy]:
        """The same of long forms."""
        return {
            "all": self.long_forms,
            "defined in the document": self.defined,
            "not defined in it": self.undefined,
        }


def evaluate(predictions: Iterable[Document], gold: Iterable[Document]) -> Evaluation:
    """Compares predictions with gold documents of the same id; predictions beyond the gold are passed over.

    Raises:
        BadInput: a predicted document's text is not its gold's.
    """
    pairs, missing = pair(predictions, gold)
    answers = [answer for pair in pairs for answer in _long_form_answers(*pair)]
    labels, loose = _entity_scores(pairs)
    return Evaluation(
        documents=len(pairs),
        missing=missing,
        labels=labels,
        loose=loose,
        confusion=_confusion(pairs),
        boundaries=_score(pairs, inner_starts),
        starts=_score(pairs, starts),
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


def _entity_scores(pairs: list[Pair]) -> tuple[dict[str, Score], dict[str, Score]]:
    """Scores by label of nervaluate's strict scheme, of all entities by its others (after SemEval-2013 task 9.1)."""
    from nervaluate import Evaluator

    predicted, gold = ([_entity_dicts(pair[side]) for pair in pairs] for side in (0, 1))
    used = sorted({entity["label"] for document in (*predicted, *gold) for entity in document})
    results = Evaluator(gold, predicted, tags=used, loader="dict").evaluate()
    labels = {label: _counted(results["entities"][label]["strict"]) for label in used}
    return labels, {name: _counted(results["overall"][name]) for name in SCHEMES if used}


def _counted(result: Any) -> Score:  # noqa: ANN401 - nervaluate has no types
    return Score(result.correct + result.partial / 2, result.actual, result.possible)


def _entity_dicts(document: Document) -> list[dict[str, Any]]:
    # nervaluate's ends are inclusive: with half-open ones a span would touch, and could use up, the gold span after it.
    return [{"label": entity.label, "start": entity.start, "end": entity.end - 1} for entity in document.entities]


def _confusion(pairs: Iterable[Pair]) -> Confusion:
    return Counter(labels for predicted, gold in pairs for labels in _matched(gold.entities, predicted.entities))


def _matched(gold: tuple[Entity, ...], predicted: tuple[Entity, ...]) -> Iterator[tuple[str, str]]:
    """The labels of each gold entity and of the predicted one that stands there, which stands nowhere else."""
    left, right = set(gold), set(predicted)
    for one, other in sorted(_overlapping(gold, predicted), key=lambda pair: -_shared(*pair)):
        if one in left and other in right:
            left.remove(one)
            right.remove(other)
            yield one.label, other.label
    yield from ((one.label, "") for one in left)
    yield from (("", other.label) for other in right)


def _overlapping(left: tuple[Entity, ...], right: tuple[Entity, ...]) -> Iterator[tuple[Entity, Entity]]:
    """All pairs that share a character, of two layers."""
    at = 0
    for one in left:
        while at < len(right) and right[at].end <= one.start:
            at += 1
        here = at
        while here < len(right) and right[here].start < one.end:
            yield one, right[here]
            here += 1


def _shared(left: Entity, right: Entity) -> int:
    return min(left.end, right.end) - max(left.start, right.start)


def starts(document: Document) -> Iterator[int]:
    """Offsets at which sentences begin."""
    return (sentence.start for sentence in document.sentences)


def inner_starts(document: Document) -> Iterator[int]:
    """Those inside lines, which are not given by a line break."""
    for start in starts(document):
        line = document.text.rfind("\n", 0, start) + 1
        if document.text[line:start].strip(_QUIET):
            yield start


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


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0
