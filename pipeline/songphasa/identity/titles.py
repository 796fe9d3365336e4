"""Names of persons: the titles and ranks before them, and the names themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from songphasa.acronyms.lexicon import Lexicon
from songphasa.identity.folding import fold
from songphasa.text.abbreviations import ADDRESSES, ERAS, MONTHS, UNITS, words_of

Gender = Literal["", "female", "male"]

_THAI = words_of("นาย นาง นางสาว คุณ อาจารย์ อ. อจ. ศ. ท่าน ท่านผู้หญิง คุณหญิง ฯพณฯ ฯพณฯท่าน ดาโต๊ะ หมอ")
_ENGLISH = words_of(
    "Mr Mrs Ms Miss Mme Dr Prof Professor Assoc Asst Assistant Associate Gen General Lt Lieutenant Col Colonel Capt "
    "Captain Maj Major Sgt Adm Admiral Brig Brigadier Pol Police Hon Rev Sen Rep H.E HE H.R.H M.R M.L Khun Sir Dame "
    "Datuk Dato Dato’ Dato' Tun Excellency Marshal"
)
_FEMALE = frozenset(words_of("นาง นางสาว น.ส. นส. ด.ญ. เด็กหญิง คุณหญิง ท่านผู้หญิง พญ. พ.ญ. ทญ. ภญ. mrs ms miss mme dame"))
_MALE = frozenset(words_of("นาย ด.ช. เด็กชาย mr sir"))


@dataclass(frozen=True, slots=True)
class Person:
    """A mention of a person, read.

    Attributes:
        gender: what the title says, empty where it says nothing.
        name: the name without its title, as it is written.
        parts: its words, folded.
    """

    gender: Gender
    name: str
    parts: tuple[str, ...]


@cache
def _title() -> re.Pattern[str]:
    """Any title: those of the shipped lexicon of short forms, in short and in full, and what no abbreviation has."""
    others = MONTHS | ERAS | ADDRESSES | UNITS
    listed = [sense for senses in Lexicon.shipped().senses.values() for sense in senses if sense.kind == "title"]
    ranks = [sense for sense in listed if sense.short.endswith(".") and sense.short.rstrip(".") not in others]
    thai = {*_THAI, *(word for sense in ranks for word in (sense.short, sense.long_th) if word)}
    english = {*_ENGLISH, *(sense.long_en for sense in ranks if sense.long_en)}
    before = "|".join(map(re.escape, sorted(thai, key=lambda word: (-len(word), word))))
    latin = "|".join(map(re.escape, sorted(english, key=lambda word: (-len(word), word))))
    return re.compile(
        rf"(?:ว่าที่\s?)?(?P<thai>{before})(?P<woman>หญิง)?(?:\s?\(พิเศษ\))?\s?(?![\u0e30-\u0e3a\u0e45\u0e47-\u0e4e.])"
        rf"|(?P<latin>{latin})(?:\.\s?|\s)",
        re.IGNORECASE,
    )


@lru_cache(1 << 12)
def read_person(said: str) -> Person:
    """A mention of a person read; a title alone is taken for the name."""
    gender: Gender = ""
    rest = said.strip("“”\"'‘’ฯ ")
    while (match := _title().match(rest)) and match.end() < len(rest):
        gender = gender or _gender(match)
        rest = rest[match.end() :]
    parts = tuple(filter(None, map(fold, rest.split())))
    return Person(gender, " ".join(rest.split()), parts)


def _gender(match: re.Match[str]) -> Gender:
    title = (match["thai"] or match["latin"]).lower()
    if match["woman"] or title in _FEMALE:
        return "female"
    return "male" if title in _MALE else ""
