"""Terms that a user gives: CSV with the columns th and en, or TBX (ISO 30042), the exchange format of term bases."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from songphasa.errors import BadConfig, MissingModel

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Entry:
    """A term in both languages, and the short form that both write for it where there is one."""

    th: str
    en: str
    short: str | None = None


def read_glossary(path: Path) -> tuple[Entry, ...]:
    """The entries of a `.csv` file (th, en and, if wanted, short; also tab-separated) or a `.tbx` file, in its order.

    Raises:
        BadConfig: the file cannot be read, lacks a column, or has no entry with both languages.
        MissingModel: a TBX file is given and defusedxml is not installed.
    """
    try:
        entries = tuple(_read_tbx(path) if path.suffix.lower() in (".tbx", ".xml") else _read_csv(path))
    except (OSError, UnicodeDecodeError, csv.Error, SyntaxError) as error:  # ElementTree.ParseError is a SyntaxError
        raise BadConfig(f"the glossary {str(path)!r} cannot be read: {error}") from error
    if not entries:
        raise BadConfig(f"the glossary {str(path)!r} has no entry with both languages; CSV needs the columns th and en")
    return entries


def _read_csv(path: Path) -> Iterator[Entry]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        delimiter = "\t" if "\t" in stream.readline() else ","
        stream.seek(0)
        rows = [
            {column: (cell or "").strip() for column, cell in row.items() if isinstance(cell, str | None)}
            for row in csv.DictReader(stream, delimiter=delimiter)
        ]
    for row in rows:
        if row.get("th") and row.get("en"):
            yield Entry(row["th"], row["en"], row.get("short") or None)


def _read_tbx(path: Path) -> Iterator[Entry]:
    """The first Thai and the first English term of each concept, in any dialect of TBX 2 and 3."""
    for concept in safe_tree(path).iter():
        if local_name(concept) in ("termEntry", "conceptEntry"):
            terms = dict(reversed(list(_terms(concept))))
            if "th" in terms and "en" in terms:
                yield Entry(terms["th"], terms["en"])


def _terms(concept: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    for section in concept:
        terms = (part for part in section.iter() if local_name(part) == "term")
        yield from ((lang_of(section), "".join(part.itertext()).strip()) for part in terms)


def lang_of(element: Any) -> str:  # noqa: ANN401
    """The two letters of an XML element's language; empty without one."""
    return str(element.get(_LANG) or element.get("lang") or "")[:2].lower()


def local_name(element: Any) -> str:  # noqa: ANN401
    """The name of an XML element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def safe_tree(path: Path) -> Any:  # noqa: ANN401
    """The root of an XML file, read without entities and external references.

    Raises:
        BadConfig: the file declares entities.
        MissingModel: defusedxml is not installed.
        OSError, SyntaxError: it cannot be read, or is no XML.
    """
    try:
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import parse
    except ImportError as error:
        raise MissingModel("XML files need defusedxml: pip install 'songphasa[translation]'") from error
    try:
        return parse(path).getroot()
    except DefusedXmlException as error:
        raise BadConfig(f"{path}: declares XML entities, which are not read: {error!r}") from error


def both_ways(entries: Iterable[Entry], lang: str) -> Iterator[tuple[str, str]]:
    """What to look for in the source and what to write in `lang`, short forms among them."""
    for entry in entries:
        yield (entry.th, entry.en) if lang == "en" else (entry.en, entry.th)
        if entry.short:
            yield entry.short, entry.short
