"""The names of the Latin letters as Thai writes them: ดีอีเอส is D, E, S."""

from __future__ import annotations

import re
from functools import lru_cache

_NAMES = {
    "A": "เอ",
    "B": "บี",
    "C": "ซี",
    "D": "ดี",
    "E": "อี",
    "F": "เอฟ",
    "G": "จี",
    "H": "เอช เฮช",
    "I": "ไอ",
    "J": "เจ",
    "K": "เค",
    "L": "แอล",
    "M": "เอ็ม",
    "N": "เอ็น",
    "O": "โอ",
    "P": "พี",
    "Q": "คิว",
    "R": "อาร์",
    "S": "เอส",
    "T": "ที",
    "U": "ยู",
    "V": "วี",
    "W": "ดับเบิลยู ดับบลิว ดับเบิ้ลยู",
    "X": "เอ็กซ์ เอกซ์",
    "Y": "วาย",
    "Z": "แซด แซ็ด",
}
_LETTERS = {name: letter for letter, names in _NAMES.items() for name in names.split()}
_NAME = "|".join(sorted(_LETTERS, key=len, reverse=True))

# A vowel or tone mark after the last name says that it was no name: the ที of ที่. The first name stands by itself,
# which lets a search skip to what it may begin with.
LETTER_RUN = re.compile(rf"(?:{_NAME})(?:{_NAME}){{1,11}}(?![\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])")
"""Two letter names or more in a row."""

_ONE = re.compile(_NAME)


@lru_cache(1 << 14)
def spell(thai: str) -> str | None:
    """The Latin letters that a run of Thai letter names spells (ไอซีที → ICT), or None where it is no such run."""
    if not LETTER_RUN.fullmatch(thai):
        return None
    return "".join(_LETTERS[match.group()] for match in _ONE.finditer(thai))
