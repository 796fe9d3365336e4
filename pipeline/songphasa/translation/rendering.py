"""Dates, ordinals, percentages and amounts of money written in the other language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Literal

from songphasa.text import months
from songphasa.text.digits import ARABIC
from songphasa.text.years import BUDDHIST

Lang = Literal["th", "en"]
"""The two languages; the one that is translated into."""

_POINT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_QUARTERS = ("first", "second", "third", "fourth")
_FIRST_QUARTER = 33


def render_date(value: str, lang: Lang) -> str | None:
    """A date as the language writes it, in Buddhist years in Thai; None for what neither writes surely.

    Args:
        value: ISO 8601 or EDTF as `songphasa.values.dates` writes it: a day, month, quarter or year, `a/b`, `{a,b}`.
        lang: the language.
    """
    if value.startswith("{"):
        sides, joint = value.strip("{}").split(","), {"th": " และ ", "en": " and "}[lang]
    else:
        sides, joint = value.split("/"), "-"
    points = [_point(side) for side in sides]
    if not points or any(point is None for point in points):
        return None
    known = [point for point in points if point]
    return _join(known, joint, lang) if len(known) > 1 else _write(known[0], lang)


_Point = tuple[int, int, int]
"""A year, a month or quarter and a day, 0 where they are not said."""


def _point(said: str) -> _Point | None:
    match = _POINT.fullmatch(said)
    if match is None:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    return (year, month, day) if month <= 12 or 0 <= month - _FIRST_QUARTER < len(_QUARTERS) else None


def _write(point: _Point, lang: Lang) -> str:
    year, month, day = point
    written = str(year + BUDDHIST if lang == "th" else year)
    if month >= _FIRST_QUARTER:
        number = month - _FIRST_QUARTER
        return f"ไตรมาสที่ {number + 1} ปี {written}" if lang == "th" else f"the {_QUARTERS[number]} quarter of {written}"
    name = {"th": months.THAI, "en": months.ENGLISH}[lang][month - 1] if month else ""
    return " ".join(filter(None, (str(day or ""), name, written)))


def _join(points: list[_Point], joint: str, lang: Lang) -> str:
    """Several dates; what all of them share is said once, with the last."""
    same_year = len({year for year, *_ in points}) == 1
    same_month = same_year and len({month for _, month, _ in points}) == 1
    written = [_write(point, lang) for point in points]
    if all(day for *_, day in points) and same_month:
        written[:-1] = [str(day) for *_, day in points[:-1]]
    elif all(0 < month < _FIRST_QUARTER for _, month, _ in points) and same_year:
        written[:-1] = [said.rpartition(" ")[0] for said in written[:-1]]
        joint = " - " if joint == "-" else joint
    return joint.join(written)


def ordinal(number: int) -> str:
    """An English ordinal: 1st, 2nd, 3rd, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_NUMBER = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_CURRENCIES = (
    ("บาท", "baht"),
    ("ดอลลาร์สหรัฐ", "US dollars"),
    ("ดอลลาร์สิงคโปร์", "Singapore dollars"),
    ("ดอลลาร์", "dollars"),
    ("ยูโร", "euros"),
    ("เยน", "yen"),
    ("หยวน", "yuan"),
)
_SCALES = {
    "": 1,
    "พัน": 10**3,
    "หมื่น": 10**4,
    "แสน": 10**5,
    "ล้าน": 10**6,
    "พันล้าน": 10**9,
    "หมื่นล้าน": 10**10,
    "แสนล้าน": 10**11,
    "ล้านล้าน": 10**12,
}
_EN_STEPS = {"trillion": 10**12, "billion": 10**9, "million": 10**6}
_TH_STEPS = {"ล้านล้าน": 10**12, "แสนล้าน": 10**11, "หมื่นล้าน": 10**10, "พันล้าน": 10**9, "ล้าน": 10**6}
_TH_MONEY = re.compile(
    rf"{_NUMBER} ?({'|'.join(sorted(filter(None, _SCALES), key=len, reverse=True))})? ?"
    rf"({'|'.join(thai for thai, _ in _CURRENCIES)})(?:ฯ|อเมริกัน)?"
)
_CODES = {
    "usd": "US dollars",
    "us$": "US dollars",
    "s$": "Singapore dollars",
    "thb": "baht",
    "$": "dollars",
    "€": "euros",
}
_EN_MONEY = re.compile(
    rf"(?:(USD|US\$|S\$|THB|\$|€) ?)?{_NUMBER}(?: (million|billion|trillion))?"
    rf"(?: ({'|'.join(english for _, english in _CURRENCIES)}))?",
    re.IGNORECASE,
)
_TH_PERCENT = re.compile(rf"(?:ร้อยละ ?{_NUMBER}|{_NUMBER} ?เปอร์เซ็นต์)")
_EN_PERCENT = re.compile(rf"{_NUMBER} ?(?:per cent|percent)", re.IGNORECASE)
_SIGN = re.compile(rf"{_NUMBER} ?%")


def render_amount(said: str, lang: Lang) -> str | None:
    """A percentage or an amount of money in the other language; None where the form is not one that is sure.

    Thai counts in ten thousands and hundred thousands (5 หมื่นล้านบาท is 50 billion baht).
    """
    said = " ".join(said.translate(ARABIC).split())
    if match := _SIGN.fullmatch(said):
        return f"{match[1]}%"
    render: Callable[[str], str | None] = {"th": _amount_in_thai, "en": _amount_in_english}[lang]
    return render(said)


def _amount_in_english(said: str) -> str | None:
    if match := _TH_PERCENT.fullmatch(said):
        return f"{match[1] or match[2]} per cent"
    if not (match := _TH_MONEY.fullmatch(said)):
        return None
    number, scale, currency = match.groups()
    amount, name = _scaled(number, _SCALES[scale or ""], _EN_STEPS), dict(_CURRENCIES)[currency]
    return f"{amount} {name.removesuffix('s') if amount == '1' else name}"


def _scaled(number: str, scale: int, steps: Mapping[str, int]) -> str:
    """A number with the largest scale word that leaves it two decimals; as it is written where it has none."""
    if scale == 1:
        return number
    value = Decimal(number.replace(",", "")) * scale
    fitting = ((word, size) for word, size in steps.items() if value >= size and value * 100 % size == 0)
    word, size = next(fitting, ("", 1))
    written = f"{value / size:,f}"
    return f"{written.rstrip('0').rstrip('.') if '.' in written else written} {word}".strip()


def _amount_in_thai(said: str) -> str | None:
    if match := _EN_PERCENT.fullmatch(said):
        return f"ร้อยละ {match[1]}"
    if not (match := _EN_MONEY.fullmatch(said)):
        return None
    code, number, scale, named = match.groups()
    english = named.lower().replace("us ", "US ").replace("singapore", "Singapore") if named else None
    english = english or _CODES.get((code or "").lower())
    thai = next((thai for thai, name in _CURRENCIES if name == english), None)
    if thai is None:
        return None
    size = _EN_STEPS.get((scale or "").lower(), 1)
    amount = f"{number} ล้าน" if size == _TH_STEPS["ล้าน"] else _scaled(number, size, _TH_STEPS)
    return amount + thai if amount.endswith("ล้าน") else f"{amount} {thai}"
