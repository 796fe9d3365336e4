"""Named entities: what a model finds and what the rules find, merged into one flat layer and made consistent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from songphasa.document import Document, Entity, Layer
from songphasa.models import load_model
from songphasa.stages.consistency import find_glosses, find_repeats
from songphasa.stages.events import find_events, find_quoted_events
from songphasa.stages.names import proper_names
from songphasa.stages.patterns import PRECISION, find_patterns, keep_apart
from songphasa.text.segments import find_in_segments


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
        found = find_in_segments(self._model.find_entities, [document.text for document in documents])
        return [
            document.with_layer(Layer.ENTITIES, self._complete(document.text, entities))
            for document, entities in zip(documents, found, strict=True)
        ]

    def _complete(self, text: str, found: Sequence[Entity]) -> list[Entity]:
        names = proper_names(text, found)
        quoted = find_quoted_events(text) if self._patterns else []
        entities = merge(names, [*quoted, *find_events(text), *find_patterns(text)]) if self._patterns else names
        glosses = find_glosses(text, entities)
        return keep_apart([*glosses, *_longest_first([*find_repeats(text, [*glosses, *quoted]), *entities])])


def merge(found: Sequence[Entity], patterns: Sequence[Entity]) -> list[Entity]:
    """The names that a model found and the regular entities of the rules, apart and sorted.

    Of two readings of an event the longer is its name, and the year in it belongs to it; elsewhere the rules win. Of
    the labels that the rules find, only EVENT and LAW are taken from the model as well: they have names.
    """
    names = [entity for entity in found if entity.label == "LAW" or entity.label not in PRECISION]
    events = [entity for entity in (*patterns, *names) if entity.label == "EVENT"]
    return keep_apart([*_longest_first(events), *patterns, *names])


def _longest_first(entities: Iterable[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda entity: entity.start - entity.end)
