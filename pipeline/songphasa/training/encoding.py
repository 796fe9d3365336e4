"""Documents as the pieces of a tokenizer with their tags, ready for `DataCollatorForTokenClassification`.

Tags are set by character offsets, so tokenizers that rewrite white space (WangchanBERTa's `<_>`) do as well as others.
Lines are encoded one by one, as `songphasa.transformers_model` reads them; a long one in windows that overlap, whose
edges are moved so that they cut no entity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from songphasa.dataset.schema import TAGS, from_row
from songphasa.document import LABELS, Document, Entity
from songphasa.errors import BadConfig
from songphasa.text.lines import SAID

if TYPE_CHECKING:
    from datasets import Dataset

Scheme = Literal["IOB2", "IOBES"]

IGNORED = -100
"""The label of special pieces, which the loss passes over."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Windows of pieces with tags, and what the conversion cost.

    Attributes:
        dataset: columns `input_ids`, `attention_mask` and `labels`, a row a window.
        tags: names of the tags by number, a model's `id2label`.
        spans: entities by label.
        widened: of these, tagged pieces reach beyond the entity, by label; white space does not count.
        lost: no piece is tagged with it: the entity before it took them, or it crosses a line, by label.
        cut: longer than a window, so that it continues in the next one, by label.
    """

    dataset: Dataset
    tags: tuple[str, ...]
    spans: Mapping[str, int] = field(default_factory=dict)
    widened: Mapping[str, int] = field(default_factory=dict)
    lost: Mapping[str, int] = field(default_factory=dict)
    cut: Mapping[str, int] = field(default_factory=dict)


def tags_of(scheme: Scheme = "IOB2") -> tuple[str, ...]:
    """The names of a scheme's tags; those of IOB2 in the order of the dataset's ClassLabel.

    Raises:
        BadConfig: there is no such scheme.
    """
    if scheme == "IOB2":
        return TAGS
    if scheme == "IOBES":
        return ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BIES"))
    raise BadConfig(f"no scheme is called {scheme!r}; there are: IOB2, IOBES")


def encode(
    documents: Iterable[Document | Mapping[str, Any]],
    tokenizer: Any,  # noqa: ANN401
    *,
    scheme: Scheme = "IOB2",
    max_length: int = 256,
    stride: int = 64,
) -> Encoded:
    """Encode documents, or rows of the `default` configuration, for token classification.

    Args:
        documents: what `load_run` or `load_dataset` gives.
        tokenizer: a fast tokenizer of transformers.
        scheme: of the tags.
        max_length: pieces in a window, special ones among them.
        stride: pieces that neighbouring windows share at least, where no entity is longer.

    Raises:
        BadConfig: a slow tokenizer, an unknown scheme, or windows that have no room.
        BadAnnotation: a row is no document.
    """
    from datasets import Dataset, Features, List, Value

    number = {tag: place for place, tag in enumerate(tags_of(scheme))}
    if not getattr(tokenizer, "is_fast", False):
        raise BadConfig("encoding needs a fast tokenizer (AutoTokenizer, use_fast=True), which knows character offsets")
    given = (one if isinstance(one, Document) else from_row(one) for one in documents)
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("spans", "widened", "lost", "cut")}
    rows: dict[str, list[list[int]]] = {"input_ids": [], "attention_mask": [], "labels": []}
    for document in given:
        counts["spans"].update(entity.label for entity in document.entities)
        counts["lost"].update(entity.label for entity in document.entities if _crosses(document, entity))
        for line in _lines(document, tokenizer):
            tags = _tags(line, scheme, counts)
            for start, end in _windows(line, max_length, stride, counts["cut"]):
                ids = [*line.before, *line.ids[start:end], *line.after]
                labels = [IGNORED if tag is None else number[tag] for tag in tags[start:end]]
                rows["input_ids"].append(ids)
                rows["attention_mask"].append([1] * len(ids))
                rows["labels"].append([*[IGNORED] * len(line.before), *labels, *[IGNORED] * len(line.after)])
    integers = List(Value("int64"))
    return Encoded(Dataset.from_dict(rows, Features(dict.fromkeys(rows, integers))), tags_of(scheme), **counts)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's pieces.

    Attributes:
        before, after: special pieces around.
        ids: of the pieces.
        spans: of each piece in the document, without white space at its ends, unless it is nothing else.
        entities: those inside the line, and the places of the first piece of each and behind its last one.
    """

    before: Sequence[int]
    after: Sequence[int]
    ids: Sequence[int]
    spans: Sequence[tuple[int, int]]
    entities: Sequence[tuple[Entity, int, int]]


