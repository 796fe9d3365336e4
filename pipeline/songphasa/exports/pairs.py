"""Translations as pairs for machine translation: `{"id": …, "translation": {"th": …, "en": …}}` a line.

`load_dataset("json", data_files=…)` reads them in the shape of `datasets.Translation`, which run_translation.py takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from songphasa.document import Document
from songphasa.exports.lines import write_lines

_OTHER = {"en": "th", "th": "en"}


def write(documents: Iterable[Document], out: Path) -> str:
    """Write one file; how many translations have no text or are in no language of the two, and are left out.

    Raises:
        OSError: it cannot be written.
    """
    left = 0

    def rows() -> Iterator[dict[str, object]]:
        nonlocal left
        for document in documents:
            for number, one in enumerate(document.translations):
                if one.text is None or one.lang not in _OTHER:
                    left += 1
                    continue
                pair = {_OTHER[one.lang]: document[one], one.lang: one.text}
                yield {"id": f"{document.id}#{number}", "translation": dict(sorted(pair.items()))}

    write_lines(rows(), out)
    return f"{left} translations without a text in Thai or English were left out" if left else ""
