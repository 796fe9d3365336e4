"""What of a model's finds is a name by the guidelines: no bare type word, no sign at an edge, no การประชุม before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from songphasa.document import Entity
from songphasa.text.abbreviations import POSITIONS

_TYPE_WORDS = frozenset(
    [
        *("การ", "การประชุม", "ประชุม", "ที่ประชุม", "งาน", "วัน", "วันคล้าย", "วันคล้ายวัน", "พิธี", "โครงการ", "กิจกรรม"),
        *("คณะ", "คณะกรรมการ", "คณะอนุกรรมการ", "คณะทำงาน", "กระทรวง", "กรม", "กอง", "กลุ่ม", "กลุ่มงาน", "สำนัก", "สำนักงาน"),
        *("ศูนย์", "สถาบัน", "สมาคม", "มูลนิธิ", "บริษัท", "ธนาคาร", "มหาวิทยาลัย", "โรงเรียน", "โรงพยาบาล", "รัฐบาล"),
        *("B.E.", "พ.ศ.", "ค.ศ.", "ใน"),
        *("องค์การ", "องค์กร", "หน่วยงาน", "ประเทศ", "จังหวัด", "อำเภอ", "ตำบล", "เมือง", "เขต", "ภาค", "ห้อง", "โรงแรม"),
    ]
)
"""Words that names begin with and that are no name alone."""

_OUTSIDE = re.compile("(?:การประชุม|ประชุม|งาน)[ \u00a0]+(?=[A-Za-z0-9])")
"""Stands before the name of an event and is no part of it: การประชุม AMCC ครั้งที่ 4."""


_INTO = re.compile("ใน(?=ประเทศ|จังหวัด|อำเภอ|ตำบล|เขต)")
"""Stands before the name of a place and is no part of it."""

_BEFORE = {"EVENT": _OUTSIDE, "LOCATION": _INTO}

_NUMBERED = re.compile("(?:ชั้น|เลขที่|ห้อง)[ \u00a0]*[0-9๐-๙/-]+")
"""What a place is numbered by, which is no name."""

_SIGNS = " \u00a0-–—/,;:"


_REST = re.compile(r"(?<=[A-Za-z])(?:-[A-Z][A-Za-z]+)+|(?<=[A-Z]\.[A-Z])\.")
"""The rest of a hyphenated name, where a model found its first word alone: Coca|-Cola; the last dot of U.S."""

_PLACE = re.compile(
    "(?<=[A-Za-z])[ \u00a0](?:[Ss]tation|[Aa]irport|[Bb]ridge|[Ee]xpressway|[Cc]ampus|[Bb]asin)(?![A-Za-z])"
)
"""The type word behind the English name of a place, which is part of it."""


def proper_names(text: str, entities: Iterable[Entity]) -> list[Entity]:
    """The entities that are names, whole and without signs at their edges.

    Events are without the word for a meeting before them, places without ใน; a hyphen between two names parts them
    (Thailand-Malaysia).
    """
    trimmed = [_trimmed(text, entity) for entity in entities]
    starts = {entity.start for entity in trimmed}
    names = (entity for entity in trimmed if _is_name(text[entity.start : entity.end]))
    return [_whole(text, name, starts) for name in names]


def _is_name(said: str) -> bool:
    if said in _TYPE_WORDS or said.removesuffix(".") in POSITIONS or _NUMBERED.fullmatch(said):
        return False
    return any(map(str.isalnum, said))


def _whole(text: str, name: Entity, starts: AbstractSet[int]) -> Entity:
    rest = _REST.match(text, name.end) or (_PLACE.match(text, name.end) if name.label == "LOCATION" else None)
    if rest is None or starts & set(range(name.end, rest.end())):
        return name
    return replace(name, end=rest.end())


def _trimmed(text: str, entity: Entity) -> Entity:
    sign = _BEFORE.get(entity.label)
    outside = sign.match(text, entity.start, entity.end) if sign else None
    start = outside.end() if outside else entity.start
    said = text[start : entity.end].rstrip(_SIGNS)
    return replace(entity, start=start + len(said) - len(said.lstrip(_SIGNS)), end=start + len(said))
