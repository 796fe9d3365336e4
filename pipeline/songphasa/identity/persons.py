"""Persons: who is meant by a part of a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from songphasa.identity.mentions import Mention
from songphasa.identity.titles import Person

_LEAST = 2
"""Letters of a part that can tell a person; an initial cannot."""

_MANY = 8
"""Persons of one name, among whom titles are no longer compared: only the last before a mention is meant."""


def find_persons(mentions: Sequence[Mention]) -> Iterator[tuple[int, str]]:
    """Parts of names by their places in the layer, each with the whole name that is meant.

    A single name is the first name of a person of the document, else the last one, else one between, and the title
    does not contradict; of several persons the last before it is meant, and without one before it none. Several names
    are the beginning of one longer name.
    """
    whole, genders = _Parts(), _genders(mentions)
    for mention in mentions:
        if mention.person and len(mention.person.parts) > 1:
            whole.add(mention.person, mention.node)
    latest: dict[str, str] = {}
    for place, mention in enumerate(mentions):
        if mention.person is None:
            continue
        if meant := _meant(mention, whole, latest, genders):
            yield place, meant
        for part in mention.person.parts if len(mention.person.parts) > 1 else ():
            latest[part] = mention.node


def _meant(mention: Mention, whole: _Parts, latest: dict[str, str], genders: dict[str, str]) -> str | None:
    person = mention.person
    if person is None or not person.parts:
        return None
    if len(person.parts) > 1:
        longer = whole.beginning.get(person.parts, set())
        return next(iter(longer)) if len(longer) == 1 else None
    part = person.parts[0]
    if len(part) < _LEAST:
        return None
    for names in (whole.first, whole.last, whole.any):
        if found := names.get(part):
            return _one(found, person, latest.get(part), genders)
    return None


def _one(found: set[str], person: Person, latest: str | None, genders: dict[str, str]) -> str | None:
    """The one of these persons whose title agrees, else the last before."""
    if len(found) <= _MANY:
        found = {name for name in found if _agree(person.gender, genders.get(name, ""))}
    if len(found) == 1:
        return next(iter(found))
    return latest if latest in found else None


class _Parts:
    """Whole names of persons by what they may be called."""

    def __init__(self) -> None:
        self.first: dict[str, set[str]] = {}
        self.last: dict[str, set[str]] = {}
        self.any: dict[str, set[str]] = {}
        self.beginning: dict[tuple[str, ...], set[str]] = {}

    def add(self, person: Person, name: str) -> None:
        parts = person.parts
        self.first.setdefault(parts[0], set()).add(name)
        self.last.setdefault(parts[-1], set()).add(name)
        for part in parts[1:-1]:
            self.any.setdefault(part, set()).add(name)
        for length in range(2, len(parts)):
            self.beginning.setdefault(parts[:length], set()).add(name)


def _genders(mentions: Sequence[Mention]) -> dict[str, str]:
    """What the titles of a document say, by name."""
    said: dict[str, str] = {}
    for mention in mentions:
        if mention.person and mention.person.gender:
            said.setdefault(mention.node, mention.person.gender)
    return said


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other
