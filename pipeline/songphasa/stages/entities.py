"""Named entities: what a model finds and what the rules find, merged into one flat layer and made consistent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from songphasa.document import Document, Entity, Layer
from songphasa.models import load_model
from songphasa.stages.consistency import find_glosses, find_repeats
from songphasa.stages.patterns import PRECISION, find_patterns, keep_apart


class Entities:
    """The entities of each document, found in that document alone.

    Args:
        model: an installed model package, or a Hugging Face token-classification model: a folder or a hub id.
        labels: what labels of a Hugging Face model are called here: {"PER": "PERSON"}; an empty name drops one.
        patterns: find what is regular by rules; without, the model finds it.

    Raises:
        MissingModel: there is no such model, or it needs torch, which is not installed.
        BadConfig: the model has labels that are neither ours nor in `labels`.
    """

    requires: ClassVar[frozenset[Layer]] = frozenset()
    provides: ClassVar[frozenset[Layer]] = frozenset({Layer.ENTITIES})

    def __init__(
        self, *, model: str = "th_songphasa_news", labels: Mapping[str, str] | None = None, patterns: bool = True
    ) -> None:
        self._model = load_model(model, labels)
        self._patterns = patterns

    def annotate(self, documents: Sequence[Document]) -> list[Document]:
        """The same documents with their entities.

        Raises:
            BadAnnotation: the model found spans that the data model does not allow.
        """
        found = self._model.find_entities([document.text for document in documents])
        return [
            document.with_layer(Layer.ENTITIES, self._complete(document.text, entities))
            for document, entities in zip(documents, found, strict=True)
        ]

    def _complete(self, text: str, found: Sequence[Entity]) -> list[Entity]:
        entities = merge(found, find_patterns(text)) if self._patterns else list(found)
        glosses = find_glosses(text, entities)
        longest = sorted([*find_repeats(text, glosses), *entities], key=lambda entity: entity.start - entity.end)
        return keep_apart([*glosses, *longest])


def merge(found: Sequence[Entity], patterns: Sequence[Entity]) -> list[Entity]:
    """The names that a model found and the regular entities of the rules, apart and sorted.

    The year in the name of an event belongs to it; elsewhere the rules win. Of the labels that the rules find, only LAW
    is taken from the model as well: laws have names.
    """
    names = [entity for entity in found if entity.label == "LAW" or entity.label not in PRECISION]
    events = [entity for entity in names if entity.label == "EVENT"]
    return keep_apart([*events, *patterns, *names])
