"""Dates as ISO 8601 and EDTF write them, read from Thai and English spans that say their value themselves.

`datetime.date` knows which days there are; dateutil and Babel read neither Buddhist years nor ranges. Buddhist years
are 543 ahead: since 1941 the year begins in January, older days of January to March may be meant a year later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from songphasa.text.months import ENGLISH, MISSPELLED_JULY, SHORT, THAI

_ENGLISH = tuple(name.lower() for name in ENGLISH)
_MONTHS = {
    **{name.replace(".", ""): month for names in (THAI, SHORT, _ENGLISH) for month, name in enumerate(names, 1)},
    **{name[:3]: month for month, name in enumerate(_ENGLISH, 1)},
    "sept": 9,
    MISSPELLED_JULY: 7,
}
"""Months by their names in lower case without dots."""

_TH_MONTH = rf"(?:เดือน ?)?(?P<month>{'|'.join(THAI)}|{MISSPELLED_JULY}|{'|'.join(SHORT).replace('.', '[.]?')})\.?"
_EN_MONTH = rf"(?P<month>{'|'.join(_ENGLISH)}|sept|{'|'.join(name[:3] for name in _ENGLISH)})\.?"
_DAY = r"(?P<day>[0-2๐-๒]?\d|[3๓][01๐๑])(?!\d)"
_EN_DAY = rf"{_DAY}(?:st|nd|rd|th)?"
_ERA = r"(?P<era>พ\.ศ\.|พุทธศักราช|B\.E\.|ค\.ศ\.|คริสต์ศักราช|A\.D\.)?"
_YEAR = rf"(?:ปี ?)?{_ERA} ?(?P<year>\d{{4}})"
_ANY_YEAR = rf"(?:ปี ?)?{_ERA} ?(?P<year>\d{{4}}|\d\d)"
_WEEKDAY = "(?:วัน(?:(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์) ?)?ที่ ?|(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_WEEKDAY}(?:{_DAY} ?)?{_TH_MONTH}(?:,? ?{_ANY_YEAR})?",
        rf"{_WEEKDAY}(?:{_EN_DAY}(?: of)? ?)?{_EN_MONTH}(?:,? ?{_YEAR})?",
        rf"{_WEEKDAY}{_EN_MONTH} ?{_EN_DAY}(?:,? ?{_YEAR})?",
        rf"{_WEEKDAY}{_EN_DAY}(?:, ?{_YEAR})?",  # a side of a range: 9 of 9-10 May, 16, 2024 of May 12-16, 2024
        _ANY_YEAR,
        r"(?P<day>\d{1,2})(?P<by>[/.-])(?P<month>\d{1,2})(?P=by)(?P<year>\d{4}|\d\d)",
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"(?:ไตรมาส(?:ที่)? ?|Q)(?P<quarter>[1-4๑-๔]|แรก)(?: ?(?:/|ของ) ?| )?(?:{_YEAR})?",
        rf"(?P<quarter>[1-4])(?:st|nd|rd|th) quarter(?:(?: of)? {_YEAR})?",
    )
]
_SHORT_RANGE = re.compile(rf"({_ERA} ?(\d\d)\d\d ?[-–—/] ?)(\d\d)")
_TO = re.compile(r" ?(?:[-–—]|ถึง|to\b|(?<=\d{4})/(?=\d{4})) ?", re.IGNORECASE)
_AND = re.compile(r" ?(?:และ|\band\b|,(?= ?\d\d?(?!\d))) ?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Point:
    """A year, a month or quarter (33 to 36, as EDTF has it) and a day, as far as they are said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


def normalise_date(text: str) -> str | None:
    """What a date says by itself, in ISO 8601 and EDTF (https://www.loc.gov/standards/datetime), in Christian years.

    Years from 2400 to 2699 without an era are Buddhist, and so are two digits from 30 to 79 behind a Thai or numeric
    month, or from 32 alone; other years of two digits are not read. Numbers have the day first.

    Returns:
        `2020-09-29`, `2023-02`, `2023`, the quarter `2026-33`, the range `2021/2025`, the set `{2023-01,2023-04}`; None
        where the document is needed (today, a weekday, a month or quarter without a year, a fiscal year), and of
        dates that there are not.
    """
    said = _SHORT_RANGE.sub(r"\1\3\4", said) if _SHORT_RANGE.fullmatch(said := " ".join(text.split())) else said
    if point := _read(said):
        return _write(point)
    if len(sides := _AND.split(said)) > 1:
        values = _values(sides)
        return f"{{{','.join(values)}}}" if values else None
    values = _values(_TO.split(said))
    return "/".join(values) if len(values) == 2 and values[0] < values[1] else None


def _values(sides: Sequence[str]) -> list[str]:
    """The values of several dates that share what they say once; none where one has none, or another precision."""
    points = [point for side in sides if (point := _read(side))]
    values = [value for point in _share(points) if (value := _write(point))]
    return values if len(values) == len(sides) and len(set(map(len, values))) == 1 else []


def _read(said: str) -> _Point | None:
    found = next(filter(None, (form.fullmatch(said) for form in _FORMS)), None)
    if found is None:
        return None
    part = found.groupdict()
    month, day, quarter = part.get("month"), part.get("day"), part.get("quarter")
    if quarter:
        number: int | None = 32 + (1 if quarter == "แรก" else int(quarter))
    else:
        number = _month(month) if month else None
    return _Point(_year(part.get("year"), part.get("era")), number, int(day) if day else None)


def _month(said: str) -> int:
    return int(said) if said.isdecimal() else _MONTHS[said.replace(".", "").lower()]


def _year(said: str | None, era: str | None) -> int | None:
    """A Christian year from 1000 to 2399, None where it is another one or not certain."""
    if said is None:
        return None
    year = int(said)
    if len(said) == 2:
        year = year + 2500 if 30 <= year < 80 else 0
    is_buddhist = era[0].lower() in "พb" if era else 2400 <= year < 2700
    year -= 543 if is_buddhist else 0
    return year if 1000 <= year < 2400 else None


def _share(points: Sequence[_Point]) -> list[_Point]:
    """Dates with the year and month that a later one says, and the month that an earlier one does."""
    shared = []
    later = _Point()
    for point in reversed(points):
        month = point.month or (later.month if point.day else None)
        later = replace(point, year=point.year or later.year, month=month)
        shared.append(later)
    first = next((point.month for point in points if point.month), None)
    return [replace(point, month=point.month or first) if point.day else point for point in reversed(shared)]


def _write(point: _Point) -> str | None:
    if point.year is None or (point.day and not point.month):
        return None
    if point.day is not None:
        try:
            return date(point.year, point.month or 0, point.day).isoformat()
        except ValueError:
            return None
    return f"{point.year}-{point.month:02}" if point.month else str(point.year)
