"""Dates as ISO 8601 and EDTF write them, read from Thai and English spans.

`datetime.date` knows which days there are; dateutil, dateparser and Babel read neither ranges nor Buddhist years of two
digits, and PyThaiNLP's `thai_strptime` has to be told the form. Buddhist years are 543 ahead: since 1941 the year
begins in January, older days of January to March may be meant a year later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

from songphasa.text.months import ENGLISH, MISSPELLED_JULY, SHORT, THAI
from songphasa.text.years import BUDDHIST, FIRST_BUDDHIST

_ENGLISH = tuple(name.lower() for name in ENGLISH)
_MONTHS = {
    **{name.replace(".", ""): month for names in (THAI, SHORT, _ENGLISH) for month, name in enumerate(names, 1)},
    **{name[:3]: month for month, name in enumerate(_ENGLISH, 1)},
    "sept": 9,
    MISSPELLED_JULY: 7,
}
"""Months by their names in lower case without dots."""

WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
"""Thai days of the week, Monday first."""

_TH_MONTH = rf"(?:เดือน ?)?(?P<month>{'|'.join(THAI)}|{MISSPELLED_JULY}|{'|'.join(SHORT).replace('.', '[.]?')})\.?"
_EN_MONTH = rf"(?P<month>{'|'.join(_ENGLISH)}|sept|{'|'.join(name[:3] for name in _ENGLISH)})\.?"
_DAY = r"(?P<day>[0-2๐-๒]?\d|[3๓][01๐๑])(?!\d)"
_EN_DAY = rf"{_DAY}(?:st|nd|rd|th)?"
_ERA = r"(?P<era>พ\.ศ\.|พุทธศักราช|B\.E\.|ค\.ศ\.|คริสต์ศักราช|A\.D\.)?"
_YEAR = rf"(?:ปี ?)?{_ERA} ?(?P<year>\d{{4}})"
_ANY_YEAR = rf"(?:ปี ?)?{_ERA} ?(?P<year>\d{{4}}|\d\d)"
_WEEKDAY = rf"(?:วัน(?:(?:{'|'.join(WEEKDAYS)}) ?)?ที่ ?|(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
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
_QUARTERS = re.compile(r"(ไตรมาส(?:ที่)? ?)([1-4๑-๔]) ?[-–—] ?(?=[1-4๑-๔](?!\d))")
_TO = re.compile(r" ?(?:[-–—]|ถึง(?:วันที่ ?)?|to\b|(?<=\d{4})/(?=\d{4})) ?", re.IGNORECASE)
_AND = re.compile(r" ?(?:และ|\band\b|,(?= ?\d\d?(?!\d))) ?", re.IGNORECASE)
_FISCAL = re.compile(r"(?:(?:ปี)?งบ(?:ประมาณ)?|FY|fiscal year) ?(?=\S)", re.IGNORECASE)
_DECADE = re.compile(r"(?:ทศวรรษ(?:ที่)? ?(?P<thai>\d{3}[0๐])|(?:the )?(?P<english>\d{3}0)['’]?s)", re.IGNORECASE)

_DAYS_AWAY = {
    **{"เมื่อวานซืน": -2, "เมื่อวานซืนนี้": -2, "เมื่อวาน": -1, "เมื่อวานนี้": -1, "วานนี้": -1, "yesterday": -1},
    **{"วันนี้": 0, "today": 0, "พรุ่งนี้": 1, "วันพรุ่งนี้": 1, "tomorrow": 1, "มะรืนนี้": 2, "มะรืน": 2},
}
_MONTHS_AWAY = {
    **{"เดือนที่แล้ว": -1, "เดือนก่อน": -1, "เดือนที่ผ่านมา": -1, "last month": -1},
    **{"เดือนนี้": 0, "this month": 0, "เดือนหน้า": 1, "next month": 1},
}
_YEARS_AWAY = {
    **{"ปีที่แล้ว": -1, "ปีก่อน": -1, "ปีที่ผ่านมา": -1, "last year": -1},
    **{"ปีนี้": 0, "this year": 0, "ปีหน้า": 1, "next year": 1},
}
_NEAR, _NEAR_ACROSS = 150, 90
"""Days from the dateline within which a day or month without a year is meant, in its year and across the new year."""


@dataclass(frozen=True, slots=True)
class _Point:
    """A year, a month or quarter (33 to 36, as EDTF has it) and a day, as far as they are said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@lru_cache(maxsize=4096)  # a release says its date often
