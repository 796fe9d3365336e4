"""Which language a text is in, told by the script of its letters."""

from __future__ import annotations

import re
from typing import Literal

_THAI = re.compile("[\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e45]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_SURE = 0.9


def _thai_share(text: str) -> float | None:
    thai, latin = len(_THAI.findall(text)), len(_LATIN.findall(text))
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
