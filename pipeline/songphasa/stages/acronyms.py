"""Acronyms: finds every short form of a document and says what it is short for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from pathlib import Path
from typing import ClassVar

from songphasa.acronyms.lexicon import Lexicon, read_lexicon
from songphasa.acronyms.resolution import find_acronyms
from songphasa.acronyms.run_lexicon import lessons_of, run_lexicon
from songphasa.document import Document, Layer
from songphasa.stage import Lesson


class Acronyms:
    """Mentions of short forms with their long forms: from the document itself, else from the run, else from a lexicon.

    Args:
        lexicon: path of a CSV or TSV file with the columns short, long_th and long_en, asked before the shipped one.

    Raises:
        BadConfig: the lexicon cannot be read or lacks a column.
    """

    requires: ClassVar[frozenset[Layer]] = frozenset()
    provides: ClassVar[frozenset[Layer]] = frozenset({Layer.ACRONYMS})

    def __init__(self, *, lexicon: str | None = None) -> None:
        given = [read_lexicon(Path(lexicon), "user")] if lexicon else []
        self._lexicons = (*given, Lexicon.shipped())

    def annotate(self, documents: Sequence[Document]) -> list[Document]:
        """The same documents with their acronyms."""
        return [document.with_layer(Layer.ACRONYMS, find_acronyms(document, self._lexicons)) for document in documents]

    def learn(self, document: Document) -> list[Lesson]:
        """What the document defines: short, kind, long_th and long_en of each short form."""
        return lessons_of(document)

    def taught(self, lessons: Iterable[Lesson]) -> Acronyms:
        """A stage that asks the definitions of all documents before any lexicon."""
        stage = copy(self)
        stage._lexicons = (run_lexicon(lessons), *self._lexicons)
        return stage
