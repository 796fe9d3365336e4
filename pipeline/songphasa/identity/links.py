"""What in a document says that two names are of one thing: definitions, parentheses, and names inside names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from songphasa.acronyms.vocabulary import BODIES
from songphasa.document import Acronym, Document, Span
from songphasa.identity.cores import key_of, node_of
from songphasa.identity.folding import is_thai
from songphasa.identity.mentions import Mention
from songphasa.identity.places import bare_place

Pair = tuple[str, str]
"""Two names of one thing, folded."""

_OPENED = re.compile(r"\s{0,2}[(（]\s{0,2}[\"“‘]?")
_WITHIN = re.compile(r"\s{0,2}(?:[:;/]|หรือ|or|ชื่อย่อ|เรียกย่อว่า)\s{0,2}[\"“‘]?")
_OR = re.compile(r"\s?(?:หรือ|หรือเรียกว่า|,?\sor|, (?:better )?known as|, also known as)\s?[\"“‘]?", re.IGNORECASE)
_HEADS = re.compile("|".join(sorted(BODIES, key=len, reverse=True)))
_SILENT = re.compile(r"(?:กระทรวง|ทบวง|กรม|สำนักงาน|สำนัก|บริษัท|ธนาคาร|มหาวิทยาลัย|วิทยาลัย|โรงเรียน|โรงพยาบาล|พรรค)\s?")
"""Type words that a name may go without; the foundation of a company is another body, however."""

_SAME = 0.6
"""Share of two spans that both cover, from which on they are taken for one."""


def find_definitions(text: str, mentions: Sequence[Mention]) -> Iterator[Pair]:
    """Short forms that the document defines, each with the name that stands where its long form does."""
    places: dict[tuple[str, int], Mention] = {}
    for mention in mentions:
        places["start", mention.entity.start] = places["end", mention.entity.end] = mention
    for mention in mentions:
        if (long := _definition(mention.short)) is not None:
            named = (places.get(("end", long.end)), places.get(("start", long.start)))
            yield from ((mention.node, one.node) for one in named if one and _same(text, one.entity, long))


def _same(text: str, one: Span, other: Span) -> bool:
    """Whether two spans are one name: the longer does not begin with a type word of its own."""
    before = text[min(one.start, other.start) : max(one.start, other.start)]
    return _cover(one, other) >= _SAME and not _HEADS.match(before)


def _definition(short: Acronym | None) -> Span | None:
    if short is None or short.definition_start is None or short.definition_end is None:
        return None
    return Span(short.definition_start, short.definition_end)


def _cover(one: Span, other: Span) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (max(one.end, other.end) - min(one.start, other.start))


def find_glosses(document: Document, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Mentions one behind the other that a parenthesis or "or" makes one, by their places in the layer."""
    text, inside = document.text, False
    ends = {long.end: long for short in document.acronyms if (long := _definition(short)) is not None}
    for place, (left, right) in enumerate(pairwise(mentions)):
        between = text[left.entity.end : right.entity.start]
        opened = _OPENED.fullmatch(between) is not None
        begun = ends.get(left.entity.end, left.entity)
        inside = (opened or (inside and _WITHIN.fullmatch(between) is not None)) and _glossed(text, left, right)
        inside = inside and (begun.start >= left.entity.start or _same(text, left.entity, begun))
        if inside or (_OR.fullmatch(between) and _renamed(left, right, between)):
            yield place, place + 1


def _glossed(text: str, left: Mention, right: Mention) -> bool:
    """The same kind of thing in the other script, or a short form that nothing else explains."""
    if left.entity.label != right.entity.label or _explained(left) or _explained(right):
        return False
    thai = {is_thai(text[mention.entity.start : mention.entity.end]) for mention in (left, right)}
    nickname = left.person is not None and 1 in map(_parts, (left, right))
    return len(thai) == 2 or nickname or (left.short or right.short) is not None


def _renamed(left: Mention, right: Mention, between: str) -> bool:
    """A name and its short form, or a person and a nickname in quotes."""
    if left.entity.label != right.entity.label or left.entity.label == "LOCATION":
        return False
    if left.person:
        return between[-1:] in '"“‘'
    return right.short is not None and left.short is None and not _explained(right)


def _explained(mention: Mention) -> bool:
    """Whether its meaning is known: a name beside it that does not mean the same is an affiliation."""
    return mention.short is not None and mention.short.scope != "unknown"


def _parts(mention: Mention) -> int:
    return len(mention.person.parts) if mention.person else 0


def find_bare(mentions: Sequence[Mention]) -> Iterator[Pair]:
    """Names without their type word, where one name in the document has it: ฮานอย, กรุงฮานอย; กีฬา, กรมกีฬา."""
    whole: dict[tuple[str, str], set[str]] = {}
    for mention in mentions:
        if mention.place is None and mention.names and (bare := _bare(mention)):
            whole.setdefault((mention.entity.label, node_of(bare)), set()).add(mention.node)
    for mention in mentions:
        found = whole.get((mention.entity.label, mention.node), set()) - {mention.node}  # a province is no town
        if len(found) == 1:
            yield mention.node, found.pop()


def _bare(mention: Mention) -> str:
    name = mention.names[0].text
    if mention.entity.label == "LOCATION":
        return bare_place(name)
    head = _SILENT.match(name) if mention.entity.label == "ORGANIZATION" else None
    rest = name[head.end() :] if head else ""
    return "" if _HEADS.match(rest) else rest


def find_clipped(mentions: Sequence[Mention], root_of: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Clipped names by their places in the layer, each with the longer name that it is the beginning of.

    Of several the last one before it is meant; behind a bare type word (ศูนย์ฯ) there must be one only.
    """
    wanted = {mention.clipped for mention in mentions if mention.clipped}
    lengths = sorted(set(map(len, wanted)))
    first: dict[str, str] = {}
    roots: dict[str, set[str]] = {}
    begun = [list(_begun(mention, wanted, lengths)) for mention in mentions] if wanted else []
    for start, name in (pair for pairs in begun for pair in pairs):
        first.setdefault(start, name)
        roots.setdefault(start, set()).add(root_of.get(name, name))
    latest = dict(first)
    for place, pairs in enumerate(begun):
        start = mentions[place].clipped
        if start in latest and (len(roots[start]) == 1 or start not in _GENERIC):
            yield place, latest[start]
        latest.update(pairs)


_GENERIC = frozenset(map(key_of, (*BODIES, "คณะ", "พรรค", "จังหวัด")))


def _begun(mention: Mention, wanted: set[str], lengths: Sequence[int]) -> Iterator[tuple[str, str]]:
    """The clipped names that a mention's names begin with, each with that name."""
    for name in () if mention.clipped or mention.person else (mention.node, *mention.also):
        key = name.partition(" ")[2]
        for length in lengths:
            if length < len(key) and key[:length] in wanted:
                yield key[:length], name
