"""Writes the shipped lexicon: facts that we know, open lists, and long forms mined from public-domain releases.

usage: make.py --data FOLDER
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

from songphasa.acronyms.forms import key_of, kind_of
from songphasa.acronyms.lexicon import SHIPPED
from songphasa.acronyms.thai import folded_thai

HERE = Path(__file__).parent
TITLES = frozenset({"title", "month", "era", "unit", "address", "rank"})
REPLACED = {"กลต.": "ก.ล.ต.", "กทม": "กทม."}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the lexicon; `rank` 1 is the commonest sense of the short form."""

    short: str
    kind: str
    long_th: str
    long_en: str
    domain: str
    rank: int
    source: str
    licence: str


def known_rows(path: Path) -> Iterator[Row]:
    """The rows of a list that we wrote: `[domain]` lines and `short|short = Thai = English` lines."""
    domain = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            domain = line.strip("[]")
        elif not line.startswith("#"):
            shorts, thai, english = (part.strip() for part in line.split(" =", 2))
            for short in shorts.split("|"):
                yield row(short, thai, english, domain, "known", "Apache-2.0")


def khamyo_rows(path: Path) -> Iterator[Row]:
    """PyThaiNLP's khamyo, CC0: dotted forms of three letters or more; two are too often the end of a sentence."""
    for short, senses in json.loads(path.read_text(encoding="utf-8")).items():
        if "." in short and len(key_of(short)) > 2:
            for thai in senses:
                yield row(
                    REPLACED.get(short, short), thai.replace("\u200b", ""), "", "abbreviation", "khamyo", "CC0-1.0"
                )


def rank_rows(path: Path) -> Iterator[Row]:
    """Military ranks, MIT: those that are abbreviated with dots alone."""
    with path.open(encoding="utf-8", newline="") as file:
        for rank in csv.DictReader(file):
            if re.fullmatch(r"[ก-ฮ.]+", rank["abbr_th"]):
                yield row(rank["abbr_th"], rank["rank_th"], rank["rank_en"], "rank", "thai_military_ranks", "MIT")


def mined_rows(path: Path) -> Iterator[Row]:
    """Long forms mined by `mine.py` and reviewed: `reviewed.tsv` with short, long_th and long_en."""
    with path.open(encoding="utf-8", newline="") as file:
        for mined in csv.DictReader(file, delimiter="\t"):
            yield row(mined["short"], mined["long_th"], mined["long_en"], "mined", "thaigov", "public domain")


def row(short: str, thai: str, english: str, domain: str, source: str, licence: str) -> Row:
    """A row with the kind that its letters and its domain tell, not yet ranked."""
    kind = "title" if domain in TITLES else kind_of(short) or _other_kind(short)
    return Row(short, kind, thai, english, domain, 1, source, licence)


def _other_kind(short: str) -> str:
    """The kind of forms that more than one word or vowels make: EXIM BANK, น.ส.3, ยูเนสโก."""
    return "latin" if short.isascii() else "thai_dotted" if "." in short else "thai_spelled"


def ranked(rows: Iterable[Row]) -> list[Row]:
    """Rows without repetitions, each sense ranked in the order in which the sources were given."""
    kept: dict[tuple[str, str], Row] = {}
    senses: dict[str, int] = {}
    for found in rows:
        name = folded_thai(found.long_th) or found.long_en.lower()
        if not name or (found.short, name) in kept:
            continue
        senses[found.short] = senses.get(found.short, 0) + 1
        kept[found.short, name] = replace(found, rank=senses[found.short])
    return sorted(kept.values(), key=lambda found: (key_of(found.short), found.rank))


def main() -> None:
    """Read every source and write the lexicon."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with khamyo.json and the CSV lists")
    data = parser.parse_args().data
    rows = [found for path in sorted(HERE.glob("known_*.txt")) for found in known_rows(path)]
    rows += rank_rows(data / "thai_military_ranks.csv")
    rows += mined_rows(HERE / "reviewed.tsv") if (HERE / "reviewed.tsv").exists() else []
    rows += khamyo_rows(data / "khamyo.json")
    with SHIPPED.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow([field.name for field in fields(Row)])
        table.writerows(astuple(found) for found in ranked(rows))


if __name__ == "__main__":
    main()
