"""What the model sees of a gap: the words either side, lengths, openers, and what can stand as a clause."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from songphasa.sentences.gaps import CLAUSE_WORDS, FIRST_WORDS, Words
from songphasa.text.abbreviations import words_of

_ASKING = words_of("ขอ โปรด สอบถาม ติดต่อ เชิญ กรุณา ดู สามารถ")
_JOINING = words_of("และ หรือ ซึ่ง ที่ เพื่อ ให้ ว่า รวม เช่น ได้แก่ อาทิ กับ พร้อม ของ ต่อ จำนวน")
_OPENERS = {"first": FIRST_WORDS, "clause": CLAUSE_WORDS, "ask": _ASKING, "join": _JOINING, "by": ("โดย",)}
_LAST_WORDS = words_of("แล้ว ต่อไป เป็นต้น ด้วย ทั้งสิ้น แต่อย่างใด ดังกล่าว ที่สุด แน่นอน เช่นกัน ขึ้น ดี ได้")
_FINITE = frozenset(words_of("จะ ได้ ยัง ก็ จึง เป็น มี คือ ต้อง สามารถ ให้ ว่า ถือ ขอ เพื่อ ไม่ พบ ทำ"))
_LISTING = frozenset(words_of("และ หรือ รวมทั้ง รวมถึง ตลอดจน"))
_STEPS = (10, 20, 35, 50, 70, 100, 140, 200, 300)
"""Lengths in characters are told apart by these."""

_NEAR = 13
"""Words, or letters at the end of the left side, that are looked at."""

_NEAR_STEPS = (1, 3, 8, 14)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is counted once for a whole line: per word, its kind and sums up to it.

    Attributes:
        kinds: the words, every number as 0; two end marks follow.
        spaces: indices of white-space runs, and the number of words.
        finite: how many finite words come before each.
        quotes: quotation marks opened before each less those closed.
        items: numbered item marks before each.
    """

    kinds: list[str]
    spaces: list[int]
    finite: list[int]
    quotes: list[int]
    items: list[int]


def see(words: Words) -> Seen:
    """Count a line once, so that describing its gaps is linear in its length."""
    texts = words.texts
    kinds = ["0" if text[0].isdigit() else text for text in texts] + ["$"] * 4
    spaces = [place for place, text in enumerate(texts) if text.isspace()]
    return Seen(
        kinds,
        [-1, *spaces, len(texts)],
        list(accumulate((text in _FINITE for text in texts), initial=0)),
        list(accumulate((text == "“") - (text == "”") for text in texts)),
        list(accumulate((_is_item(kinds, texts, place) for place in range(len(texts))), initial=0)),
    )


def _is_item(kinds: list[str], texts: list[str], place: int) -> bool:
    return (
        kinds[place] == "0"
        and len(texts[place]) <= 2
        and kinds[place + 1] in (".", ")")
        and kinds[place + 2] != "0"
        and (place == 0 or texts[place - 1].isspace())
    )


def describe(words: Words, seen: Seen, gap: int, first: int) -> list[str]:
    """Features of a gap, as names.

    Args:
        words: the line.
        seen: `see(words)`.
        gap: index of the gap.
        first: index of the first word of the sentence that the gap may end.
    """
    column = bisect_right(seen.spaces, gap)
    begin, end = seen.spaces[column - 2] + 1, seen.spaces[column]
    return [
        "bias",
        *_of_words(seen.kinds, gap, begin, end),
        *_of_shape(words, seen, gap, first, begin, end),
        *(f"R={word}" for word in _FINITE.intersection(words.texts[gap + 2 : min(end, gap + _NEAR)])),
        *(f"L={word}" for word in _FINITE.intersection(words.texts[max(begin, gap - _NEAR) : gap - 1])),
    ]


def _of_words(kinds: list[str], gap: int, begin: int, end: int) -> list[str]:
    before, last = kinds[gap - 2] if gap > 1 else "^", kinds[gap - 1]
    head, second, third = kinds[gap + 1 : gap + 4]
    return [
        f"1={head}",
        f"12={head} {second}",
        f"123={head} {second} {third}",
        f"9={last}",
        f"89={before} {last}",
        f"next={kinds[end + 1]}",
        f"begin={kinds[begin]}",
    ]


def _of_shape(words: Words, seen: Seen, gap: int, first: int, begin: int, end: int) -> list[str]:
    texts, starts, line = words.texts, words.starts, words.line
    opener = _opener(line, starts[gap + 1])
    tail = line[max(0, starts[gap] - _NEAR) : starts[gap]]
    closing = f"{tail.endswith(_LAST_WORDS)}{'อย่าง' in tail}"
    length = _step(starts[gap] - starts[first])
    right = _step((starts[end] if end < len(starts) else len(line)) - starts[gap + 1])
    left = _step(starts[gap] - starts[begin])
    verb, verbs = _verb(seen.finite, gap, end), min(3, seen.finite[gap] - seen.finite[first])
    near = min(2, seen.finite[gap] - seen.finite[begin])
    listed = seen.kinds[end + 1] in _LISTING
    item = _is_item(seen.kinds, texts, gap + 1) and f"{_script(texts[gap - 1])}{seen.items[gap] > 0}"
    density = _step(len(line) // len(seen.spaces))
    return [
        f"length={length}",
        f"left={left}",
        f"right={right}",
        f"rest={_step(len(line) - starts[gap + 1])}",
        f"density={density}",
        f"quoted={seen.quotes[gap] > 0}",
        f"scripts={_script(texts[gap - 1])}{_script(texts[gap + 1])}",
        f"opener={opener}",
        f"opener={opener} length={length // 2}",
        f"opener={opener} closing={closing}",
        f"opener={opener} verb={verb}",
        f"opener={opener} verbs={verbs}",
        f"opener={opener} listed={listed}",
        f"1={seen.kinds[gap + 1]} length={length // 3}",
        f"length={length // 2} right={right // 2}",
        f"closing={closing}",
        f"verb={verb}",
        f"verbs={verbs}",
        f"near={near} verb={verb}",
        f"item={item}",
    ]


def _opener(line: str, start: int) -> str:
    return next((name for name, words in _OPENERS.items() if line.startswith(words, start)), "")


def _verb(finite: list[int], gap: int, end: int) -> str:
    """How far behind the gap the first finite word is, and whether white space comes first."""
    found = finite[gap + 1]
    distance = next((step for step in _NEAR_STEPS if finite[min(gap + 1 + step, len(finite) - 1)] > found), 0)
    return f"{distance}{finite[end] > found}"


def _script(word: str) -> str:
    if word[0].isdigit():
        return "0"
    if not word[0].isalpha():
        return word[0]
    return "A" if word[0].isascii() else "." if word[-1] == "." else "ก"


def _step(length: int) -> int:
    return bisect_right(_STEPS, length)
