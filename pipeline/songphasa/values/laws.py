"""Laws as JSON of what is cited: `{"name": "พระราชบัญญัติ…", "year": 2019, "section": "5"}`.

What is not said is left out. The year is Christian, as in dates; abbreviated kinds of acts (พ.ร.บ.) are written out,
and a bill has `"draft": true`.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from songphasa.text.digits import ARABIC
from songphasa.text.years import BUDDHIST, FIRST_BUDDHIST

_KINDS = {
    **{"พ.ร.บ.": "พระราชบัญญัติ", "พรบ.": "พระราชบัญญัติ", "พ.ร.ก.": "พระราชกำหนด", "พรก.": "พระราชกำหนด"},
    **{"พ.ร.ฎ.": "พระราชกฤษฎีกา", "พรฎ.": "พระราชกฤษฎีกา"},
}
_KIND = re.compile(rf"({'|'.join(map(re.escape, (*_KINDS, *_KINDS.values())))}) ?")
_DRAFT = re.compile(r"(?:ร่าง ?|[Dd]raft )")
_THAI_SECTION = re.compile(
    r" ?มาตรา ?(\d{1,4}(?:/\d{1,2})?(?: ?\([\dก-ฮ]{1,2}\)){0,2}(?: ?วรรค(?:แรก|หนึ่ง|สอง|สาม|สี่|ห้า|ท้าย))?)"
)
_ENGLISH_SECTION = re.compile(r"[Ss]ections? (\d{1,4}(?: ?\(\d{1,2}\))?(?: and \d{1,4})?)(?: of the )?")
_JOINT = re.compile(r"^ ?(?:แห่ง|ของ)? ?")
_YEAR = re.compile(r",? ?\(?(?:(พ\.ศ\.|B\.E\.|ค\.ศ\.|A\.D\.) ?)?(?:(\d{4})|…|\.{2,5})\)?$")


@lru_cache(maxsize=4096)
def read_law(text: str) -> str:
    """A law, or a section of one, by its name, the year of its making and the section."""
    said, section = _split_section(" ".join(text.translate(ARABIC).split()))
    said, is_draft = (said[draft.end() :], True) if (draft := _DRAFT.match(said)) else (said, False)
    name, year = _split_year(said.removeprefix("กฎหมาย ").strip())
    cited: dict[str, Any] = {"name": _KIND.sub(lambda kind: _KINDS.get(kind[1], kind[1]), name, count=1), "year": year}
    cited |= {"section": section, "draft": is_draft or None}
    return json.dumps({key: value for key, value in cited.items() if value}, ensure_ascii=False)


def _split_section(said: str) -> tuple[str, str | None]:
    found = _THAI_SECTION.search(said) or _ENGLISH_SECTION.match(said)
    if found is None:
        return said, None
    rest = said[: found.start()] or _JOINT.sub("", said[found.end() :])
    return rest, re.sub(r" (?=\()", "", found[1])


def _split_year(said: str) -> tuple[str, int | None]:
    found = _YEAR.search(said)
    if found is None:
        return said, None
    year = int(found[2]) if found[2] else None
    is_buddhist = year and (found[1] in ("พ.ศ.", "B.E.") or (found[1] is None and year >= FIRST_BUDDHIST))
    return said[: found.start()].strip(), year - BUDDHIST if year and is_buddhist else year
