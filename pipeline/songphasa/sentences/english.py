"""Where sentences begin inside an English line: after a full stop that is not an abbreviation's."""

from __future__ import annotations

import re

from songphasa.text.abbreviations import ENGLISH_CLOSERS, ENGLISH_LEADERS

_STOP = re.compile(r"""(?<![.?!…])([.?!…]+)["'”’)\]]*\s+(?=["'“‘(\[]?[A-Z0-9])""")
_LAST_WORD, _NEAR = re.compile(r"\S+\Z"), 40
_THAI = re.compile("[\u0e01-\u0e4e]")
_INITIAL = re.compile(r"(?:[A-Z]\.)*[A-Z]|[a-z]")
_MARKER = re.compile(r"(?:[0-9]{1,2}|[ivx]+)")
_OPENER = re.compile(r"(?:The|This|These|That|It|He|She|They|We|In|On|At|As|For|However|Moreover|Meanwhile)\b")


def find_english_starts(line: str) -> list[int]:
    """Offsets of the first character of each sentence but the first."""
    return [stop.end() for stop in _STOP.finditer(line) if _ends_sentence(stop, line)]


def _ends_sentence(stop: re.Match[str], line: str) -> bool:
    near = line[max(0, stop.start() - _NEAR) : stop.start()]
    bare = _LAST_WORD.sub("", near)
    word = near[len(bare) :].lstrip("\"'“‘([")
    if _THAI.search(word):  # พ.ศ. 2552
        return False
    if stop[1] != ".":
        return True
    if word in ENGLISH_CLOSERS:
        return bool(_OPENER.match(line, stop.end()))
    return word not in ENGLISH_LEADERS and not _INITIAL.fullmatch(word) and not _is_marker(word, bare)


def _is_marker(word: str, before: str) -> bool:
    """Whether a number is an item's, as at a line's start or behind a colon: 1. Scope."""
    return bool(_MARKER.fullmatch(word)) and before.rstrip()[-1:] in ("", ":", ";", ",", ".")
