"""The contract of a stage: a batch of documents in, the same batch out, in the same order, with its layers filled.

A stage that reads a document better once it has seen the others of the run is a `LearningStage`: after the first pass
it says what each document teaches, and a second pass is made with all the lessons. A stage that would not do again what
it has done is a `KeepingStage`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Protocol, runtime_checkable

from songphasa.document import Document, Layer

Lesson = Mapping[str, Any]
"""What a document teaches about others: JSON values by name."""


@runtime_checkable
class Stage(Protocol):
    """What the pipeline asks of a stage, ours and a third party's alike.

    Options are keyword-only constructor arguments; constructing loads whatever the stage needs and raises
    `songphasa.errors.StopRun` where that is missing. Entry points of the group `songphasa.stages` name the classes.
    """

    requires: ClassVar[frozenset[Layer]]
    provides: ClassVar[frozenset[Layer]]

    def annotate(self, documents: Sequence[Document]) -> list[Document]:
        """The same documents in the same order, each with the layers of `provides` replaced.

        Raises:
            RejectDocument: a document cannot be annotated (a batch is then done again one document at a time).
        """
        ...


@runtime_checkable
class LearningStage(Stage, Protocol):
    """A stage that also learns from the documents of a run."""

    def learn(self, document: Document) -> list[Lesson]:
        """What an annotated document teaches."""
        ...

    def taught(self, lessons: Iterable[Lesson]) -> Stage:
        """The stage of the second pass, which knows the lessons of all documents, in the order of the documents."""
        ...


@runtime_checkable
class KeepingStage(Stage, Protocol):
    """A stage that keeps what it has paid for in the folder of a run, for when the run is continued or repeated."""

    def kept_in(self, folder: Path) -> Stage:
        """The stage that keeps it there; what it returns is the same with it and without."""
        ...
