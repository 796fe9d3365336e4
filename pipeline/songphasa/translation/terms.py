"""The term plan of a document: what in each sentence has one right translation, and which.

In order of authority: the document's own definitions, the user's glossary, what other documents of the run define, the
shipped lexicon, names of entities, dates and amounts. The longest span wins; of two as long the one of more authority.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import attrgetter
from typing import Literal, TypeVar, get_args

from songphasa.acronyms.letters import spell
from songphasa.acronyms.resolution import agree
from songphasa.document import Acronym, Document, Entity, Span, Term
from songphasa.text.tokens import split_tokens
from songphasa.translation.glossary import Entry, both_ways
from songphasa.translation.known import known_name, known_short, name_key
from songphasa.translation.names import NameTable, bare_english, is_thai, split_title
from songphasa.translation.rendering import Lang, ordinal, render_amount, render_date
from songphasa.values.dates import normalise_date

Origin = Literal["definition", "glossary", "run", "lexicon", "name", "date", "amount"]
"""Where a term comes from, the one of most authority first."""

_AUTHORITY = {origin: place for place, origin in enumerate(get_args(Origin))}
_NAMED = frozenset({"PERSON", "ORGANIZATION", "LOCATION", "EVENT", "LAW"})
_LONG_ENOUGH = 8
"""Code points from which on a Thai term is looked for between any two clusters; a shorter one must be whole words."""


@dataclass(frozen=True, slots=True)
class TermPlanner:
    """Finds the terms of documents.

    Attributes:
        lang: the language that is translated into.
        glossary: the user's terms.
        names: the names of persons of the run.
    """

    lang: Lang
    glossary: tuple[Entry, ...] = ()
    names: NameTable = field(default_factory=NameTable)

    def plan(self, document: Document) -> list[tuple[Term, ...]]:
        """The terms of each sentence of the document, by offsets into the sentence, sorted, without overlaps."""
        found = _longest(_Plan.of(document, self).terms())
        return [tuple(_inside(found, sentence)) for sentence in document.sentences]


def fingerprint(terms: Sequence[Term]) -> str:
    """What tells two term plans of one sentence apart, for the key of a memory; empty without terms."""
    plain = [(term.start, term.end, term.target) for term in terms]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()[:16] if terms else ""


def missing_terms(text: str, terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms that a translation does not hold as they should be, but for case and white space."""
    said = _folded(text)
    return tuple(term for term in terms if _folded(term.target) not in said)


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


S = TypeVar("S", bound=Span)


def within(spans: Sequence[S], outer: Span) -> Iterator[tuple[int, S]]:
    """Those of sorted spans that begin in another, with their numbers."""
    start, end = (bisect_left(spans, edge, key=attrgetter("start")) for edge in (outer.start, outer.end))
    for number in range(start, end):
        yield number, spans[number]


def _longest(terms: Iterable[Term]) -> list[Term]:
    taken: list[Term] = []
    ranked = sorted(terms, key=lambda term: (term.start - term.end, _AUTHORITY[term.origin], term.start, term.target))
    free = bytearray()
    for term in ranked:
        if len(free) < term.end:
            free.extend(b"\1" * (term.end - len(free)))
        if all(free[term.start : term.end]):
            free[term.start : term.end] = bytes(term.end - term.start)
            taken.append(term)
    return sorted(taken, key=lambda term: term.start)


