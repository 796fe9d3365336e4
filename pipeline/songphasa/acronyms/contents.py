"""What stands in a pair of brackets: short forms alone, a long form with its short form, or anything else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from songphasa.acronyms.context import Context
from songphasa.acronyms.forms import DOTTED, LATIN, is_bare, is_measure, kind_of
from songphasa.acronyms.letters import LETTER_RUN
from songphasa.document import Span

Rule = Literal["(long : short)", "(long, short)", "(long (short))", "(long short)", "(short : long)"]

_ORDINAL = r"(?:(?:The|the)\s+)?(?:[0-9]{1,3}\s?(?:st|nd|rd|th)\s+)?"
_NUMBER = r"(?:\s*(?:ครั้งที่\s*[0-9๐-๙]+(?:/[0-9๐-๙]+)?|ประจำปี\s*[0-9๐-๙]{4}|[0-9]{4}))*"
_HOLDER = r"(?:รมว\.|รมช\.|รัฐมนตรีว่าการ|กระทรวง|สำนักงาน|คณะกรรมการ|ศูนย์|ปลัด|บมจ\.|บริษัท)?\s*"
FORM = rf"(?:{DOTTED}|{LETTER_RUN.pattern}|{LATIN})"
"""A regular expression for what may be a short form; `forms.kind_of` decides."""

_SHORT = re.compile(
    rf"{_ORDINAL}{_HOLDER}[\"“'‘]?(?P<form>(?:{FORM}|[ก-ฮ]{{2,6}})(?:\s(?:Co|Convention|[A-Z]{{2,6}}))?)[\"”'’]?{_NUMBER}"
)
# Eras, months and comparisons stand in brackets without being short for what stands before them.
_NO_NAME = re.compile(r"[พค]\.ศ\.|[ก-ฮ]{1,2}\.[คยพ]\.|YoY|QoQ|MoM|AoA")
_SHORT_LONGEST = 40  # characters, with all that may stand on it
_SEPARATOR = re.compile(
    r"\s*(?P<sign>[:：;=–—]|,(?![0-9])|\s-|\s/\s|\bor\b|หรือ(?:เรียก)?(?:ชื่อ)?(?:ย่อ)?(?:ว่า)?|ย่อว่า|ย่อมาจาก)\s*"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A long form, its short form, and how they are written in one pair of brackets."""

    long: Span
    short: Span
    rule: Rule


@dataclass(frozen=True, slots=True)
class _Parts:
    """What stands between the separators, and the separators, one fewer."""

    spans: list[Span]
    signs: list[str]


def split_parts(context: Context, inside: Span) -> list[Span]:
    """What stands between colons, commas, dashes and "or"."""
    return _parts(context, inside).spans


def _parts(context: Context, inside: Span) -> _Parts:
    separators = list(_SEPARATOR.finditer(context.text, inside.start, inside.end))
    edges = [inside.start, *(edge for match in separators for edge in match.span()), inside.end]
    spans = [context.strip(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return _Parts(spans, [match["sign"].strip() for match in separators])


def read_short(context: Context, part: Span) -> Span | None:
    """The short form that a part is, without "The 5th", "ครั้งที่ 5", a year or a type word on it."""
    if part.end - part.start > _SHORT_LONGEST:
        return None
    match = _SHORT.fullmatch(context.text, part.start, part.end)
    if match and not _is_none(match["form"]) and kind_of(match["form"].split()[0]):
        return Span(*match.span("form"))
    return part if context.long_forms(context.said(part)) and context.is_thai(part.end) else None


def _is_none(form: str) -> bool:
    return is_measure(form) or _NO_NAME.fullmatch(form) is not None


def read_shorts(context: Context, inside: Span) -> list[Span]:
    """The short forms that fill a bracket: one, or two joined by "or" or in two scripts; a list of members is none."""
    parts = _parts(context, inside)
    shorts = [read_short(context, part) for part in parts.spans]
    found = [short for short in shorts if short]
    if not found or shorts[0] is None:
        return []
    if len(shorts) == 1 or (len(found) == 1 and parts.signs[0] in ",;"):
        return found[:1]
    scripts = {context.said(short).isascii() for short in found}
    joined = parts.signs[0].startswith(("หรือ", "or", "/"))
    return found if len(found) == len(shorts) == 2 and (joined or len(scripts) == 2) else []


def read_pair(context: Context, inside: Span) -> Pair | None:
    """The long form and the short form that fill a bracket; two or three bare consonants may be any Thai word."""
    pair = _separated(context, inside) or _nested(context, inside) or _spaced(context, inside)
    return None if pair and is_bare(context.said(pair.short)) else pair


def _separated(context: Context, inside: Span) -> Pair | None:
    parts = _parts(context, inside)
    if not parts.signs:
        return None
    if short := read_short(context, parts.spans[-1]):
        weak = parts.signs[-1] in (",", ";", "/", "-", "–", "—", "or")
        return Pair(Span(inside.start, parts.spans[-2].end), short, "(long, short)" if weak else "(long : short)")
    if short := read_short(context, parts.spans[0]):
        return Pair(Span(parts.spans[1].start, inside.end), short, "(short : long)")
    return None


def _nested(context: Context, inside: Span) -> Pair | None:
    opening = context.openings.get(inside.end - 1, -1)
    short = read_short(context, context.strip(opening + 1, inside.end - 1)) if opening > inside.start else None
    return Pair(context.strip(inside.start, opening), short, "(long (short))") if short else None


def _spaced(context: Context, inside: Span) -> Pair | None:
    space = context.text.rfind(" ", inside.start, inside.end)
    short = read_short(context, Span(space + 1, inside.end)) if space > 0 else None
    return Pair(context.strip(inside.start, space), short, "(long short)") if short else None
