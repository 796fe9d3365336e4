"""Definitions in running text: X หรือ SF, X ใช้ชื่อย่อว่า SF, SF ย่อมาจาก X, X or SF, SF stands for X, SF: X."""

from __future__ import annotations

import re
from collections.abc import Iterator

from songphasa.acronyms.bracketed import short_before
from songphasa.acronyms.contents import FORM
from songphasa.acronyms.context import THAI, Context, Definition
from songphasa.acronyms.english import after_article, folded, read_after, tolerance
from songphasa.acronyms.forms import kind_of
from songphasa.acronyms.thai import letter_cost
from songphasa.document import Span

_OPEN = r"\s*[\"“'‘]?"
# Every branch begins with a letter or a sign of its own, which lets the search skip through a text; what may stand
# before it is looked for when one is found.
_LONG_SHORT = re.compile(
    r"(?:หรือ|o(?<=\so)r\s|ย่อ\s?(?:ๆ\s?)?(?:ว่า|คือ)|ชื่อย่อ"
    r"|known\sas\s|abbreviated\s(?:as|to)\s|referred\sto\sas\s|called\s|hereinafter\s)"
    rf"{_OPEN}(?P<form>{FORM})(?![A-Za-z0-9{THAI}])"
)
_SHORT_LONG = re.compile(
    r"(?:หรือ|o(?<=\so)r\s|:\s|=\s|–\s|-(?<=\s-)\s|ย่อมาจาก(?:คำว่า)?|stands\sfor\s|is\sshort\sfor\s|means\s)"
    rf"{_OPEN}(?=[A-Za-z{THAI}])"
)
_WEAK = re.compile(r"หรือ|or\s|[:=–-]")
"""What may join two names as well; the other phrases say that the one is short for the other."""

_LEADING_TO = re.compile(r"(?:หรือ)?(?:ที่|ซึ่ง)?(?:เรียก|ใช้|มี)?(?:ชื่อ|อักษร|ตัว|โดย)?$|,?\s+$")
_PHRASE_END = re.compile(r"[\s”\"’'(),;:]")
_SURE = 0.5
_LISTED = -2.0


def read_phrases(context: Context) -> Iterator[Definition]:
    """All definitions outside brackets."""
    for match in _LONG_SHORT.finditer(context.text):
        yield from _long_short(context, match)
    for match in _SHORT_LONG.finditer(context.text):
        yield from _short_long(context, match)


def _long_short(context: Context, match: re.Match[str]) -> Iterator[Definition]:
    form, end = match["form"], context.left_end(_before(context, match.start()))
    kind, weak = kind_of(form), _WEAK.match(match.group())
    if kind is None or end == match.start("form"):
        return
    if context.is_thai(end):
        reading = context.thai_before(end, form)
        named = context.text[:end].endswith("(มหาชน)") or weak is None
        limit = 1.2 if kind == "thai_dotted" else 1.0 if named else _LISTED
        if reading and reading.cost <= limit:
            yield Definition(*match.span("form"), reading, None, "long or short", reading.cost)
    else:
        reading = context.english_before(end, form)
        if reading and reading.cost <= (_SURE if weak else tolerance(folded(form))):
            yield Definition(*match.span("form"), None, reading, "long or short", reading.cost)


def _short_long(context: Context, match: re.Match[str]) -> Iterator[Definition]:
    short = short_before(context, _before(context, match.start()))
    if short is None:
        return
    form, weak = context.said(short), _WEAK.match(match.group())
    if context.text[match.end()].isascii():
        start = after_article(context.text, Span(match.end(), len(context.text))).start
        reading = read_after(context.text, start, len(context.text), form)
        if reading and reading.cost <= (_SURE if weak else tolerance(folded(form))):
            yield Definition(short.start, short.end, None, reading, "short or long", reading.cost)
    elif stop := _PHRASE_END.search(context.text, match.end()):
        cost = letter_cost(context.text[match.end() : stop.start()], form)
        if cost <= _SURE or weak is None:
            long = Span(match.end(), stop.start())
            yield Definition(short.start, short.end, long, None, "short or long", min(cost, 1.0))


def _before(context: Context, place: int) -> int:
    """Where the words that lead to a phrase begin: ใช้ชื่อ of ใช้ชื่อย่อว่า, the comma of ", known as"."""
    lead = _LEADING_TO.search(context.text, max(0, place - 24), place)
    return lead.start() if lead else place
