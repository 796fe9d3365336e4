"""The memory: what it was told it says again, to any process, and nothing else."""

from __future__ import annotations

import itertools
import multiprocessing
import time
from pathlib import Path

import pytest

from songphasa.document import Span, Term
from songphasa.errors import BadOutput
from songphasa.translation.memory import Memory
from songphasa.translation.projection import Link
from songphasa.translation.translator import Outcome, Task

RAIN = Task("ฝนตก", (Term(0, 2, "rain", "glossary"),))
OUTCOME = Outcome("It rains", 0.25, ("terms_lost",), (Span(3, 7),), (Link(Span(0, 2), Span(3, 8), 0.5),))


def test_an_outcome_comes_back_as_it_was(tmp_path: Path) -> None:
    Memory(tmp_path / "new/memory.sqlite", "en", "e").add({RAIN: OUTCOME})
    assert Memory(tmp_path / "new/memory.sqlite", "en", "e").find([RAIN, Task("แดด")]) == {RAIN: OUTCOME}


@pytest.mark.parametrize(
    ("lang", "engine", "terms"), [("th", "e", RAIN.terms), ("en", "f", RAIN.terms), ("en", "e", ())]
)
def test_another_language_engine_or_plan_of_terms_is_another_translation(
    tmp_path: Path, lang: str, engine: str, terms: tuple[Term, ...]
) -> None:
    Memory(tmp_path / "memory.sqlite", "en", "e").add({RAIN: OUTCOME})
    assert Memory(tmp_path / "memory.sqlite", lang, engine).find([Task("ฝนตก", terms)]) == {}


def test_failures_are_tried_again(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.sqlite", "en", "e")
    memory.add({RAIN: Outcome(None, flags=("failed",))})
    assert memory.find([RAIN]) == {}


def add_many(path: Path, writer: int) -> None:
    memory = Memory(path, "en", "e")
    for number in range(20):
        memory.add({Task(f"{writer} {number}"): Outcome("said"), Task("both"): Outcome("said")})


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    path, spawn = tmp_path / "memory.sqlite", multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=add_many, args=(path, writer)) for writer in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    tasks = [Task(f"{writer} {number}") for writer in range(2) for number in range(20)]
    assert len(Memory(path, "en", "e").find([*tasks, Task("both")])) == 41


def add_without_end(path: Path) -> None:
    memory = Memory(path, "en", "e")
    for number in itertools.count():
        memory.add({Task(str(number)): Outcome("said")})


def test_what_was_kept_outlives_a_process_that_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    writer = multiprocessing.get_context("spawn").Process(target=add_without_end, args=(path,))
    writer.start()
    memory, first = Memory(path, "en", "e"), Task("5")
    while not memory.find([first]):
        time.sleep(0.05)
    writer.kill()
    writer.join()
    assert memory.find([Task(str(number)) for number in range(6)]).keys() == {Task(str(number)) for number in range(6)}
    memory.add({RAIN: OUTCOME})
    assert memory.find([RAIN]) == {RAIN: OUTCOME}


def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "memory.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(BadOutput, match=r"memory\.sqlite: the translation memory cannot be used: .*; remove it"):
        Memory(tmp_path / "memory.sqlite", "en", "e").find([RAIN])
