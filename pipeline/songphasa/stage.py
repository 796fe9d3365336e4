"""The contract of a stage: a batch of documents in, the same batch out, in the same order, with its layers filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol, runtime_checkable

from songphasa.document import Document, Layer


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
