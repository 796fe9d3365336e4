"""Which of its senses a short form has in a document, told by the words around it: naive Bayes with shipped weights.

`senses.tsv` beside this file holds the weights, learnt by `models/lexicon/senses.py` from documents that define the
form themselves. It lists only forms for which the words beat the most frequent sense on other documents.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from songphasa.acronyms.lexicon import Sense
from songphasa.document import Span
from songphasa.text.tokens import split_tokens

SHIPPED = Path(__file__).with_name("senses.tsv")

Weights = Mapping[str, Mapping[str, float]]
"""Thai long form of a sense → word → the logarithm of how much likelier the word is beside it than beside the others.

The empty word is the sense's own frequency.
"""

_AROUND = 400  # characters on each side of a mention
_MENTIONS = 6


def written(form: str) -> str:
    """A form as senses are told apart: สส. and สส are one, ส.ส. is another."""
    return form.rstrip(".")


def alike(form: str, senses: Sequence[Sense]) -> list[Sense]:
    """The senses among which words decide: no titles or units, and written like the form."""
    return [sense for sense in senses if sense.kind != "title" and written(sense.short) == written(form)]


def words_near(text: str, mentions: Iterable[Span]) -> frozenset[str]:
    """The words within 400 characters of the first mentions."""
    windows: list[tuple[int, int]] = []
    for mention in list(mentions)[:_MENTIONS]:
        start, end = max(0, mention.start - _AROUND), mention.end + _AROUND
        if windows and start <= windows[-1][1]:
            start, _ = windows.pop()
        windows.append((start, end))
    return frozenset(_words(text[start:end] for start, end in windows))


def _words(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        yield from (text[start:end] for start, end in split_tokens(text))


@cache
def shipped() -> Mapping[str, Weights]:
    """The weights of each form that has any."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            words = found.setdefault(row["short"], {}).setdefault(row["long_th"], {})
            words[row["word"]] = float(row["weight"])
    return found


def likeliest(weights: Weights, words: Iterable[str]) -> str:
    """The Thai long form of the sense that its frequency and the words speak for; the first of equals."""
    present = ("", *words)
    return max(weights, key=lambda sense: sum(weights[sense].get(word, 0.0) for word in present))


def choose(form: str, senses: Sequence[Sense], text: str, mentions: Iterable[Span]) -> Sequence[Sense]:
    """The senses with the one that the words near the mentions speak for first; as they are without weights."""
    weights = shipped().get(written(form), {})
    open_to = [sense for sense in alike(form, senses) if sense.long_th in weights]
    if len(open_to) < 2:
        return senses
    best = likeliest({str(sense.long_th): weights[str(sense.long_th)] for sense in open_to}, words_near(text, mentions))
    return sorted(senses, key=lambda sense: sense.long_th != best or sense not in open_to)
