"""W3C Web Annotations as JSON-LD, one a line: entities as tags, short forms with their long forms as descriptions.

A target is given by position (code points, as the recommendation counts) and by quotation with what stands around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from songphasa.document import Acronym, Document, Entity
from songphasa.exports.lines import write_lines

_AROUND = 24
"""Characters of prefix and suffix."""


def write(documents: Iterable[Document], out: Path) -> str:
    """Write one file; see https://www.w3.org/TR/annotation-model/.

    Raises:
        OSError: it cannot be written.
    """
    write_lines((one for document in documents for one in _annotations(document)), out)
    return ""


def _annotations(document: Document) -> Iterator[dict[str, Any]]:
    for number, entity in enumerate(document.entities):
        yield _annotation(document, f"e{number}", entity, [_body("tagging", entity.label)])
    for number, mention in enumerate(document.acronyms):
        said = [(mention.long_th, "th"), (mention.long_en, "en")]
        bodies = [_body("describing", long, lang) for long, lang in said if long]
        yield _annotation(document, f"a{number}", mention, [_body("tagging", "ACRONYM"), *bodies])


def _annotation(document: Document, name: str, span: Entity | Acronym, bodies: list[dict[str, str]]) -> dict[str, Any]:
    source = f"urn:songphasa:{quote(document.id, safe='')}"
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    quotation = {
        "type": "TextQuoteSelector",
        "exact": document[span],
        "prefix": document.text[max(0, span.start - _AROUND) : span.start],
        "suffix": document.text[span.end : span.end + _AROUND],
    }
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{source}#{name}",
        "type": "Annotation",
        "body": bodies,
        "target": {"source": source, "selector": [position, quotation]},
    }


def _body(purpose: str, value: str, lang: str | None = None) -> dict[str, str]:
    language = {} if lang is None else {"language": lang}
    return {"type": "TextualBody", "purpose": purpose, "value": value, **language}
