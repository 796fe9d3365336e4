"""Which language a text is in, told by the script of its letters."""

from __future__ import annotations

import re
from typing import Literal

import numpy as np

_THAI, _LATIN = 1, 2
_LETTERS = {_THAI: "[\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e45]", _LATIN: "[A-Za-z\u00c0-\u024f]"}
_LAST = 0x0E46
"""A character that is no letter of the two scripts; all behind it are none either."""

_SCRIPTS = np.zeros(_LAST + 1, np.int64)
for _script, _letters in _LETTERS.items():
    _SCRIPTS[[ord(letter) for letter in re.findall(_letters, "".join(map(chr, range(_LAST))))]] = _script
_SURE = 0.9


def _thai_share(text: str) -> float | None:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    _, thai, latin = np.bincount(_SCRIPTS[np.minimum(codes, _LAST)], minlength=3).tolist()
    return thai / (thai + latin) if thai + latin else None


def document_lang(text: str) -> Literal["th", "en", "und"]:
    """`th` or `en`, whichever more letters are of; `und` without letters."""
    share = _thai_share(text)
    if share is None:
        return "und"
    return "th" if share >= 1 / 2 else "en"


def sentence_lang(text: str) -> Literal["th", "en", "mixed", "und"]:
    """`th` or `en` where nine in ten letters are of its script, else `mixed`; `und` without letters."""
    share = _thai_share(text)
    if share is None:
        return "und"
    if share >= _SURE:
        return "th"
    return "en" if share <= 1 - _SURE else "mixed"