def _inside(terms: Sequence[Term], sentence: Span) -> Iterator[Term]:
    for _, term in within(terms, sentence):
        if term.end <= sentence.end:
            yield replace(term, start=term.start - sentence.start, end=term.end - sentence.start)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The terms of one document, by offsets into its text, which may overlap."""

    document: Document
    planner: TermPlanner
    labels: Mapping[tuple[int, int], str]
    shorts: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, document: Document, planner: TermPlanner) -> _Plan:
        """What is asked of every mention is looked up once: labels by span, short forms by kind and long form."""
        labels = {(entity.start, entity.end): entity.label for entity in document.entities}
        shorts = dict[tuple[str, str], str]()
        for mention in document.acronyms:
            for long in filter(None, (mention.long_th, mention.long_en)):
                shorts.setdefault((mention.kind, name_key(long)), document[mention])
        return cls(document, planner, labels, shorts)

    def terms(self) -> Iterator[Term]:
        for term in self._plain_terms():
            yield term
            if term.origin not in ("date", "amount"):
                yield from self._numbered(term)

    def _plain_terms(self) -> Iterator[Term]:
        yield from _phrases(self.document.text, both_ways(self.planner.glossary, self.planner.lang), "glossary")
        yield from self._acronyms()
        names = self._names()
        for entity in self.document.entities:
            if found := self._entity(entity, names):
                yield Term(entity.start, entity.end, *found)

    def _acronyms(self) -> Iterator[Term]:
        longs = dict[tuple[str, str], Origin]()
        for mention in self.document.acronyms:
            if mention.kind != "title" and (target := self._short(mention)):
                origin = _origin(mention)
                yield Term(mention.start, mention.end, target, origin)
                source, long = self._longs(mention)
                if source and long and origin != "lexicon":
                    longs.setdefault((source, long), origin)
                    yield from self._introduced(mention, long, target)
        for pair, origin in longs.items():
            yield from _phrases(self.document.text, [pair], origin)

    def _longs(self, mention: Acronym) -> tuple[str | None, str | None]:
        """The long form in the source's language and in the other."""
        both = (mention.long_th, mention.long_en)
        return both if self.planner.lang == "en" else both[::-1]

    def _short(self, mention: Acronym) -> str | None:
        """What is written for a short form that stands alone; a known one of the other language before a long form."""
        said = self.document[mention]
        if self.planner.lang == "th":
            is_agency = self._label(mention) == "ORGANIZATION"
            return (self._other_short(mention, "thai_dotted") if is_agency else None) or said
        if not is_thai(said):
            return said
        # A Thai word of a lexicon may be a common noun there (พ.ร.บ.), unless it is a name here.
        if mention.scope == "lexicon" and not self._label(mention):
            return None
        return self._other_short(mention, "latin") or mention.long_en or spell(said)

    def _label(self, span: Span) -> str | None:
        """The label of the entity that is just this span."""
        return self.labels.get((span.start, span.end))

    def _other_short(self, mention: Acronym, kind: Literal["latin", "thai_dotted"]) -> str | None:
        """A short form of that kind with the same long form: the document's, else the lexicon's."""
        if mention.kind == kind:
            return self.document[mention]
        keys = [(kind, name_key(long)) for long in (mention.long_th, mention.long_en) if long]
        own = next((self.shorts[key] for key in keys if key in self.shorts), None)
        return own or known_short(mention.long_th, mention.long_en, kind)

    def _introduced(self, mention: Acronym, long: str, short: str) -> Iterator[Term]:
        """The mention with the long form beside it, as one term: "long (short)", in the language of the translation."""
        if mention.definition_start is None or mention.definition_end is None:
            return
        if not 0 <= mention.start - mention.definition_end <= _NEAR:
            return
        between = self._between(mention, mention.definition_end)
        match = _BETWEEN.fullmatch(between)
        if match is None or not between.strip():
            return
        end = mention.end
        if "(" in between or "[" in between:
            closing = _CLOSING.match(self.document.text, end)
            if closing is None:
                return
            end = closing.end()
        target = long if short == long else f"{long} ({short})"
        if number := match["thai"] or match["english"]:
            target = _with_number(target, int(number), self.planner.lang)
        yield Term(mention.definition_start, end, target, "definition")

    def _between(self, mention: Acronym, start: int) -> str:
        """What stands between a definition and its short form, without other names of the same thing."""
        between = list(self.document.text[start : mention.start])
        for _, other in within(self.document.acronyms, Span(start, mention.start)):
            if _same(other, mention):
                between[other.start - start : other.end - start] = " " * (other.end - other.start)
        said = "".join(between)
        for long in filter(None, (mention.long_en, mention.long_th)):
            said = said.replace(long, " ")
        return said

    def _numbered(self, term: Term) -> Iterator[Term]:
        """The term with its ordinal: AMCC ครั้งที่ 5 is the 5th AMCC."""
        text, lang = self.document.text, self.planner.lang
        if lang == "en" and (match := _TIMES.match(text, term.end)):
            yield replace(term, end=match.end(), target=_with_number(term.target, int(match[1]), lang))
        if lang == "th" and (match := _NTH.search(text, max(0, term.start - 6), term.start)):
            number = int(match[1])
            yield replace(term, start=match.start(), target=_with_number(term.target, number, lang))

    def _names(self) -> NameTable:
        """The run's names, and before them the user's and those that this document gives."""
        given = [
            (split_title(entity.name_th)[2], bare_english(entity.name_en))
            for entity in self.document.entities
            if entity.label == "PERSON" and entity.name_th and entity.name_en
        ]
        return self.planner.names.with_names([*given, *_untitled(self.planner.glossary)])

    def _entity(self, entity: Entity, names: NameTable) -> tuple[str, Origin] | None:
        said = self.document[entity]
        if entity.label == "DATE":
            return _with_origin(self._date(entity, said), "date")
        if entity.label in ("MONEY", "PERCENT"):
            return _with_origin(render_amount(said, self.planner.lang), "amount")
        if entity.label not in _NAMED:
            return None
        if entity.label == "PERSON":
            return _with_origin(self._person(said, names), "name")
        if listed := known_name(said, entity.label, self.planner.lang):
            return listed, "lexicon"
        return _with_origin(self._name(entity, said), "name")

    def _name(self, entity: Entity, said: str) -> str | None:
        """The other name of what an entity names, where its own is said in full; a Latin name in Thai text is kept."""
        if is_thai(said) == (self.planner.lang == "th"):
            return None if is_thai(said) else said
        source, target = (entity.name_th, entity.name_en)[:: 1 if self.planner.lang == "en" else -1]
        return target if target and (source is None or agree(said, source)) else None

    def _date(self, entity: Entity, said: str) -> str | None:
        """A date that says its own value; a relative one (วันนี้) is left to the engine."""
        value = None if entity.anchor else normalise_date(said)
        return render_date(value, self.planner.lang) if value else None

    def _person(self, said: str, names: NameTable) -> str | None:
        if self.planner.lang == "th":
            return names.to_thai(said)
        if not is_thai(said):
            return said
        _, title, name = split_title(said)
        latin = names.romanise(name)
        return latin and f"{title} {latin}".strip()


