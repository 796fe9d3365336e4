"""Which of a row a name names: the third of the meetings, the act of 2562."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from songphasa.text.digits import ARABIC
from songphasa.text.years import BUDDHIST, FIRST_BUDDHIST

_YEAR = r"(?:24|25|19|20)\d\d"
_ERA = r"(?:พ\.ศ\.|ค\.ศ\.|B\.E\.)"
_THAI = rf"\s*(?:ครั้งที่|สมัยที่|รอบที่|รุ่นที่)\s*(?P<thai>\d{{1,4}})(?:\s*/\s*(?P<of>{_YEAR}))?"
_SESSION = rf"\b(?P<session>\d{{1,3}})\s*/\s*(?P<within>{_YEAR})\b\s*"
_ORDINAL = r"(?:The\s)?\b(?P<ordinal>\d{1,3})(?:st|nd|rd|th)\b\s*"
_DATED = rf",?\s*(?:ประจำปี(?:\s*พ\.ศ\.)?|ปี|{_ERA})?\s*(?P<year>{_YEAR})(?!\d)"
_TAIL = r"[-–]\s*(?P<tail>\d{1,3})$"
_NUMBER = re.compile(f"{_THAI}|{_SESSION}|{_ORDINAL}|{_DATED}|{_TAIL}", re.IGNORECASE)
_BEHIND = re.compile(rf"\s?[)）]?{_THAI}")


class Number(NamedTuple):
    """An ordinal, a year of the Christian era, or both; None is what a name does not say."""

    ordinal: int | None = None
    year: int | None = None

    def __bool__(self) -> bool:
        return self.ordinal is not None or self.year is not None


UNNUMBERED = Number()


@lru_cache(1 << 12)
def split_number(name: str) -> tuple[str, Number]:
    """The name without its numbers, and the numbers: ADGMIN ครั้งที่ 3, The 5th … Week, EC-34, พ.ร.บ.… พ.ศ. 2562."""
    ordinal, year = None, None
    for match in _NUMBER.finditer(name.translate(ARABIC)):
        said = match["thai"] or match["session"] or match["ordinal"] or match["tail"]
        ordinal = ordinal or (int(said) if said else None)
        dated = match["of"] or match["within"] or match["year"]
        year = year or (_christian(int(dated)) if dated else None)
    rest = " ".join(_NUMBER.sub(" ", name.translate(ARABIC)).split())
    return rest or name, Number(ordinal, year)


def number_behind(text: str, end: int) -> Number:
    """The number right behind a name or behind the parenthesis that it closes: (… หรือ AMCC) ครั้งที่ 5."""
    match = _BEHIND.match(text[end : end + 40].translate(ARABIC))
    if match is None:
        return UNNUMBERED
    return Number(int(match["thai"]), _christian(int(match["of"])) if match["of"] else None)


def _christian(year: int) -> int:
    return year - BUDDHIST if year >= FIRST_BUDDHIST else year
