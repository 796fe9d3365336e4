"""Where a Thai long form begins: every word boundary in reach is ranked by what stands on both sides of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from songphasa.acronyms.alignment import NEVER, align
from songphasa.acronyms.english import Reading
from songphasa.acronyms.forms import kind_of
from songphasa.acronyms.vocabulary import (
    BODIES,
    EQUIVALENTS,
    JOINING,
    LEADING,
    MEETINGS,
    POSITIONS,
    SILENT,
    THINGS,
    WEAK,
)
from songphasa.text.tokens import split_tokens

_HEAD = re.compile("|".join(sorted((*BODIES, *THINGS), key=len, reverse=True)))
_EXCLUDED = re.compile(
    "และ|หรือ|ของ|ที่(?!ประชุม|ปรึกษา|ดิน)|ซึ่ง|โดย|ใน|ณ|จาก|ให้|เป็น|กับ|เพื่อ|ด้าน|ว่าด้วย|ว่า|แห่ง|ต่อ|ด้วย|ครั้ง|ฯ|ๆ"
    r"|[0-9๐-๙]+[.)]|\W"
)
_STOP = re.compile(
    r"[\n;:!?•\[\]“\"‘]|\((?!มหาชน\))|(?<!มหาชน)\)|(?<![ก-ฮ])\.\s|\.{2,}|ฯลฯ|(?:กล่าวว่า|เปิดเผยว่า|ระบุว่า)\s"
)
_CLAUSE = re.compile(
    "ได้(?!แก่)|เข้าร่วม|เสนอ|อนุมัติ|เห็นชอบ|รับทราบ|ลงนาม|เปิดเผย|กล่าว|ภายใต้|ดำเนิน|ยัง|พิจารณา|ตามที่|จะ|กับ|จาก|โดย"
    "|รวมทั้ง|รวมถึง|ได้แก่|เป็น|สอดคล้อง|ครั้งนี้|ติดตาม|ซึ่ง|ดังกล่าว|สามารถ|มีการ|พร้อม|\\s(?:จัด|เตือน|เปิด|นำ|ณ|เมื่อ|ภายใน|กรณี|ให้)"
)
_REACH = 220  # characters
_CHARACTERS_A_LETTER = 10

# The weights of the evidence, tuned on half of the gold releases and the development definitions.
THING, WEAK_HEAD, NO_HEAD = 0.4, 1.0, 1.9
AFTER_LEADING, AFTER_JOINING, AFTER_WORD, AFTER_BODY = 0.3, 0.5, 0.7, 1.6
LISTED = 5.0
ENTITY = 1.0
CLAUSE = 0.5
LENGTH = 0.01
CROWDED = 0.015
UNEQUAL = 0.01
SKIPPED = 0.15  # Thai abbreviations pass over more words than English ones
LETTERS = 2.0  # weight of the letters beside the edge

_MEETING = re.compile("meeting|conference|summit|assembly|forum|session", re.IGNORECASE)
_OF = re.compile(r"\s(?:of|for|on|to|in|and|under|against)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What else is known when a left edge is looked for.

    Attributes:
        long_forms: folded Thai long forms that a lexicon gives the short form.
        starts: offsets at which an entity begins that ends where the long form does.
        english: the English long form given beside it.
    """

    long_forms: Collection[str] = ()
    starts: Collection[int] = field(default=())
    english: str = ""


def folded_thai(text: str) -> str:
    """A Thai long form without white space and with one spelling of SARA AM, for comparison."""
    return re.sub(r"[\s\u200b]+", "", text).replace("\u0e4d\u0e32", "\u0e33")


def consonants(thai: str) -> str:
    """The consonants, Latin letters and digits of a word, folded: what an abbreviation is made of."""
    return "".join(re.findall(r"[ก-ฮA-Za-z0-9]", thai)).lower()


def read_thai_before(text: str, floor: int, end: int, short: str, evidence: Evidence) -> Reading | None:
    """The best Thai long form that ends at `end`, or None without a possible start between `floor` and it."""
    floor = _floor(text, floor, end)
    window = _Window(text[floor:end], short, evidence, floor)
    ranked = [(window.cost(edge), -edge) for edge in window.edges]
    if not ranked:
        return None
    cost, edge = min(ranked)
    return Reading(floor - edge, end, cost) if cost < NEVER else None


def _floor(text: str, floor: int, end: int) -> int:
    begin = max(floor, end - _REACH)
    for stop in _STOP.finditer(text, begin, end):
        begin = stop.end() if stop.end() < end else begin
    return begin + len(text[begin:end]) - len(text[begin:end].lstrip())


