"""Stages in a row: documents in, annotated documents or rejections out, in the same order."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from songphasa.config import Config
from songphasa.document import Document, Layer
from songphasa.errors import BadAnnotation, BadConfig, StopRun
from songphasa.registry import find_stage
from songphasa.rejection import Rejection
from songphasa.stage import KeepingStage, LearningStage, Lesson, Stage


def check(config: Config) -> list[type[Stage]]:
    """The stage classes of a configuration, after binding every option and walking `requires`; nothing is loaded.

    Raises:
        BadConfig: an unknown stage or option, a stage named twice, or a layer that no earlier stage provides.
    """
    if len(set(config.stages)) < len(config.stages):
        raise BadConfig(f"a stage is named twice: {', '.join(config.stages)}")
    classes, provided = [], frozenset[Layer]()
    for name in config.stages:
        stage = find_stage(name)
        _bind(name, stage, config)
        if missing := sorted(stage.requires - provided):
            raise BadConfig(f"stage {name!r} needs the layer {missing[0].value!r}, which no stage before it provides")
        provided |= stage.provides
        classes.append(stage)
    return classes


def _bind(name: str, stage: type[Stage], config: Config) -> None:
    signature = inspect.signature(stage)
    try:
        signature.bind(**config.options.get(name, {}))
    except TypeError as error:
        choices = ", ".join(signature.parameters) or "none"
        raise BadConfig(f"options of stage {name!r}: {error}; it takes: {choices}") from error


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Loaded stages by name, in order."""

    stages: tuple[tuple[str, Stage], ...]

    @classmethod
    def from_config(cls, config: Config | str | Path | None = None) -> Pipeline:
        """Check a configuration, or that of a TOML file, and load its stages (without one, the default stages).

        Raises:
            BadConfig: see `check` and `Config.from_toml`.
            MissingModel: a stage needs a model or an extra that is not installed.
        """
        config = Config.of(config)
        classes = check(config)
        return cls(
            tuple(
                (name, stage(**config.options.get(name, {})))
                for name, stage in zip(config.stages, classes, strict=True)
            )
        )

    def annotate(
        self, documents: Iterable[Document], entering: Callable[[str], None] | None = None
    ) -> list[Document | Rejection]:
        """Annotate a batch.

        A document on which a stage raises becomes a rejection; the others are not touched by it.

        Args:
            documents: the batch.
            entering: is told the name of each stage before the batch goes through it.

        Raises:
            StopRun: a stage cannot work for any document.
        """
        results: list[Document | Rejection] = list(documents)
        for name, stage in self.stages:
            if entering is not None:
                entering(name)
            places = [place for place, result in enumerate(results) if isinstance(result, Document)]
            alive = [result for result in results if isinstance(result, Document)]
            for place, outcome in zip(places, _annotate(name, stage, alive), strict=True):
                results[place] = outcome
        return results

    def learn(self, documents: Iterable[Document]) -> dict[str, list[Lesson]]:
        """What annotated documents teach each learning stage, by the stage's name, in the order of the documents."""
        given = list(documents)
        return {
            name: [lesson for document in given for lesson in stage.learn(document)]
            for name, stage in self.stages
            if isinstance(stage, LearningStage)
        }

    def first(self) -> Pipeline:
        """The pipeline of the first pass: every stage that need not wait for what the run teaches."""
        waiting = self._waiting()
        return Pipeline(tuple((name, stage) for name, stage in self.stages if name not in waiting))

    def taught(self, lessons: Mapping[str, Iterable[Lesson]]) -> Pipeline:
        """The pipeline of the second pass: learning stages with their lessons, and stages that waited for them."""
        waiting, stages = self._waiting(), list[tuple[str, Stage]]()
        for name, stage in self.stages:
            if isinstance(stage, LearningStage):
                stages.append((name, stage.taught(lessons[name])))
            elif name in waiting:
                stages.append((name, stage))
        return Pipeline(tuple(stages))

    def kept_in(self, folder: Path) -> Pipeline:
        """The pipeline whose stages keep what they have paid for in the folder of a run."""
        return Pipeline(
            tuple(
                (name, stage.kept_in(folder) if isinstance(stage, KeepingStage) else stage)
                for name, stage in self.stages
            )
        )

    def _waiting(self) -> frozenset[str]:
        """Stages that require, directly or through another stage, a layer that a learning stage provides; by name."""
        late, waiting = frozenset[Layer](), set[str]()
        for name, stage in self.stages:
            if stage.requires & late:
                waiting.add(name)
            if isinstance(stage, LearningStage) or name in waiting:
                late |= stage.provides
        return frozenset(waiting)


def _annotate(name: str, stage: Stage, documents: Sequence[Document]) -> Sequence[Document | Rejection]:
    try:
        return _apply(stage, documents)
    except StopRun:
        raise
    except Exception as error:
        if len(documents) == 1:
            return [Rejection.of(error, id=documents[0].id, source=documents[0].source, stage=name)]
        return [outcome for document in documents for outcome in _annotate(name, stage, [document])]


def _apply(stage: Stage, documents: Sequence[Document]) -> list[Document]:
    """Only the layers that a stage provides are taken from what it returns, so nothing else can change."""
    returned = stage.annotate(documents) if documents else []
    if [document.id for document in returned] != [document.id for document in documents]:
        raise BadAnnotation(f"{type(stage).__name__} returned other documents than it was given")
    results = []
    for document, annotated in zip(documents, returned, strict=True):
        if annotated.text != document.text:
            raise BadAnnotation(f"{type(stage).__name__} changed the text")
        for layer in sorted(stage.provides):
            document = document.with_layer(layer, annotated.layer(layer))
        results.append(document)
    return results
