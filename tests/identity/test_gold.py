"""The gold clusters fit the gold entities."""

import csv
from itertools import groupby
from pathlib import Path

from songphasa.dataset.annotated import read_annotated
from songphasa.identity.mentions import NAMED

GOLD = Path(__file__).parents[2] / "annotations" / "gold"


def test_every_name_of_a_document_has_its_line_and_clusters_are_numbered_by_first_mention() -> None:
    documents = {document.id: document for document in read_annotated(GOLD / "documents.jsonl")}
    with (GOLD / "clusters.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for name, lines in groupby(rows, key=lambda row: row["document"]):
        found, document = list(lines), documents[name]
        said = [(int(row["start"]), int(row["end"]), row["text"]) for row in found]
        names = [one for one in document.entities if one.label in NAMED]
        assert said == [(one.start, one.end, document[one]) for one in names]
        numbers = list(dict.fromkeys(int(row["cluster"]) for row in found))
        assert numbers == list(range(len(numbers)))
