"""Where short forms of every kind stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from songphasa.acronyms.dotted import find_bare, find_dotted
from songphasa.acronyms.latin import find_latin, find_spaced, find_written
from songphasa.acronyms.mention import KindOf, Mention
from songphasa.acronyms.spelled import find_spelled, find_words

_COVID = re.compile(r"(?:COVID|Covid|โควิด)(?:[ \u00a0]?[-–]?[ \u00a0]?(?:20)?19(?![0-9]))?(?![A-Za-z])")


def find_mentions(text: str, kind_of_known: KindOf, words: Sequence[str], odd: Sequence[str] = ()) -> list[Mention]:
    """All mentions, sorted, without overlaps; of two that overlap the earlier and longer one stays.

    Args:
        text: the document's text.
        kind_of_known: what the document and the lexicons know.
        words: known Thai forms that no dot and no letter name gives away (ยูเนสโก, มี.ค.).
        odd: Latin forms that the document defines and capitals do not give away (aa, TNF alpha).
    """
    found = [
        *_covid(text),
        *find_words(text, kind_of_known, tuple(words)),
        *find_dotted(text, kind_of_known),
        *find_bare(text, kind_of_known),
        *find_spelled(text, kind_of_known),
        *find_latin(text, kind_of_known),
        *find_spaced(text, kind_of_known),
        *find_written(text, odd),
    ]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _covid(text: str) -> Iterator[Mention]:
    for match in _COVID.finditer(text):
        yield Mention(match.start(), match.end(), "latin" if match.group().isascii() else "thai_spelled")
