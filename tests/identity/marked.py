"""Documents written with their entities in the text: `[P นายสมมติ ใจดี] พบ [O กรมร่มชูชีพ]`."""

from __future__ import annotations

import re

from songphasa.document import Document, Entity, Layer
from songphasa.stages.acronyms import Acronyms
from songphasa.stages.identity import Identity

LABELS = {"P": "PERSON", "O": "ORGANIZATION", "L": "LOCATION", "E": "EVENT", "W": "LAW", "D": "DATE"}
ACRONYMS, IDENTITY = Acronyms(), Identity()


def read_marked(marked: str) -> Document:
    """The document that marked text says, with the acronyms that our stage finds."""
    text, entities = "", []
    for plain, label, said in re.findall(r"([^\[\]]*)(?:\[([A-Z]) ([^\]]+)\])?", marked):
        text += plain
        if said:
            entities.append(Entity(len(text), len(text) + len(said), LABELS[label]))
        text += said
    document = Document("a", text).with_layer(Layer.ENTITIES, entities)
    return ACRONYMS.annotate([document])[0]


def name(marked: str) -> list[tuple[str, int | None, str | None, str | None]]:
    """Each entity of marked text: what it says, its cluster, its Thai and English name."""
    (document,) = IDENTITY.annotate([read_marked(marked)])
    return [(document[one], one.cluster, one.name_th, one.name_en) for one in document.entities]


def clusters(marked: str) -> list[int | None]:
    """The clusters of the entities of marked text, in their order."""
    return [cluster for _, cluster, _, _ in name(marked)]


def names(marked: str) -> list[tuple[str | None, str | None]]:
    """The names of the clusters, in their order."""
    found = {cluster: (thai, english) for _, cluster, thai, english in name(marked)}
    return list(found.values())