def _crosses(document: Document, entity: Entity) -> bool:
    return "\r" in document[entity] or "\n" in document[entity]


def _lines(document: Document, tokenizer: Any) -> Iterator[_Line]:  # noqa: ANN401
    for line in SAID.finditer(document.text):
        encoded = tokenizer(
            line.group(), truncation=False, return_offsets_mapping=True, return_special_tokens_mask=True, verbose=False
        )
        plain = [place for place, special in enumerate(encoded["special_tokens_mask"]) if not special]
        if not plain:
            continue
        first, last, ids = plain[0], plain[-1] + 1, encoded["input_ids"]
        moved = [(line.start() + left, line.start() + right) for left, right in encoded["offset_mapping"][first:last]]
        spans = [_trimmed(document.text, *span) for span in moved]
        inside = [one for one in document.entities if line.start() <= one.start and one.end <= line.end()]
        yield _Line(ids[:first], ids[last:], ids[first:last], spans, [(one, *_touched(spans, one)) for one in inside])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    said = text[start:end]
    return (end - len(said.lstrip()), start + len(said.rstrip())) if said.strip() else (start, end)


def _touched(spans: Sequence[tuple[int, int]], entity: Entity) -> tuple[int, int]:
    """Places from the first piece that shares a character with the entity to behind the last; (0, 0) for none."""
    touched = [place for place, (start, end) in enumerate(spans) if start < entity.end and entity.start < end]
    return (touched[0], touched[-1] + 1) if touched else (0, 0)


def _tags(line: _Line, scheme: Scheme, counts: Mapping[str, Counter[str]]) -> list[str | None]:
    """The tag of each piece, None for those that stand for no character."""
    tags: list[str | None] = ["O"] * len(line.ids)
    for entity, first, last in line.entities:
        free = [place for place in range(first, last) if tags[place] == "O"]
        if not free:
            counts["lost"][entity.label] += 1
            continue
        counts["widened"][entity.label] += _is_wider(line, entity, free)
        for place in free:
            tags[place] = f"{_prefix(place, free, scheme)}-{entity.label}"
    return [None if start == end and tag == "O" else tag for tag, (start, end) in zip(tags, line.spans, strict=True)]


def _is_wider(line: _Line, entity: Entity, places: Sequence[int]) -> bool:
    return (line.spans[places[0]][0], line.spans[places[-1]][1]) != (entity.start, entity.end)


def _prefix(place: int, places: Sequence[int], scheme: Scheme) -> str:
    if scheme == "IOBES" and place == places[-1]:
        return "S" if len(places) == 1 else "E"
    return "B" if place == places[0] else "I"


def _windows(line: _Line, max_length: int, stride: int, cut: Counter[str]) -> Iterator[tuple[int, int]]:
    """Ranges of pieces; an entity that a window's edge would cut begins, or ends, another one whole."""
    room = max_length - len(line.before) - len(line.after)
    if not 0 <= stride < room:
        raise BadConfig(f"windows of {max_length} pieces have room for {room}, and {stride} of them are to be shared")
    start = 0
    while True:
        end = min(start + room, len(line.ids))
        crossing = [(one, first, last) for one, first, last in line.entities if first < end < last]
        if crossing and crossing[0][1] > start:
            end = crossing[0][1]
        elif crossing:
            cut[crossing[0][0].label] += 1
        yield start, end
        if end == len(line.ids):
            return
        before = max(start + 1, end - stride)
        inside = [(first, last) for _, first, last in line.entities if first < before < last]
        # An entity that the shared pieces would begin inside is taken whole, or where that gains nothing not at all.
        start = end if crossing or (inside and inside[0][0] <= start) else inside[0][0] if inside else before
