"""A token-classification model of transformers, fine-tuned on annotated documents by the Trainer (extra `train`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from songphasa.errors import BadConfig, BadOutput, MissingModel
from songphasa.training.card import write_card
from songphasa.training.encoding import IGNORED, Encoded, encode, tags_of
from songphasa.training.parts import Trained, measure, read_parts, refuse_existing
from songphasa.transformers_model import load


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train.

    Attributes:
        epochs: times that the documents are read at most.
        patience: epochs without a better F1 on the validation split after which training ends.
        batch_size: windows in a step.
        learning_rate: at the beginning; it falls to 0 in a line.
        max_length: pieces in a window; no more than the model reads.
        seed: of the new weights and the order.
    """

    epochs: int = 20
    patience: int = 5
    batch_size: int = 8
    learning_rate: float = 5e-5
    max_length: int = 256
    seed: int = 0


def train_transformer(run: str | Path, base: str, out: str | Path, settings: Settings | None = None) -> Trained:
    """Fine-tune a model on the `train` split, choose the epoch by its F1 on `validation`, measure on `test`.

    Splits that are not there are done without: no epoch is chosen, and the figure is of what was trained on. The folder
    is there when the training has ended well, not before.

    Args:
        run: a run's folder, or gold; see `songphasa.training.parts.read_parts`.
        base: a model folder or hub id, with safetensors weights and a fast tokenizer; none of its code is run.
        out: folder for the model; must not be there.
        settings: how to train.

    Raises:
        BadConfig: the tokenizer is slow, or the windows have no room.
        BadInput: see `read_parts`.
        BadOutput: `out` is there already, or cannot be written.
        MissingModel: a package of the extra `train` is not installed, or there is no such model.
    """
    out, settings = Path(out), settings or Settings()
    refuse_existing(out)
    parts = read_parts(run)
    tokenizer, model = _load(base, settings.seed)
    length = min(settings.max_length, tokenizer.model_max_length, _positions(model))
    sets = {
        name: encode(getattr(parts, name), tokenizer, max_length=length, stride=length // 4)
        for name in ("train", "validation")
        if getattr(parts, name)
    }
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as work:
            _trainer(model, tokenizer, sets, Path(work) / "checkpoints", settings).train()
            made = Path(work) / "model"
            model.save_pretrained(made)
            tokenizer.save_pretrained(made)
            trained = Trained(out, parts.measured_on, measure(load(str(made)), parts))
            hub = base if "/" in base and not Path(base).exists() else ""
            details = f"{_costs(sets['train'])} {settings}."
            write_card(made, out.name, trained, parts, f"`{Path(base).name}`", details, hub)
            made.rename(out)
    except OSError as error:
        raise BadOutput(f"{out}: cannot be written: {error.strerror or error}") from error
    return trained


def _load(base: str, seed: int) -> tuple[Any, Any]:
    """Tokenizer and model, its last layer new; the seed is set before, as that layer is drawn here."""
    try:
        import accelerate  # noqa: F401
        import seqeval  # noqa: F401
        import torch  # noqa: F401
    except ImportError as error:
        raise MissingModel(f"training needs {error.name}: pip install 'songphasa[train]' (CPU: see README)") from error
    from transformers import AutoModelForTokenClassification, AutoTokenizer, set_seed

    tags = tags_of()
    names = {"id2label": dict(enumerate(tags)), "label2id": {tag: number for number, tag in enumerate(tags)}}
    set_seed(seed)
    try:
        tokenizer = AutoTokenizer.from_pretrained(base, use_fast=True, trust_remote_code=False)
        model = AutoModelForTokenClassification.from_pretrained(
            base, **names, ignore_mismatched_sizes=True, use_safetensors=True, trust_remote_code=False
        )
    except (OSError, ValueError) as error:
        advice = "give a folder with safetensors weights, or a hub id while online"
        raise MissingModel(f"model {base!r} cannot be loaded: {str(error).splitlines()[0]}; {advice}") from error
    if not tokenizer.is_fast:
        raise BadConfig(f"model {base!r} has no fast tokenizer, so it cannot say where its pieces stand")
    return tokenizer, model


def _positions(model: Any) -> int:  # noqa: ANN401
    """Pieces that the model reads; RoBERTa's kin count theirs from 2."""
    return int(getattr(model.config, "max_position_embeddings", 512)) - 2


def _trainer(model: Any, tokenizer: Any, sets: Mapping[str, Encoded], work: Path, settings: Settings) -> Any:  # noqa: ANN401
    import torch
    from transformers import DataCollatorForTokenClassification, EarlyStoppingCallback, Trainer, TrainingArguments

    chosen = "validation" in sets
    steps = "epoch" if chosen else "no"
    arguments = TrainingArguments(
        output_dir=str(work),
        num_train_epochs=settings.epochs,
        per_device_train_batch_size=settings.batch_size,
        per_device_eval_batch_size=settings.batch_size,
        learning_rate=settings.learning_rate,
        seed=settings.seed,
        eval_strategy=steps,
        save_strategy=steps,
        save_total_limit=1,
        save_only_model=True,
        load_best_model_at_end=chosen,
        metric_for_best_model="f1" if chosen else None,
        logging_strategy="epoch",
        dataloader_pin_memory=torch.cuda.is_available(),
        report_to=[],
        disable_tqdm=True,
    )
    return Trainer(
        model=model,
        args=arguments,
        train_dataset=sets["train"].dataset,
        eval_dataset=sets["validation"].dataset if chosen else None,
        data_collator=DataCollatorForTokenClassification(tokenizer),
        compute_metrics=span_metrics(sets["train"].tags) if chosen else None,
        callbacks=[EarlyStoppingCallback(settings.patience)] if chosen else None,
    )


def span_metrics(tags: Sequence[str]) -> Callable[[Any], dict[str, float]]:
    """Precision, recall and F1 of exact spans of pieces by seqeval, as `compute_metrics` of a Trainer."""
    from seqeval.metrics import f1_score, precision_score, recall_score

    def metrics(judged: Any) -> dict[str, float]:  # noqa: ANN401
        windows = list(zip(judged.predictions.argmax(-1), judged.label_ids, strict=True))
        found = [[tags[number] for number in numbers[labels != IGNORED]] for numbers, labels in windows]
        gold = [[tags[number] for number in labels[labels != IGNORED]] for _, labels in windows]
        measures = {"precision": precision_score, "recall": recall_score, "f1": f1_score}
        return {name: float(measure(gold, found, zero_division=0)) for name, measure in measures.items()}

    return metrics


def _costs(encoded: Encoded) -> str:
    names = ("widened", "lost", "cut")
    counts = ", ".join(f"{sum(getattr(encoded, name).values())} {name}" for name in names)
    return f"Entities in training that pieces do not show as they are: {counts}."
