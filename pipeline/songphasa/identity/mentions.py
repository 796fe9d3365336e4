"""Mentions of things that have a name: the names that each says or stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from songphasa.acronyms.vocabulary import BODIES
from songphasa.document import Acronym, Document, Entity
from songphasa.identity.cores import core_of, key_of, node_of
from songphasa.identity.folding import is_thai
from songphasa.identity.listed import known_ministry, known_name
from songphasa.identity.numbers import UNNUMBERED, Number, split_number
from songphasa.identity.places import Place, known_place
from songphasa.identity.titles import Person, read_person

NAMED = frozenset({"EVENT", "LAW", "LOCATION", "ORGANIZATION", "PERSON"})
"""Labels of what has an identity; the others have values."""

SHORT, PARTLY, LISTED, SAID, KNOWN = range(5)
"""How well a text serves as the name of a thing: short forms least, then clipped and mixed names, then what a lexicon
or another document says, the document's own full names, and the names of countries and provinces."""

_BODY = re.compile(rf"(?:{'|'.join(sorted(BODIES, key=len, reverse=True))}|ก\.|บมจ\.|ทีม)\s?")


@dataclass(frozen=True, slots=True)
class Name:
    """A text that names a thing, and how well it serves (see `SAID`)."""

    text: str
    rank: int

    @property
    def thai(self) -> bool:
        """Whether it is Thai rather than English."""
        return is_thai(self.text)


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention, read.

    Attributes:
        entity: the mention.
        node: its own name, folded: equal ones name one thing.
        also: other names of that thing, folded.
        names: what it gives to call the thing by.
        number: which of a row of things of that name it is.
        person: how it reads as the name of a person; of other things None.
        place: the country or province that it is.
        clipped: the folded beginning of a longer name that ฯ stands for the rest of; empty for whole names.
        short: the short form that it is, whole.
    """

    entity: Entity
    node: str
    also: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    number: Number = UNNUMBERED
    person: Person | None = None
    place: Place | None = None
    clipped: str = ""
    short: Acronym | None = None


def read_mentions(document: Document) -> list[Mention]:
    """The mentions of a document, in its order."""
    forms = [form for form in document.acronyms if form.kind != "title"]
    ends, starts = {form.end: form for form in forms}, {form.start: form for form in forms}
    mentions = [
        _read(document, entity, starts.get(entity.start), ends.get(entity.end))
        for entity in document.entities
        if entity.label in NAMED
    ]
    return [_capital(*pair) for pair in zip_longest(mentions, mentions[1:])]


def _capital(mention: Mention, following: Mention | None) -> Mention:
    """อ.เมือง with the province behind it: every province has one."""
    if mention.node != _CAPITAL or following is None or following.place is None:
        return mention
    if following.entity.start - mention.entity.end > _NEXT:
        return mention
    name = f"อำเภอเมือง{following.place.thai}"
    return replace(mention, node=node_of(name), names=(Name(name, SAID),))


def _read(document: Document, entity: Entity, first: Acronym | None, last: Acronym | None) -> Mention:
    said = document[entity]
    if entity.label == "PERSON":
        person = read_person(said)
        return Mention(entity, f"person {''.join(person.parts)}", names=(Name(person.name, SAID),), person=person)
    place = known_place(said) if entity.label == "LOCATION" else None
    if place:
        return Mention(
            entity, f"place {key_of(place.thai)}", names=_both(place.thai, place.english, KNOWN), place=place
        )
    core, number = split_number(said) if entity.label in ("EVENT", "LAW") else (said, UNNUMBERED)
    if first and first.end in (entity.end, entity.start + len(core)):
        return _short(entity, document[first], first, "", number)
    if last and (head := said[: last.start - entity.start]) and (_BODY.fullmatch(head) or head.endswith("ฯ ")):
        return _short(entity, said, last, head.strip().rstrip("ฯ"), number)
    if core.endswith("ฯ"):
        return _clip(entity, core_of(core, entity.label).rstrip("ฯ "), number)
    return Mention(entity, *_whole(said, entity.label, number))


def _clip(entity: Entity, begun: str, number: Number) -> Mention:
    """A name that ฯ ends: its beginning, and the ministry that it can only be."""
    names = [Name(f"{begun}ฯ", PARTLY)]
    if ministry := known_ministry(begun):
        names += (Name(name, LISTED) for name in (ministry, *known_name(ministry)))
    also = tuple(node_of(name.text) for name in names[1:])
    return Mention(entity, node_of(f"{begun}ฯ"), also, tuple(names), number, clipped=key_of(begun))


def _short(entity: Entity, said: str, form: Acronym, head: str, number: Number) -> Mention:
    """A short form, or one behind a type word: กระทรวงดีอี, สำนักงาน กสทช., ศูนย์ AJCCBC."""
    name = Name(said, PARTLY if head else SHORT)
    if not number and _digits(said) != _digits(f"{form.long_th} {form.long_en}"):  # centre 11 of several
        return Mention(entity, node_of(said), names=(name,), short=replace(form, scope="unknown", definition_end=None))
    begun = form.long_th is None or form.long_th.startswith(head)
    thai = form.long_th if begun else f"{head}{form.long_th}"
    english = form.long_en if begun else None  # it is that of the form without the head
    cores = [core_of(long, entity.label) for long in (thai, english) if long]
    rank = SAID if form.scope == "document" else LISTED
    names = (name, *(Name(core, rank) for core in cores))
    return Mention(entity, node_of(said), tuple(map(node_of, cores)), names, number, short=None if head else form)


def _digits(name: str) -> str:
    return "".join(filter(str.isdigit, name))


@lru_cache(1 << 14)
def _whole(said: str, label: str, number: Number) -> tuple[str, tuple[str, ...], tuple[Name, ...], Number]:
    """What a whole name gives a mention: node, also, names, number."""
    core = core_of(said, label)
    listed = _listed_as(core, label)
    shown = core if label == "LOCATION" or number.ordinal else said
    rank = PARTLY if listed and core in listed[0] else SAID
    names = (Name(shown, rank), *(Name(name, LISTED) for name in listed))
    return node_of(core), tuple(map(node_of, listed)), names, number


def _listed_as(core: str, label: str) -> tuple[str, ...]:
    """What else a whole name is called: by the lexicon, or without its Thai type word."""
    head = _BODY.match(core)
    rest = core[head.end() :] if head else ""
    if " " in rest and not is_thai(rest):  # กองทุน ASEAN ICT Fund; but มูลนิธิ Umbrella is not Umbrella
        return (rest,)
    listed = known_name(core)
    if label == "ORGANIZATION" and not listed and is_thai(core) and (ministry := known_ministry(core)):  # รมว.มหาดไทย
        return (ministry, *known_name(ministry))
    return listed


def _both(thai: str | None, english: str | None, rank: int) -> tuple[Name, ...]:
    return tuple(Name(name, rank) for name in (thai, english) if name)


_CAPITAL = node_of("อำเภอเมือง")
_NEXT = 2  # characters
