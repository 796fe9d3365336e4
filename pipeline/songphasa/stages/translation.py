"""Translation: a translation for every sentence, with the document's terms; off unless asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from songphasa.document import Document, Layer, Sentence, Term, Translation
from songphasa.errors import BadConfig
from songphasa.stage import Lesson
from songphasa.translation.engines import Choice, load_engine
from songphasa.translation.glossary import read_glossary
from songphasa.translation.memory import Memory
from songphasa.translation.names import NameTable, learn_names
from songphasa.translation.passing import passed_as
from songphasa.translation.projection import project
from songphasa.translation.quality import Translated, find_flags
from songphasa.translation.rendering import Lang
from songphasa.translation.terms import TermPlanner
from songphasa.translation.tmx import read_tmx
from songphasa.translation.translator import Outcome, Task, Translator

DIRECTIONS: dict[str, Lang] = {"th-en": "en", "en-th": "th"}
"""The language translated into, by what configurations call a direction."""


@dataclass(frozen=True, slots=True)
class _Done:
    """A translation that no engine is asked for."""

    text: str
    engine: str = ""
    flags: tuple[str, ...] = ()


_TOGETHER = 256
"""Sentences that are translated before their translations are kept: no more are lost when the process is killed."""


class Translations:
    """One translation a sentence, in the second pass of a run: it knows the short forms and names of all documents.

    Args:
        direction: `th-en` or `en-th`.
        engine: one of `songphasa.translation.engines.ENGINES`.
        model: what the engine loads: a folder or a hub id.
        glossary: path of a CSV or TBX file with terms, which go before all but the document's own definitions.
        tmx: path of a TMX file with translations, which go before the engine's.
        memory: folder of a translation memory that runs share; by default a run has its own.
        check_only: do not have the engine keep to the terms; only flag those that are missing.
        budget: tokens in a batch, padding counted.
        beams: hypotheses that the engine follows at once; 1 takes the likeliest token each time.

    Raises:
        BadConfig: an option cannot work, or a file cannot be read.
        MissingModel: the engine's model or package is not installed; the message says the command.
    """

    requires: ClassVar[frozenset[Layer]] = frozenset({Layer.SENTENCES, Layer.ENTITIES, Layer.ACRONYMS})
    provides: ClassVar[frozenset[Layer]] = frozenset({Layer.TRANSLATIONS})

    def __init__(
        self,
        *,
        direction: str = "th-en",
        engine: str = "glossary",
        model: str = "",
        glossary: str | None = None,
        tmx: str | None = None,
        memory: str | None = None,
        check_only: bool = False,
        budget: int = 512,
        beams: int = 1,
    ) -> None:
        if direction not in DIRECTIONS:
            raise BadConfig(f"translation: no direction {direction!r}; choose th-en or en-th")
        if budget < 1 or beams < 1:
            raise BadConfig(f"translation: budget {budget} and beams {beams} must be at least 1")
        self._lang = DIRECTIONS[direction]
        self._given = read_tmx(Path(tmx)) if tmx else {}
        self._planner = TermPlanner(self._lang, read_glossary(Path(glossary)) if glossary else ())
        self._engine = load_engine(Choice(engine, model, self._lang, budget, beams))
        self._translator = Translator(self._engine, self._lang, not check_only)
        self._memory = self._memory_in(Path(memory) / "translations.sqlite") if memory else None

    def annotate(self, documents: Sequence[Document]) -> list[Document]:
        """The same documents with a translation for each sentence."""
        plans = [self._plan(document) for document in documents]
        wanted = dict.fromkeys(task for plan in plans for task in plan if isinstance(task, Task))
        outcomes = self._translate(sorted(wanted, key=lambda task: (len(task.text), task.text)))
        return [
            document.with_layer(Layer.TRANSLATIONS, self._translations(document, plan, outcomes))
            for document, plan in zip(documents, plans, strict=True)
        ]

    def learn(self, document: Document) -> list[Lesson]:
        """The names of persons that the document gives in both languages."""
        return learn_names(document)

    def taught(self, lessons: Iterable[Lesson]) -> Translations:
        """A stage that writes the names of persons as the documents of the run do."""
        stage = copy(self)
        stage._planner = replace(self._planner, names=NameTable.of(lessons))
        return stage

    def kept_in(self, folder: Path) -> Translations:
        """A stage that keeps its translations in a run's folder, unless it has a memory that runs share.

        The name of the file begins with a dot: it is no part of the dataset, and a run that begins anew keeps it.
        """
        stage = copy(self)
        stage._memory = self._memory or self._memory_in(folder / ".translations.sqlite")
        return stage

    def _plan(self, document: Document) -> list[Task | _Done]:
        """What is to be done for each sentence; for one that repeats another, the same."""
        plan: list[Task | _Done] = []
        for sentence, terms in zip(document.sentences, self._planner.plan(document), strict=True):
            first = sentence.duplicate_of
            plan.append(self._one(document[sentence], terms) if first is None else plan[first])
        return plan

    def _one(self, text: str, terms: tuple[Term, ...]) -> Task | _Done:
        if given := self._given.get((self._lang, text)):
            return _Done(given, "tmx")
        if flag := passed_as(text, self._lang):
            return _Done(text, flags=(flag,))
        return Task(text, terms)

    def _translate(self, tasks: Sequence[Task]) -> dict[Task, Outcome]:
        """The outcome of each task, from the memory or from the engine."""
        outcomes = self._memory.find(tasks) if self._memory else {}
        new = [task for task in tasks if task not in outcomes]
        for start in range(0, len(new), _TOGETHER):
            some = new[start : start + _TOGETHER]
            done = dict(zip(some, self._translator.translate(some), strict=True))
            if self._memory:
                self._memory.add(done)
            outcomes |= done
        return outcomes

    def _translations(
        self, document: Document, plan: Sequence[Task | _Done], outcomes: Mapping[Task, Outcome]
    ) -> Iterator[Translation]:
        for sentence, one in zip(document.sentences, plan, strict=True):
            if isinstance(one, Task):
                yield self._translation(document, sentence, one, outcomes[one])
            else:
                found = project(document, sentence, one.text)
                yield self._filled(sentence, one.text, engine=one.engine, flags=one.flags, entities=found)

    def _translation(self, document: Document, sentence: Sentence, task: Task, outcome: Outcome) -> Translation:
        by = {"engine": self._engine.name, "model": self._engine.model, "score": outcome.score}
        terms = tuple(_shifted(term, sentence.start) for term in task.terms)
        if outcome.text is None:
            return self._filled(sentence, None, flags=outcome.flags, terms=terms, **by)
        doubts = find_flags(Translated(task.text, outcome.text, self._lang, task.terms, outcome.score))
        found = project(document, sentence, outcome.text, task.terms, outcome.places or None, outcome.links)
        flags = tuple(dict.fromkeys((*outcome.flags, *doubts)))
        return self._filled(sentence, outcome.text, flags=flags, terms=terms, entities=found, **by)

    def _filled(self, sentence: Sentence, text: str | None, **fields: Any) -> Translation:  # noqa: ANN401
        return Translation(sentence.start, sentence.end, self._lang, text, **fields)

    def _memory_in(self, path: Path) -> Memory | None:
        """A memory, for an engine that takes its time."""
        kept = f"{self._engine.fingerprint}-{'terms' if self._translator.keep_terms else 'plain'}"
        return Memory(path, self._lang, kept) if self._engine.model else None


def _shifted(term: Term, by: int) -> Term:
    return replace(term, start=term.start + by, end=term.end + by)
