"""Values: what each entity says in a form that machines read, dates counted from the dateline of their document."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from songphasa.document import Document, Entity, Layer
from songphasa.values.amounts import read_length, read_money, read_percent
from songphasa.values.contacts import read_email, read_phone, read_url, read_zip
from songphasa.values.datelines import find_dateline, read_date
from songphasa.values.dates import normalise_date
from songphasa.values.laws import read_law
from songphasa.values.times import read_time

READ: Mapping[str, Callable[[str], str | None]] = {
    "EMAIL": read_email,
    "LAW": read_law,
    "LEN": read_length,
    "MONEY": read_money,
    "PERCENT": read_percent,
    "PHONE": read_phone,
    "TIME": read_time,
    "URL": read_url,
    "ZIP": read_zip,
}
"""How the entities of a label are read, but dates, which need their document."""


class Values:
    """Gives each entity its `value`, null where unknown, and dates that need one the `anchor` they are counted from.

    The anchor is the dateline of the document (see `songphasa.values.datelines`), else the `date` of its metadata.
    """

    requires: ClassVar[frozenset[Layer]] = frozenset({Layer.ENTITIES})
    provides: ClassVar[frozenset[Layer]] = frozenset({Layer.ENTITIES})

    def annotate(self, documents: Sequence[Document]) -> list[Document]:
        """The same documents, their entities with values."""
        return [document.with_layer(Layer.ENTITIES, _with_values(document)) for document in documents]


def _with_values(document: Document) -> list[Entity]:
    has_dates = any(entity.label == "DATE" for entity in document.entities)
    dateline = find_dateline(document.text) or _told_date(document.metadata) if has_dates else None
    return [_with_value(document, entity, dateline) for entity in document.entities]


def _with_value(document: Document, entity: Entity, dateline: date | None) -> Entity:
    if entity.label == "DATE":
        value, anchor = read_date(document.text, entity.start, entity.end, dateline)
        return replace(entity, value=value, anchor=anchor.isoformat() if anchor else None)
    read = READ.get(entity.label)
    return replace(entity, value=read(document[entity]) if read else None, anchor=None)


def _told_date(metadata: str) -> date | None:
    """The field `date` of the input record, where it begins with an ISO date of the years that dates are read in."""
    try:
        told: Any = json.loads(metadata)
        day = date.fromisoformat(told["date"][:10])
    except (ValueError, KeyError, TypeError):
        return None
    return day if day.isoformat() == normalise_date(day.isoformat()) else None
