"""Latin short forms: by their capitals and digits, with what only looks like them left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from songphasa.acronyms.forms import is_compact, is_latin, is_measure
from songphasa.acronyms.mention import KindOf, Mention
from songphasa.text.lines import lines_with

_STANDARD = re.compile(r"(?:ISO/IEC|ISO|IEC|TIS)[ \u00a0]?[0-9]{3,6}(?:[-:][0-9]{1,4}){0,3}|PM[ \u00a0]?2\.5")
_START = re.compile(r"[A-Za-z0-9](?<![A-Za-z0-9\u00c0-\u024f].)")
_LATIN = re.compile(
    rf"(?:{_STANDARD.pattern}"
    r"|(?:[A-Z]\.){2,6}(?![A-Za-z.])"
    r"|(?=[A-Za-z0-9&-]{0,30}[A-Z])[A-Za-z0-9]{1,40}(?:[-&][A-Za-z0-9]{1,40}){0,5})"
    r"(?![A-Za-z0-9\u00c0-\u024f])"
)
_SPACED = re.compile(
    r"[A-Z](?<![A-Za-z0-9-].)[A-Za-z0-9]{1,9}(?:[ \u00a0]?[-–][ \u00a0]?[A-Z][A-Za-z0-9]{0,9}){1,3}(?![A-Za-z0-9])"
)
# Bounded and anchored, so that a page of dots or letters is read in linear time.
_WEB = re.compile(
    r"(?:https?://|www\.)[!-~]+|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]+|@[A-Za-z0-9._-]+"
    r"|(?<![A-Za-z0-9.-])[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}"
    r"\.(?:com|org|net|info|gov|edu|int|io|(?:go|or|co|ac|in|mi)\.th|th)\b[!-'*-~]*"
)
_NEVER = re.compile(r"Wi-?Fi|M[Rr]S?|M[Rr]?s|D[Rr]|H\.E\.|X{0,3}(?:I[XV]|V?I{0,3})|[0-9]+(?:st|nd|rd|th)|AM")
_ERA = re.compile(r"B\.E\.|A\.D\.|C\.E\.")
_FISCAL = re.compile("FY[0-9]{2,4}")
_RATE = re.compile("(?P<stem>[A-Z]+)-[0-9]+")  # MRR-1.5%
_FRACTION = re.compile(r"[.,][0-9]|\s?%")
_COUNTED = re.compile(r"[A-Z]{1,2}[0-9]+|[0-9]+[A-Z]{1,2}")
_AT_WEB = re.compile(r"@|https?://|www\.|[A-Za-z0-9-]\.[A-Za-z0-9-]")
_CAPITALS = re.compile("[A-Z]{2}")
_SHOUTED_WORDS = 3
_SHOUTED = 0.7  # of the words of a line
_UNKNOWN_LONGEST = 7
_SPOKEN = 0.25  # share of vowels from which a longer unknown form is a word: STYLE, COMPASS
_ENGLISH = """
    ACT ALL AND ASIA BANK BE BIG BIKE BY CARE CITY CLUB CODE DAY DO EXPO FAIR FILM FOOD FOR FREE FUND GAME GO GOLD GREEN
    HERO HOME HOPE HUB IN IS KIDS LAB LIFE LINE LIVE LOGO LOVE MY NEW NEWS NEXT NO NOTE OF OLD ON ONE OPEN OR PARK PLUS
    POLL PRO RUN SAFE SALE SHOP SHOW SIAM SOFT STAR STEP STOP TALK TAX TEAM TECH TEEN THAI THE TIME TO TOP TOUR TRIP UP
    WE WEEK WORK WOW YOU ZOOM
