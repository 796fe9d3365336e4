"""Amounts of money, shares and lengths as a plain decimal number and a unit: `50000000000 THB`, `12.5 %`, `12 km`.

Thai numerals in words are read by PyThaiNLP. Currencies are ISO 4217 codes; a bare dollar, rupee or ¥ has none, since
several countries have them. A range is `200/300 THB`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

_CURRENCIES = {
    "THB": "บาท,baht,฿",
    "USD": "ดอลลาร์สหรัฐ,เหรียญสหรัฐ,ดอลลาร์สหรัฐอเมริกา,ดอลลาร์สหรัฐฯ,เหรียญสหรัฐฯ,us dollar,u.s. dollar,us$",
    "AUD": "ดอลลาร์ออสเตรเลีย,australian dollar,a$",
    "CAD": "ดอลลาร์แคนาดา,canadian dollar",
    "HKD": "ดอลลาร์ฮ่องกง,hong kong dollar,hk$",
    "NZD": "ดอลลาร์นิวซีแลนด์,new zealand dollar",
    "SGD": "ดอลลาร์สิงคโปร์,เหรียญสิงคโปร์,singapore dollar,s$",
    "TWD": "ดอลลาร์ไต้หวัน,new taiwan dollar,nt$",
    "CHF": "ฟรังก์สวิส,swiss franc",
    "CNY": "หยวน,yuan",
    "EUR": "ยูโร,euro,€",
    "GBP": "ปอนด์สเตอร์ลิง,ปอนด์,pound sterling,british pound,£",
    "IDR": "รูเปียห์,rupiah",
    "INR": "รูปีอินเดีย,indian rupee",
    "JPY": "เยน,yen",
    "KRW": "วอน,won",
    "LAK": "กีบ,kip",
    "MMK": "จ๊าด,kyat",
    "MYR": "ริงกิต,ringgit",
    "RUB": "รูเบิล,ruble",
    "VND": "ด่ง,ดอง,dong",
}
"""Names and signs of currencies in lower case; the code itself is one as well."""

_POWERS = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}
_EN_POWERS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_LENGTHS = {
    "km": "กิโลเมตร,กม.,km,kilometre,kilometer",
    "m": "เมตร,ม.,m,metre,meter",
    "cm": "เซนติเมตร,ซม.,cm,centimetre,centimeter",
    "mm": "มิลลิเมตร,มม.,mm,millimetre,millimeter",
    "mi": "ไมล์,mile",
    "ft": "ฟุต,foot,feet",
    "in": "นิ้ว,inch,inche",
}

Units = Mapping[str, tuple[int | Decimal, str]]
"""By what a unit is called: how much of it one is, and what it is written as."""

_MONEY_UNITS: Units = {
    **{name: (1, code) for code, names in _CURRENCIES.items() for name in (*names.split(","), code.lower())},
    "สตางค์": (Decimal("0.01"), "THB"),
    "ลบ.": (1_000_000, "THB"),
}
_LENGTH_UNITS: Units = {name: (1, unit) for unit, names in _LENGTHS.items() for name in names.split(",")}
_PER_CENT: Units = dict.fromkeys(("%", "เปอร์เซ็นต์", "เปอร์เซนต์", "per cent", "percent"), (1, "%"))


def _any(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _compile(units: Units) -> re.Pattern[str]:
    """A number or two, or a Thai numeral, with a unit on either side."""
    number = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
    return re.compile(
        rf"(?:(?P<before>{_any(units)}) ?)?"
        rf"(?:(?P<low>{number})(?: ?(?:[-–—]|ถึง|to) ?(?P<high>{number}))?|(?P<words>[ก-๙]{{2,120}}?))"
        rf" ?(?P<powers>(?:{_any(_POWERS)}){{0,4}}) ?(?P<english>{_any(_EN_POWERS)})?"
        rf"[ -]?(?P<behind>{_any(units)})?s?",
        re.IGNORECASE,
    )


_MONEY, _LENGTH, _PERCENT = _compile(_MONEY_UNITS), _compile(_LENGTH_UNITS), _compile(_PER_CENT)


@lru_cache(maxsize=4096)
def read_money(text: str) -> str | None:
    """An amount and its currency: 5 หมื่นล้านบาท is `50000000000 THB`; None without a sure currency."""
    return _read(text, _MONEY, _MONEY_UNITS)


@lru_cache(maxsize=4096)
def read_percent(text: str) -> str | None:
    """A share in per cent: ร้อยละ 0.5 is `0.5 %`."""
    said = text.strip()
    return _read(f"{said.removeprefix('ร้อยละ')}%" if said.startswith("ร้อยละ") else said, _PERCENT, _PER_CENT)


@lru_cache(maxsize=4096)
def read_length(text: str) -> str | None:
    """A length and its unit: 12 กิโลเมตร is `12 km`."""
    return _read(text, _LENGTH, _LENGTH_UNITS)


def _read(text: str, form: re.Pattern[str], units: Units) -> str | None:
    found = form.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    known = {units[name.lower()] for name in (found["before"], found["behind"]) if name}
    numbers = _numbers(found)
    if len(known) != 1 or not numbers:
        return None
    size, unit = known.pop()
    return f"{'/'.join(_plain(number * size) for number in numbers)} {unit}"


def _numbers(found: re.Match[str]) -> list[Decimal]:
    """One number, two of a range, none where the words are no numeral; หมื่นล้าน is ten thousand times a million."""
    if found["words"]:
        number = read_words(found["words"] + found["powers"])
        return [] if number is None else [Decimal(number)]
    scale = _EN_POWERS[found["english"].lower()] if found["english"] else 1
    for power in re.findall(_any(_POWERS), found["powers"]):
        scale *= _POWERS[power]
    return [Decimal(number.replace(",", "")) * scale for number in (found["low"], found["high"]) if number]


def _plain(number: Decimal) -> str:
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


@lru_cache(maxsize=1024)
def read_words(said: str) -> int | None:
    """The number of a Thai numeral in words, as PyThaiNLP reads it; None where it is none."""
    from pythainlp.util import thaiword_to_num

    try:
        return int(thaiword_to_num(said))
    except (ValueError, TypeError, IndexError, KeyError):
        return None
