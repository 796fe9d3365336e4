"""The alignment of a sentence whose terms were codes, as one of the sentence itself and its restored translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from songphasa.document import Span
from songphasa.translation.projection import Link

_SHORTEST = 4
"""Characters of a code."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A stretch that both texts have: where it is in the one with codes, and how far it is moved in the other."""

    span: Span
    by: int


def relink(
    links: Sequence[Link], coded: tuple[str, str], plain: tuple[str, str], terms: tuple[Sequence[Span], Sequence[Span]]
) -> tuple[Link, ...]:
    """The links between what is no code.

    Args:
        links: between the texts with codes.
        coded: the sentence and its translation, with codes.
        plain: the same with terms.
        terms: where the terms stand in `plain`, sorted.
    """
    sides = [list(_kept(*side)) for side in zip(coded, plain, terms, strict=True)]
    moved = ((_moved(link.source, sides[0]), _moved(link.target, sides[1]), link.weight) for link in links)
    return tuple(Link(source, target, weight) for source, target, weight in moved if source and target)


def _kept(coded: str, plain: str, terms: Sequence[Span]) -> Iterator[_Kept]:
    after, done = 0, 0
    for end, following in [*((term.start, term.end) for term in terms), (len(plain), len(plain))]:
        said = plain[done:end]
        start = coded.find(said, after)
        if start < 0:
            return
        yield _Kept(Span(start, start + len(said)), done - start)
        after, done = start + len(said) + _SHORTEST, following


def _moved(span: Span, kept: Sequence[_Kept]) -> Span | None:
    around = (one for one in kept if one.span.start <= span.start and span.end <= one.span.end)
    return next((Span(span.start + one.by, span.end + one.by) for one in around), None)
