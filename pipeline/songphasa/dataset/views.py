"""The `tokens` view: sentences as token rows with IOB2 tags, and what the conversion cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from songphasa.dataset.schema import TAG_NUMBER, Row
from songphasa.document import Document, Entity, Sentence
from songphasa.text.tokens import split_tokens

OUTSIDE = TAG_NUMBER["O"]


@dataclass(frozen=True, slots=True)
class TokenView:
    """Token rows of one document.

    Attributes:
        rows: one a sentence, `tokens` joined being the sentence's text, `ner_tags` as ClassLabel numbers.
        widened: entities whose tagged tokens reach beyond them, since an edge lies inside a token.
        lost: entities that no token is tagged with: their tokens were taken by the entity before them.
    """

    rows: tuple[Row, ...]
    widened: int
    lost: int


def token_view(document: Document) -> TokenView:
    """The rows of a document, a sentence each; an entity is tagged in the sentence where it begins."""
    rows, widened, lost = [], 0, 0
    for number, sentence in enumerate(document.sentences):
        start = sentence.start
        tokens = [(start + left, start + right) for left, right in split_tokens(document[sentence])]
        tags = [OUTSIDE] * len(tokens)
        for entity in _entities_of(document, sentence):
            touched = [place for place, token in enumerate(tokens) if token[0] < entity.end and entity.start < token[1]]
            free = [place for place in touched if tags[place] == OUTSIDE]
            lost += not free
            widened += bool(free) and (tokens[touched[0]][0], tokens[touched[-1]][1]) != (entity.start, entity.end)
            for place in free:
                tags[place] = TAG_NUMBER[f"{'B' if place == free[0] else 'I'}-{entity.label}"]
        rows.append(
            {
                "id": f"{document.id}#{number}",
                "document_id": document.id,
                "tokens": [document.text[left:right] for left, right in tokens],
                "ner_tags": tags,
            }
        )
    return TokenView(tuple(rows), widened, lost)


def _entities_of(document: Document, sentence: Sentence) -> Iterator[Entity]:
    return (entity for entity in document.entities if sentence.start <= entity.start < sentence.end)
