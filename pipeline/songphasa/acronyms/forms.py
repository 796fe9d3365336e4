"""What a short form looks like, and when two of them are the same."""

from __future__ import annotations

import re
from functools import lru_cache

from songphasa.acronyms.letters import LETTER_RUN, spell
from songphasa.document import Kind

LATIN = r"[A-Za-z0-9]+(?:[-&/.+][A-Za-z0-9]+)*"
# Consonants with dots; มี.ค., เม.ย. and the like are the lexicon's.
DOTTED = r"(?:[ก-ฮ]{1,7}\.)+(?:[ก-ฮ]{1,5}(?![ก-๛]))?"

_LATIN = re.compile(rf"{LATIN}(?:\s[0-9][0-9:-]*)?\.?")  # also ISO 27001, U.S.
_DOTTED = re.compile(DOTTED)
_BARE = re.compile("[ก-ฮ]{2,6}")
_MEASURE = re.compile(
    r"ASEAN|(?:USD|THB|EUR|Bt)[0-9]*"
    r"|[0-9]*(?:[kKMGT]?W[hp]?|[kMG]?Hz|[kKMGT]B|[kMGT]bps|kVA?|MVA|pH|dB|mg|ml|CC|cc)"
)
_NUMBERED = re.compile(r"(?P<stem>[A-Z]{3,}|[A-Z]{2}(?=[-\s]|[0-9]{4}))[-\s]?[0-9][0-9:/-]*")
_LONGEST = 16
_KEPT = 1 << 14  # answers about forms; documents are full of the same ones


@lru_cache(_KEPT)
def is_latin(form: str) -> bool:
    """Two capitals, or a capital and a digit, in one word: AMCC, IoT, 5G, D-SIBs, GovTech."""
    if not 2 <= len(form) <= _LONGEST or not _LATIN.fullmatch(form):
        return False
    capitals = sum(map(str.isupper, form))
    return capitals >= 2 or (capitals == 1 and any(map(str.isdigit, form)))


def is_compact(form: str) -> bool:
    """A Latin form that reads as one even where nothing defines it: no more small letters than capitals and digits."""
    small = sum(map(str.islower, form))
    return is_latin(form) and small <= sum(map(str.isupper, form)) + sum(map(str.isdigit, form)) / 2


def is_measure(form: str) -> bool:
    """Units and currencies, which are symbols rather than short forms, and ASEAN, which is a name."""
    return _MEASURE.fullmatch(form) is not None


def is_bare(form: str) -> bool:
    """Thai consonants without a dot: กสทช, but คน as well."""
    return _BARE.fullmatch(form) is not None


@lru_cache(_KEPT)
def kind_of(form: str) -> Kind | None:
    """What kind of short form a string is by its letters, or None where it is none."""
    if is_latin(form):
        return "latin"
    if _DOTTED.fullmatch(form) or is_bare(form):
        return "thai_dotted"
    return "thai_spelled" if LETTER_RUN.fullmatch(form) else None


@lru_cache(_KEPT)
def key_of(form: str) -> str:
    """What two spellings of one short form share: กสทช. and กสทช, SMEs and SME, MoU and MOU."""
    singular = re.sub(r"(?<=[A-Z0-9])s$", "", form)
    return re.sub(r"[\s.\-–]", "", singular).upper()


@lru_cache(_KEPT)
def keys_of(form: str) -> tuple[str, ...]:
    """The keys that a form is looked up by, the closest first.

    Thai letter names are looked up as the Latin letters that they spell as well, and a numbered form without its
    number: WRC-27, UNGA78, FY2025, ISO 27001.
    """
    other = spell(form) or stem_of(form)
    return (key_of(form), key_of(other)) if other else (key_of(form),)


@lru_cache(_KEPT)
def stem_of(form: str) -> str | None:
    """A form without the number on it; None where it has none or too few letters to be told by them."""
    match = _NUMBERED.fullmatch(form)
    return match["stem"] if match else None
