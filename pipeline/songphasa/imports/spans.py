"""Spans that another tool gives, put where the text says so: code points, or UTF-16 units as browsers count."""

from __future__ import annotations

from collections.abc import Iterable

from songphasa.document import Document, Entity, Layer
from songphasa.errors import BadAnnotation, BadInput
from songphasa.text.scripts import document_lang

Found = tuple[int, int, str, str | None]
"""Start, end, label, and what the tool says that the span says, where it does."""


def gold(place: str, id: str, text: str, found: Iterable[Found]) -> Document:  # noqa: A002
    """A document with these entities; white space at their ends, which annotators select by mistake, is left out.

    Args:
        place: where it was read, for messages.
        id: of the document.
        text: its text.
        found: the entities.

    Raises:
        BadInput: a span is not where it says, has an unknown label, or overlaps another.
    """
    entities = [_entity(place, text, *one) for one in found]
    try:
        return Document(id, text, document_lang(text)).with_layer(Layer.ENTITIES, entities)
    except BadAnnotation as error:
        raise BadInput(f"{place}: document {id!r}: {error}; correct it in the tool and export again") from error


def _entity(place: str, text: str, start: int, end: int, label: str, said: str | None) -> Entity:
    left, right = locate(place, text, start, end, said)
    inside = text[left:right]
    trimmed = right - len(inside.lstrip()), left + len(inside.rstrip())
    return Entity(*trimmed, label=label, source="gold") if inside.strip() else Entity(left, right, label, 1.0, "gold")


def locate(place: str, text: str, start: int, end: int, said: str | None) -> tuple[int, int]:
    """Code points of a span: as given where that is what it says, else from UTF-16 units.

    Raises:
        BadInput: neither says it, or the span lies outside the text.
    """
    if 0 <= start < end <= len(text) and said in (None, text[start:end]):
        return start, end
    units = _code_points(text, start), _code_points(text, end)
    if said is not None and None not in units and text[units[0] : units[1]] == said:
        return units  # type: ignore[return-value]
    raise BadInput(
        f"{place}: [{start}, {end}) is not {said!r} in its text of {len(text)} characters; "
        "was the text changed after the export?"
    )


def _code_points(text: str, units: int) -> int | None:
    """How many characters so many UTF-16 units are; None inside a surrogate pair or outside the text."""
    encoded = text.encode("utf-16-le")
    if not 0 <= units <= len(encoded) // 2:
        return None
    try:
        return len(encoded[: 2 * units].decode("utf-16-le"))
    except UnicodeDecodeError:
        return None
