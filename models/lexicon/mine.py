"""Counts, release by release, which long forms the definitions of short forms give: candidates for the lexicon.

usage: mine.py --releases FOLDER --out mined.tsv
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from songphasa.acronyms.definitions import find_definitions
from songphasa.acronyms.lexicon import Lexicon

FEWEST = 3  # releases


def texts(folder: Path) -> Iterator[str]:
    """The texts of the Parquet files of a folder."""
    import pyarrow.parquet as parquet

    for path in sorted(folder.glob("*.parquet")):
        for batch in parquet.ParquetFile(path).iter_batches(1000, columns=["text"]):
            yield from batch.column("text").to_pylist()


def found_in(text: str, lexicon: Lexicon) -> set[tuple[str, str, str]]:
    """The (short form, Thai, English) of every definition in a text; white space is one space, a missing side empty."""
    found = set()
    for definition in find_definitions(text, lexicon.long_forms_of):
        sides = (text[span.start : span.end] if span else "" for span in (definition.thai, definition.english))
        thai, english = (re.sub(r"[\s\u200b]+", " ", side) for side in sides)
        found.add((text[definition.start : definition.end], thai, english))
    return found


def main() -> None:
    """Write each triple with the number of releases that give it, the commonest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    lexicon = Lexicon.shipped()
    counts = Counter(triple for text in texts(given.releases) for triple in found_in(text, lexicon))
    with given.out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(["short", "long_th", "long_en", "releases"])
        table.writerows((*triple, count) for triple, count in counts.most_common() if count >= FEWEST)


if __name__ == "__main__":
    main()
