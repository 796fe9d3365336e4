"""The things that the documents of a run name, each with its names, counts and short forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from songphasa.document import Document, Entity
from songphasa.identity.folding import fold


class Key(NamedTuple):
    """What clusters of several documents must share to be one thing: the label and the names, folded."""

    label: str
    thai: str
    english: str


@dataclass(frozen=True, slots=True)
class Thing:
    """What a run names.

    Attributes:
        name_th: its Thai name as most documents give it, None where none does.
        name_en: its English name.
        label: the label of its mentions.
        mentions: how often it is named.
        documents: in how many documents.
        shorts: the short forms that stand for it, the most frequent first.
    """

    name_th: str | None
    name_en: str | None
    label: str
    mentions: int
    documents: int
    shorts: tuple[str, ...]


@dataclass(slots=True)
class _Entry:
    """One thing while it is being counted; names by the number of their documents."""

    thai: Counter[str] = field(default_factory=Counter)
    english: Counter[str] = field(default_factory=Counter)
    shorts: Counter[str] = field(default_factory=Counter)
    mentions: int = 0
    documents: int = 0

    def add(self, other: _Entry) -> None:
        """Count what another one has counted."""
        for mine, theirs in ((self.thai, other.thai), (self.english, other.english), (self.shorts, other.shorts)):
            mine.update(theirs)
        self.mentions += other.mentions
        self.documents += other.documents


def list_things(documents: Iterable[Document]) -> list[Thing]:
    """The things that documents name, the most frequent first; what has no cluster is left out.

    Clusters of one label are one thing where their Thai name is the same but for white space, signs and marks of tone.
    One with an English name alone is the thing that most documents give this English name; English names alone make no
    two Thai names one, for two countries have a Ministry of Finance.
    """
    entries: dict[Key, _Entry] = {}
    for document in documents:
        for key, entry in _read(document).items():
            entries.setdefault(key, _Entry()).add(entry)
    things = [_thing(label, entry) for (label, *_), entry in _merged(entries).items()]
    return sorted(things, key=lambda thing: (-thing.mentions, thing.name_th or "", thing.name_en or "", thing.label))


def _read(document: Document) -> dict[Key, _Entry]:
    """The clusters of one document; those whose names are the same are one."""
    shorts = {(form.start, form.end) for form in document.acronyms if form.kind != "title"}
    entries: dict[Key, _Entry] = {}
    for entity in document.entities:
        if entity.cluster is not None:
            entry = entries.setdefault(_key(entity), _Entry(documents=1))
            entry.mentions += 1
            entry.thai.update({entity.name_th: 1} if entity.name_th else {})
            entry.english.update({entity.name_en: 1} if entity.name_en else {})
            said = document[entity]
            if (entity.start, entity.end) in shorts or said.endswith("ฯ"):
                entry.shorts[said] += 1
    return entries


def _key(entity: Entity) -> Key:
    return Key(entity.label, fold(entity.name_th or ""), fold(entity.name_en or ""))


def _merged(entries: Mapping[Key, _Entry]) -> dict[Key, _Entry]:
    """The entries with those of one Thai name as one, and an English name alone with the Thai one it goes with."""
    thai_of = _thai_of(entries)
    merged: dict[Key, _Entry] = {}
    for key, entry in entries.items():
        thai = key.thai or thai_of.get((key.label, key.english), "")
        home = Key(key.label, thai, "" if thai else key.english)
        merged.setdefault(home, _Entry()).add(entry)
    return merged


def _thai_of(entries: Mapping[Key, _Entry]) -> dict[tuple[str, str], str]:
    """The Thai name that most documents give along with an English one, by label and English name, both folded."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for key, entry in entries.items():
        if key.thai and key.english:
            counts.setdefault((key.label, key.english), Counter())[key.thai] += entry.documents
    return {both: next(_ranked(names)) for both, names in counts.items()}


def _thing(label: str, entry: _Entry) -> Thing:
    thai, english = (next(_ranked(names), None) for names in (entry.thai, entry.english))
    return Thing(thai, english, label, entry.mentions, entry.documents, tuple(_ranked(entry.shorts)))


def _ranked(counts: Counter[str]) -> Iterator[str]:
    return iter(sorted(counts, key=lambda name: (-counts[name], name)))