_TIMES = re.compile(r" ?ครั้งที่ ?(\d{1,3})(?!\d)")
_NTH = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th) $")
_BETWEEN = re.compile(
    r"(?: ?ครั้งที่ ?(?P<thai>\d{1,3}))?"
    r"(?:[(\[,:;/–-]|หรือ|\bor\b|\b[Tt]he\b|(?P<english>\d{1,3})(?:st|nd|rd|th)\b|\s)*"
)
"""What may stand between a long form and its short one: `(The 6th … : `, หรือ."""
_NEAR = 300
"""Code points between them, at most."""
_CLOSING = re.compile(r"\s?[)\]]")


@lru_cache(4)
def _untitled(glossary: tuple[Entry, ...]) -> list[tuple[str, str]]:
    return [(split_title(entry.th)[2], bare_english(entry.en)) for entry in glossary]


def _with_origin(target: str | None, origin: Origin) -> tuple[str, Origin] | None:
    return (target, origin) if target else None


def _origin(mention: Acronym) -> Origin:
    return {"document": "definition", "run": "run"}.get(mention.scope, "lexicon")  # type: ignore[return-value]


def _same(left: Acronym, right: Acronym) -> bool:
    pairs = ((left.long_th, right.long_th), (left.long_en, right.long_en))
    return any(one and other and agree(one, other) for one, other in pairs)


def _with_number(target: str, number: int, lang: Lang) -> str:
    """`5th X (Y)`, or in Thai `X ครั้งที่ 5 (Y)`."""
    if lang == "en":
        return f"{ordinal(number)} {target}"
    long, bracket, short = target.partition(" (")
    return f"{long} ครั้งที่ {number}{bracket}{short}"


def _phrases(text: str, pairs: Iterable[tuple[str, str]], origin: Origin) -> Iterator[Term]:
    """The places of each phrase, in any case of letters where it is more than a word.

    A Latin phrase stands between no letters or digits, a Thai one between clusters; a short Thai one is whole words.
    """
    edges: set[int] | None = None
    lowered = text.lower()
    for source, target in pairs:
        if source.split()[0].lower() not in lowered:
            continue
        flags = re.IGNORECASE if " " in source else 0
        for match in re.finditer(re.escape(source).replace(r"\ ", r"\s+"), text, flags):
            start, end = match.span()
            if not is_apart(text, start, end):
                continue
            if is_thai(source) and len(source) < _LONG_ENOUGH:
                edges = edges or {edge for token in split_tokens(text) for edge in token}
                if start not in edges or end not in edges:
                    continue
            yield Term(start, end, target, origin)


_INNER = re.compile("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")
"""What never begins a Thai cluster."""


def is_apart(text: str, start: int, end: int) -> bool:
    """Whether a phrase stands by itself: no Latin word or Thai cluster goes on across an end of it."""
    before, first, last, after = text[max(0, start - 1) : start], text[start], text[end - 1], text[end : end + 1]
    if _INNER.match(after):
        return False
    glued = [(before, first), (last, after)]
    return not any(_is_latin(one) and _is_latin(other) for one, other in glued)


def _is_latin(character: str) -> bool:
    return character.isalnum() and not is_thai(character)
