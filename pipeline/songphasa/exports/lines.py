"""JSON Lines, which several formats are: a value a line, the file whole or not there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from songphasa.dataset.folder import aside


def write_lines(values: Iterable[object], out: Path) -> None:
    """Write one value a line as UTF-8 JSON.

    Raises:
        OSError: the file cannot be written.
    """
    with aside(out) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as stream:
        for value in values:
            stream.write(json.dumps(value, ensure_ascii=False) + "\n")
