"""A record (a JSON object, a table row) as a document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from songphasa.dataset.sources.reference import Fields, Reference
from songphasa.document import Document
from songphasa.errors import UnreadableDocument
from songphasa.text.scripts import document_lang


def record_id(record: Mapping[str, Any], fields: Fields, fallback: str) -> str:
    """The id that a record gives itself, else the fallback."""
    given = record.get(fields.id)
    return fallback if given is None or str(given) == "" else str(given)


def record_document(record: Mapping[str, Any], reference: Reference, fields: Fields) -> Document:
    """The document of a record; its other fields become the metadata.

    Raises:
        UnreadableDocument: there is no text field, or it holds no text.
    """
    if fields.text not in record:
        raise UnreadableDocument(
            f"{reference.source}: no field {fields.text!r} among {', '.join(map(str, record))}; see --text-field"
        )
    others = {key: value for key, value in record.items() if key not in (fields.text, fields.id)}
    return make_document(reference, record[fields.text], fields, json.dumps(others, ensure_ascii=False, default=str))


def make_document(reference: Reference, text: object, fields: Fields, metadata: str = "{}") -> Document:
    """A document from what was read.

    Raises:
        UnreadableDocument: the text is no string, is too long, or holds characters that cannot be written as UTF-8.
    """
    if not isinstance(text, str):
        raise UnreadableDocument(f"{reference.source}: the text is {type(text).__name__}, not a string")
    if len(text) > fields.max_characters:
        raise UnreadableDocument(
            f"{reference.source}: {len(text)} characters, more than --max-characters {fields.max_characters}"
        )
    for name, value in (("id", reference.id), ("text", text), ("metadata", metadata)):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise UnreadableDocument(
                f"{reference.source}: the {name} holds half of a surrogate pair at character {error.start}; "
                "write the whole character"
            ) from error
    return Document(reference.id, text, document_lang(text), reference.source, metadata)
