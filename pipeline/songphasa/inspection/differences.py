"""Where two annotations of one document differ: in entities, in short forms, in the starts of sentences.

`ours` is looked at, `theirs` is what it is held against: gold, or another run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal, TypeVar

from songphasa.document import Acronym, Document, Entity, Layer, Sentence, Span
from songphasa.errors import BadInput
from songphasa.evaluation import same_long_form
from songphasa.text.abbreviations import is_title

Kind = Literal["missed", "spurious", "label", "boundary", "long_form"]
"""`missed`: only they have it; `spurious`: only we; else both have it, and this of it is not the same."""

AnySpan = TypeVar("AnySpan", bound=Span)
Fits = Callable[[AnySpan, AnySpan], bool]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; at least one of the spans is there. For sentences, only their starts are compared."""

    layer: Layer
    kind: Kind
    ours: Span | None = None
    theirs: Span | None = None


def find_differences(ours: Document, theirs: Document) -> list[Difference]:
    """The differences between two annotations of one text, in its order.

    An entity of another label has the same span; one of another boundary overlaps and has the same label; what overlaps
    in any other way is one missed and one spurious. Long forms are compared where theirs has one
    (`songphasa.evaluation.same_long_form`); titles, months and units are left out.

    Raises:
        BadInput: the texts are not the same.
    """
    if ours.text != theirs.text:
        lengths = f"{len(ours.text)} and {len(theirs.text)} characters"
        raise BadInput(f"{ours.id}: the two texts are not the same ({lengths}); compare runs over the same inputs")
    found = [*_entities(ours, theirs), *_acronyms(ours, theirs), *_sentences(ours, theirs)]
    return sorted(found, key=_place)


def _place(difference: Difference) -> tuple[int, str]:
    span = difference.ours or difference.theirs
    return (span.start if span else 0), difference.layer


def _entities(ours: Document, theirs: Document) -> Iterator[Difference]:
    left, right = _unequal(ours.entities, theirs.entities)
    for mine, other in _take_pairs(left, right, _same_place):
        yield Difference(Layer.ENTITIES, "label", mine, other)
    for mine, other in _take_pairs(left, right, _same_label):
        yield Difference(Layer.ENTITIES, "boundary", mine, other)
    yield from _alone(Layer.ENTITIES, left, right)


def _acronyms(ours: Document, theirs: Document) -> Iterator[Difference]:
    left, right = _mentions(ours), _mentions(theirs)
    for mine, other in _take_pairs(left, right, _same_place):
        if (other.long_en or other.long_th) and not _same_long_forms(mine, other):
            yield Difference(Layer.ACRONYMS, "long_form", mine, other)
    for mine, other in _take_pairs(left, right, _overlap):
        yield Difference(Layer.ACRONYMS, "boundary", mine, other)
    yield from _alone(Layer.ACRONYMS, left, right)


def _sentences(ours: Document, theirs: Document) -> Iterator[Difference]:
    left, right = ({sentence.start: sentence for sentence in one.sentences} for one in (ours, theirs))
    only_left: list[Sentence] = [left[start] for start in left.keys() - right.keys()]
    only_right: list[Sentence] = [right[start] for start in right.keys() - left.keys()]
    yield from _alone(Layer.SENTENCES, only_left, only_right)


def _alone(layer: Layer, left: Sequence[Span], right: Sequence[Span]) -> Iterator[Difference]:
    yield from (Difference(layer, "spurious", ours=span) for span in left)
    yield from (Difference(layer, "missed", theirs=span) for span in right)


def _mentions(document: Document) -> list[Acronym]:
    return [mention for mention in document.acronyms if not is_title(document[mention])]


def _unequal(ours: Sequence[Entity], theirs: Sequence[Entity]) -> tuple[list[Entity], list[Entity]]:
    left, right = ({(one.start, one.end, one.label) for one in side} for side in (ours, theirs))
    same = left & right
    first, second = ([one for one in side if (one.start, one.end, one.label) not in same] for side in (ours, theirs))
    return first, second


def _same_place(left: Span, right: Span) -> bool:
    return (left.start, left.end) == (right.start, right.end)


def _overlap(left: Span, right: Span) -> bool:
    return left.start < right.end and right.start < left.end


def _same_label(left: Entity, right: Entity) -> bool:
    return left.label == right.label and _overlap(left, right)


def _same_long_forms(left: Acronym, right: Acronym) -> bool:
    if (left.long_en, left.long_th) == (right.long_en, right.long_th):
        return True
    return same_long_form(left.long_en, right.long_en) or same_long_form(left.long_th, right.long_th)


def _take_pairs(left: list[AnySpan], right: list[AnySpan], fits: Fits[AnySpan]) -> Iterator[tuple[AnySpan, AnySpan]]:
    """Overlapping spans that fit, each in one pair; they are taken out of the lists, which are sorted."""
    passed, alone = 0, []
    for mine in left:
        while passed < len(right) and right[passed].end <= mine.start:
            passed += 1
        near = takewhile(lambda index: right[index].start < mine.end, range(passed, len(right)))  # noqa: B023
        place = next((index for index in near if fits(mine, right[index])), None)
        if place is None:
            alone.append(mine)
        else:
            yield mine, right.pop(place)
    left[:] = alone
