"""Names of places: the type word on them, and countries and provinces by all their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from songphasa.identity.folding import fold
from songphasa.text.abbreviations import words_of

_SHORT_TYPES = {"จ.": "จังหวัด", "อ.": "อำเภอ", "ต.": "ตำบล", "ถ.": "ถนน", "ซ.": "ซอย", "ม.": "หมู่"}
_TYPES = words_of("ประเทศ จังหวัด อำเภอ ตำบล กรุง นคร เมือง เกาะ แม่น้ำ เขต แขวง ท่าอากาศยาน โรงแรม")
_TYPE = re.compile(rf"(?:{'|'.join(_TYPES)})(?!ไทย(?:ตอน|ภาค))")
_SHORT = re.compile("|".join(map(re.escape, _SHORT_TYPES)))
_REGIME = re.compile(
    "(?:ประเทศ)?(?:สาธารณรัฐ(?:สังคมนิยมประชาธิปไตย|สังคมนิยม|ประชาธิปไตยประชาชน|ประชาธิปไตย|ประชาชน|อาหรับ|อิสลาม)?"
    "|ราชอาณาจักร|สหพันธรัฐ|สหพันธ์สาธารณรัฐ|สหภาพ|เครือรัฐ|รัฐ(?=สุลต่าน|กาตาร์|คูเวต|อิสราเอล)|รัฐสุลต่าน|สปป\\.\\s?)"
)
_ENGLISH_REGIME = re.compile(
    r"(?:(?:Socialist|Federal|Democratic|People’s|People's|Islamic|Democratic Socialist)\s)*"
    r"(?:Republic|Kingdom|State|Federation|Commonwealth|Union|Sultanate)\sof\s(?:the\s)?(?:Union of\s)?",
    re.IGNORECASE,
)
_ENGLISH_TYPE = re.compile(r"\s(?:province|(?:sub-?)?district|city|island)$", re.IGNORECASE)

_OTHER_NAMES = {
    "US": "สหรัฐ สหรัฐฯ อเมริกา US USA United_States_of_America",
    "GB": "อังกฤษ UK Britain Great_Britain United_Kingdom_of_Great_Britain_and_Northern_Ireland สหราชอาณาจักร",
    "KR": "สาธารณรัฐเกาหลี เกาหลี Republic_of_Korea Korea",
    "KP": "สาธารณรัฐประชาธิปไตยประชาชนเกาหลี Democratic_People’s_Republic_of_Korea",
    "LA": "สปป.ลาว Lao_PDR Lao_People’s_Democratic_Republic Lao สาธารณรัฐประชาธิปไตยประชาชนลาว",
    "MM": "เมียนมา เมียนมาร์ พม่า Myanmar Burma",
    "CN": "สาธารณรัฐประชาชนจีน People’s_Republic_of_China PRC",
    "HK": "ฮ่องกง เขตบริหารพิเศษฮ่องกง Hong_Kong",
    "MO": "มาเก๊า เขตบริหารพิเศษมาเก๊า Macao Macau",
    "VN": "Viet_Nam",
    "BN": "บรูไนดารุสซาลาม Brunei_Darussalam เนการาบรูไนดารุสซาลาม",
    "AE": "ยูเออี UAE",
    "CZ": "สาธารณรัฐเช็ก Czech_Republic",
    "RU": "สหพันธรัฐรัสเซีย Russian_Federation",
    "TH": "ราชอาณาจักรไทย Siam",
    "TL": "ติมอร์ตะวันออก East_Timor",
    "IR": "Islamic_Republic_of_Iran",
    "TR": "ตุรกี ตุรเคีย Türkiye Turkey",
    "PS": "ปาเลสไตน์ Palestine",
    "VA": "วาติกัน Vatican",
}
"""What CLDR does not call them, by ISO 3166 code; a low line is a space."""

_NAMED = {"KR": "เกาหลีใต้", "MM": "เมียนมา", "HK": "ฮ่องกง", "MO": "มาเก๊า", "PS": "ปาเลสไตน์"}
_NAMED_ENGLISH = {"MM": "Myanmar", "HK": "Hong Kong", "MO": "Macao", "PS": "Palestine"}
_NO_COUNTRIES = frozenset(words_of("EU EZ QO UN XA XB ZZ"))
_BANGKOK = ("กรุงเทพ", "กรุงเทพฯ", "กทม.", "กรุงเทพมหานครฯ", "นครหลวงกรุงเทพ")


@dataclass(frozen=True, slots=True)
class Place:
    """A country or Thai province: its Thai and English name."""

    thai: str
    english: str


@cache
def _gazetteer() -> dict[str, Place]:
    """Places by their folded names: countries of CLDR, provinces of PyThaiNLP."""
    from babel import Locale
    from pythainlp.corpus import provinces

    thai, english = (dict(Locale(language).territories) for language in ("th", "en"))
    places: dict[str, Place] = {}
    for code in sorted(code for code in thai if code.isalpha() and code not in _NO_COUNTRIES):
        place = Place(_NAMED.get(code, thai[code]), _NAMED_ENGLISH.get(code, english[code]))
        others = _OTHER_NAMES.get(code, "").replace("_", "\u00a0").split(" ")
        places |= {fold(name): place for name in (place.thai, place.english, thai[code], english[code], *others)}
    rows: Any = provinces(details=True)
    for row in rows:
        place = Place(row["name_th"], row["name_en"])
        places |= {fold(row["name_th"]): place, fold(row["name_en"]): place}
    bangkok = places[fold("กรุงเทพมหานคร")]
    return {name: place for name, place in places.items() if name} | {fold(name): bangkok for name in _BANGKOK}


@lru_cache(1 << 12)
def known_place(name: str) -> Place | None:
    """The country or province that a name names, with or without its type word; None for any other place.

    A district or road is no province, even where it is called like one.
    """
    core = bare_place(name)
    kind = name_type(name)
    if kind not in ("", "ประเทศ", "จังหวัด") and fold(name) not in _gazetteer():
        return None
    ways = (name, core, _REGIME.sub("", name, count=1), _ENGLISH_REGIME.sub("", name, count=1))
    return next((place for way in ways if (place := _gazetteer().get(fold(way)))), None)


def whole_place(name: str) -> str:
    """The name with its type word in full: จ.เลย is จังหวัดเลย."""
    match = _SHORT.match(name)
    return _SHORT_TYPES[match.group()] + name[match.end() :].lstrip() if match else name


def name_type(name: str) -> str:
    """The Thai type word that a name of a place begins with, in full; empty without one."""
    match = _TYPE.match(whole_place(name))
    return match.group() if match else ""


def bare_place(name: str) -> str:
    """The name without its type word."""
    whole = whole_place(name)
    return _ENGLISH_TYPE.sub("", whole[len(name_type(whole)) :].lstrip() or whole)
