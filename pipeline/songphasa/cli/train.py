"""`songphasa train`: a model from a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from songphasa.training.parts import Trained

train = typer.Typer(help="Train a model on a run or gold; it annotates documents again.", no_args_is_help=True)

Data = Annotated[
    Path, typer.Argument(metavar="RUN", help="A run's folder, gold (JSONL), or a folder of splits (see split).")
]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder for the model; must not be there.")]
Seed = Annotated[int, typer.Option(help="Of the new weights and the order of documents.")]


@train.command()
def transformers(
    run: Data,
    base: Annotated[str, typer.Option(metavar="MODEL", help="Folder or hub id of the model to begin with.")],
    out: Out,
    epochs: Annotated[int, typer.Option(min=1, help="At most; early stopping on the validation split.")] = 20,
    batch_size: Annotated[int, typer.Option(min=1, help="Windows in a step.")] = 8,
    learning_rate: Annotated[float, typer.Option(min=0, help="At the beginning.")] = 5e-5,
    max_length: Annotated[int, typer.Option(min=8, help="Pieces in a window.")] = 256,
    seed: Seed = 0,
) -> None:
    """Fine-tune a token-classification model of transformers (extra train)."""
    from songphasa.training.transformer import Settings, train_transformer

    settings = Settings(
        epochs=epochs, batch_size=batch_size, learning_rate=learning_rate, max_length=max_length, seed=seed
    )
    _print(train_transformer(run, base, out, settings))


@train.command()
def spacy(
    run: Data,
    out: Out,
    steps: Annotated[int, typer.Option(min=1, help="Batches at most.")] = 2000,
    seed: Seed = 0,
) -> None:
    """Train a spaCy entity recogniser; the best one is OUT/model-best, its config OUT/config.cfg."""
    from songphasa.training.spacy_pipeline import train_spacy

    _print(train_spacy(run, out, steps, seed))


def _print(trained: Trained) -> None:
    score = trained.evaluation.entities
    figures = f"precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f}"
    typer.echo(f"{trained.model}: {figures} on the {trained.measured_on} split ({score.gold} entities)", err=True)
