"""Identity: which entities of a document name one thing, and what that is called in Thai and English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from songphasa.document import Document, Layer
from songphasa.identity.listed import known_name
from songphasa.identity.places import known_place
from songphasa.identity.resolution import find_identities
from songphasa.identity.titles import read_person


class Identity:
    """Gives the entities of each document that have a name their `cluster`, `name_th` and `name_en`.

    Persons, organisations, places, events and laws have a name; one that is mentioned once is a cluster as well. The
    stage waits for the second pass of a run, because the run tells what short forms are short for.
    """

    requires: ClassVar[frozenset[Layer]] = frozenset({Layer.ENTITIES, Layer.ACRONYMS})
    provides: ClassVar[frozenset[Layer]] = frozenset({Layer.ENTITIES})

    def __init__(self) -> None:
        for load in (known_name, known_place, read_person):  # each reads its list at its first question
            load("")

    def annotate(self, documents: Sequence[Document]) -> list[Document]:
        """The same documents, their entities with what they name."""
        return [document.with_layer(Layer.ENTITIES, find_identities(document)) for document in documents]
