"""A text split into sentences: line by line, each line by the rules of its language.

Sentences and the blanks between them tile the text; a blank is white space or a zero-width mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from songphasa.sentences.english import find_english_starts
from songphasa.sentences.features import Line
from songphasa.sentences.network import GapModel
from songphasa.sentences.thai import find_thai_starts
from songphasa.sentences.wrapped import join_wrapped
from songphasa.text.scripts import sentence_lang

FindStarts = Callable[[str, Sequence[Line]], list[int]]
"""Offsets in a text, inside the lines given, where a sentence begins; the blanks before it belong to none."""

_LINE = re.compile(r"[^\r\n]+")
_BLANK = "".join(map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200E), 0x2028, 0x2029)))
_BLANK += "\u202f\u205f\u2060\u3000\ufeff"
_TOLD = 20
"""Characters from which a line that the first line holds as well is a headline."""


def split_paragraphs(text: str, find_starts: FindStarts, *, rejoin: bool = True) -> list[list[tuple[int, int]]]:
    """The sentence spans `[start, end)` of each paragraph, sorted, without blanks at their edges.

    A paragraph is a line that says something; where lines are wrapped and `rejoin` is on, it is those that belong
    together.
    """
    lines = find_lines(text, rejoin=rejoin)
    starts = sorted(find_starts(text, lines))
    return [list(_cut(text, line, starts)) for line in lines]


def split_sentences(text: str, find_starts: FindStarts, *, rejoin: bool = True) -> list[tuple[int, int]]:
    """All spans of `split_paragraphs`."""
    return [span for paragraph in split_paragraphs(text, find_starts, rejoin=rejoin) for span in paragraph]


def find_lines(text: str, *, rejoin: bool = True) -> list[Line]:
    """What is split on its own: lines that say something without blanks at their edges, wrapped ones joined."""
    spans = [span for line in _LINE.finditer(text) if (span := _strip(text, *line.span()))]
    spans = join_wrapped(text, spans) if rejoin else spans
    said = [text[start:end] for start, end in spans]
    often, first = Counter(said), "".join(said[:1])
    told = [len(line) >= _TOLD and line in first for line in said[1:]]
    headlines = [any(told), *told]
    return [
        Line(*span, headline or often[line] > 1) for span, line, headline in zip(spans, said, headlines, strict=False)
    ]


def find_line_starts(text: str, lines: Sequence[Line], *, model: GapModel, threshold: float | None = None) -> list[int]:
    """Where sentences begin inside lines: by English rules, by the model, and in a line of both languages by either.

    Args:
        text: the text.
        lines: its lines.
        model: for white space in Thai.
        threshold: the probability from which white space ends a sentence, in (0, 1); None for what suits the text.
    """
    langs = [sentence_lang(text[line.start : line.end]) for line in lines]
    english = [line for line, lang in zip(lines, langs, strict=True) if lang in ("en", "mixed")]
    thai = [line for line, lang in zip(lines, langs, strict=True) if lang in ("th", "mixed")]
    starts = {line.start + start for line in english for start in find_english_starts(text[line.start : line.end])}
    return sorted(starts.union(find_thai_starts(text, thai, model, threshold)))


def _cut(text: str, line: Line, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    inside = starts[bisect_left(starts, line.start) : bisect_left(starts, line.end)]
    for left, right in pairwise([line.start, *inside, line.end]):
        if span := _strip(text, left, right):
            yield span


def _strip(text: str, start: int, end: int) -> tuple[int, int] | None:
    said = text[start:end]
    start += len(said) - len(said.lstrip(_BLANK))
    said = said.strip(_BLANK)
    return (start, start + len(said)) if said else None
