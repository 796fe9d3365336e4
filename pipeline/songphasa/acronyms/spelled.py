"""Short forms that Thai spells out or says as words: ดีอีเอส, ยูเนสโก; only where they stand as words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from songphasa.acronyms.letters import LETTER_RUN, spell
from songphasa.acronyms.mention import KindOf, Mention
from songphasa.text.tokens import split_tokens

_LETTER = re.compile("[A-Za-z0-9]")
_TELLING = 3  # letter names
_AROUND = 24  # characters, enough for the words beside a form


def find_spelled(text: str, kind_of_known: KindOf) -> Iterator[Mention]:
    """The longest known run of letter names; that an unknown one spells three letters is evidence enough."""
    for run in LETTER_RUN.finditer(text):
        ends = [end for end in range(run.end(), run.start() + 3, -1) if spell(text[run.start() : end])]
        known = [end for end in ends if kind_of_known(text[run.start() : end])]
        long = [end for end in ends[:1] if len(spell(text[run.start() : end]) or "") >= _TELLING]
        if (known or long) and _is_word(text, run.start(), (known or long)[0]):
            yield Mention(run.start(), (known or long)[0], "thai_spelled")


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    by_letter: dict[str, list[str]] = {}  # so that most of a text is passed over at its first letter
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    either = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_letter.items()) or "(?!)"
    return re.compile(rf"(?:{either})(?![ะ-ฺ็-๎])(?!(?<=[A-Za-z0-9])[A-Za-z0-9])")


def find_words(text: str, kind_of_known: KindOf, words: tuple[str, ...]) -> Iterator[Mention]:
    """The known words of a text, and known forms with vowels before their dots (มี.ค.)."""
    for match in _any_of(words).finditer(text):
        start, end = match.span()
        written_on = start > 0 and _LETTER.match(text, start - 1)
        if not written_on and ("." in match.group() or _is_word(text, start, end)):
            yield Mention(start, end, kind_of_known(match.group()) or "thai_spelled")


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether no Thai word runs over the edges: the ยูเค of ยูเครน is no short form."""
    begin, stop = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if not any("ก" <= text[place : place + 1] <= "๎" for place in (start - 1, end) if place >= 0):
        return True
    edges = {edge + begin for token in split_tokens(text[begin:stop]) for edge in token}
    return start in edges and end in edges
