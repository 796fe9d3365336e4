"""Picks one long form for each mined short form that our lists lack, and applies what the eye corrected.

usage: review.py mined.tsv
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from songphasa.acronyms.forms import is_compact, is_latin, key_of, kind_of
from songphasa.acronyms.resolution import agree
from songphasa.acronyms.thai import begins_with_head, letter_cost

sys.path.insert(0, str(Path(__file__).parent))
from make import HERE, known_rows

_CLAUSE = re.compile('[“”"():]|ได้|เข้าร่วม|เปิดเผย|กล่าว|ที่ประชุม|ตามที่|ประจำปี|โดย|นาย|ดังกล่าว')


def known_long_forms() -> dict[str, list[str]]:
    """Key → the long forms, of either language, that our own lists give."""
    known: dict[str, list[str]] = defaultdict(list)
    for path in HERE.glob("known_*.txt"):
        for row in known_rows(path):
            known[key_of(row.short)] += [row.long_th, row.long_en]
    return known


def plausible(short: str, thai: str, english: str) -> bool:
    """A Thai long form that begins like a name and reads off an abbreviation's letters; or an English one alone."""
    if not thai:
        return bool(english) and is_compact(short)
    if _CLAUSE.search(thai) or kind_of(short) is None or (is_latin(short) and not is_compact(short)):
        return False
    return letter_cost(thai, short) <= 0.6 if "." in short else begins_with_head(thai) or bool(english)


def candidates(path: Path) -> Iterator[tuple[str, str, str]]:
    """The best supported (short form, Thai, English) of each short form, without those that the lists have."""
    known, seen = known_long_forms(), set[str]()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    both = {(key_of(row["short"]), row["long_th"]): row["long_en"] for row in rows if row["long_th"] and row["long_en"]}
    for row in rows:
        key, thai = key_of(row["short"]), row["long_th"]
        english = row["long_en"] or both.get((key, thai), "")
        if any(agree(said, there) for said in (thai, english) if said for there in known[key]):
            seen.add(key)
        elif key not in seen and plausible(row["short"], thai, english):
            seen.add(key)
            yield row["short"], thai, english


def corrections(path: Path) -> dict[str, tuple[str, str] | None]:
    """Short form → the long forms that replace the mined ones; None for a row to leave out."""
    corrected: dict[str, tuple[str, str] | None] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        short, *longs = (part.strip() for part in line.split(" ="))
        corrected[short] = (longs[0], longs[1]) if longs else None
    return corrected


def main() -> None:
    """Write `reviewed.tsv`."""
    corrected = corrections(HERE / "corrections.txt")
    with (HERE / "reviewed.tsv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(["short", "long_th", "long_en"])
        for short, thai, english in candidates(Path(sys.argv[1])):
            if longs := corrected.get(short, (thai, english)):
                table.writerow([short, *longs])


if __name__ == "__main__":
    main()
