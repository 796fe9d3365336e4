"""The white-space runs of a Thai line where a sentence may begin: those that certainly do not are left out.

Only 8 to 15 % of the spaces of Thai text end a sentence; a bare dot never does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from songphasa.text import months
from songphasa.text.abbreviations import ACTS, ERAS, POSITIONS, UNITS, is_title, words_of
from songphasa.text.tokens import split_tokens

FIRST_WORDS = words_of(
    "ทั้งนี้ นอกจาก ดังนั้น อย่างไรก็ตาม อย่างไรก็ดี ขณะ ปัจจุบัน อนึ่ง ต่อมา จากนั้น โอกาสนี้ อีกทั้ง เบื้องต้น เพราะฉะนั้น ฉะนั้น ล่าสุด "
    "พร้อมกันนี้ ทั้งหมดนี้ ภายหลัง หลังจากนั้น สุดท้าย ในการนี้ ในโอกาสนี้ ในส่วน ในขณะ ในช่วงท้าย ในเบื้องต้น ด้วยเหตุนี้"
)
"""Discourse openers: what they open is a sentence in most cases."""

CLAUSE_WORDS = words_of("สำหรับ ส่วน หาก ถ้า แม้ เมื่อ กรณี เนื่องจาก แต่ หลังจาก ตลอดจน ด้าน")
"""Words that open a sentence or only a clause of it."""

_MONTHS = frozenset(months.THAI)
_GO_ON = _MONTHS | frozenset(words_of("และ หรือ ของ ว่า ใน กับ เพื่อ คือ โดย ซึ่ง นาย นาง นางสาว ณ เช่น แก่ แห่ง"))
_NEVER_FIRST = frozenset(words_of("กล่าว หรือ ณ คือ ของ ว่า ๆ ฯ ฯลฯ"))
_COUNTED = frozenset(
    words_of("ที่ ปี เดือน ชั้น มาตรา ร้อยละ ประมาณ จำนวน กว่า หมายเลข เวลา ข้อ ห้อง หมู่ อายุ สายด่วน เพียง วงเงิน วัน")
)
_MEASURES = _MONTHS | frozenset(
    words_of(
        "บาท ล้าน พัน หมื่น แสน คน ราย แห่ง ปี วัน เดือน เมตร กิโลเมตร ครั้ง โครงการ จังหวัด "
        "ชั่วโมง นาที ไร่ ตัน เปอร์เซ็นต์ ดอลลาร์ อำเภอ ตำบล"
    )
)
_OPEN = frozenset("([{“‘,:;/&+-–—@#=<")
_CLOSE = frozenset(")]}”’,.:;/&+!?%–—=#@(*'")
_BRACKETED = re.compile(r"\((?:[^()]++|\([^()]*+\))*+\)|\[[^\[\]]*+\]")


@dataclass(frozen=True, slots=True)
class Words:
    """A line as words and the white-space runs between them.

    Attributes:
        line: the line.
        texts: words and white-space runs that tile it.
        starts: where each begins.
        gaps: indices into `texts` of the white-space runs where a sentence may begin after.
    """

    line: str
    texts: list[str]
    starts: list[int]
    gaps: list[int]


def read_words(line: str) -> Words:
    """The words of a line and its gaps; a gap has a word on both sides and is in no brackets."""
    spans = split_tokens(line)
    texts = [line[start:end] for start, end in spans]
    starts = [start for start, _ in spans]
    closed = set(_inside_brackets(line, starts))
    gaps = [
        place
        for place in range(1, len(texts) - 1)
        if texts[place].isspace() and place not in closed and _may_end(line, texts, starts, place)
    ]
    return Words(line, texts, starts, gaps)


def _inside_brackets(line: str, starts: list[int]) -> Iterator[int]:
    place = 0
    for brackets in _BRACKETED.finditer(line):
        while place < len(starts) and starts[place] < brackets.end():
            if starts[place] > brackets.start():
                yield place
            place += 1


def _may_end(line: str, texts: list[str], starts: list[int], place: int) -> bool:
    left, right = texts[place - 1], texts[place + 1]
    if left[-1] in _OPEN or right[0] in _CLOSE or left in _GO_ON or right in _NEVER_FIRST:
        return False
    if left[-1] == "." and not _may_end_dotted(left, texts[max(0, place - 2)]):
        return False
    if left[-1] == "." and left != "." and not line.startswith(FIRST_WORDS + CLAUSE_WORDS, starts[place + 1]):
        return False
    return not _is_counted(left, right) and not (_is_latin(left) and _is_latin(right))


def _may_end_dotted(left: str, before: str) -> bool:
    bare = left.removesuffix(".")
    if not bare:
        return not before[-1].isdigit() and len(before) > 1
    return bare not in POSITIONS | ACTS | ERAS and (bare in UNITS or not is_title(left))


def _is_counted(left: str, right: str) -> bool:
    if right[0].isdigit():
        return left in _COUNTED or (left[-1].isdigit() and len(right) > 2)
    return left[-1].isdigit() and (right in _MEASURES or right.removesuffix(".") in UNITS or is_title(right))


def _is_latin(word: str) -> bool:
    return word[0].isascii() and word[0].isalpha()
