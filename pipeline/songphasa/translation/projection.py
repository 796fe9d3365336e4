"""Entities of a sentence found again in its translation, each with a score; where nothing shows its place, without one.

By what is surest: the place of the entity's term, then what it should read there, then the engine's alignment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from songphasa.document import Document, Entity, Projected, Span, Term
from songphasa.translation.terms import is_apart, within

_TERM = 1.0
_INSIDE = 0.9
_READ = 0.8


@dataclass(frozen=True, slots=True)
class Link:
    """Characters of the sentence and the characters of the translation that an engine aligned with them.

    `weight` is in [0, 1], as cross-attention gives it.
    """

    source: Span
    target: Span
    weight: float


@dataclass(frozen=True, slots=True)
class _Projection:
    document: Document
    sentence: Span
    text: str
    terms: Sequence[Term]
    places: Sequence[Span | None]
    links: Sequence[Link]

    def find(self, entity: Entity) -> Iterator[tuple[Span, float]]:
        """Where the entity may be in the translation, the surest place first."""
        start, end = entity.start - self.sentence.start, entity.end - self.sentence.start
        for term, place in zip(self.terms, self.places, strict=True):
            if place and (term.start, term.end) == (start, end):
                yield place, _TERM
            elif place and term.start <= start and end <= term.end:
                yield from ((span, _INSIDE) for span in self._readings(entity, place, self._half(entity, term)))
        yield from ((span, _READ) for span in self._readings(entity, Span(0, len(self.text))))
        if aligned := self._aligned(Span(start, end)):
            yield aligned

    def _half(self, entity: Entity, term: Term) -> str:
        """What of a term "long (short)" an entity in it is: a short form the short one, another the long one."""
        long, _, short = term.target.partition(" (")
        mentions = within(self.document.acronyms, entity)
        is_short = any((one.start, one.end) == (entity.start, entity.end) for _, one in mentions)
        return short.removesuffix(")") if is_short else long

    def _readings(self, entity: Entity, within: Span, half: str = "") -> Iterator[Span]:
        """Places of what the entity may read: its names, the target of a term as it is, and itself."""
        said = self.document[entity]
        sentence = self.document[self.sentence]
        targets = [term.target for term in self.terms if sentence[term.start : term.end] == said]
        for reading in dict.fromkeys(filter(None, (half, *targets, entity.name_en, entity.name_th, said))):
            place = self.text.find(reading, within.start, within.end)
            while place >= 0:
                if is_apart(self.text, place, place + len(reading)):
                    yield Span(place, place + len(reading))
                place = self.text.find(reading, place + 1, within.end)

    def _aligned(self, span: Span) -> tuple[Span, float] | None:
        """The stretch of the translation that the entity's characters are aligned with, and its share of the weight."""
        own = [link for link in self.links if span.start < link.source.end and link.source.start < span.end]
        if not own:
            return None
        strongest = max(own, key=lambda link: link.weight)
        kept = [link for link in own if link.weight >= strongest.weight / 2]
        start, end = min(link.target.start for link in kept), max(link.target.end for link in kept)
        inside = sum(link.weight for link in self.links if start <= link.target.start and link.target.end <= end)
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
        end = start + len(self.text[start:end].rstrip())
        share = sum(link.weight for link in kept) / inside if inside else 0.0
        return (Span(start, end), round(share * strongest.weight, 3)) if start < end else None


def project(
    document: Document,
    sentence: Span,
    text: str,
    terms: Sequence[Term] = (),
    places: Sequence[Span] | None = None,
    links: Sequence[Link] = (),
) -> tuple[Projected, ...]:
    """The entities of a sentence in its translation `text`, in the order of the source, without overlaps.

    Args:
        document: the document of the sentence, with its entities.
        sentence: the sentence.
        text: the translation.
        terms: the terms of the sentence.
        places: where the terms stand in the translation, as `placeholders.restore` says; searched for without.
        links: the engine's alignment, if it gives one.
    """
    inside = [(index, entity) for index, entity in within(document.entities, sentence) if entity.end <= sentence.end]
    if text == document[sentence]:
        return tuple(
            Projected(one.start - sentence.start, one.end - sentence.start, one.label, _TERM, index)
            for index, one in inside
        )
    found = list(places) if places is not None else _search(text, terms)
    projection = _Projection(document, sentence, text, terms, found, links)
    taken = list[Span]()
    return tuple(_projected(projection, index, entity, taken) for index, entity in inside)


def _projected(projection: _Projection, index: int, entity: Entity, taken: list[Span]) -> Projected:
    for span, score in projection.find(entity):
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
            return Projected(span.start, span.end, entity.label, score, index)
    return Projected(None, None, entity.label, None, index)


def _search(text: str, terms: Sequence[Term]) -> list[Span | None]:
    """The place of each term's target; of several terms with one target each has the next."""
    places, after = list[Span | None](), dict[str, int]()
    for term in terms:
        start = text.find(term.target, after.get(term.target, 0))
        places.append(Span(start, start + len(term.target)) if start >= 0 else None)
        after[term.target] = start + len(term.target) if start >= 0 else len(text)
    return places
