"""The clusters of a document: every rule applied, rows of things told apart, and each thing called by its names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from songphasa.document import Document, Entity
from songphasa.identity.groups import Groups
from songphasa.identity.links import Pair, find_bare, find_clipped, find_definitions, find_glosses
from songphasa.identity.mentions import NAMED, Mention, read_mentions
from songphasa.identity.naming import Thing, name_things
from songphasa.identity.numbers import UNNUMBERED, Number, number_behind
from songphasa.identity.persons import find_persons


def find_identities(document: Document) -> list[Entity]:
    """The entities of a document; those that have a name with the number of their cluster and its names."""
    mentions = read_mentions(document)
    things = find_things(document, mentions)
    names = name_things(mentions, things)
    clusters = {thing: number for number, thing in enumerate(names)}
    named = (
        replace(mention.entity, cluster=clusters[thing], name_th=names[thing][0], name_en=names[thing][1])
        for mention, thing in zip(mentions, things, strict=True)
    )
    return [next(named) if entity.label in NAMED else entity for entity in document.entities]


def find_things(document: Document, mentions: Sequence[Mention]) -> list[Thing]:
    """What each mention names."""
    text, nodes = document.text, [mention.node for mention in mentions]
    for place, name in find_persons(mentions):
        nodes[place] = name
    glosses = list(find_glosses(document, mentions))
    groups = _joined(
        mentions, [(nodes[left], nodes[right]) for left, right in glosses], find_definitions(text, mentions)
    )
    roots = {name: groups.find(name) for mention in mentions for name in (mention.node, *mention.also)}
    for place, name in find_clipped(mentions, roots):
        nodes[place] = name
    things: list[Thing] = [(groups.find(node), UNNUMBERED) for node in nodes]
    for place, number in _numbered(text, mentions, things, {right: left for left, right in glosses}):
        things[place] = things[place][0], number
    return things


def _joined(mentions: Sequence[Mention], *links: Iterable[Pair]) -> Groups:
    """Names in groups: those that a mention says itself, and those that the links give."""
    groups = Groups()
    for mention in mentions:
        if mention.place:
            groups.know(mention.node, mention.place.thai)
    for mention in mentions:
        for other in mention.also:
            groups.join(mention.node, other)
    for one, other in chain(find_bare(mentions), *links):
        groups.join(one, other)
    return groups


def _numbered(
    text: str, mentions: Sequence[Mention], things: Sequence[Thing], glossed: Mapping[int, int]
) -> Iterator[tuple[int, Number]]:
    """The numbers of meetings and acts, by the places of their mentions: things of one name, told apart by them."""
    numbers: dict[int, Number] = {}
    for place, mention in enumerate(mentions):
        if mention.entity.label in _IN_ROWS:
            own = mention.number or number_behind(text, mention.entity.end)
            numbers[place] = own or numbers.get(glossed.get(place, place), own)
    yield from zip(numbers, _counted([things[place][0] for place in numbers], list(numbers.values())), strict=True)


_IN_ROWS = frozenset({"EVENT", "LAW"})


def _counted(roots: Sequence[str], numbers: Sequence[Number]) -> Iterator[Number]:
    """Each mention's number, in full.

    A name without a number is the last numbered thing of that name before it, else the first one behind it.
    """
    things = list(zip(roots, _completed(roots, numbers), strict=True))
    latest = {root: number for root, number in reversed(things) if number}
    for root, number in things:
        if number:
            latest[root] = number
        yield latest.get(root, number)


def _completed(roots: Sequence[str], numbers: Sequence[Number]) -> Iterator[Number]:
    """A year alone or an ordinal alone with the other one, where the document says both together."""
    known: dict[tuple[str, Number], Number] = {}
    for root, number in zip(roots, numbers, strict=True):
        if number.ordinal is not None and number.year is not None:
            for part in (Number(number.ordinal), Number(None, number.year)):
                known.setdefault((root, part), number)
    return (known.get((root, number), number) for root, number in zip(roots, numbers, strict=True))
