"""Events that carry their number or stand in quotes: การประชุม… ครั้งที่ 5, The 5th … Conference on …, งาน “…”.

A number behind or before a meeting's name, or quotes behind the word for an event, make it a proper name (see
`annotations/gold/GUIDELINES.md`): rules can see that, and a model that has met few events cannot.
"""

from __future__ import annotations

import re

from songphasa.document import Entity
from songphasa.text.lines import lines_with

SOURCE = "pattern"

PRECISION = 0.91
"""Share of the finds that are EVENT spans exactly: 31 of 34 on the training part of the press-release gold."""

_S = "[ \u00a0]"
_NUMBER = rf"{_S}{{0,2}}ครั้งที่{_S}{{0,2}}[0-9๐-๙]{{1,3}}(?:/[0-9๐-๙]{{4}})?"
_THAI = (
    "(?:การ|(?<!ที่))(?:ประชุม|สัมมนา|แข่งขัน)(?!กลุ่มย่อย)"  # ที่ประชุม is the people, กลุ่มย่อย no name
    "(?:(?!การประชุม|ครั้งที่|โดย|ร่วมกับ|เมื่อ|และการ)[ก-๛/-]){6,130}"  # no space and no clause
)
_ACRONYM = "(?<![A-Za-z-])(?!ASEAN)[A-Z][A-Za-z]{0,8}[A-Z]"
_ORDINAL = rf"(?:\b[Tt]he{_S})?\b[0-9]{{1,2}}(?:st|nd|rd|th){_S}"
_CAPITALISED = r"[A-Z0-9][\w’'&/-]*"
_LINK = f"(?:{_CAPITALISED}|of|on|for|the|and|in|to|with|[–-])"
_HEAD = (
    "(?:Meeting|Conference|Forum|Summit|Week|Workshop|Symposium|Dialogue|Congress|Session|Assembly|Festival|Games"
    "|Exhibition|Consultation)s?"
)
_ENGLISH = (
    rf"{_ORDINAL}{_CAPITALISED}(?:{_S}{_LINK}){{0,14}}?{_S}{_HEAD}\b"
    rf"(?:{_S}(?:on|for|of)(?:{_S}(?:and|of|the|for|in)|{_S}{_CAPITALISED}){{0,10}}{_S}{_CAPITALISED})?"
    rf"(?:{_S}[0-9]{{4}}\b)?"
)
_SLASHED = (  # 3/2021 meeting of the Garden Policy Committee
    rf"(?<![0-9/])[1-9][0-9]?/(?:20|25)[0-9]{{2}}{_S}(?:[A-Za-z-]{{1,30}}{_S}){{0,3}}?(?:[Mm]eeting|[Rr]etreat|[Ss]ession)\b"
    rf"(?:{_S}of(?:{_S}(?:and|of|on|the|for|in)|{_S}{_CAPITALISED}){{0,10}}{_S}{_CAPITALISED})?"
)
_CEREMONY = rf"พิธี[ก-๛]{{8,120}}{_S}ประจำปี{_S}?[0-9๐-๙]{{4}}"
_FOUNDING = rf"วัน(?:คล้ายวัน)?สถาปนา(?:(?!สถาปนา|ครบรอบ)[^\n]){{2,80}}?{_S}?ครบรอบ{_S}?[0-9๐-๙]{{1,3}}{_S}?ปี"
_EVENT = re.compile(
    f"{_THAI}{_NUMBER}|{_ACRONYM}{_NUMBER}|{_ENGLISH}|{_ORDINAL}{_ACRONYM}\\b(?!{_S}[A-Z])|{_SLASHED}|{_CEREMONY}|{_FOUNDING}"
)
_SIGNS = tuple(map(re.compile, ("ครั้งที่", "พิธี", "สถาปนา", r"[0-9](?:st|nd|rd|th)\b", "[0-9]/2")))
"""One of them is in the line of each numbered event."""

_OTHER_WORDS = "ราย หน่วย สำนัก พนัก ผล ทีม โรง กอง แรง พลัง ใช้"  # รายงาน, หน่วยงาน …
_QUOTED = re.compile(
    f"(?:{''.join(f'(?<!{word})' for word in _OTHER_WORDS.split())}งาน|กิจกรรม(?:รณรงค์)?|มหกรรม|แคมเปญ"
    rf"|(?:แข่งขัน|ประกวด)[ก-๛]{{0,20}}|\b(?:[Cc]ampaign|[Ee]vent)){_S}{{0,2}}"
    f'(?:“([^”“(\n]{{3,100}}?){_S}?[”(]|"([^"(\n]{{3,100}}?){_S}?["(]|‘([^’‘(\n]{{3,100}}?){_S}?[’(])'
)
_QUOTE = re.compile('[“"‘]')


def find_quoted_events(text: str) -> list[Entity]:
    """The events named in quotes: sorted, apart, within a line.

    37 of 38 such finds on the training releases are EVENT spans exactly.
    """
    found = (match for line in lines_with(text, _QUOTE) for match in _QUOTED.finditer(text, *line))
    spans = (match.span(match.lastindex or 0) for match in found)
    bare = (_without_space(text, *span) for span in spans)
    return [Entity(start, end, "EVENT", PRECISION, SOURCE) for start, end in bare if start < end]


def _without_space(text: str, start: int, end: int) -> tuple[int, int]:
    said = text[start:end]
    return end - len(said.lstrip()), start + len(said.rstrip())


def find_events(text: str) -> list[Entity]:
    """The numbered events of a text: sorted, apart, within a line."""
    found = (match for line in lines_with(text, *_SIGNS) for match in _EVENT.finditer(text, *line))
    return [Entity(*match.span(), "EVENT", PRECISION, SOURCE) for match in found]
