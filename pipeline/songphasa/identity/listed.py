"""What the shipped lexicon of short forms knows of whole names: the other language, and the end of a clipped one."""

from __future__ import annotations

from functools import cache, lru_cache

from songphasa.acronyms.lexicon import Lexicon
from songphasa.identity.folding import fold

_UNLISTED = {"อาเซียน": "ASEAN"}
"""Names that are no short forms, so that the lexicon does not list them: Thai and English."""


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    """Long forms of the shipped lexicon by their folded names: each with its other language."""
    found: dict[str, tuple[str, ...]] = {
        fold(one): (other,) for pair in _UNLISTED.items() for one, other in (pair, pair[::-1])
    }
    for senses in Lexicon.shipped().senses.values():
        for sense in senses:
            if sense.kind != "title" and sense.long_th and sense.long_en:
                found.setdefault(fold(sense.long_th), (sense.long_en,))
                found.setdefault(fold(sense.long_en), (sense.long_th,))
    return found


def known_name(name: str) -> tuple[str, ...]:
    """What the shipped lexicon calls a thing of this full name in the other language."""
    return _listed().get(fold(name), ())


@cache
def _ministries() -> dict[str, str]:
    """Ministries and departments of Thailand, which have a Thai short form, by their folded names."""
    senses = [sense for found in Lexicon.shipped().senses.values() for sense in found if sense.kind == "thai_dotted"]
    names = filter(None, (sense.long_th for sense in senses))
    return {fold(name): name for name in names if name.startswith(("กระทรวง", "กรม"))}


@lru_cache(1 << 12)
def known_ministry(begun: str) -> str | None:
    """The only ministry, or else department, that has this name or, with four letters or more, begins with it."""
    for head in ("กระทรวง", "กรม"):
        key = fold(begun if begun.startswith(head) else f"{head}{begun}")
        if key in _ministries():
            return _ministries()[key]
    key = fold(begun if begun.startswith("กระทรวง") else f"กระทรวง{begun}")
    found = {name for name in _ministries() if name.startswith(key)} if len(key) >= len("กระทรวง") + 4 else set()
    return _ministries()[found.pop()] if len(found) == 1 else None
