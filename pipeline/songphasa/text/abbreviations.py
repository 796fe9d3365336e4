"""What a dotted abbreviation is: titles, ranks, months, eras, units, addresses, positions, Thai and English.

Words are written without their last dot. They are facts of usage: the ranks of the Thai forces and police, and counts
over government releases; the forms that scorers leave out are those of `annotations/gold/GUIDELINES.md`.
"""

from __future__ import annotations

from songphasa.text import months


def words_of(text: str) -> tuple[str, ...]:
    """The words of a list written as one text."""
    return tuple(text.split())


MONTHS = frozenset(months.SHORT)
ERAS = frozenset(words_of("พ.ศ ค.ศ"))
PERSON_TITLES = frozenset(words_of("น.ส ด.ช ด.ญ ดร ผศ รศ ศ นพ พญ ทพ นสพ น.พ พ.ญ ม.ร.ว ม.ล ม.จ"))
ADDRESSES = frozenset(words_of("จ อ ต ถ ม บ ร"))
UNITS = frozenset(words_of("น โทร กม ซม มม กก ตร.กม ตร.ม"))
POSITIONS = frozenset(words_of("รมว รมช รมต ผวจ พงส"))
"""Offices; the short form of a ministry or agency may be written right behind one: รมว.ดีอี."""

ACTS = frozenset(words_of("พ.ร.บ พ.ร.ก พ.ร.ฎ"))

ENGLISH_LEADERS = frozenset(
    words_of(
        "Mr Mrs Ms Messrs Dr Prof Gen Lt Col Capt Maj Sgt Adm Brig Pol Hon Rev St Sen Rep Gov Assoc Asst H.E H.R.H "
        "M.R M.L No Nos Art Sec Fig Vol pp cf e.g i.e vs approx ca incl viz Tel B.E A.D"
    )
)
"""English abbreviations that something always follows."""

ENGLISH_CLOSERS = frozenset(
    words_of("etc Inc Ltd Co Corp Pcl Plc Jr Sr Dept Ave Rd a.m p.m U.S U.K U.N Jan Feb Aug Sept Oct")
)
"""English abbreviations that may end a sentence."""

_GENERALS = ("พล.",)  # พล.อ, พล.ร.ท, พล.ต.อ
_OFFICERS = frozenset(
    f"{arm}.{rank}{of}" for arm in "พร" for rank in "ตทอ" for of in ("", "ต", "ท", "อ", ".ต", ".ท", ".อ")
)
_PILOTS = frozenset(f"น.{rank}" for rank in "ตทอ")
_SERGEANTS = ("จ.ส", "จ.อ", "ส.อ", "ส.ต")
_STEMS = ("ว่าที่", "โควิด", "COVID")
_NAMES = frozenset(words_of("ASEAN อาเซียน ยูเนสโก PM ID นายกฯ"))
_DOTTED = MONTHS | ERAS | PERSON_TITLES | ADDRESSES | UNITS | _OFFICERS | _PILOTS | {"ฯลฯ", "H.E", "HE", "B.E", "BE"}


def is_title(text: str) -> bool:
    """Whether a short form is a title, rank, month, era, address or unit, or a word that has become a name.

    Scorers leave these out on both sides. The last dot may be written or not.
    """
    bare = text.removesuffix(".")
    return text in _NAMES or bare in _DOTTED or text.startswith(_STEMS) or _is_rank(bare)


def _is_rank(bare: str) -> bool:
    letters = all(letter == "." or "ก" <= letter <= "ฮ" for letter in bare)
    return letters and bare.startswith(_SERGEANTS + _GENERALS) and bare not in _GENERALS