"""
_WORDS = frozenset(_ENGLISH.split())


def find_written(text: str, forms: Sequence[str]) -> Iterator[Mention]:
    """Latin forms exactly as given, wherever no letter or digit is written on them."""
    pattern = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    for match in re.finditer(rf"(?<![A-Za-z0-9])(?:{pattern})(?![A-Za-z0-9])", text) if forms else ():
        yield Mention(match.start(), match.end(), "latin")


def find_spaced(text: str, kind_of_known: KindOf) -> Iterator[Mention]:
    """Known hyphenated forms with spaces round their dashes or with longer ones: IMT – GT, RT–PCR."""
    for match in _SPACED.finditer(text):
        joined = re.sub("[ \u00a0–-]+", "-", match.group())
        if joined != match.group() and kind_of_known(joined):
            yield Mention(match.start(), match.end(), "latin")


def find_latin(text: str, kind_of_known: KindOf) -> Iterator[Mention]:
    """Latin short forms, the known ones and those that are short enough to be one."""
    silent = _silent(text)
    for start, end in _candidates(text):
        while silent and silent[-1][1] <= start:
            silent.pop()
        if not (silent and silent[-1][0] < end):
            yield from _parts(text, start, end, kind_of_known)


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    end = 0
    for start in _START.finditer(text):
        match = _LATIN.match(text, start.start()) if start.start() >= end else None
        if match:
            end = match.end()
            yield match.span()


def _silent(text: str) -> list[tuple[int, int]]:
    """Where capitals say nothing, the last first: addresses of the web and headlines in capitals."""
    spans = [match.span() for line in lines_with(text, _AT_WEB) for match in _WEB.finditer(text, *line)]
    spans += [line for line in lines_with(text, _CAPITALS) if _shouts(text[slice(*line)])]
    return sorted(spans, reverse=True)


def _shouts(line: str) -> bool:
    words = re.findall("[A-Za-z]{2,}", line)
    capital = sum(map(str.isupper, words))
    return len(words) > _SHOUTED_WORDS and capital >= _SHOUTED * len(words) and not re.search("[ก-๛]", line)


def _parts(text: str, start: int, end: int, kind_of_known: KindOf) -> Iterator[Mention]:
    """The whole of a hyphenated form where it is known or all of it is short, else its parts."""
    form = text[start:end]
    if _ERA.fullmatch(form):
        yield Mention(start, end, "title")
    elif (rate := _RATE.fullmatch(form)) and _FRACTION.match(text, end):
        yield from _parts(text, start, start + len(rate["stem"]), kind_of_known)
    elif _STANDARD.fullmatch(form) or _is_short(text, start, end, kind_of_known):
        yield Mention(start, end, "latin")
    elif "-" in form or "&" in form:
        for part in re.finditer("[^-&]+", form):
            yield from _parts(text, start + part.start(), start + part.end(), kind_of_known)


def _is_short(text: str, start: int, end: int, kind_of_known: KindOf) -> bool:
    form = text[start:end]
    if _NEVER.fullmatch(form) or is_measure(form):
        return False
    if kind_of_known(form):
        return is_latin(form)
    pieces = re.split("[-&]", form)
    whole = all(is_compact(piece) or piece.isdigit() or len(piece) == 1 for piece in pieces) and "ASEAN" not in pieces
    plain = _FISCAL.fullmatch(form) or not _COUNTED.fullmatch(form)
    return is_compact(form) and whole and bool(plain) and _alone(text, start, end, kind_of_known)


def _alone(text: str, start: int, end: int, kind_of_known: KindOf) -> bool:
    """An unknown form is short, no English word, and no word of a name in capitals (ALL HOME EXPO)."""
    if "." in text[start:end] or _is_spoken(text[start:end]):
        return False
    before = re.search(r"([A-Za-z]+)[ \u00a0]$", text[max(0, start - 16) : start])
    after = re.match(r"[ \u00a0]([A-Za-z]+)", text[end : end + 16])
    beside = [match.group(1) for match in (before, after) if match]
    named = any(len(word) > 1 and word.isupper() and not kind_of_known(word) for word in beside)
    return not named and (end - start <= _UNKNOWN_LONGEST or "-" in text[start:end])


def _is_spoken(form: str) -> bool:
    vowels = sum(letter in "AEIOU" for letter in form)
    return form in _WORDS or (len(form) > 4 and form.isalpha() and vowels >= _SPOKEN * len(form))
