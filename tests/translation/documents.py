"""Documents for the tests: sentences, entities and acronyms told by what they say."""

from __future__ import annotations

from songphasa.document import Acronym, Document, Entity, Layer, Sentence
from songphasa.text.scripts import document_lang


def make_document(
    *sentences: str, entities: list[tuple[str, str]] | None = None, acronyms: list[Acronym] | None = None
) -> Document:
    """A document of these sentences, a line each; each entity is what it says, wherever that stands, and its label."""
    text = "\n".join(sentences)
    starts = [sum(len(one) + 1 for one in sentences[:place]) for place in range(len(sentences))]
    spans = [Sentence(start, start + len(one)) for start, one in zip(starts, sentences, strict=True)]
    found = [
        Entity(place, place + len(said), label)
        for said, label in entities or []
        for place in range(len(text))
        if text.startswith(said, place)
    ]
    document = Document("d", text, document_lang(text)).with_layer(Layer.SENTENCES, spans)
    return document.with_layer(Layer.ENTITIES, found).with_layer(Layer.ACRONYMS, acronyms or [])
