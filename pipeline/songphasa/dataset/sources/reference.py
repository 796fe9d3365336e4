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


MAX_CHARACTERS = 50_000_000
"""Characters that a document may have, unless the user says otherwise."""


@dataclass(frozen=True, slots=True)
class Fields:
    """How inputs are read.

    Attributes:
        text: field of a record that is the text.
        id: field of a record that is its id.
        split: split of a Hugging Face dataset that is read.
        encoding: of files, one of `songphasa.dataset.sources.encodings.ENCODINGS`.
        max_characters: a document with more is rejected.
    """

    text: str = "text"
    id: str = "id"
    split: str = "train"
    encoding: str = "utf-8"
    max_characters: int = MAX_CHARACTERS

    @property
    def max_bytes(self) -> int:
        """No text with more bytes has few enough characters: UTF-8 has at most four bytes a character."""
        return 4 * self.max_characters
