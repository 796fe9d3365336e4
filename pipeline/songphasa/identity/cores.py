"""Names of organisations, places, events and laws as they are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from songphasa.identity.folding import fold
from songphasa.identity.numbers import split_number
from songphasa.identity.places import whole_place

_LEGAL = re.compile(
    r"\(องค์การมหาชน\)|\(มหาชน\)|จำกัด(?=\s?\(?มหาชน|$|\s)|^(?:บริษัท|บมจ\.|บจก\.)\s?"
    r"|,?\s(?:Public Company Limited|Co\.?,?\s?Ltd\.?|Pte\.?\s?Ltd\.?|PCL\.?|Plc\.?|Ltd\.?|Inc\.?|Corp\.?|Company)$"
)
_WHOLE = (
    ("LAW", re.compile(r"^(ร่าง\s?)?พ\.?ร\.?บ\.?\s?"), r"\1พระราชบัญญัติ"),
    ("LAW", re.compile(r"^(ร่าง\s?)?พ\.?ร\.?ก\.?\s?"), r"\1พระราชกำหนด"),
    ("LAW", re.compile(r"^(ร่าง\s?)?พ\.?ร\.?ฎ\.?\s?"), r"\1พระราชกฤษฎีกา"),
    ("ORGANIZATION", re.compile(r"^ก\.(?=[ก-ฮเ-ไ][ก-๛]{3})"), "กระทรวง"),
    ("ORGANIZATION", re.compile(r"^ม\.(?=[ก-ฮเ-ไ][ก-๛]{3})"), "มหาวิทยาลัย"),
    ("ORGANIZATION", re.compile(r"^รพ\.\s?(?=[ก-ฮเ-ไ][ก-๛]{3})"), "โรงพยาบาล"),
    ("ORGANIZATION", re.compile(r"^สนง\.\s?(?=[ก-ฮเ-ไ])"), "สำนักงาน"),
)
"""Type words that are written short, by the label of the name that they begin."""

_MEETING = re.compile("^(?:การ|งาน)(?=[ก-ฮเ-ไ])")


def core_of(name: str, label: str) -> str:
    """The name as it is compared: type words in full, no legal form and no number."""
    if label == "LOCATION":
        return whole_place(name)
    for where, short, whole in _WHOLE:
        name = short.sub(whole, name) if where == label else name
    return _LEGAL.sub("", name).strip() or name if label == "ORGANIZATION" else split_number(name)[0]


@lru_cache(1 << 14)
def node_of(name: str) -> str:
    """What names that are no person's are told apart by."""
    return f"name {key_of(name)}"


def key_of(name: str) -> str:
    """The folded name, without การ before a meeting; a name of signs alone as it is."""
    return fold(_MEETING.sub("", name)) or name
