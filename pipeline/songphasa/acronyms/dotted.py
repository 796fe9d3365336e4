"""Thai abbreviations: with dots, in one run or glued to the words before them, and without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from songphasa.acronyms.mention import KindOf, Mention
from songphasa.text.lines import lines_with

_THAI = "ก-ฺเ-๎"
_UNIT = re.compile(r"กม\.|ซม\.|มม\.|มก\.|ชม\.|ตร\.ม\.|ตร\.กม\.|ลบ\.ม\.|น\.|ม\.")
_MONTH = re.compile("[ก-ฮ]{1,2}\\.[คยพ]\\.")
_MEASURE = re.compile(rf"{_UNIT.pattern}|กก\.")
_COUNTING = "0123456789๐๑๒๓๔๕๖๗๘๙/"
_ROAD = re.compile("กม\\.|ทล\\.")
_DOT = re.compile(r"\.(?<=[ก-ฮ].)")
_DOTTED = re.compile(r"(?:[ก-ฮ]{1,12}\.){1,8}(?:[ก-ฮ]{1,6}(?![ก-๛.]))?")
_BARE = [re.compile(rf"{before}([ก-ฮ]{{2,6}})(?![{_THAI}.])") for before in (rf"[^{_THAI}.]", r"\A", "กระทรวง", "#ข่าว")]
_LEADING_VOWELS = ("เ", "แ", "โ", "ใ", "ไ")  # written before the consonant that they belong to
_HOLDER = re.compile(r"(?:กระทรวง|รมว\.?|รมช\.?|ปลัด|สำนักงาน|กรม|#|#ข่าว)\s?$")
_BEFORE_NAME = "จอตถมรพซกธศ"  # one letter that stands for a word only right before a name: จ.เลย


def find_dotted(text: str, kind_of_known: KindOf) -> Iterator[Mention]:
    """Dotted runs cut into the longest known forms; an unknown run of two letters or more is one form."""
    for run in (run for line in lines_with(text, _DOT) for run in _DOTTED.finditer(text, *line)):
        start, end = run.span()
        if text.startswith("..", end - 1):  # an ellipsis
            continue
        glued = start > 0 and "\u0e00" < text[start - 1] < "\u0e4f"
        while start < end:
            mention = _known_dotted(text, start, end, glued, kind_of_known) or _unknown_dotted(text, start, end, glued)
            if mention is None:
                break
            yield mention
            start, glued = mention.end, False


def _known_dotted(text: str, start: int, end: int, glued: bool, kind_of_known: KindOf) -> Mention | None:
    """The longest known form at the start of a run, or inside its first word where other letters are glued on."""
    ends = [dot + 1 for dot in range(start, end) if text[dot] == "."]
    found = []
    glued = glued or text[start] == "ณ"
    for begin in range(start, ends[0] - 1 if glued and ends else start + 1):
        for stop in dict.fromkeys([end, *reversed(ends)]):
            kind = kind_of_known(text[begin:stop]) if text[begin - 1 : begin] not in _LEADING_VOWELS else None
            if kind and _stands(text, begin, stop):
                found.append(Mention(begin, stop, "title" if _counts(text, begin, stop) else kind))
                break
    return max(found, key=lambda mention: mention.end - mention.start, default=None)


def _unknown_dotted(text: str, start: int, end: int, glued: bool) -> Mention | None:
    """The rest of a run up to its last dot, if it is two letters or more and nothing is glued on."""
    stop = text.rfind(".", start, end) + 1
    return Mention(start, stop, "thai_dotted") if not glued and stop - start > 2 else None


def _stands(text: str, start: int, end: int) -> bool:
    """A unit needs a number beside it, and one letter with a dot a name after it."""
    form = text[start:end]
    if _UNIT.fullmatch(form):
        return _counts(text, start, end) or (len(form) == 2 and _before_name(text, end))
    return len(form) > 2 or (form[0] in _BEFORE_NAME and _before_name(text, end))


def _counts(text: str, start: int, end: int) -> bool:
    """Whether what stands beside a form says that it is a unit, a month or a road: 12 กม., บาท/กก., 3 ก.พ., ทล.41."""
    form = text[start:end]
    before = (text[max(0, start - 3) : start].rstrip(" \u00a0")[-1:] or " ") in _COUNTING
    after = text[end : end + 2].lstrip(" \u00a0")[:1].isdigit()
    if _MONTH.fullmatch(form):
        return before or after
    return (before and bool(_MEASURE.fullmatch(form))) or (after and bool(_ROAD.fullmatch(form)))


def _before_name(text: str, end: int) -> bool:
    return "ก" <= text[end : end + 1] <= "ไ"


def find_bare(text: str, kind_of_known: KindOf) -> Iterator[Mention]:
    """Dotless Thai: กสทช, and อว after กระทรวง."""
    for match in (match for bare in _BARE for match in bare.finditer(text)):
        start, form = match.start(1), match[1]
        if (len(form) > 2 or _HOLDER.search(text, max(0, start - 10), start)) and kind_of_known(form) == "thai_dotted":
            yield Mention(start, match.end(), "thai_dotted")