class _Window:
    """The text before a short form, and the cost of beginning the long form at each of its word boundaries."""

    def __init__(self, text: str, short: str, evidence: Evidence, offset: int) -> None:
        self._text, self._short, self._evidence, self._offset = text, short, evidence, offset
        tokens = split_tokens(text)
        self.edges = sorted({start for start, _ in tokens} | {head.start() for head in _HEAD.finditer(text)})
        self._letters = _letter_costs(text, tokens, short)

    def cost(self, edge: int) -> float:
        """The cost of the long form `text[edge:]`; infinite where it cannot begin there."""
        name = self._text[edge:]
        if _EXCLUDED.match(name) or name[0].isdigit():
            return NEVER
        shape = _head_cost(name) + LENGTH * len(name) + CLAUSE * len(_CLAUSE.findall(name))
        boundary = self._boundary_cost(self._text[:edge])
        return shape + boundary + self._short_cost(name, edge) + self._evidence_cost(name, edge)

    def _boundary_cost(self, before: str) -> float:
        """The letters of a Thai abbreviation tell whether a meeting before a body is part of the name."""
        return 0.0 if self._letters and before.endswith(MEETINGS) else _boundary_cost(before)

    def _short_cost(self, name: str, edge: int) -> float:
        """A Thai abbreviation reads off the words; a gloss is about as long; any short form stands for so much only."""
        if self._letters:
            return LETTERS * _silent_head(name, edge, self._letters)
        if self._evidence.english:
            return UNEQUAL * abs(len(name) - len(self._evidence.english))
        return CROWDED * max(0, len(name) - _CHARACTERS_A_LETTER * len(self._short))

    def _evidence_cost(self, name: str, edge: int) -> float:
        cost = -LISTED if folded_thai(name) in self._evidence.long_forms else 0.0
        cost -= ENTITY if edge + self._offset in self._evidence.starts else 0.0
        return cost + (_gloss_cost(name, self._evidence.english) if self._evidence.english else 0.0)


def _letter_costs(window: str, tokens: Sequence[tuple[int, int]], short: str) -> dict[int, float]:
    """Edge → cost of reading a Thai abbreviation off the words from there, per letter; empty for other short forms."""
    letters = consonants(short)
    if not re.fullmatch("[ก-ฮ]+", letters) or kind_of(short) != "thai_dotted":
        return {}
    words = [(start, consonants(window[start:end])) for start, end in tokens]
    words = [(start, word) for start, word in words if word]
    costs = align(letters, [word for _, word in words], [SKIPPED] * len(words))
    return {start: min(cost / len(letters), 1.2) for (start, _), cost in zip(words, costs, strict=True)}


def _silent_head(name: str, edge: int, letters: dict[int, float]) -> float:
    """กระทรวงมหาดไทย is มท.: the type word may give no letter."""
    ways = [letters.get(edge, 1.2)]
    ways += [letters.get(edge + len(head), 1.2) + 0.02 for head in SILENT if name.startswith(head)]
    return min(ways)


def _head_cost(name: str) -> float:
    """What the long form begins with: the type word of a body, of a thing, a nominal prefix, or anything else."""
    head = _HEAD.match(name)
    if head:
        return 0.0 if head.group() in BODIES else THING
    return WEAK_HEAD if name.startswith(WEAK) else NO_HEAD


def _boundary_cost(before: str) -> float:
    """What stands before the long form: a space, a position or a preposition is good, another type word is not."""
    if not before or before[-1].isspace() or before.endswith(POSITIONS):
        return 0.0
    if before.endswith(JOINING):
        return AFTER_JOINING
    if before.endswith(LEADING):
        return AFTER_LEADING
    return AFTER_BODY if before.endswith(BODIES) else AFTER_WORD


def _gloss_cost(thai: str, english: str) -> float:
    """What the head of the English long form says: Commission is คณะกรรมาธิการ, and no การประชุม without a meeting."""
    words = re.findall(r"[a-z]+", _OF.split(english)[0].lower())
    if words and thai.startswith(EQUIVALENTS.get(words[-1], "\0")):
        return -1.6
    return 0.8 if thai.startswith("การประชุม") and not _MEETING.search(english) else 0.0


def begins_with_head(thai: str) -> bool:
    """Whether a phrase begins with a word that names of bodies, plans, laws and systems begin with."""
    return _HEAD.match(thai) is not None


def letter_cost(thai: str, short: str) -> float:
    """The cost per letter of reading a Thai abbreviation off a whole phrase; infinite for other short forms."""
    letters = _letter_costs(thai, split_tokens(thai), short)
    return _silent_head(thai, 0, letters) if letters else NEVER
