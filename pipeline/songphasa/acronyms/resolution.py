"""Mentions and definitions brought together: each short form with its long forms and where they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from songphasa.acronyms.context import Definition
from songphasa.acronyms.definitions import find_definitions
from songphasa.acronyms.forms import keys_of, kind_of, stem_of
from songphasa.acronyms.letters import spell
from songphasa.acronyms.lexicon import Lexicon, Sense
from songphasa.acronyms.mention import Mention
from songphasa.acronyms.mentions import find_mentions
from songphasa.acronyms.senses import choose
from songphasa.acronyms.thai import folded_thai
from songphasa.document import Acronym, Document, Kind, Span


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a document says a short form is short for."""

    thai: Span | None
    english: Span | None
    rule: str
    cost: float


def find_acronyms(document: Document, lexicons: Sequence[Lexicon]) -> list[Acronym]:
    """Every short form of a document, sorted; the lexicons are asked in order."""
    text = document.text

    def long_forms(form: str) -> frozenset[str]:
        return frozenset().union(*(lexicon.long_forms_of(form) for lexicon in lexicons))

    definitions = find_definitions(text, long_forms, document.entities, document.sentences)
    meanings = merge(text, definitions)

    def kind_of_known(form: str) -> Kind | None:
        if any(key in meanings for key in _evident_keys(form)):
            return kind_of(form) or ("latin" if form.isascii() else "thai_spelled")
        return next((kind for lexicon in lexicons if (kind := _kind_in(lexicon, form))), None)

    words = tuple(word for lexicon in lexicons for word in lexicon.words)
    defined = {text[definition.start : definition.end] for definition in definitions}
    odd = sorted(form for form in defined if kind_of(form) is None and form.isascii() and len(form) > 1)
    mentions = find_mentions(text, kind_of_known, words, odd)
    listed = _listed(text, mentions, lexicons)
    return [_resolve(text, mention, meanings, listed, lexicons) for mention in mentions]


def _evident_keys(form: str) -> tuple[str, ...]:
    """The keys that show a form to be one; two letter names are too often a word to go by the letters they spell."""
    spelled = spell(form)
    return keys_of(form)[:1] if spelled and len(spelled) == 2 else keys_of(form)


def _kind_in(lexicon: Lexicon, form: str) -> Kind | None:
    if not any(key in lexicon.senses for key in _evident_keys(form)):
        return None
    listed = lexicon.find(form)[0].kind
    return listed if listed == "title" else kind_of(form) or listed


def merge(text: str, definitions: Sequence[Definition]) -> dict[str, Meaning]:
    """Definitions by key: of several for one short form the first that fits about as well as the best is kept.

    A language that it lacks is taken from the next one; a numbered form defines the form without its number as well.
    """
    found: dict[str, list[Definition]] = {}
    for definition in definitions:
        for key in _evident_keys(text[definition.start : definition.end]):
            found.setdefault(key, []).append(definition)
    return {key: _meaning(several) for key, several in found.items()}


def _meaning(definitions: Sequence[Definition]) -> Meaning:
    best = min(definition.cost for definition in definitions)
    first, *others = sorted(definitions, key=lambda definition: definition.cost > best + _AS_GOOD)
    thai = next((other.thai for other in (first, *others) if other.thai), None)
    english = next((other.english for other in (first, *others) if other.english), None)
    return Meaning(thai, english, first.rule, first.cost)


Listed = Mapping[tuple[str, Kind], tuple[Lexicon, Sequence[Sense]]]
"""The senses of each short form of a document, as one kind, from the first lexicon that has it."""


def _listed(text: str, mentions: Sequence[Mention], lexicons: Sequence[Lexicon]) -> Listed:
    places: dict[tuple[str, Kind], list[Mention]] = {}
    for mention in mentions:
        places.setdefault((text[mention.start : mention.end], mention.kind), []).append(mention)
    found = {}
    for (form, kind), same in places.items():
        first = next(((lexicon, senses) for lexicon in lexicons if (senses := lexicon.find(form, kind))), None)
        if first:
            found[form, kind] = first[0], choose(form, first[1], text, same)
    return found


def _resolve(
    text: str, mention: Mention, meanings: dict[str, Meaning], listed: Listed, lexicons: Sequence[Lexicon]
) -> Acronym:
    form = text[mention.start : mention.end]
    meaning = next((meanings[key] for key in _evident_keys(form) if key in meanings), None)
    lexicon, senses = listed.get((form, mention.kind), (None, ()))
    # ทล.41 is a road even where the document says that ทล. is a department.
    if meaning and not (mention.kind == "title" and senses and senses[0].kind == "title"):
        return _from_document(text, mention, form, meaning, lexicons)
    if lexicon:
        return _from_lexicon(mention, form, senses, lexicon)
    return Acronym(mention.start, mention.end, mention.kind, score=_UNKNOWN)


_AS_GOOD = 1.0  # in cost
_UNKNOWN = 0.5
_FIRST = 0.9
_AMBIGUOUS = 0.6


def _from_document(text: str, mention: Mention, form: str, meaning: Meaning, lexicons: Sequence[Lexicon]) -> Acronym:
    thai = text[meaning.thai.start : meaning.thai.end] if meaning.thai else None
    english = text[meaning.english.start : meaning.english.end] if meaning.english else None
    if thai is None or english is None:
        thai, english = _complete(thai, english, [s for lexicon in lexicons for s in lexicon.find(form)])
    long = meaning.thai or meaning.english
    return Acronym(
        mention.start,
        mention.end,
        mention.kind,
        long_th=thai,
        long_en=english,
        scope="document",
        definition_start=long.start if long else None,
        definition_end=long.end if long else None,
        score=round(max(0.5, 1 - max(meaning.cost, 0) / 6), 2),
        source=meaning.rule,
    )


def _complete(thai: str | None, english: str | None, senses: Sequence[Sense]) -> tuple[str | None, str | None]:
    """The language that the document does not give, from the first sense that agrees with the one it gives."""
    for sense in senses:
        if thai and sense.long_th and agree(thai, sense.long_th):
            return thai, sense.long_en
        if english and sense.long_en and agree(english, sense.long_en):
            return sense.long_th, english
    return thai, english


def agree(said: str, listed: str) -> bool:
    """Whether two long forms are the same but for white space, case, signs, an article or a type word at one edge."""
    one, other = (folded_thai("".join(filter(_counts, long.lower().removeprefix("the ")))) for long in (said, listed))
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and shorter in longer and 4 * len(shorter) >= 3 * len(longer)


def _counts(character: str) -> bool:
    return character.isalnum() or "\u0e30" <= character <= "\u0e4e"


def _from_lexicon(mention: Mention, form: str, senses: Sequence[Sense], lexicon: Lexicon) -> Acronym:
    first = senses[0]
    number = _number_on(form, first)
    return Acronym(
        mention.start,
        mention.end,
        mention.kind,
        long_th=first.long_th and first.long_th + number,
        long_en=first.long_en and first.long_en + number,
        scope=lexicon.scope,
        score=_FIRST if len(senses) == 1 else _AMBIGUOUS,
        source=lexicon.name,
    )


def _number_on(form: str, sense: Sense) -> str:
    """The number of a form that the lexicon has without it: TIS 2979 is "Thai Industrial Standard 2979"."""
    stem = stem_of(form)
    return f" {form[len(stem) :].lstrip('- ')}" if stem and stem == sense.short else ""