def normalise_date(text: str, dateline: date | None = None, year: int | None = None) -> str | None:
    """What a date says, in ISO 8601 and EDTF (https://www.loc.gov/standards/datetime), in Christian years.

    Years from 2400 to 2699 without an era are Buddhist, and so are two digits from 30 to 79 behind a Thai or numeric
    month, or from 32 alone; other years of two digits are not read. Numbers have the day first. A fiscal year is that
    of the Thai government, from October before it to September.

    Args:
        text: the date as it is written.
        dateline: the day that words such as today are counted from; of days and months without a year the one nearest
            to it is meant, where one is clearly the nearest.
        year: the Christian year of days and months without one, where it is known better.

    Returns:
        `2020-09-29`, `2023-02`, `2023`, the quarter `2026-33`, the decade `199X`, the range `2021/2025`, the set
        `{2023-01,2023-04}`; None where the document is needed (today, a weekday, a month or quarter without a year)
        and not given, and of dates that there are not.
    """
    said = " ".join(text.split())
    if len(said) > 100:  # no date is so long, and the forms would be tried in vain
        return None
    if prefix := _FISCAL.match(said):
        return to_fiscal(normalise_date(said[prefix.end() :]))
    if decade := _DECADE.fullmatch(said):
        return _decade(int(decade["thai"] or decade["english"]))
    said = _SHORT_RANGE.sub(r"\1\3\4", said) if _SHORT_RANGE.fullmatch(said) else said
    said = _QUARTERS.sub(r"\1\2-\1", said)
    if values := _values([said], dateline, year):
        return values[0]
    if len(sides := _AND.split(said)) > 1:
        values = _values(sides, dateline, year)
        return f"{{{','.join(values)}}}" if values else None
    values = _values(_TO.split(said), dateline, year)
    return _range(*values) if len(values) == 2 and values[0] < values[1] else None


def _range(first: str, last: str) -> str:
    """From one date to another; quarters, which EDTF allows in no range, by their first and last month."""
    if first[5:7] > "12":
        first = f"{first[:5]}{3 * (int(first[5:]) - 32) - 2:02}"
        last = f"{last[:5]}{3 * (int(last[5:]) - 32):02}"
    return f"{first}/{last}"


def to_fiscal(value: str | None) -> str | None:
    """The days of the Thai fiscal year with the number of a year, or of a range of them; None of another date."""
    years = value.split("/") if value else []
    if not years or any(len(year) != 4 or not year.isdecimal() for year in years):
        return None
    return f"{int(years[0]) - 1}-10-01/{years[-1]}-09-30"


def _decade(first: int) -> str | None:
    """A Buddhist decade begins three years before one that EDTF can write."""
    if first < FIRST_BUDDHIST:
        return f"{first // 10}X" if first >= 1000 else None
    return f"{first - BUDDHIST}/{first + 9 - BUDDHIST}"


def _values(sides: Sequence[str], dateline: date | None, year: int | None) -> list[str]:
    """The values of dates that share what they say once; none where one has none, or another precision."""
    points = [point for side in sides if (point := _read(side, dateline))]
    values = [value for point in _with_years(_share(points), dateline, year) if (value := _write(point))]
    return values if len(values) == len(sides) and len(set(map(len, values))) == 1 else []


def _read(said: str, dateline: date | None) -> _Point | None:
    if dateline and (away := _read_away(said.lower(), dateline)):
        return away
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


def _read_away(said: str, dateline: date) -> _Point | None:
    """A day, month or year so far from the dateline."""
    if (days := _DAYS_AWAY.get(said)) is not None:
        if not MINYEAR < dateline.year < MAXYEAR:
            return None
        day = dateline + timedelta(days)
        return _Point(day.year, day.month, day.day)
    if (months := _MONTHS_AWAY.get(said)) is not None:
        years, month = divmod(dateline.month - 1 + months, 12)
        return _Point(dateline.year + years, month + 1)
    years_away = _YEARS_AWAY.get(said)
    return None if years_away is None else _Point(dateline.year + years_away)


def _month(said: str) -> int:
    return int(said) if said.isdecimal() else _MONTHS[said.replace(".", "").lower()]


def _year(said: str | None, era: str | None) -> int | None:
    """A Christian year from 1000 to 2399, None where it is another one or not certain."""
    if said is None:
        return None
    year = int(said)
    if len(said) == 2:
        year = year + 2500 if 30 <= year < 80 else 0
    is_buddhist = era[0].lower() in "พb" if era else FIRST_BUDDHIST <= year < 2700
    year -= BUDDHIST if is_buddhist else 0
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


def _with_years(points: list[_Point], dateline: date | None, year: int | None) -> list[_Point]:
    """Dates of which none says a year: the first in the year, or in the one nearest to the dateline, others behind."""
    if not points or any(point.year for point in points):
        return points
    if year is None:
        year = _nearest_year(points[0], dateline) if dateline else None
    if year is None:
        return points
    first = (points[0].month or 0, points[0].day or 0)
    return [replace(point, year=year + ((point.month or 0, point.day or 0) < first)) for point in points]


def _nearest_year(point: _Point, dateline: date) -> int | None:
    """The year that brings a day, or the middle of a month or quarter, near to the dateline."""
    if point.month is None:
        return None
    month = point.month if point.month <= 12 else 3 * (point.month - 32) - 1
    for year in (dateline.year - 1, dateline.year, dateline.year + 1):
        try:
            middle = date(year, month, point.day or 15)
        except ValueError:
            continue
        if abs((middle - dateline).days) <= (_NEAR if year == dateline.year else _NEAR_ACROSS):
            return year
    return None


def _write(point: _Point) -> str | None:
    if point.year is None or (point.day and not point.month):
        return None
    if point.day is not None:
        try:
            return date(point.year, point.month or 0, point.day).isoformat()
        except ValueError:
            return None
    return f"{point.year}-{point.month:02}" if point.month else str(point.year)
