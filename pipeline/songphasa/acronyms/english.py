"""Where an English long form begins: every start in reach is ranked by letter alignment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from songphasa.acronyms.alignment import NEVER, align
from songphasa.acronyms.forms import stem_of
from songphasa.document import Span

_ARTICLE = re.compile(r"(?:the\s+)?(?:[0-9]{1,3}\s?(?:st|nd|rd|th)\s+)?", re.IGNORECASE)
_PLAIN = re.compile(r"[a-z\u00e0-\u024f]{3}")  # a long form is no short form itself
_ORDINAL = re.compile(r"(?P<number>[0-9]{1,3})(?:st|nd|rd|th)\s$")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u03ff]+|[0-9]+")
_STOP = re.compile(r"(?<![A-Z])[.!?;:]\s|[\n()\[\]“”\"\u0e00-\u0e7f]|\s[-–—]\s(?![A-Z])")
_LOCANT = re.compile(
    r"(?<![A-Za-z0-9])(?:[0-9][0-9,'’]*-|(?:[Aa]lpha|[Bb]eta|[Gg]amma|[Dd]elta)-)+$"
)  # 17-beta-estradiol
_REACH = 18  # words
_CHARACTERS = 240

ACCEPT_BASE = 0.7
ACCEPT_LETTER = 0.3
AFTER_HYPHEN = 0.5
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Reading(Span):
    """A long form `[start, end)` and its cost, 0 for plain initials."""

    cost: float


def after_article(text: str, long: Span) -> Span:
    """A long form without "The 5th" before it."""
    article = _ARTICLE.match(text, long.start, long.end)
    return Span(article.end() if article else long.start, long.end)


def folded(short: str) -> str:
    """The letters and digits of a short form in lower case, without the s of a plural (SMEs, D-SIBs)."""
    plain = re.sub(r"(?<=[A-Z0-9])s\b", "", short)
    return "".join(character for character in plain if character.isalnum()).lower()


def letters_of(short: str) -> list[str]:
    """The letters of a short form; where a number follows them (EC-34, PP-18), also without it."""
    stem = stem_of(short)
    return [way for way in (folded(short), folded(stem or "")) if way]


def read_before(text: str, floor: int, end: int, short: str) -> Reading | None:
    """The best long form that ends at `end` and does not begin before `floor`, or None where none fits the letters."""
    readings = [_ending(text, floor, end, letters) for letters in letters_of(short)]
    best = min(filter(None, readings), key=lambda reading: reading.cost, default=None)
    if best is None or not _PLAIN.search(text, best.start, end):
        return None
    return _with_ordinal(text, floor, best, short)


def _with_ordinal(text: str, floor: int, long: Reading, short: str) -> Reading:
    """With the ordinal that the short form spells: 34th Executive Committee (EC-34)."""
    before = _ORDINAL.search(text, max(floor, long.start - 8), long.start)
    if before is None or not short.endswith(before["number"]):
        return long
    return Reading(before.start(), long.end, long.cost)


def _ending(text: str, floor: int, end: int, letters: str) -> Reading | None:
    words = _words_before(text, floor, end)[-min(_REACH, 2 * len(letters) + 4) :]
    if not words or words[-1].end() != end:
        return None
    costs = align(letters, [word.group().lower() for word in words])
    ranked = [(cost + _edge(text, word.start()), -word.start()) for cost, word in zip(costs, words, strict=True)]
    cost, start = min(ranked)
    return Reading(_with_locant(text, -start), end, cost) if cost <= tolerance(letters) else None


def read_after(text: str, start: int, ceiling: int, short: str) -> Reading | None:
    """The best long form from `start` that does not end after `ceiling`, or None where none fits the letters."""
    letters = letters_of(short)[-1]
    words = _words_after(text, start, ceiling)[: min(_REACH, 2 * len(letters) + 4)]
    if not words or words[0].start() != start:
        return None
    said = [word.group().lower() for word in words]
    ranked = [(align(letters, said[: many + 1])[0], word.end()) for many, word in enumerate(words)]
    cost, end = min(ranked)
    return Reading(start, end, cost) if cost <= tolerance(letters) else None


def read_whole(text: str, start: int, end: int, short: str) -> float:
    """The alignment cost of `[start, end)` as it stands; infinite where it does not begin with the first letter."""
    if not _PLAIN.search(text, start, end):
        return NEVER
    words = [word.group().lower() for word in _WORD.finditer(text, start, end)][:_REACH]
    return min((align(letters, words)[0] for letters in letters_of(short) if words), default=NEVER)


def tolerance(letters: str) -> float:
    """The alignment cost up to which a long form is taken; longer short forms may read worse."""
    return ACCEPT_BASE + ACCEPT_LETTER * len(letters) + _ROUNDING


def _words_before(text: str, floor: int, end: int) -> list[re.Match[str]]:
    begin = max(floor, end - _CHARACTERS)
    begin = max([begin, *(stop.end() for stop in _STOP.finditer(text, begin, end))])
    return list(_WORD.finditer(text, begin, end))


def _words_after(text: str, start: int, ceiling: int) -> list[re.Match[str]]:
    stop = _STOP.search(text, start, min(ceiling, start + _CHARACTERS))
    return list(_WORD.finditer(text, start, stop.start() if stop else min(ceiling, start + _CHARACTERS)))


def _with_locant(text: str, start: int) -> int:
    """The start of a chemical name with the numbers and Greek letters written on it."""
    locant = _LOCANT.search(text, max(0, start - 24), start)
    return locant.start() if locant else start


def _edge(text: str, start: int) -> float:
    """What it costs to begin inside a hyphenated word, or inside a run of letters and digits."""
    before = text[start - 1 : start]
    if before.isalnum():
        return 2.0
    if _with_locant(text, start) < start:
        return 0.0
    return AFTER_HYPHEN if before in ("-", "–", "/", "'", "’") else 0.0
