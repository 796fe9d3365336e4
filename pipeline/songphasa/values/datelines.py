"""What a date says where it stands: today in its document, a fiscal year behind its word, a day that is told beside it.

The dateline of a document is the day that it is written from. Releases show it in the first of their lines: alone, or
before the first sentence, behind at most the weekday, วันที่, เมื่อวันที่, วันนี้ ( or, with a dash after it, a place.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from songphasa.text.months import MISSPELLED_JULY, SHORT, THAI
from songphasa.values.dates import WEEKDAYS, normalise_date, to_fiscal

HEAD = 1_000
"""Characters of a document within which the line with its dateline begins."""

_S = "[ \u00a0\u200b]{0,2}"
_EN_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\\.?"
_TH_MONTH = f"(?:{'|'.join((*THAI, MISSPELLED_JULY))}|(?:{'|'.join(map(re.escape, SHORT))})\\.?)"
_FULL = (
    rf"(?:\d{{1,2}}{_S}(?:เดือน)?{_TH_MONTH}{_S}(?:พ\.ศ\.)?{_S}(?:\d{{4}}|\d\d)|\d{{1,2}}{_S}{_EN_MONTH},?{_S}\d{{4}}"
    rf"|{_EN_MONTH}{_S}\d{{1,2}},{_S}\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}|\d{{4}}-\d\d-\d\d)(?!\d)"
)
_DAY_WORD = rf"(?:ใน|เมื่อ)?วัน(?:{'|'.join(WEEKDAYS)})?{_S}ที่{_S}|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?|On){_S}"
_APPOSED = re.compile(rf"{_S}\(?{_S}(?:{_DAY_WORD})?({_FULL})")
_DATELINE = re.compile(
    rf"^{_S}(?:(?:{_DAY_WORD})?|(?:วันนี้|Today,?){_S}\(?(?:{_DAY_WORD})?)({_FULL})(?!{_S}[-–]{_S}\d)([^\n]*)"
    rf"|^[^\d\n]{{1,40}}[ \u00a0,)]({_FULL})(?={_S}[-–—]{_S}[^\d\s])",
    re.MULTILINE,
)
_DAY_BEFORE = re.compile(
    rf"({_FULL}|\d{{1,2}}{_S}{_TH_MONTH}|{_EN_MONTH}{_S}\d{{1,2}}|\d{{1,2}}{_S}{_EN_MONTH}){_S}\({_S}$"
)
_TODAY = frozenset({"วันนี้", "today"})
_FISCAL_BEFORE = re.compile(rf"(?:ปีงบ(?:ประมาณ)?|[Ff]iscal [Yy]ears?|\bFY){_S}$")
_BETWEEN_BEFORE = re.compile(rf"(?:[Bb]etween|ระหว่าง(?:วันที่|เดือน)?){_S}$")
_YEAR_AFTER = re.compile(
    rf"{_S}(?:ของ|ใน|of )?(?:(?P<every>ทุกปี|(?:each|every) year)|(?P<this>ปีนี้|this year)"
    rf"|(?P<last>ปี(?:ที่แล้ว|ก่อน|ที่ผ่านมา)|last year)|(?P<next>ปีหน้า|next year)"
    rf"|(?:ปี)?{_S}(?:พ\.ศ\.)?{_S}(?P<number>\d{{2,4}})(?![\d.:,])|(?P<fiscal>(?:ของ)?ปีงบ))"
)
_PAST_BEFORE = re.compile(rf"เมื่อ(?:วันที่|(?:ต้น|กลาง|ปลาย|สิ้น)?เดือน)?{_S}$")
_WEEKDAY = re.compile(rf"วัน({'|'.join(WEEKDAYS)})|(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}}")
_EN_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NEXT_AFTER, _LAST_AFTER = re.compile(rf"{_S}(?:นี้|ที่จะถึง)"), re.compile(rf"{_S}ที่(?:ผ่านมา|แล้ว)")
_NEXT_BEFORE, _LAST_BEFORE = re.compile(rf"\b[Tt]his{_S}$"), re.compile(rf"\b[Ll]ast{_S}$")
_BESIDE = 24
"""Characters before a date, and behind it, that are looked at."""


def find_dateline(text: str) -> date | None:
    """The day that a document is written from: the first that opens a line of text, else the last that is alone in one.

    None where no full date does so in the head of the document.
    """
    alone = None
    for line in _DATELINE.finditer(text, 0, HEAD):
        day = _day(line[1] or line[3])
        if day and (line[3] or line[2].strip(" \u00a0)")):
            return day
        alone = day or alone
    return alone


def _day(said: str, dateline: date | None = None) -> date | None:
    value = normalise_date(said, dateline)
    return date.fromisoformat(value) if value and len(value) == 10 else None


def read_date(text: str, start: int, end: int, dateline: date | None) -> tuple[str | None, date | None]:
    """The value of the date at `[start, end)`, as `normalise_date` writes it, and the day that it was counted from.

    Args:
        text: the document.
        start: where the date begins.
        end: where it ends.
        dateline: the day that the document is written from.

    Returns:
        The value, None where unknown; the day, None where the value stands without one.
    """
    said, before, after = text[start:end], text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]
    if value := normalise_date(said):
        return _in_context(value, before), None
    if said.lower() in _TODAY and (told := _APPOSED.match(text, end, end + 2 * _BESIDE)):
        dateline = _day(told[1]) or dateline
    if weekday := _WEEKDAY.fullmatch(said):
        day = dateline and _weekday(weekday, before, after, dateline)
        return (day.isoformat(), dateline) if day else (None, None)
    if recurring := normalise_date(said, None, 2000):
        return _with_year(said, recurring, before, after, dateline)
    value = normalise_date(said, dateline) if dateline else None
    return value, dateline if value else None


def _with_year(
    said: str, recurring: str, before: str, after: str, dateline: date | None
) -> tuple[str | None, date | None]:
    """A day or month in the year that is told behind it, else in the nearest to the dateline.

    Args:
        said: the date, which says no year.
        recurring: its value in the year 2000.
        before: what stands before it.
        after: what stands behind it.
        dateline: the day that the document is written from.
    """
    told = _YEAR_AFTER.match(after)
    if told and told["every"]:
        return (None if recurring[5:7] > "12" else re.sub(r"\b200[01]\b", "XXXX", recurring)), None
    if told and told["number"]:
        number = normalise_date(told["number"])
        return number and normalise_date(said, None, int(number)), None
    if dateline is None or (told and told["fiscal"]):
        return None, None
    is_past = _PAST_BEFORE.search(before) or _LAST_AFTER.match(after)
    year = _told_year(told, dateline) if told else _past_year(recurring, dateline) if is_past else None
    value = normalise_date(said, dateline, year)
    return value and _in_context(value, before), dateline if value else None


def _in_context(value: str, before: str) -> str:
    """The value with what the words before it make of it: a fiscal year, a range from one to the other."""
    if _FISCAL_BEFORE.search(before):
        return to_fiscal(value) or value
    if value.count(",") == 1 and _BETWEEN_BEFORE.search(before):
        return value.strip("{}").replace(",", "/")
    return value


def _told_year(told: re.Match[str], dateline: date) -> int:
    return dateline.year + (bool(told["next"]) - bool(told["last"]))


def _past_year(recurring: str, dateline: date) -> int | None:
    """The year of the last such day or month, where it is told to be past: เมื่อวันที่ 10 ม.ค., เมษายนที่ผ่านมา."""
    month = recurring[5:7]
    if not month or month > "12":
        return None
    return dateline.year - (recurring[5:10] > dateline.isoformat()[5:10])


def _weekday(said: re.Match[str], before: str, after: str, dateline: date) -> date | None:
    """วันอังคารนี้, ที่ผ่านมา: the first such day from the dateline on, the last before it; not a bare วันอังคาร.

    In brackets it is the day before them: 26 November (Tue).
    """
    number = WEEKDAYS.index(said[1]) if said[1] else _EN_WEEKDAYS.index(said[2])
    if told := _DAY_BEFORE.search(before):
        day = _day(told[1], dateline)
        return day if day and day.weekday() == number else None
    away = (number - dateline.weekday()) % 7
    if _NEXT_AFTER.match(after) or _NEXT_BEFORE.search(before):
        return dateline + timedelta(away)
    if _LAST_AFTER.match(after) or _LAST_BEFORE.search(before):
        return dateline - timedelta(-away % 7 or 7)
    return None
