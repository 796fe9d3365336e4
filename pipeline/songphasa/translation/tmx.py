"""Translations from a TMX file, the exchange format of translation memories; `songphasa.exports.tmx` writes one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from songphasa.errors import BadConfig
from songphasa.translation.glossary import lang_of, local_name, safe_tree


def read_tmx(path: Path) -> dict[tuple[str, str], str]:
    """The translations of a TMX file, both ways, by their language and the sentence; of several the last.

    Raises:
        BadConfig: the file cannot be read, or has no sentence in both languages.
        MissingModel: defusedxml is not installed.
    """
    try:
        units = [dict(_variants(unit)) for unit in safe_tree(path).iter() if local_name(unit) == "tu"]
    except (OSError, SyntaxError) as error:  # ElementTree.ParseError is a SyntaxError
        raise BadConfig(f"the TMX file {str(path)!r} cannot be read: {error}") from error
    pairs = [(unit["th"], unit["en"]) for unit in units if unit.get("th") and unit.get("en")]
    if not pairs:
        raise BadConfig(f"the TMX file {str(path)!r} has no sentence in both Thai and English")
    return {("en", thai): english for thai, english in pairs} | {("th", english): thai for thai, english in pairs}


def _variants(unit: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    for variant in unit:
        segments = [part for part in variant if local_name(part) == "seg"]
        if local_name(variant) == "tuv" and segments:
            yield lang_of(variant), "".join(segments[0].itertext()).strip()
