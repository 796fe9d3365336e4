"""Where one document stands, small enough to plan a million of them and to send to a worker."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """One document of the inputs.

    Attributes:
        id: unique within the run.
        source: the place as the user named it: `seeds/a.txt`, `seeds/b.jsonl:3`.
        reader: name of the reader that can read it.
        path: the file, or the name of a Hugging Face dataset.
        position: where in it: a byte offset (JSONL, CSV) or a row number (Parquet, datasets); 0 for a text file.
    """

    id: str
    source: str
    reader: str
    path: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of a record are the text and the id, and which split of a Hugging Face dataset is read."""

    text: str = "text"
    id: str = "id"
    split: str = "train"
