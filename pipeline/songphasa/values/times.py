"""Clock times and durations as ISO 8601 writes them: `T09:30`, `T09:30/T12:00`, `PT3H`, `P2Y6M`.

Thai hours in words (บ่ายสองโมง) are read by PyThaiNLP. A range of durations, which ISO 8601 does not have, is `P4M/P6M`.
Working days have no value.
"""

from __future__ import annotations

import re
from functools import lru_cache

from songphasa.values.amounts import read_words

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})[.:](?P<minute>\d\d) ?(?:น\.?|hrs?\.?|(?P<half>[ap])\.?m\.?)?"
    r"|(?P<military>\d\d)(?P<minutes>\d\d) ?hrs?\.?|(?P<whole>\d{1,2}) ?(?P<of>[ap])\.?m\.?",
    re.IGNORECASE,
)
_TO = re.compile(r" ?(?:[-–—]|ถึง|to\b) ?", re.IGNORECASE)
_NAMED = {"เที่ยงคืน": "T00:00", "midnight": "T00:00", "เที่ยง": "T12:00", "เที่ยงวัน": "T12:00", "noon": "T12:00"}
_SPOKEN = re.compile(r"[ก-๙\d ]{0,20}?(?:โมง|ทุ่ม|ตี)[ก-๙\d ]{0,20}")
_UNITS = {
    **{"ปี": "Y", "year": "Y", "เดือน": "M", "month": "M", "สัปดาห์": "W", "week": "W", "วัน": "D", "day": "D"},
    **{"ชั่วโมง": "TH", "ชม.": "TH", "hour": "TH", "นาที": "TM", "minute": "TM", "วินาที": "TS", "second": "TS"},
}
"""The letter of a unit, behind a T where it is one of the clock."""

_ENGLISH = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_UNIT = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_PART = re.compile(
    rf"(\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{'|'.join(_ENGLISH)}|[ก-๙]{{2,30}}?)[ -]?({_UNIT})s?(?: |$)", re.IGNORECASE
)
_FROM_TO = re.compile(rf"(\d+){_TO.pattern}(\d+[ -]?({_UNIT})s?)", re.IGNORECASE)
_LONGEST = 60


@lru_cache(maxsize=4096)
def read_time(text: str) -> str | None:
    """The ISO 8601 time or duration of a span; None where unknown."""
    said = " ".join(text.split())
    if len(said) > _LONGEST:
        return None
    return _clocks(said) or _NAMED.get(said.lower()) or _durations(said) or _spoken(said)


def _clocks(said: str) -> str | None:
    """One clock time or two; am and pm count for both where they are said once, but not in 11.00 - 1.00 pm."""
    sides = [_CLOCK.fullmatch(side) for side in _TO.split(said)]
    if len(sides) > 2 or None in sides:
        return None
    half = next((side["half"] or side["of"] for side in reversed(sides) if side), None)
    times = [_clock(side, half) for side in sides if side]
    known = [time for time in times if time]
    return "/".join(known) if len(known) == len(sides) and not (half and known != sorted(known)) else None


def _clock(side: re.Match[str], half: str | None) -> str | None:
    hour = int(side["hour"] or side["military"] or side["whole"])
    minute = int(side["minute"] or side["minutes"] or 0)
    if half := side["half"] or side["of"] or half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    is_one = (hour < 24 and minute < 60) or (hour, minute) == (24, 0)
    return f"T{hour:02}:{minute:02}" if is_one else None


def _durations(said: str) -> str | None:
    if found := _FROM_TO.fullmatch(said):
        first, last = _duration(f"{found[1]} {found[3]}"), _duration(found[2])
        return f"{first}/{last}" if first and last else None
    return _duration(said)


def _duration(said: str) -> str | None:
    """2 ปี 6 เดือน: parts one behind the other to the end."""
    written, at = "P", 0
    while at < len(said):
        part = _PART.match(said, at)
        number = _number(part[1]) if part else None
        if part is None or number is None:
            return None
        letter = _UNITS[part[2].lower()]
        written += f"{'T' if letter[0] == 'T' and 'T' not in written else ''}{number}{letter[-1]}"
        at = part.end()
    return written if at else None


def _number(said: str) -> str | None:
    if said[0].isdecimal():
        whole, _, rest = said.replace(",", "").partition(".")
        return f"{int(whole)}.{''.join(str(int(digit)) for digit in rest)}" if rest else str(int(whole))
    number = _ENGLISH.get(said.lower()) or read_words(said)
    return None if number is None else str(number)


def _spoken(said: str) -> str | None:
    """บ่าย 2 โมง, สองทุ่ม."""
    if not _SPOKEN.fullmatch(said):
        return None
    from pythainlp.util import num_to_thaiword, thaiword_to_time

    words = re.sub(r"\d+", lambda number: num_to_thaiword(int(number[0])), said).replace(" ", "")
    try:
        return f"T{thaiword_to_time(words)}"
    except (ValueError, TypeError, IndexError, KeyError):
        return None
