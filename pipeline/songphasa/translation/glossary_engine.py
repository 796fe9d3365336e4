"""The engine without a model: a sentence that is terms from one end to the other is rendered, others are left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import ClassVar

from songphasa.translation.engine import Reply, Request

_JOINING = {"en": {"และ": "and"}, "th": {"and": "และ", "the": "", "The": ""}}
"""Words that may stand between terms, by the language translated into."""


class GlossaryEngine:
    """Dates, amounts, numbers, acronyms and names of known agencies, places and persons, where nothing else is said.

    A sentence with any other word has no translation and the flag `no_model`: a part would pretend to be the whole.
    """

    name: ClassVar[str] = "glossary"
    reads_terms: ClassVar[bool] = True
    model = ""
    fingerprint = "glossary-1"

    def fits(self, text: str) -> bool:  # noqa: ARG002
        """Nothing is too long for it."""
        return True

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        """A reply to each request, in order."""
        return [_reply(request) for request in requests]


def _reply(request: Request) -> Reply:
    said = [request.text[start:end] for start, end in _gaps(request)]
    words = _JOINING[request.lang]
    if not request.terms or any(word not in words for gap in said for word in _WORD.findall(gap)):
        return Reply(None, flags=("no_model",))
    gaps = [_WORD.sub(lambda word: words[word[0]], gap) for gap in said]
    parts = [gaps[0], *(part for term, gap in zip(request.terms, gaps[1:], strict=True) for part in (term.target, gap))]
    return Reply(_join(parts, request.lang).strip(), score=1.0)


def _gaps(request: Request) -> list[tuple[int, int]]:
    """What stands before, between and behind the terms."""
    starts = [0, *(term.end for term in request.terms)]
    ends = [*(term.start for term in request.terms), len(request.text)]
    return list(zip(starts, ends, strict=True))


def _join(parts: Iterable[str], lang: str) -> str:
    """The parts in a row; in English with a space between words, which Thai need not have."""
    text = ""
    for part in filter(None, parts):
        glued = lang == "en" and _ENDS_WORD.search(text) and _BEGINS_WORD.match(part)
        text += f" {part}" if glued else part
    return re.sub(r" {2,}", " ", text)


_ENDS_WORD = re.compile(r"[\w)\]]$")
_BEGINS_WORD = re.compile(r"[\w(\[]")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0e30-\u0e4e]+[^\W\d_]*)*")
"""A word without its numbers; Thai vowel and tone marks are no letters to `re`."""
