"""Names that are known without the document: agencies of the shipped lexicon, Thai provinces, countries (CLDR)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Literal

from songphasa.acronyms.lexicon import Lexicon, Sense
from songphasa.errors import MissingModel
from songphasa.translation.rendering import Lang

_TYPES = re.compile(r"^(?:จังหวัด|จ\.|ประเทศ|กรุง(?!เทพ)) ?")
_ALSO = {
    "กรุงเทพฯ": "Bangkok",
    "กทม.": "Bangkok",
    "อาเซียน": "ASEAN",
    "เมียนมา": "Myanmar",
    "สหรัฐฯ": "United States",
    "สหรัฐ": "United States",
    "สปป.ลาว": "Lao PDR",
    "สปป. ลาว": "Lao PDR",
    "อังกฤษ": "United Kingdom",
    "ฮ่องกง": "Hong Kong",
    "มาเก๊า": "Macao",
    "บรูไนดารุสซาลาม": "Brunei Darussalam",
    "เวียงจันทน์": "Vientiane",
    "พนมเปญ": "Phnom Penh",
    "ฮานอย": "Hanoi",
    "จาการ์ตา": "Jakarta",
    "กัวลาลัมเปอร์": "Kuala Lumpur",
    "มะนิลา": "Manila",
    "เนปิดอว์": "Nay Pyi Taw",
    "โตเกียว": "Tokyo",
    "ปักกิ่ง": "Beijing",
}
"""Names as releases write them, beside those of the lists."""


@lru_cache(1 << 14)
def known_name(said: str, label: str, lang: Lang) -> str | None:
    """The name in `lang` of a place or agency; None for an unknown one."""
    listed = _places(lang) if label == "LOCATION" else _agencies(lang)
    return listed.get(name_key(said)) or (
        listed.get(name_key(bare)) if (bare := _TYPES.sub("", said, count=1)) else None
    )


@cache
def _places(lang: Lang) -> dict[str, str]:
    return _keyed([*_ALSO.items(), *_provinces(), *_countries()], lang)


@cache
def _agencies(lang: Lang) -> dict[str, str]:
    """The names of the lexicon's short forms, the commonest reading of each."""
    pairs = [(sense.long_th, sense.long_en) for sense in _senses() if sense.long_th and sense.long_en]
    return _keyed([("อาเซียน", "ASEAN"), *pairs], lang)


def _keyed(pairs: list[tuple[str, str]], lang: Lang) -> dict[str, str]:
    """The names by keys of the other language's; of several the first."""
    sides = [(thai, english) if lang == "en" else (english, thai) for thai, english in reversed(pairs)]
    return {name_key(said): name for said, name in sides}


def _countries() -> Iterator[tuple[str, str]]:
    try:
        from babel import Locale
    except ImportError as error:
        raise MissingModel("translation needs Babel: pip install 'songphasa[translation]'") from error
    thai, english = Locale("th").territories, Locale("en").territories
    for code in sorted(thai):
        if code.isalpha() and not code.startswith("X") and "(" not in thai[code]:
            yield thai[code], english[code].replace(" & ", " and ")


def _provinces() -> Iterator[tuple[str, str]]:
    from pythainlp.corpus import provinces

    listed: Any = provinces(details=True)  # its type says that these may be mere names
    for province in listed:
        yield province["name_th"], province["name_en"]


def known_short(thai: str | None, english: str | None, kind: Literal["latin", "thai_dotted"]) -> str | None:
    """The lexicon's short form of that kind with this Thai or this English long form."""
    shorts = _shorts(kind)
    return next((shorts[key] for key in map(name_key, filter(None, (thai, english))) if key in shorts), None)


@cache
def _shorts(kind: Literal["latin", "thai_dotted"]) -> dict[str, str]:
    """By each long form the short form that its initials spell (MDES, not DES), else the commonest."""
    shorts = dict[str, str]()
    for sense in sorted((one for one in _senses() if one.kind == kind), key=lambda one: not _is_initials(one)):
        for long in filter(None, (sense.long_th, sense.long_en)):
            shorts.setdefault(name_key(long), sense.short)
    return shorts


def _is_initials(sense: Sense) -> bool:
    return sense.short == "".join(word[0] for word in (sense.long_en or "").split() if word[0].isupper())


def _senses() -> list[Sense]:
    """The senses of the shipped lexicon without titles and units, the commonest reading of each form first."""
    listed = [sense for senses in Lexicon.shipped().senses.values() for sense in senses if sense.kind != "title"]
    return sorted(listed, key=lambda sense: sense.rank)


def name_key(name: str) -> str:
    """What two spellings of a name share: its letters but for case, white space and the article."""
    return "".join(name.lower().removeprefix("the ").split())
