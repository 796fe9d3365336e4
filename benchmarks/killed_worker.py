"""What becomes of the others where one document kills its worker (memory, native code), in spaCy and datasets.

usage: timeout 60 python benchmarks/killed_worker.py spacy; timeout 60 python benchmarks/killed_worker.py datasets

The same for songphasa is `tests/executors/test_supervised.py`.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

import spacy
from datasets import Dataset
from spacy.language import Language
from spacy.tokens import Doc

TEXTS = ["one", "poison", "two", "three"]


def _read(text: str) -> None:
    if text == "poison":
        os.kill(os.getpid(), signal.SIGKILL)


@Language.component("reader")
def read_doc(doc: Doc) -> Doc:
    """A component of spaCy."""
    _read(doc.text)
    return doc


def read_row(row: dict[str, Any]) -> dict[str, Any]:
    """A function for `Dataset.map`."""
    _read(row["text"])
    return row


def main() -> None:
    """Let two workers of either read the texts."""
    if sys.argv[1] == "spacy":
        nlp = spacy.blank("en")
        nlp.add_pipe("reader")
        print([doc.text for doc in nlp.pipe(TEXTS, n_process=2, batch_size=1)])
    else:
        print(Dataset.from_dict({"text": TEXTS}).map(read_row, num_proc=2)["text"])


if __name__ == "__main__":
    main()
