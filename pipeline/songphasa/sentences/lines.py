"""A text split into sentences: line by line, each line by the rules of its language.

Sentences and the blanks between them tile the text; a blank is white space or a zero-width mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from songphasa.sentences.english import find_english_starts
from songphasa.sentences.thai import find_thai_starts
from songphasa.text.scripts import sentence_lang

FindStarts = Callable[[str], list[int]]
"""Offsets in a line, inside it, where a sentence begins; the blanks before it belong to none."""

_LINE = re.compile(r"[^\r\n]+")
_BLANK = "".join(map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200E), 0x2028, 0x2029)))
_BLANK += "\u202f\u205f\u2060\u3000\ufeff"


def split_sentences(text: str, find_starts: FindStarts) -> list[tuple[int, int]]:
    """Sentence spans `[start, end)`, sorted, without blanks at their edges; a line break always ends a sentence."""
    return [span for line in _LINE.finditer(text) for span in _split_line(line.group(), line.start(), find_starts)]


def find_line_starts(line: str, threshold: float, weights: Mapping[str, float]) -> list[int]:
    """Where sentences begin inside a line: by English rules, by the model, and in a line of both languages by either.

    Args:
        line: a text without line breaks.
        threshold: the probability from which a white-space run of a Thai line ends a sentence, in (0, 1).
        weights: of the model, by feature name.
    """
    lang = sentence_lang(line)
    english = find_english_starts(line) if lang in ("en", "mixed") else []
    thai = find_thai_starts(line, threshold, weights) if lang in ("th", "mixed") else []
    return sorted({*english, *thai})


def _split_line(line: str, offset: int, find_starts: FindStarts) -> Iterator[tuple[int, int]]:
    if not line.strip(_BLANK):
        return
    for left, right in pairwise([0, *find_starts(line), len(line)]):
        piece = line[left:right]
        start = left + len(piece) - len(piece.lstrip(_BLANK))
        if said := piece.strip(_BLANK):
            yield offset + start, offset + start + len(said)
