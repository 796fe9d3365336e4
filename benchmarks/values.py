"""Measures the values of dates on the checked list annotations/gold/date_values.tsv, and what the stage costs.

usage: python benchmarks/values.py --data FOLDER

The list gives the value of every date of the 140 press releases, written by hand from the text before the stage was
run on it. The code was developed on one half of the releases; docs/values.md says what the other half has changed.
Beside the stage, what a date says without its document. Of other labels, how many have a value.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from songphasa.config import Config
from songphasa.dataset.annotated import read_annotated
from songphasa.document import Document, Entity
from songphasa.pipeline import Pipeline
from songphasa.stages.values import Values
from songphasa.values.dates import normalise_date

CHECKED = Path(__file__).parents[1] / "annotations" / "gold" / "date_values.tsv"
TIMED = 20
"""Documents whose time is measured."""

Place = tuple[str, int, int]


def read_checked() -> dict[str, dict[Place, str]]:
    """The checked values of each part, by document, start and end."""
    parts: dict[str, dict[Place, str]] = {}
    with CHECKED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            place = (row["document"], int(row["start"]), int(row["end"]))
            parts.setdefault(row["part"], {})[place] = row["value"]
    return parts


def values_of(
    documents: Iterable[Document], value: Callable[[Document, Entity], str | None]
) -> dict[Place, tuple[str, str | None]]:
    """What each date says and its value."""
    return {
        (document.id, one.start, one.end): (document[one], value(document, one))
        for document in documents
        for one in document.entities
        if one.label == "DATE"
    }


def print_dates(found: Sequence[Document]) -> None:
    """Right values of the two parts, and the wrong ones of the stage."""
    alone = values_of(found, lambda document, one: normalise_date(document[one]))
    with_document = values_of(found, lambda _, one: one.value)
    table = Table("part", "dates", "right alone", "right in the document", "share")
    for part, checked in read_checked().items():
        single, right = (
            sum(value == values[place][1] for place, value in checked.items()) for values in (alone, with_document)
        )
        table.add_row(part, str(len(checked)), str(single), str(right), f"{right / len(checked):.3f}")
        for place, value in checked.items():
            said, given = with_document[place]
            if given != value:
                Console().print(f"{part}: {place[0]} {said!r} is {value}, not {given}")
    Console().print(table)


def print_others(found: Iterable[Document]) -> None:
    """How many entities of each label have a value."""
    counts = Counter((one.label, one.value is not None) for document in found for one in document.entities)
    table = Table("label", "entities", "with a value")
    for label in sorted({label for label, is_known in counts if is_known}):
        table.add_row(label, str(counts[label, True] + counts[label, False]), str(counts[label, True]))
    Console().print(table)


def print_time(documents: Sequence[Document]) -> None:
    """The share of the stage in the time of the default stages."""
    stages = Config().stages
    pipeline = Pipeline.from_config(Config(tuple(name for name in stages if name != "values")))
    began = time.perf_counter()
    read = [one for one in pipeline.annotate(documents) if isinstance(one, Document)]
    before, began = time.perf_counter() - began, time.perf_counter()
    Values().annotate(read)
    took, entities = time.perf_counter() - began, sum(len(document.entities) for document in read)
    share = took / (before + took)
    Console().print(f"{took:.3f} s of {before + took:.1f} s: {share:.2%}; {took / entities * 1e6:.0f} µs an entity")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/press-releases.jsonl")
    documents = list(read_annotated(parser.parse_args().data / "gold" / "press-releases.jsonl"))
    print_time([Document(document.id, document.text) for document in documents[:TIMED]])
    found = Values().annotate(documents)
    print_dates(found)
    print_others(found)


if __name__ == "__main__":
    main()
