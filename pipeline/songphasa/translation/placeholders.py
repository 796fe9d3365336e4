"""Terms carried through a sequence-to-sequence engine as placeholders, and put back when all have survived.

A placeholder is a code of Latin capitals and a number, `XQ0X`: in every SentencePiece vocabulary, unlike any word, and
copied by models that copy names. White space around it keeps its pieces apart from its neighbours'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from songphasa.document import Span, Term

_CODE = re.compile(r"(?<![A-Za-z\d])X ?Q ?(\d{1,3}) ?X(?![A-Za-z\d])", re.IGNORECASE)
"""As models write it: in small letters, with its pieces apart, glued to Thai."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A translation with its terms put back.

    Attributes:
        text: the translation.
        places: where each term stands in it, in the order of the terms.
    """

    text: str
    places: tuple[Span, ...]


def mask(text: str, terms: Sequence[Term]) -> str:
    """The sentence with the code of each term in its place; as it is where it holds such a code itself.

    Args:
        text: a sentence.
        terms: its terms, sorted, without overlaps.
    """
    if _CODE.search(text):
        return text
    masked, done = "", 0
    for number, term in enumerate(terms):
        before, after = text[done : term.start], text[term.end : term.end + 1]
        gap = "" if not (masked + before) or (masked + before)[-1] in _LOOSE else " "
        masked += f"{before}{gap}XQ{number}X" + ("" if not after or after in _TIGHT else " ")
        done = term.end
    return masked + text[done:]


_LOOSE = " \t\n([“‘\"'"
_TIGHT = " \t\n)]”’\"',.:;?!"


def restore(translated: str, terms: Sequence[Term]) -> Restored | None:
    """The translation of a masked sentence with the terms themselves; None where a code is lost, doubled or unknown."""
    codes = list(_CODE.finditer(translated))
    if sorted(int(code[1]) for code in codes) != list(range(len(terms))):
        return None
    text, done, places = "", 0, dict[int, Span]()
    for code in codes:
        number = int(code[1])
        text += translated[done : code.start()]
        places[number] = Span(len(text), len(text) + len(terms[number].target))
        text += terms[number].target
        done = code.end()
    return Restored(text + translated[done:], tuple(places[number] for number in range(len(terms))))
