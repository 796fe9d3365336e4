"""Lexicons of short forms with their Thai and English long forms: the shipped one and the user's."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from songphasa.acronyms.forms import key_of, keys_of, kind_of
from songphasa.acronyms.thai import folded_thai
from songphasa.document import Kind, Scope
from songphasa.errors import BadConfig

SHIPPED = Path(__file__).with_name("lexicon.tsv")


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a short form; at least one long form is given, `rank` 1 is the commonest."""

    short: str
    kind: Kind
    long_th: str | None
    long_en: str | None
    rank: int = 1


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Senses by key (see `forms.key_of`), the commonest first.

    Attributes:
        name: what `Acronym.source` says.
        senses: the readings of each key.
        words: Thai words and forms of two words, to be looked for as they are.
        scope: what `Acronym.scope` says.
    """

    name: str
    senses: Mapping[str, tuple[Sense, ...]]
    words: tuple[str, ...] = ()
    scope: Scope = "lexicon"

    @classmethod
    def of(cls, name: str, senses: Iterable[Sense], scope: Scope = "lexicon") -> Lexicon:
        """A lexicon of these senses, which keep their order within a rank."""
        by_key: dict[str, list[Sense]] = {}
        for sense in sorted(senses, key=lambda sense: sense.rank):
            by_key.setdefault(key_of(sense.short), []).append(sense)
        words = {sense.short for found in by_key.values() for sense in found if _is_word(sense.short)}
        return cls(name, {key: tuple(found) for key, found in by_key.items()}, tuple(sorted(words)), scope)

    @classmethod
    @cache
    def shipped(cls) -> Lexicon:
        """The lexicon that songphasa ships, `lexicon.tsv` beside this file."""
        return read_lexicon(SHIPPED, "songphasa")

    def __contains__(self, form: str) -> bool:
        """Whether the form, or the Latin letters that it spells, are in it."""
        return any(key in self.senses for key in keys_of(form))

    def find(self, form: str, kind: Kind | None = None) -> tuple[Sense, ...]:
        """The senses of a form, else those of the letters that it spells or of the form without its number.

        Senses written exactly like the form come first (ส.ส. is not สส.); where a kind is given, titles and units come
        before or after the others: กก. after a number is a unit.
        """
        found = next((self.senses[key] for key in keys_of(form) if key in self.senses), ())
        if len(found) == 1:
            return found
        unlike = kind is not None
        return tuple(
            sorted(
                found,
                key=lambda sense: (
                    unlike and (sense.kind == "title") != (kind == "title"),
                    sense.short.rstrip(".") != form.rstrip("."),
                ),
            )
        )

    def long_forms_of(self, form: str) -> frozenset[str]:
        """The folded Thai long forms of a form."""
        return frozenset(folded_thai(sense.long_th) for sense in self.find(form) if sense.long_th)


def _is_word(short: str) -> bool:
    return kind_of(short) is None and len(short) > 2 and (" " in short or not short.isascii())


def read_lexicon(path: Path, name: str) -> Lexicon:
    """Read a CSV or TSV file with a header row and the columns short, long_th and long_en; kind and rank may be given.

    Raises:
        BadConfig: the file cannot be read, or lacks the column short or both long forms.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
            columns = next(csv.reader([header], delimiter=_delimiter(header)), [])
            rows = list(csv.DictReader(file, columns, delimiter=_delimiter(header)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadConfig(f"the lexicon {str(path)!r} cannot be read: {error}") from error
    if "short" not in columns or not {"long_th", "long_en"} & set(columns):
        raise BadConfig(f"the lexicon {str(path)!r} needs the columns short, long_th and long_en; it has {columns}")
    return Lexicon.of(name, [sense for row in rows if (sense := _sense(row))])


def _delimiter(header: str) -> str:
    return "\t" if "\t" in header else ","


def _sense(row: Mapping[str, str | None]) -> Sense | None:
    """The sense of a row; None for a row without a short form or without a long form."""
    short, thai, english = ((row.get(column) or "").strip() or None for column in ("short", "long_th", "long_en"))
    if short is None or not (thai or english):
        return None
    kind = row.get("kind") or kind_of(short) or "thai_spelled"
    return Sense(short, _KINDS.get(kind, "thai_spelled"), thai, english, int(row.get("rank") or 1))


_KINDS: Mapping[str, Kind] = {
    "latin": "latin",
    "thai_dotted": "thai_dotted",
    "thai_spelled": "thai_spelled",
    "title": "title",
}
