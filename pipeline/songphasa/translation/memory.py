"""Translations that have been paid for, in an SQLite file that several processes and runs may share."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from songphasa.document import Span
from songphasa.errors import BadOutput
from songphasa.translation.projection import Link
from songphasa.translation.terms import fingerprint
from songphasa.translation.translator import Outcome, Task

_PATIENCE = 120.0
"""Seconds to wait for another process that writes."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS translations (sentence TEXT, lang TEXT, engine TEXT, terms TEXT, outcome TEXT, "
    "PRIMARY KEY (sentence, lang, engine, terms)) WITHOUT ROWID"
)


class Memory:
    """The outcomes of tasks, by the sentence, the language, the engine's fingerprint and the terms.

    What it holds is what the engine would say again, so that a run is the same with it and without. Outcomes without a
    text are not kept: the engine may do better next time.
    """

    def __init__(self, path: Path, lang: str, engine: str) -> None:
        """Use the memory in a file, made where it is missing.

        Args:
            path: of the file.
            lang: the language translated into.
            engine: the fingerprint of the engine and of what else its replies depend on.
        """
        self._path, self._key = path, (lang, engine)

    def find(self, tasks: Iterable[Task]) -> dict[Task, Outcome]:
        """The outcomes of those tasks that have been done before.

        Raises:
            BadOutput: the file cannot be read.
        """
        wanted = "SELECT outcome FROM translations WHERE sentence = ? AND lang = ? AND engine = ? AND terms = ?"
        with self._open() as connection:
            rows = [(task, connection.execute(wanted, self._row(task)).fetchone()) for task in tasks]
        return {task: _read(json.loads(row[0])) for task, row in rows if row is not None}

    def add(self, outcomes: Mapping[Task, Outcome]) -> None:
        """Keep outcomes, in one transaction.

        Raises:
            BadOutput: the file cannot be written.
        """
        rows = [
            (*self._row(task), json.dumps(asdict(outcome), ensure_ascii=False))
            for task, outcome in outcomes.items()
            if outcome.text is not None
        ]
        with self._open() as connection, connection:
            connection.executemany("INSERT OR IGNORE INTO translations VALUES (?, ?, ?, ?, ?)", rows)

    def _row(self, task: Task) -> tuple[str, str, str, str]:
        return (task.text, *self._key, fingerprint(task.terms))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as connection:
                connection.execute(_TABLE)
                yield connection
        except (OSError, sqlite3.Error) as error:
            advice = "remove it, or name another folder in the option 'memory'"
            raise BadOutput(f"{self._path}: the translation memory cannot be used: {error}; {advice}") from error


def _read(kept: Mapping[str, Any]) -> Outcome:
    links = (Link(Span(**link["source"]), Span(**link["target"]), link["weight"]) for link in kept["links"])
    places = (Span(**place) for place in kept["places"])
    return Outcome(kept["text"], kept["score"], tuple(kept["flags"]), tuple(places), tuple(links))
