"""Translation of sentences: the place in the contract that an engine fills; off by default."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NoReturn

from songphasa.document import Document, Layer
from songphasa.errors import MissingModel


class Translations:
    """Refuses to load: this version ships no translation engine, and says so before the first document."""

    requires: ClassVar[frozenset[Layer]] = frozenset({Layer.SENTENCES})
    provides: ClassVar[frozenset[Layer]] = frozenset({Layer.TRANSLATIONS})

    def __init__(self) -> None:
        raise MissingModel(
            "no translation engine is installed and this version ships none: take 'translation' out of the stages, "
            "or install a package that declares a translating stage under the entry points 'songphasa.stages'"
        )

    def annotate(self, documents: Sequence[Document]) -> NoReturn:
        """Never reached: the constructor raises."""
        raise NotImplementedError
