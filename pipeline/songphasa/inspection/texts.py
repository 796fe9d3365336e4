"""Texts searched as they stand in memory: which documents say something, in any case of letters.

Texts of a file are one string: `str.find` passes over Thai some ten times as quickly as a database does, which stops at
every first byte of a Thai letter, and all letters have the same one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

_BETWEEN = "\0\n\0"


class Texts:
    """Texts by number, in the order in which they are added."""

    def __init__(self) -> None:
        self._blocks: list[tuple[int, str, list[int]]] = []
        self._texts: list[str] = []

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, number: int) -> str:
        return self._texts[number]

    def add(self, texts: Sequence[str], names: Sequence[str]) -> None:
        """Add texts with the names that are searched as well."""
        said = [f"{name}\n{text}".lower() + _BETWEEN for name, text in zip(names, texts, strict=True)]
        self._blocks.append((len(self._texts), "".join(said), list(accumulate(map(len, said)))))
        self._texts.extend(texts)

    def find(self, said: str) -> Iterator[int]:
        """The numbers of the texts that say this, in order."""
        needle = said.lower()
        for first, block, ends in self._blocks:
            place = block.find(needle)
            while place >= 0:
                here = bisect_right(ends, place)
                yield first + here
                place = block.find(needle, ends[here])
