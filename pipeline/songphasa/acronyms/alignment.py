"""How well a short form reads off the words of a long form: a dynamic program over letters and words.

A letter is cheapest as the beginning of a word, dearer inside a word that already gave one, dearest elsewhere; words
that give no letter and letters that no word gives cost as well. Schwartz and Hearst (2003) take the first match from
the right and Ab3P (Sohn et al. 2008) tries strategies in order; here one table ranks all starts at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

INSIDE = 0.35
NEXT = 0.15
MIDDLE = 1.2
UNREAD = 1.6
UNREAD_DIGIT = 0.6
SKIPPED_SMALL = 0.15
NEVER = float("inf")

_NUMBERS = {
    word: str(number)
    for number, words in enumerate(
        (
            "one first",
            "two second ii",
            "three third iii",
            "four fourth iv",
            "five fifth",
            "six sixth vi",
            "seven seventh vii",
            "eight eighth viii",
        ),
        1,
    )
    for word in words.split()
}
_MOST = 6  # letters that one word gives
_SMALL_ENGLISH = "a an and as at by de del des for from in into of on or over the to under via with within y e"
# และ ของ ใน เพื่อ ด้าน แห่ง แห่งชาติ ชาติ ว่าด้วย ที่ การ ความ ประเทศไทย ประเทศ ไทย, as their consonants
_SMALL_THAI = "ล ของ น พอ ดน หง หงชต ชต วดวย ท กร ควม ปรทศทย ปรทศ ทย"
_SMALL = frozenset(f"{_SMALL_ENGLISH} {_SMALL_THAI}".split())


def align(letters: str, words: Sequence[str], skips: Sequence[float]) -> list[float]:
    """The cost of reading all letters off `words[start:]`, for every start; infinite where the first word gives none.

    Args:
        letters: the short form, folded, without punctuation.
        words: folded words, in order; the long form always ends with the last one.
        skips: for each word the cost of reading no letter off it; small words cost less.
    """
    count = len(words)
    unread = [UNREAD_DIGIT if letter.isdigit() else UNREAD for letter in letters]
    rest = [sum(unread[read:]) for read in range(len(letters) + 1)]
    starts = [NEVER] * count
    for place in range(count - 1, -1, -1):
        word, last = words[place], place == count - 1
        taken = [_best_read(word, letters, read, rest) for read in range(len(letters) + 1)]
        starts[place] = _best_first(word, letters, rest)
        skip = SKIPPED_SMALL if word in _SMALL and not last else skips[place]
        rest = [min(skip + rest[read], taken[read]) for read in range(len(letters) + 1)]
        for read in range(len(letters) - 1, -1, -1):
            rest[read] = min(rest[read], unread[read] + rest[read + 1])
    return starts


def _best_read(word: str, letters: str, read: int, rest: Sequence[float]) -> float:
    ways = range(1, min(_MOST, len(letters) - read) + 1)
    return min((read_cost(word, letters[read : read + many]) + rest[read + many] for many in ways), default=NEVER)


def _best_first(word: str, letters: str, rest: Sequence[float]) -> float:
    """The first word must begin with the first letter."""
    begins = letters and letters[0] in (word[0], _NUMBERS.get(word))
    return _best_read(word, letters, 0, rest) if begins else NEVER


@lru_cache(maxsize=1 << 16)
def read_cost(word: str, part: str) -> float:
    """The cost of reading `part` off one word: its beginning is free, what follows is `NEXT` or `INSIDE`."""
    if _NUMBERS.get(word) == part:
        return 0.0
    place = word.find(part[0])
    if place < 0:
        return NEVER
    cost = 0.0 if place == 0 else MIDDLE
    for letter in part[1:]:
        before, place = place, word.find(letter, place + 1)
        if place < 0:
            return NEVER
        cost += NEXT if place == before + 1 else INSIDE
    return cost
