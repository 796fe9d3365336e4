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
        *("B.E.", "พ.ศ.", "ค.ศ."),
        *("องค์การ", "องค์กร", "หน่วยงาน", "ประเทศ", "จังหวัด", "อำเภอ", "ตำบล", "เมือง", "เขต", "ภาค", "ห้อง", "โรงแรม"),
    ]
)
"""Words that names begin with and that are no name alone."""

_OUTSIDE = re.compile("(?:การประชุม|ประชุม|งาน)[ \u00a0]+(?=[A-Za-z0-9])")
"""Stands before the name of an event and is no part of it: การประชุม AMCC ครั้งที่ 4."""


_SIGNS = " \u00a0-–—/,;:"


_REST = re.compile("(?<=[A-Za-z])(?:-[A-Z][A-Za-z]+)+")
"""The rest of a hyphenated name, where a model found its first word alone: Coca|-Cola."""


def proper_names(text: str, entities: Iterable[Entity]) -> list[Entity]:
    """The entities that are names, whole and without signs at their edges.

    Events are without the word for a meeting before them; a hyphen between two names parts them (Thailand-Malaysia).
    """
    trimmed = [_trimmed(text, entity) for entity in entities]
    starts = {entity.start for entity in trimmed}
    names = (entity for entity in trimmed if _is_name(text[entity.start : entity.end]))
    return [_whole(text, name, starts) for name in names]


def _is_name(said: str) -> bool:
    return said not in _TYPE_WORDS and said.removesuffix(".") not in POSITIONS and any(map(str.isalnum, said))


def _whole(text: str, name: Entity, starts: AbstractSet[int]) -> Entity:
    rest = _REST.match(text, name.end)
    if rest is None or starts & set(range(name.end, rest.end())):
        return name
    return replace(name, end=rest.end())


def _trimmed(text: str, entity: Entity) -> Entity:
    outside = _OUTSIDE.match(text, entity.start, entity.end) if entity.label == "EVENT" else None
    start = outside.end() if outside else entity.start
    said = text[start : entity.end].rstrip(_SIGNS)
    return replace(entity, start=start + len(said) - len(said.lstrip(_SIGNS)), end=start + len(said))
