"""A document that could not be annotated, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from songphasa.errors import BadOutput


@dataclass(frozen=True, slots=True)
class Rejection:
    """A line of `rejected/*.jsonl`.

    Attributes:
        id: the id that the document has, or would have had.
        source: where it was read, as the user named it.
        stage: `read`, or the name of the stage that failed.
        exception: class name of the exception.
        message: what went wrong and what to do.
    """

    id: str
    source: str
    stage: str
    exception: str
    message: str

    @classmethod
    def of(cls, error: Exception, *, id: str, source: str, stage: str) -> Rejection:  # noqa: A002
        """The rejection that an exception leads to."""
        return cls(id=id, source=source, stage=stage, exception=type(error).__name__, message=str(error))


def read_rejected(path: Path) -> Iterator[Rejection]:
    """The lines of a file `rejected/*.jsonl`, in order.

    Raises:
        BadOutput: it is missing or damaged.
    """
    try:
        with path.open(encoding="utf-8") as stream:
            yield from (Rejection(**json.loads(line)) for line in stream)
    except (OSError, ValueError, TypeError) as error:
        raise BadOutput(f"{path}: cannot be read: {error}; run again with --overwrite") from error
