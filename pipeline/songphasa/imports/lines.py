"""JSON Lines of other tools, with the place of each value for messages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from songphasa.errors import BadInput


def read_lines(path: Path) -> Iterator[tuple[str, Any]]:
    """Each line's place (`file:3`) and object; empty lines are passed over.

    Raises:
        BadInput: a line is no JSON object.
        OSError, UnicodeDecodeError: the file cannot be read.
    """
    with path.open(encoding="utf-8-sig", newline="\n") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield f"{path}:{number}", _object(f"{path}:{number}", line)


def _object(place: str, line: str) -> Any:  # noqa: ANN401
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadInput(f"{place}: no JSON: {error}") from error
    if not isinstance(value, dict):
        raise BadInput(f"{place}: a JSON object is needed, not {type(value).__name__}")
    return value
