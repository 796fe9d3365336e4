"""A run held against another one, or against gold: the differences of each document, and counts by layer and label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from songphasa.document import Document, Entity, Layer
from songphasa.inspection.context import beside
from songphasa.inspection.differences import Difference, find_differences
from songphasa.text.abbreviations import is_title

Name = tuple[Layer, str]
"""What is counted: a layer, and in it a label."""

AROUND = 70
"""Characters shown on either side of a difference."""


@dataclass(slots=True)
class Comparison:
    """Documents against which others are held, by id, and what has come out so far.

    Attributes:
        theirs: the documents that have not been compared yet.
        documents: pairs compared.
        alone: documents of ours that theirs lack; they are passed over.
        differences: number of differences by name and kind.
        expected: number of spans that theirs have by name.
    """

    theirs: dict[str, Document]
    documents: int = 0
    alone: int = 0
    differences: dict[Name, Counter[str]] = field(default_factory=dict)
    expected: Counter[Name] = field(default_factory=Counter)

    @classmethod
    def of(cls, theirs: Iterable[Document]) -> Comparison:
        """A comparison against these documents."""
        return cls({document.id: document for document in theirs})

    def add(self, ours: Document) -> list[dict[str, Any]]:
        """The differences of a document, as the page reads them.

        Raises:
            BadInput: the texts are not the same.
        """
        theirs = self.theirs.pop(ours.id, None)
        if theirs is None:
            self.alone += 1
            return []
        self.documents += 1
        self.expected.update(_names(theirs))
        found = find_differences(ours, theirs)
        for difference in found:
            self.differences.setdefault(_name(difference), Counter())[difference.kind] += 1
        return [_row(difference, ours.text) for difference in found]

    def describe(self, against: str) -> dict[str, Any]:
        """The counts, as the page reads them: entities by label, then short forms and starts of sentences."""
        names = sorted({*self.expected, *self.differences}, key=lambda name: (_ORDER[name[0]], -self.expected[name]))
        unmatched = [(self.alone, "here only"), (len(self.theirs), f"only in {against}")]
        return {
            "against": against,
            "comparison": [self._counts(name) for name in names],
            "unmatched": ", ".join(f"{count} documents {where}" for count, where in unmatched if count),
        }

    def _counts(self, name: Name) -> dict[str, Any]:
        counts = self.differences.get(name, Counter())
        same = self.expected[name] - sum(count for kind, count in counts.items() if kind != "spurious")
        return {"layer": name[0], "name": name[1], "same": same, "counts": dict(counts)}


_ORDER = {Layer.ENTITIES: 0, Layer.ACRONYMS: 1, Layer.SENTENCES: 2}
_NAMES = {Layer.ACRONYMS: "short forms", Layer.SENTENCES: "sentence starts"}


def _names(document: Document) -> Iterable[Name]:
    yield from ((Layer.ENTITIES, entity.label) for entity in document.entities)
    short = sum(not is_title(document[mention]) for mention in document.acronyms)
    yield from [(Layer.ACRONYMS, _NAMES[Layer.ACRONYMS])] * short
    yield from [(Layer.SENTENCES, _NAMES[Layer.SENTENCES])] * len(document.sentences)


def _name(difference: Difference) -> Name:
    """What a difference counts for: the label that was expected, where one was."""
    span = difference.theirs or difference.ours
    return difference.layer, span.label if isinstance(span, Entity) else _NAMES[difference.layer]


def _row(difference: Difference, text: str) -> dict[str, Any]:
    """A difference with what either side says there, and with the line around it."""
    sides = {"ours": difference.ours, "theirs": difference.theirs}
    spans = {side: _without_none(asdict(span)) for side, span in sides.items() if span is not None}
    said = {f"{side}Text": text[span.start : span.end] for side, span in sides.items() if span is not None}
    return {"layer": difference.layer, "kind": difference.kind, **spans, **said, **_line(difference, text)}


def _line(difference: Difference, text: str) -> dict[str, Any]:
    """The line around a difference; of a sentence the place where it starts. `at` names its mark on the page."""
    span = difference.ours or difference.theirs
    if span is None:
        return {}
    is_start = difference.layer is Layer.SENTENCES
    end = span.start if is_start else span.end
    left, right = beside(text, span.start, end, AROUND)
    letter = difference.layer[0] if is_start or difference.ours else "g"
    return {
        "left": left,
        "text": "|" if is_start else text[span.start : end],
        "right": right,
        "at": f"{letter}{span.start}-{span.end}",
    }


def _without_none(span: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in span.items() if value is not None}
