"""Definitions in brackets: Thai long (English long : SF) and every other way in which Thai and English write it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher

from songphasa.acronyms.brackets import Bracket
from songphasa.acronyms.contents import Pair, read_pair, read_short, read_shorts, split_parts
from songphasa.acronyms.context import THAI, Context, Definition
from songphasa.acronyms.english import Reading, after_article, folded, read_whole, tolerance
from songphasa.acronyms.forms import DOTTED, LATIN, is_bare, is_compact, kind_of
from songphasa.acronyms.letters import LETTER_RUN
from songphasa.acronyms.thai import begins_with_head, folded_thai, letter_cost
from songphasa.document import Span

_LONGEST = 320  # characters; longer brackets are asides
_ROMAN = re.compile("[IVX]{2,4}")
_INITIALS = re.compile(r"(?=.{0,10}[A-Za-z])[A-Za-z0-9][A-Za-z0-9'().+-]{0,7}(?: [A-Za-z0-9]{1,6})?(?=$|[;,])")
_LAST = re.compile(rf"(?<![A-Za-z0-9.{THAI}])(?:{DOTTED}|{LETTER_RUN.pattern}|(?:[A-Z]\.){{2,6}}|{LATIN})$")
_NAMED = re.compile(rf"(?P<form>{DOTTED})\s?(?P<name>[{THAI}]{{2,40}})")
_LATIN_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9&' .-]*[A-Za-z0-9]")
_THAI_LETTER = re.compile(f"[{THAI}]")

# The highest cost at which a long form is taken, by what makes it credible.
_THAI_LIMIT = {"thai_dotted": 3.4, "thai_spelled": 2.0, "latin": 1.8}
_AGAINST_LIMIT = 1.0  # where a lexicon says otherwise
_LIKE = 0.5  # similarity of two wordings
_GLOSSED_LIMIT = 2.6
_ENGLISH_IN_THAI_LIMIT = 1.0
_CAPITAL_LIMIT = 0.75
_SURE = 0.5
_SMALL_LIMIT = 0.9


def read_bracket(context: Context, bracket: Bracket) -> Iterator[Definition]:
    """The definitions that a pair of brackets makes with what stands in it and before it."""
    inside = context.strip(bracket.open + 1, bracket.close)
    if not 1 <= inside.end - inside.start <= _LONGEST:
        return
    if shorts := read_shorts(context, inside):
        yield from _after_long(context, bracket, shorts)
    elif named := list(_after_named(context, bracket, inside)):
        yield from named
    else:
        yield from _inside(context, bracket, inside) or _initials(context, bracket, inside)


def _inside(context: Context, bracket: Bracket, inside: Span) -> list[Definition]:
    """(long : SF), else SF (long)."""
    pair = read_pair(context, inside)
    found = list(_paired(context, bracket, pair)) if pair else []
    short = None if found else short_before(context, bracket.open)
    return list(_after_short(context, short, inside)) if short else found


def _after_long(context: Context, bracket: Bracket, shorts: Sequence[Span]) -> Iterator[Definition]:
    """Long (SF), long (SF or SF)."""
    end = context.left_end(bracket.open)
    for short in shorts:
        if context.is_thai(end):
            yield from _after_thai(context, short, end)
        elif reading := context.english_before(end, context.said(short)):
            yield Definition(short.start, short.end, None, reading, "long (short)", reading.cost)


def _after_thai(context: Context, short: Span, end: int) -> Iterator[Definition]:
    """A Thai long form; or an English one in a Thai name: สมาคม Northern Data Alliance ประจำภูมิภาค (NDA)."""
    form = context.said(short)
    kind = kind_of(form.split()[0]) or "thai_spelled"
    thai = context.thai_before(end, form)
    if thai is None or thai.cost > _THAI_LIMIT[kind] or (kind == "latin" and not is_compact(form.split()[0])):
        return
    if is_bare(form) and letter_cost(context.said(thai), form) > _SURE:
        return
    if kind == "latin" and thai.cost > _AGAINST_LIMIT and _is_unlike(context.said(thai), context.long_forms(form)):
        return
    english = _english_within(context, thai, form) if kind == "latin" else None
    if english:
        yield Definition(short.start, short.end, None, english, "long (short)", english.cost)
    else:
        yield Definition(short.start, short.end, thai, None, "long (short)", thai.cost)


def _after_named(context: Context, bracket: Bracket, inside: Span) -> Iterator[Definition]:
    """Long and a name (SF and the same name): องค์การบริหารส่วนจังหวัดเลย (อบจ.เลย)."""
    match = _NAMED.fullmatch(context.text, inside.start, inside.end)
    end = context.left_end(bracket.open)
    if match and context.text.endswith(match["name"], 0, end):
        short, end = Span(*match.span("form")), context.left_end(end - len(match["name"]))
        found = _after_thai(context, short, end)
        yield from (one for one in found if one.thai and letter_cost(context.said(one.thai), match["form"]) <= _SURE)


def _is_unlike(thai: str, listed: Collection[str]) -> bool:
    """Whether a lexicon knows the short form, and by no wording that is like this one."""
    said = folded_thai(thai)
    return bool(listed) and all(SequenceMatcher(None, said, other).ratio() < _LIKE for other in listed)


def _english_within(context: Context, thai: Span, form: str) -> Reading | None:
    ends = [match.end() for match in _LATIN_WORDS.finditer(context.text, thai.start, thai.end)]
    english = context.english_before(ends[-1], form, thai.start) if ends else None
    return english if english and english.cost < _ENGLISH_IN_THAI_LIMIT else None


def _paired(context: Context, bracket: Bracket, pair: Pair) -> Iterator[Definition]:
    """Thai long (English long : SF), (Thai long : SF) and what varies them."""
    form = context.said(pair.short)
    gloss, thai = _languages(context, pair.long, form)
    english = _read_gloss(context, gloss, form, pair) if gloss else None
    if gloss and english is None:
        return
    end = context.left_end(bracket.open)
    if english and thai is None and context.is_thai(end):
        thai = _taken(context.thai_before(end, form, context.said(english)))
    if english or (thai and pair.rule != "(long short)"):
        cost = english.cost if english else 1.0
        yield Definition(pair.short.start, pair.short.end, thai, english, pair.rule, cost)


def _languages(context: Context, long: Span, form: str) -> tuple[Span | None, Span | None]:
    """The English and the Thai of a long form, which may hold one, the other, or both: Thai หรือ English."""
    if not _THAI_LETTER.search(context.text, long.start, long.end):
        return after_article(context.text, long), None
    parts = split_parts(context, long)
    thai = [part for part in parts if context.is_thai(part.end) and not read_short(context, part)]
    latin = [part for part in parts if not _THAI_LETTER.search(context.text, part.start, part.end)]
    gloss = Span(latin[0].start, long.end) if latin and latin[-1].end == long.end else None
    english = context.said(gloss) if gloss else ""
    return gloss, _taken(context.thai_before(thai[-1].end, form, english, long.start)) if thai else None


def _read_gloss(context: Context, gloss: Span, form: str, pair: Pair) -> Reading | None:
    """The English of a bracket: all of it where the letters fit or a colon or "or" says so, else its best ending."""
    limit = tolerance(folded(form)) if pair.rule != "(long short)" else _SURE
    whole = read_whole(context.text, gloss.start, gloss.end, form)
    if whole <= limit:
        return Reading(gloss.start, gloss.end, whole)
    if pair.rule == "(long : short)" and " " in context.said(gloss):
        return Reading(gloss.start, gloss.end, limit)
    ending = context.english_before(gloss.end, form, gloss.start)
    return ending if ending and ending.cost <= limit and pair.rule != "(short : long)" else None


def _after_short(context: Context, short: Span, inside: Span) -> Iterator[Definition]:
    """SF (long)."""
    form = context.said(short)
    if context.is_thai(inside.end):
        cost = letter_cost(context.said(inside), form)
        unknown = kind_of(form) == "latin" and not context.long_forms(form)
        if cost <= _SURE or (unknown and begins_with_head(context.said(inside))):
            yield Definition(short.start, short.end, inside, None, "short (long)", min(cost, 1.0))
    else:
        english = after_article(context.text, inside)
        cost = read_whole(context.text, english.start, english.end, form)
        if cost <= tolerance(folded(form)):
            yield Definition(short.start, short.end, None, english, "short (long)", cost)


def short_before(context: Context, end: int) -> Span | None:
    """The short form that ends at `end`, over spaces and quotation marks."""
    end = context.strip(max(0, end - 40), end).end
    match = _LAST.search(context.text[max(0, end - 20) : end])
    if match is None or kind_of(match.group()) is None or _ROMAN.fullmatch(match.group()):
        return None
    return Span(end - len(match.group()), end)


def _initials(context: Context, bracket: Bracket, inside: Span) -> Iterator[Definition]:
    """Long (sf): a short form in small letters, of two words or of one letter is credible by English initials alone."""
    match = _INITIALS.match(context.text, inside.start, inside.end)
    end = context.left_end(bracket.open)
    if match is None or context.is_thai(end):
        return
    reading = context.english_before(end, match.group())
    if reading and reading.cost <= _initials_limit(match.group()):
        yield Definition(match.start(), match.end(), None, reading, "long (initials)", reading.cost)


def _initials_limit(form: str) -> float:
    """Capitals are credible, small letters less, and one small letter is a footnote or a plural."""
    if sum(map(str.isupper, form)) > 1:
        return tolerance(folded(form))
    if form[0].isupper():
        return _CAPITAL_LIMIT
    return _SMALL_LIMIT if len(form) > 1 else -1.0


def _taken(reading: Reading | None) -> Span | None:
    return Span(reading.start, reading.end) if reading and reading.cost <= _GLOSSED_LIMIT else None
