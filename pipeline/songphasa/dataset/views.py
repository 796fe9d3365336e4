"""The `tokens` view: sentences as token rows with IOB2 tags, and what the conversion cost."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from songphasa.dataset.schema import TAG_NUMBER, Row
from songphasa.document import Document
from songphasa.text.tokens import split_tokens
from songphasa.text.words import SplitWords

OUTSIDE = TAG_NUMBER["O"]


@dataclass(frozen=True, slots=True)
class TokenView:
    """Token rows of one document.

    Attributes:
        rows: one a sentence, `tokens` joined being the sentence's text, `ner_tags` as ClassLabel numbers, `duplicate`
            where the document has said it before.
        widened: entities whose tagged tokens reach beyond them, since an edge lies inside a token.
        lost: entities that no token is tagged with: their tokens were taken by the entity before them.
    """

    rows: tuple[Row, ...]
    widened: int
    lost: int


def token_view(document: Document, split: SplitWords = split_tokens) -> TokenView:
    """The rows of a document, a sentence each; an entity is tagged in the sentence where it begins."""
    rows, widened, lost = [], 0, 0
    starts = [entity.start for entity in document.entities]
    for number, sentence in enumerate(document.sentences):
        said = document[sentence]
        tokens = split(said)
        tags = [OUTSIDE] * len(tokens)
        for entity in document.entities[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]:
            start, end = entity.start - sentence.start, entity.end - sentence.start
            touched = _touched(tokens, start, end)
            free = [place for place in touched if tags[place] == OUTSIDE]
            lost += not free
            widened += bool(free) and (tokens[touched[0]][0], tokens[touched[-1]][1]) != (start, end)
            for place in free:
                tags[place] = TAG_NUMBER[f"{'B' if place == free[0] else 'I'}-{entity.label}"]
        rows.append(
            {
                "id": f"{document.id}#{number}",
                "document_id": document.id,
                "tokens": [said[left:right] for left, right in tokens],
                "ner_tags": tags,
                "duplicate": sentence.duplicate_of is not None,
            }
        )
    return TokenView(tuple(rows), widened, lost)


def _touched(tokens: Sequence[tuple[int, int]], start: int, end: int) -> range:
    """Places of the tokens that share a character with `[start, end)`."""
    return range(
        bisect_right(tokens, start, key=itemgetter(1)),
        bisect_left(tokens, end, key=itemgetter(0)),
    )
