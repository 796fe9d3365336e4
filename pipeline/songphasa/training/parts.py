"""The documents that a training reads: to learn from, to choose the best step on, and to measure on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from songphasa.dataset.annotated import read_annotated
from songphasa.document import Document, Layer
from songphasa.errors import BadInput, BadOutput
from songphasa.evaluation import Evaluation, evaluate
from songphasa.loading import SPLITS, load_run, splits_of
from songphasa.models import EntityModel


@dataclass(frozen=True, slots=True)
class Parts:
    """Splits of annotated documents; empty ones where there are none."""

    train: tuple[Document, ...] = ()
    validation: tuple[Document, ...] = ()
    test: tuple[Document, ...] = ()

    @property
    def measured_on(self) -> str:
        """The split that a figure is to be of: the one that the training has seen least of."""
        return "test" if self.test else "validation" if self.validation else "train"


def read_parts(path: str | Path) -> Parts:
    """The splits of a run, or those that `songphasa split … --out` has written; other gold is for training as a whole.

    Raises:
        BadInput: no document to learn from has an entity, or what `read_annotated` says.
        BadOutput: see `songphasa.load_run`.
    """
    path = Path(path)
    if (path / "run.json").exists():
        parts = Parts(**{name: tuple(load_run(path, name)) for name in splits_of(path)})
    else:
        files = {name: path / f"{name}.jsonl" for name in SPLITS}
        there = {name: file for name, file in files.items() if file.exists()} or {"train": path}
        parts = Parts(**{name: tuple(read_annotated(file)) for name, file in there.items()})
    if not any(document.entities for document in parts.train):
        raise BadInput(f"{path}: no document to train on has an entity")
    return parts


def refuse_existing(out: Path) -> None:
    """Make sure that a model is written to a new place.

    Raises:
        BadOutput: it is there already.
    """
    if out.exists():
        raise BadOutput(f"{out}: is there already; remove it or name another")


def measure(model: EntityModel, parts: Parts) -> Evaluation:
    """What a trained model finds in `parts.measured_on`, beside what the documents say."""
    gold: tuple[Document, ...] = getattr(parts, parts.measured_on)
    found = model.find_entities([document.text for document in gold])
    annotated = (one.with_layer(Layer.ENTITIES, spans) for one, spans in zip(gold, found, strict=True))
    return evaluate(annotated, gold)


@dataclass(frozen=True, slots=True)
class Trained:
    """A trained model.

    Attributes:
        model: its folder, for `songphasa annotate --model`.
        measured_on: split that the evaluation is of; `train` says how well it learnt by heart, no more.
        evaluation: exact spans, as `songphasa evaluate` counts them.
    """

    model: Path
    measured_on: str
    evaluation: Evaluation
