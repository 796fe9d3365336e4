"""Doubts about a translation that need no reference: each is a flag, found by one rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from songphasa.document import Term
from songphasa.text import months
from songphasa.text.digits import ARABIC
from songphasa.text.scripts import sentence_lang
from songphasa.text.tokens import split_tokens
from songphasa.text.years import BUDDHIST, FIRST_BUDDHIST
from songphasa.translation.rendering import Lang
from songphasa.translation.terms import missing_terms


@dataclass(frozen=True, slots=True)
class Translated:
    """A sentence, its translation into `lang`, the terms that it should hold and the engine's score if there is one."""

    source: str
    text: str
    lang: Lang
    terms: Sequence[Term] = ()
    score: float | None = None


def find_flags(said: Translated) -> tuple[str, ...]:
    """The flags of a translation, sorted; none where nothing speaks against it."""
    if not said.text.strip():
        return ("empty",)
    return tuple(sorted(name for name, doubtful in FLAGS.items() if doubtful(said)))


_SHORT = 20
_RATIOS = (0.4, 2.2)
"""Thai characters to an English one: 999 in 1,000 pairs of PUD and 995 of NTREX-128 are between."""
_LEAKED = 0.3
_LIKELY = 0.3
_OFTEN = 3
_HOURS = 24


def _length_ratio(said: Translated) -> bool:
    if len(said.source) < _SHORT:
        return False
    ratio = len(said.text) / len(said.source)
    return not _RATIOS[0] <= (ratio if said.lang == "th" else 1 / ratio) <= _RATIOS[1]


def _foreign_script(said: Translated) -> bool:
    """Thai that no term accounts for in an English translation; in a Thai one, Latin words that are no names."""
    text = said.text
    for term in sorted(said.terms, key=lambda term: -len(term.target)):
        text = text.replace(term.target, " ")
    if said.lang == "en":
        return _THAI.search(text) is not None
    latin = sum(map(len, _SMALL_WORD.findall(text)))
    return latin > _LEAKED * (latin + len(_THAI.findall(text)))


def _copied_source(said: Translated) -> bool:
    """The source as it is, though it says something in its own language."""
    same = "".join(said.source.split()) == "".join(said.text.split())
    return same and sentence_lang(said.source) != said.lang and len(_LETTERS.findall(said.source)) > 3


def _repetition(said: Translated) -> bool:
    """One run of words again and again, more often than the source repeats its own."""
    return _loops(said.text) > max(_OFTEN, _loops(said.source))


def _loops(text: str) -> int:
    """How often the same one to four words stand in a row, at most."""
    words = [word for start, end in split_tokens(text) if any(map(str.isalnum, word := text[start:end]))]
    return max((_in_a_row(words, size) for size in range(1, 5)), default=0)


def _in_a_row(words: Sequence[str], size: int) -> int:
    longest = run = 1
    for place in range(size, len(words)):
        run = run + 1 if words[place] == words[place - size] else size
        longest = max(longest, run // size)
    return longest


def _missing_numbers(said: Translated) -> bool:
    """A number of the source that the translation has neither in figures nor in words nor as another era's year."""
    there = Counter(_numbers(said.text))
    spoken = said.text.lower()
    return any(not _is_there(number, there, spoken) for number in set(_numbers(said.source)))


def _is_there(number: str, there: Counter[str], spoken: str) -> bool:
    whole, _, part = number.partition(".")
    value = int(whole)
    hours = (value - 12, value + 12) if value <= _HOURS else ()
    forms = {number, *(f"{hour}.{part}" if part else str(hour) for hour in hours)}
    words: tuple[str, ...] = ()
    if not part:
        forms |= {str(year) for year in _other_eras(value)}
        words = _WORDS[value] if value < len(_WORDS) else ()
    return bool(forms & there.keys()) or any(word in spoken for word in words) or _scaled(number, there)


def _other_eras(year: int) -> tuple[int, ...]:
    """What a Christian year, a Buddhist one or the last two digits of a Buddhist one may be in the other writings."""
    if year < 100:
        return (year + 2500 - BUDDHIST, year + 2500)
    if year >= FIRST_BUDDHIST:
        return (year - BUDDHIST, year - 2500)
    return (year + BUDDHIST, year + BUDDHIST - 2500)


def _scaled(number: str, there: Iterable[str]) -> bool:
    """The number times a power of ten: 5 หมื่นล้าน is 50 billion."""
    digits = number.replace(".", "").strip("0")
    return bool(digits) and any(other.replace(".", "").strip("0") == digits for other in there)


_SPOKEN = (
    ("zero", "no ", "ศูนย์", "ไม่"),
    ("one", "first", "หนึ่ง", "แรก", "เดียว"),
    ("two", "second", "twice", "both", "double", "สอง", "คู่"),
    ("three", "third", "สาม"),
    ("four", "fourth", "สี่"),
    ("five", "fifth", "ห้า"),
    ("six", "หก"),
    ("seven", "เจ็ด"),
    ("eight", "แปด"),
    ("nine", "ninth", "เก้า"),
    ("ten", "สิบ"),
    ("eleven", "สิบเอ็ด"),
    ("twelve", "twelfth", "สิบสอง"),
)
_MONTHS = ((), *((thai, english.lower()[:3]) for thai, english in zip(months.THAI, months.ENGLISH, strict=True)))
_WORDS = tuple(words + month for words, month in zip(_SPOKEN, _MONTHS, strict=True))
"""What a small number may be said as: in words, and as the month of a date in figures."""


def _numbers(text: str) -> list[str]:
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", text.translate(ARABIC))
    return [_plain(number) for number in re.findall(r"\d+(?:\.\d+)?", plain)]


def _plain(number: str) -> str:
    whole, _, part = number.partition(".")
    return f"{int(whole)}.{part.rstrip('0')}".rstrip(".") if part else str(int(whole))


_THAI = re.compile("[ก-๎]")
_SMALL_WORD = re.compile(r"\b[a-z]+\b")
_LETTERS = re.compile(r"[^\W\d_]")

FLAGS: dict[str, Callable[[Translated], bool]] = {
    "copied_source": _copied_source,
    "foreign_script": _foreign_script,
    "length_ratio": _length_ratio,
    "low_score": lambda said: said.score is not None and said.score < _LIKELY,
    "missing_numbers": _missing_numbers,
    "missing_terms": lambda said: bool(missing_terms(said.text, said.terms)),
    "repetition": _repetition,
}
"""The rules by their flags."""
