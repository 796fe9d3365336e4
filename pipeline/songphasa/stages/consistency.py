"""Glosses: what stands in parentheses behind a name is that name again, there and wherever the document repeats it.

Repeating every name that a model found costs more precision than it earns recall on the development releases;
repeating the glosses earns both, most of all for events.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from songphasa.document import Entity
from songphasa.text.tokens import split_tokens

SOURCE = "gloss"

_GLOSSED = frozenset({"EVENT", "ORGANIZATION"})
_S = "[ \u00a0]{0,2}"
_ACRONYM = (
    "[A-Z][A-Za-z0-9&-]{0,10}[A-Z0-9]"
    r"|(?!รมว|รมช|ส\.[กวส]\.)(?:[ก-ฮ]{1,5}\.){1,5}"  # not ministers and members of parliament
)
_LONG = "(?![A-Z]+,)(?:[A-Z]|[0-9]{1,2}(?:st|nd|rd|th))[A-Za-z0-9 \u00a0&’',.-]{1,120}?[A-Za-z0-9.]"  # no members
_GLOSS = re.compile(rf"{_S}\({_S}(?:({_ACRONYM})|({_LONG})(?:{_S}(?:[:;,-]|หรือ){_S}({_ACRONYM}))?){_S}\)")


def find_glosses(text: str, names: Iterable[Entity]) -> list[Entity]:
    """The acronyms and English long forms in parentheses right behind organizations and events.

    Each has the label and the score of the name before it: สำนักงาน… (สกมช.) · … (Forum of Gardens : FOG).
    """
    found = []
    for name in names:
        gloss = _GLOSS.match(text, name.end) if name.label in _GLOSSED else None
        spans = [gloss.span(group) for group in (1, 2, 3)] if gloss else []
        found += [replace(name, start=start, end=end, source=SOURCE) for start, end in spans if start >= 0]
    return found


def find_repeats(text: str, glosses: Iterable[Entity]) -> list[Entity]:
    """Everywhere that a gloss stands on token edges, longest readings first; label and score are those of its best."""
    best = {text[gloss.start : gloss.end]: gloss for gloss in sorted(glosses, key=lambda gloss: gloss.score)}
    return [replace(best[text[start:end]], start=start, end=end) for start, end in _occurrences(text, best)]


def _occurrences(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    wanted = frozenset(words)
    lengths = sorted({len(word) for word in wanted}, reverse=True)
    edges = frozenset(chain.from_iterable(split_tokens(text))) if wanted else frozenset[int]()
    for start in sorted(edges):
        for length in lengths:
            if start + length in edges and text[start : start + length] in wanted:
                yield start, start + length
                break
