"""What a definition is read against: the text, its brackets, the lexicons, and the entities already found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from songphasa.acronyms.english import Reading, read_before
from songphasa.acronyms.forms import DOTTED
from songphasa.acronyms.letters import LETTER_RUN
from songphasa.acronyms.thai import Evidence, read_thai_before
from songphasa.document import Span

LongForms = Callable[[str], Collection[str]]
"""The folded Thai long forms that the lexicons give a short form; empty for an unknown one."""

THAI = "ก-ฮะ-ฺเ-๎"
_LETTER = re.compile(rf"[A-Za-z\u00c0-\u024f{THAI}]")
_PADDING = " \u00a0\t\u200b”\"’'‘“"
_COUNTED = re.compile(
    r"\s*(?:ฝ่ายการเมือง|ฝ่ายข้าราชการประจำ|และการประชุมที่เกี่ยวข้อง|ครั้งที่\s*[0-9๐-๙]+(?:/[0-9๐-๙]+)?|ประจำปี\s*[0-9๐-๙]{4})$"
)
_COMPANY = re.compile(r",?\s(?:Pcl|PCL|PLC|Co|Ltd|Inc|Corp|Limited)\.?$")
_ALSO = re.compile(rf"\s*หรือ\s?(?:{DOTTED}|{LETTER_RUN.pattern})$")  # X หรือดีอีเอส (DES)
_FAR = 320  # characters


@dataclass(frozen=True, slots=True)
class Definition(Span):
    """A short form at `[start, end)` and the spans of its long forms, at least one of them given.

    Attributes:
        thai: the span of the Thai long form.
        english: the span of the English long form.
        rule: the pattern that was read.
        cost: how badly the boundaries fit; 0 is good, a negative one is backed by a lexicon.
    """

    thai: Span | None
    english: Span | None
    rule: str
    cost: float


@dataclass(frozen=True, slots=True)
class Context:
    """A text with what is known about it.

    Attributes:
        text: the document's text.
        openings: closing bracket → opening bracket, as offsets.
        long_forms: what the lexicons know.
        entities: the spans of the entities that an earlier stage found.
        starts: where sentences start, sorted.
    """

    text: str
    openings: Mapping[int, int]
    long_forms: LongForms
    entities: Sequence[Span] = ()
    starts: Sequence[int] = ()

    def said(self, span: Span) -> str:
        """What a span says."""
        return self.text[span.start : span.end]

    def strip(self, start: int, end: int) -> Span:
        """`[start, end)` without spaces and quotation marks at its edges."""
        while start < end and self.text[start] in _PADDING:
            start += 1
        while start < end and self.text[end - 1] in _PADDING:
            end -= 1
        return Span(start, end)

    def is_thai(self, end: int) -> bool:
        """Whether the last letter before `end` on its line, over digits and signs, is Thai."""
        letters = _LETTER.findall(self.text[max(0, end - 12) : end].rpartition("\n")[2])
        return bool(letters) and letters[-1] > "\u0e00"

    def thai_before(self, end: int, short: str, english: str = "", floor: int = 0) -> Reading | None:
        """The best Thai long form that ends at `end` and does not begin before `floor` or the sentence."""
        starts = [entity.start for entity in self.entities if entity.end == end]
        evidence = Evidence(self.long_forms(short), starts, english)
        return read_thai_before(self.text, max(floor, self._sentence(end)), end, short, evidence)

    def english_before(self, end: int, short: str, floor: int = 0) -> Reading | None:
        """The best English long form that ends at `end` and does not begin before `floor` or the sentence."""
        return read_before(self.text, max(floor, self._sentence(end)), end, short)

    def _sentence(self, end: int) -> int:
        place = bisect_left(self.starts, end)
        return self.starts[place - 1] if place else 0

    def _belongs(self, opening: int, end: int) -> bool:
        """Whether a bracket is part of the name that it ends: (มหาชน), and what a Latin word has written on it."""
        written_on = self.text[max(0, opening - 1) : opening]
        return self.text[opening + 1 : end - 1] == "มหาชน" or (written_on.isascii() and written_on.isalnum())

    def left_end(self, end: int) -> int:
        """Where the long form before `end` ends: before brackets, "ครั้งที่ 5", "Co., Ltd." or "หรือ สพร." on it."""
        for _ in range(3):
            end = self.strip(max(0, end - _FAR), end).end
            before = self.text[max(0, end - 40) : end]
            if written_on := _COUNTED.search(before) or _COMPANY.search(before) or _ALSO.search(before):
                end -= len(written_on.group())
                continue
            opening = self.openings.get(end - 1)
            if opening is None or self._belongs(opening, end):
                return end
            end = opening
        return self.strip(max(0, end - _FAR), end).end
