"""What the documents of a run teach, summed: every lesson once, with how often it was learnt."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import repeat
from pathlib import Path

from songphasa.dataset.folder import aside, file_sha256, read_json
from songphasa.stage import Lesson

Sums = dict[str, Counter[str]]
"""By the name of a stage: how often each lesson was learnt, lessons as JSON, in the order they were first learnt."""


def sum_lessons(sums: Sums, learnt: Mapping[str, Iterable[Lesson]]) -> None:
    """Add lessons to the sums."""
    for stage, lessons in learnt.items():
        sums.setdefault(stage, Counter()).update(json.dumps(lesson, ensure_ascii=False) for lesson in lessons)


def gather_lessons(notes: Iterable[Path], path: Path) -> str:
    """Write the lessons that all notes hold, in the order of the notes; the SHA-256 of the file.

    Memory holds every different lesson once, as a stage does that is taught them.

    Raises:
        BadOutput: a note is missing or damaged.
        OSError: the file cannot be written.
    """
    sums: Sums = {}
    for note in notes:
        for stage, learnt in read_json(note)["lessons"].items():
            sums.setdefault(stage, Counter()).update(learnt)
    with aside(path) as temporary, temporary.open("w", encoding="utf-8", errors="backslashreplace") as stream:
        for stage, learnt in sums.items():
            stream.write(json.dumps([stage, None, 0]) + "\n")  # a stage that has learnt nothing is taught that
            lines = ([stage, json.loads(lesson), times] for lesson, times in learnt.items())
            stream.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    return file_sha256(path)


def read_lessons(path: Path) -> dict[str, list[Lesson]]:
    """The lessons of each stage, each as often as it was learnt, in the order they were first learnt."""
    lessons: dict[str, list[Lesson]] = {}
    with path.open(encoding="utf-8") as stream:
        for stage, lesson, times in map(json.loads, stream):
            lessons.setdefault(stage, []).extend(repeat(lesson, times))
    return lessons
