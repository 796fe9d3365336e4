"""Stages for tests, declared by entry points as a third party would declare them, and inputs made in memory."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from hypothesis import settings

from songphasa import registry
from songphasa.document import Acronym, Document, Entity, Layer, Sentence
from songphasa.stage import Lesson

# Machines that run tests are shared: how long an example takes says nothing. Two runs see the same examples.
settings.register_profile("songphasa", deadline=None, derandomize=True)
settings.load_profile("songphasa")


def hear_interrupts() -> None:
    """For a child process: what is started in the background of a shell does not hear SIGINT otherwise."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Lines:
    """A sentence a line."""

    requires: frozenset[Layer] = frozenset()
    provides = frozenset({Layer.SENTENCES})

    def annotate(self, documents: Sequence[Document]) -> list[Document]:
        return [document.with_layer(Layer.SENTENCES, _lines(document.text)) for document in documents]


def _lines(text: str) -> list[Sentence]:
    sentences, start = [], 0
    for line in text.split("\n"):
        left = start + len(line) - len(line.lstrip())
        right = start + len(line.rstrip())
        sentences += [Sentence(left, right, "th")] if left < right else []
        start += len(line) + 1
    return sentences


class Names:
    """The word given is an organisation; the word `poison` makes the stage raise."""

    requires = frozenset({Layer.SENTENCES})
    provides = frozenset({Layer.ENTITIES})

    def __init__(self, *, word: str = "ASEAN") -> None:
        self.word = word

    def annotate(self, documents: Sequence[Document]) -> list[Document]:
        return [self._annotate(document) for document in documents]

    def _annotate(self, document: Document) -> Document:
        if "poison" in document.text:
            raise ValueError("cannot swallow this")
        at = document.text.find(self.word)
        found = [Entity(at, at + len(self.word), "ORGANIZATION", 0.9, "test")] if at >= 0 else []
        return document.with_layer(Layer.ENTITIES, found)


class Learnt:
    """The word behind `NAME=` in any document of the run is a short form in all of them."""

    requires: frozenset[Layer] = frozenset()
    provides = frozenset({Layer.ACRONYMS})

    def __init__(self) -> None:
        self.words: tuple[str, ...] = ()

    def annotate(self, documents: Sequence[Document]) -> list[Document]:
        return [document.with_layer(Layer.ACRONYMS, self._find(document.text)) for document in documents]

    def _find(self, text: str) -> list[Acronym]:
        found = [match for word in self.words for match in re.finditer(word, text)]
        return [Acronym(match.start(), match.end(), "latin", scope="run") for match in found]

    def learn(self, document: Document) -> list[Lesson]:
        return [{"word": word} for word in re.findall(r"NAME=(\w+)", document.text)]

    def taught(self, lessons: Iterable[Lesson]) -> Learnt:
        stage = Learnt()
        stage.words = tuple(lesson["word"] for lesson in lessons)
        return stage


@pytest.fixture
def test_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Install `lines`, `names` and `learnt` beside the stages that are there."""
    real = registry.installed
    points = {
        name: EntryPoint(name, f"{__name__}:{cls}", registry.STAGES)
        for name, cls in (("lines", "Lines"), ("names", "Names"), ("learnt", "Learnt"))
    }

    def installed(group: str) -> dict[str, EntryPoint]:
        return real(group) | (points if group == registry.STAGES else {})

    monkeypatch.setattr(registry, "installed", installed)


@pytest.fixture
def write_jsonl(tmp_path: Path) -> Callable[..., Path]:
    """Write records to a JSONL file in a temporary folder."""

    def write(name: str, *records: object) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
        return path

    return write
