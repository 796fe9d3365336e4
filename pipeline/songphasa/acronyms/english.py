"""Where an English long form begins: every start in reach is ranked by letter alignment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from songphasa.acronyms.alignment import NEVER, align
from songphasa.acronyms.forms import stem_of
from songphasa.document import Span

_ARTICLE = re.compile(r"(?:the\s+)?(?:[0-9]{1,3}\s?(?:st|nd|rd|th)\s+)?", re.IGNORECASE)
_PLAIN = re.compile(r"[a-z\u00e0-\u024f]{3}")  # a long form is no short form itself
_ORDINAL = re.compile(r"(?P<number>[0-9]{1,3})(?:st|nd|rd|th)\s(?:[A-Z]{2,10}\s)?$")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u03ff]+|[0-9]+")
_STOP = re.compile(r"(?<![A-Z])[.!?;:]\s|[\n()\[\]“”\"\u0e00-\u0e7f]|\s(?P<dash>[-–—])\s(?![A-Z])")
# Brackets written on a word are part of it: GABA(A) receptor, benzo[a]pyrene, N-(1-naphthyl) ethylene.
_GLUED = re.compile(r"(?<=[A-Za-z0-9-])(?:\([^()\[\]\s]{1,24}\)|\[[^()\[\]\s]{1,24}\])")
_LOCANT = re.compile(
    r"(?<![A-Za-z0-9])(?:[0-9][0-9,'’]*-(?:[NOS]-)?|(?:[Aa]lpha|[Bb]eta|[Gg]amma|[Dd]elta)-)+$"
)  # 17-beta-estradiol
_REACH = 18  # words
_CHARACTERS = 240

ACCEPT_BASE = 0.7
ACCEPT_LETTER = 0.3
AFTER_HYPHEN = 0.5
SKIPPED, SKIPPED_PART, SKIPPED_NUMBER = 0.9, 0.45, 0.05  # a word, one after a hyphen, a number on a hyphen
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
    words = _words_before(text, floor, end, "-" in short)
    readings = [_ending(text, words, end, letters) for letters in letters_of(short)]
    best = min(filter(None, readings), key=lambda reading: reading.cost, default=None)
    if best is None or not _PLAIN.search(text, best.start, end):
        return None
    return _with_ordinal(text, floor, best, short)


def _with_ordinal(text: str, floor: int, long: Reading, short: str) -> Reading:
    """With the ordinal that the short form spells: 34th Executive Committee (EC-34), 34th ABC Executive Committee."""
    before = _ORDINAL.search(text, max(floor, long.start - 19), long.start)
    if before is None or not short.endswith(before["number"]):
        return long
    return Reading(before.start(), long.end, long.cost)


def _ending(text: str, words: Sequence[re.Match[str]], end: int, letters: str) -> Reading | None:
    words = words[-min(_REACH, 2 * len(letters) + 4) :]
    if not words or text[words[-1].end() : end].strip(")]"):
        return None
    costs = _align(text, letters, words)
    ranked = [(cost + _edge(text, word.start(), end), -word.start()) for cost, word in zip(costs, words, strict=True)]
    cost, start = min(ranked)
    return Reading(_with_locant(text, -start), end, cost) if cost <= tolerance(letters) else None


def read_after(text: str, start: int, ceiling: int, short: str) -> Reading | None:
    """The best long form from `start` that does not end after `ceiling`, or None where none fits the letters."""
    letters = letters_of(short)[-1]
    words = _words_after(text, start, ceiling)[: min(_REACH, 2 * len(letters) + 4)]
    if not words or words[0].start() != start or not _PLAIN.search(text, start, words[-1].end()):
        return None
    ranked = [(_align(text, letters, words[: many + 1])[0], word.end()) for many, word in enumerate(words)]
    cost, end = min(ranked)
    return Reading(start, end, cost) if cost <= tolerance(letters) and _PLAIN.search(text, start, end) else None


def read_whole(text: str, start: int, end: int, short: str) -> float:
    """The alignment cost of `[start, end)` as it stands; infinite where it does not begin with the first letter."""
    if not _PLAIN.search(text, start, end):
        return NEVER
    words = list(_WORD.finditer(text, start, end))[:_REACH]
    return min((_align(text, letters, words)[0] for letters in letters_of(short) if words), default=NEVER)


def _align(text: str, letters: str, words: Sequence[re.Match[str]]) -> list[float]:
    return align(letters, [word.group().lower() for word in words], [_skipped(text, word) for word in words])


def _skipped(text: str, word: re.Match[str]) -> float:
    """Short forms pass over a part of a hyphenated word more easily than over a word, and over the 3 of amino-3-ol."""
    after = text[word.end() : word.end() + 1]
    before = text[max(0, word.start() - 1) : word.start()]
    if word.group().isdigit() and "-" in (before, after):
        return SKIPPED_NUMBER
    return SKIPPED_PART if before == "-" else SKIPPED


def tolerance(letters: str) -> float:
    """The alignment cost up to which a long form is taken; longer short forms may read worse."""
    return ACCEPT_BASE + ACCEPT_LETTER * len(letters) + _ROUNDING


def _words_before(text: str, floor: int, end: int, dashed: bool) -> list[re.Match[str]]:
    """The words of the clause that ends at `end`; only a `dashed` short form reads across a dash before lower case."""
    begin = max(floor, end - _CHARACTERS)
    begin = max([begin, *(stop.end() for stop in _stops(text, begin, end) if not (dashed and stop["dash"]))])
    return list(_WORD.finditer(text, begin, end))


def _stops(text: str, start: int, end: int) -> list[re.Match[str]]:
    """What no long form crosses between two offsets."""
    glued = [match.span() for match in _GLUED.finditer(text, start, end)]
    stops = _STOP.finditer(text, start, end)
    return [stop for stop in stops if not any(begin <= stop.start() < close for begin, close in glued)]


def _words_after(text: str, start: int, ceiling: int) -> list[re.Match[str]]:
    stop = _STOP.search(text, start, min(ceiling, start + _CHARACTERS))
    return list(_WORD.finditer(text, start, stop.start() if stop else min(ceiling, start + _CHARACTERS)))


def _with_locant(text: str, start: int) -> int:
    """The start of a chemical name with the numbers and Greek letters written on it."""
    locant = _LOCANT.search(text, max(0, start - 24), start)
    return locant.start() if locant else start


def _edge(text: str, start: int, end: int) -> float:
    """What it costs to begin inside a hyphenated word, a pair of brackets, or a run of letters and digits."""
    before = text[start - 1 : start]
    if before.isalnum() or text.count("(", start, end) != text.count(")", start, end):
        return 2.0
    if _with_locant(text, start) < start:
        return 0.0
    return AFTER_HYPHEN if before in ("-", "–", "/", "'", "’") else 0.0
