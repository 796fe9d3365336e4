"""What two spellings of one name share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from songphasa.text.digits import ARABIC

_ARTICLE = re.compile(r"\s*the\s+", re.IGNORECASE)
_UNHEARD = re.compile("[ก-ฮ][\u0e34\u0e38]?\u0e4c|[\u0e47-\u0e4c]")  # silenced consonants, then tone marks
_DOUBLED = re.compile("(\u0e4d\u0e32|[\u0e30-\u0e3a\u0e4d])\\1+")
_THAI = re.compile("[ก-ฮ]")
_KEPT = 1 << 14  # answers about names; documents are full of the same ones


@lru_cache(_KEPT)
def fold(name: str) -> str:
    """The letters and digits of a name: no white space, signs, marks of tone or silence, accents, case or "the".

    Thai digits are Arabic ones and the two spellings of SARA AM one. A name of signs alone folds to nothing.
    """
    said = unicodedata.normalize("NFKD", _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name)
    written = "".join(filter(_counts, said)).replace("เเ", "แ").translate(ARABIC).casefold()
    return _DOUBLED.sub(r"\1", _UNHEARD.sub("", written))


def _counts(character: str) -> bool:
    return character.isalnum() or "\u0e30" <= character <= "\u0e4d" or character in "&+"


def is_thai(name: str) -> bool:
    """Whether a name has Thai letters: ห้อง Grand Ballroom is a Thai name."""
    return _THAI.search(name) is not None
