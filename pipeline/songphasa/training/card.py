"""The model card of a trained model: what it learnt from, and its figures with the split that they are of."""

from __future__ import annotations

from pathlib import Path

from songphasa.training.parts import Parts, Trained

_TEXT = """---
{front}
---
# {name}

Named entities in Thai and English: {origin}, trained with songphasa on {documents} documents with {entities} entities.
`songphasa annotate … --model FOLDER` reads it.

Exact spans of the model alone on the {split} split, {measured} documents{seen}:

| label | precision | recall | F1 | gold |
|---|---:|---:|---:|---:|
{rows}

{details}
songphasa adds no licence to those of the texts and of the model that the training began with.
"""


def write_card(
    folder: Path, name: str, trained: Trained, parts: Parts, origin: str, details: str, base: str = ""
) -> None:
    """Write `README.md` of a model's folder.

    Args:
        folder: where to.
        name: of the model.
        trained: its figures.
        parts: what it was trained on.
        origin: what it is, and what it began with.
        details: what else is to be known, a sentence or more.
        base: hub id of the model that the training began with, where it has one.

    Raises:
        OSError: it cannot be written.
    """
    from huggingface_hub import ModelCardData

    front = ModelCardData(
        language=["th", "en"], pipeline_tag="token-classification", tags=["songphasa"], base_model=base or None
    )
    scores = {"all": trained.evaluation.entities, **trained.evaluation.labels}
    text = _TEXT.format(
        front=front.to_yaml(),
        name=name,
        origin=origin,
        documents=len(parts.train),
        entities=sum(len(document.entities) for document in parts.train),
        split=trained.measured_on,
        measured=trained.evaluation.documents,
        seen=", which it was trained on: this says nothing about others" if trained.measured_on == "train" else "",
        rows="\n".join(
            f"| {label} | {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} | {one.gold} |"
            for label, one in scores.items()
        ),
        details=details,
    )
    (folder / "README.md").write_text(text, "utf-8")
