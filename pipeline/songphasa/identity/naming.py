"""What a thing is called: its Thai and its English name, at their fullest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from songphasa.identity.mentions import Mention, Name
from songphasa.identity.numbers import Number

Thing = tuple[str, Number]
"""What a mention names: the group of its name, and which of a row it is."""

Names = tuple[str | None, str | None]
"""A Thai and an English name; None in a language without one."""


def name_things(mentions: Sequence[Mention], things: Sequence[Thing]) -> dict[Thing, Names]:
    """The Thai and the English name of each thing, in the order of first mentions.

    The best kind of name wins (see `mentions.SAID`), of these the longest, of these the first. Meetings of a row share
    their name, and each is called by it with its number.
    """
    own: dict[Thing, list[Name]] = {}
    rows: dict[str, list[Name]] = {}
    for mention, thing in zip(mentions, things, strict=True):
        own.setdefault(thing, []).extend(mention.names)
        if thing[1].ordinal is not None and mention.number.year is None:
            rows.setdefault(thing[0], []).extend(mention.names)
    shared = {root: _fullest(names) for root, names in rows.items()}
    return {thing: _called(_fullest([*names, *shared.get(thing[0], ())]), thing[1]) for thing, names in own.items()}


def _fullest(names: Iterable[Name]) -> list[Name]:
    """The best Thai and the best English name; fewer where there is none."""
    ranked = sorted(names, key=lambda name: (-name.rank, -len("".join(name.text.split()))))
    best = (next((name for name in ranked if name.thai is thai), None) for thai in (True, False))
    return [name for name in best if name]


def _called(names: Sequence[Name], number: Number) -> Names:
    thai = next((name.text for name in names if name.thai), None)
    english = next((name.text for name in names if not name.thai), None)
    if number.ordinal is None:
        return thai, english
    return thai and f"{thai} ครั้งที่ {number.ordinal}", english and f"{_ordinal(number.ordinal)} {english}"


def _ordinal(number: int) -> str:
    """The number in English letters: 1st, 12th, 22nd."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
