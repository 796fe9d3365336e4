"""What is told while a shard is done, and what earlier tries have taught about its documents."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Done(NamedTuple):
    """Work that is over: how many documents, how many characters they have, how many of them were rejected."""

    documents: int = 0
    characters: int = 0
    rejected: int = 0

    def plus(self, other: Done) -> Done:
        """The sum of two."""
        return Done(*(one + more for one, more in zip(self, other, strict=True)))


class Watch:
    """Looks on while a shard is done, and does nothing about it; executors do more."""

    def begin(self, doing: str, places: Sequence[int], characters: int = 0) -> None:
        """Something begins.

        Args:
            doing: `read`, the name of a stage, or `write`.
            places: of the documents in the shard that it begins with.
            characters: that they have together, 0 where that is not known yet.
        """

    def end(self, done: Done) -> None:
        """Some documents are over."""


class Reason(NamedTuple):
    """Why a document is given up without being tried again; the last three fields of a `Rejection`."""

    stage: str
    exception: str
    message: str


@dataclass(frozen=True, slots=True)
class Care:
    """How the documents of a shard are to be treated, by their places in it.

    Attributes:
        alone: are annotated one at a time, since a worker died or hung with them.
        given_up: are rejected without being read.
    """

    alone: Collection[int] = frozenset()
    given_up: Mapping[int, Reason] = field(default_factory=dict)

    def batches(self, documents: int, size: int) -> Iterator[list[int]]:
        """The places 0 … `documents` - 1 in batches of at most `size`, without those that are given up."""
        for start in range(0, documents, size):
            batch = range(start, min(start + size, documents))
            alive = [place for place in batch if place not in self.given_up]
            if any(place in self.alone for place in alive):
                yield from ([place] for place in alive)
            elif alive:
                yield alive
