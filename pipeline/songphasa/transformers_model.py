"""Entities by any token-classification model of Hugging Face, by local folder or hub id (needs the extra `torch`).

Lines are read one by one; a long one in windows that overlap, of whose pieces each is judged where it stands farthest
from an edge, so that no entity is lost or doubled at a window's end. Weights are safetensors, no model's code is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from songphasa.document import LABELS, Entity
from songphasa.errors import BadConfig, MissingModel
from songphasa.text.lines import SAID

_STRIDE = 64
"""Pieces that neighbouring windows share."""

_BUDGET = 4096
"""Pieces in a batch, padding counted."""

_TAG = re.compile("(?:([BIES])-)?(.+)")

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a tokenizer: its span in the text, and the probability of each tag."""

    start: int
    end: int
    scores: Scores


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces of a line that the model reads at once.

    Attributes:
        ids: numbers of the pieces, special ones among them.
        spans: the text's range that each piece stands for; empty for special pieces.
        line: number of the line.
    """

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    line: int


class TransformersModel:
    """A loaded model; see `load`."""

    def __init__(self, name: str, tokenizer: Any, model: Any, labels: Mapping[str, str]) -> None:  # noqa: ANN401
        """Take a fast tokenizer, a torch model in evaluation mode, and what the model's labels are called here.

        Raises:
            BadConfig: a label of the model is neither one of ours nor in `labels`.
        """
        self.name = name
        self._tokenizer = tokenizer
        self._model = model
        self._tags = [_read_tag(tag, labels) for _, tag in sorted(model.config.id2label.items())]
        self._limit = min(tokenizer.model_max_length, getattr(model.config, "max_position_embeddings", 512) - 2)

    def find_entities(self, texts: Sequence[str]) -> list[list[Entity]]:
        """The entities of each text: sorted, apart, within a line, no white space at the ends.

        A score is the mean probability of the label over the entity's pieces, rounded to four places.
        """
        return [self._find(text) for text in texts]

    def _find(self, text: str) -> list[Entity]:
        windows = list(self._windows(text))
        scores: list[Scores] = [np.empty(0, np.float32)] * len(windows)
        for batch in _batches(windows):
            for place, one in zip(batch, self._judge([windows[place] for place in batch]), strict=True):
                scores[place] = one
        judged = list(zip(windows, scores, strict=True))
        lines = groupby(judged, key=lambda pair: pair[0].line)
        return [entity for _, line in lines for entity in self._entities(text, _pieces(line))]

    def _windows(self, text: str) -> Iterator[Window]:
        for number, line in enumerate(SAID.finditer(text)):
            encoded = self._tokenizer(
                line.group(),
                truncation=True,
                max_length=self._limit,
                stride=min(_STRIDE, self._limit // 4),
                return_overflowing_tokens=True,
                return_offsets_mapping=True,
            )
            for ids, spans in zip(encoded["input_ids"], encoded["offset_mapping"], strict=True):
                moved = tuple((line.start() + start, line.start() + end) for start, end in spans)
                yield Window(tuple(ids), moved, number)

    def _judge(self, windows: Sequence[Window]) -> list[Scores]:
        """[pieces, tags] probabilities of each window."""
        import torch

        longest = max(len(window.ids) for window in windows)
        padding = self._tokenizer.pad_token_id or 0
        ids = torch.tensor([[*window.ids, *[padding] * (longest - len(window.ids))] for window in windows])
        mask = torch.tensor([[1] * len(window.ids) + [0] * (longest - len(window.ids)) for window in windows])
        with torch.inference_mode():
            scores = self._model(input_ids=ids, attention_mask=mask).logits.float().softmax(-1).numpy()
        return [scores[row, : len(window.ids)] for row, window in enumerate(windows)]

    def _entities(self, text: str, pieces: Sequence[Piece]) -> Iterator[Entity]:
        for group in _grouped(pieces, self._tags):
            columns = [column for column, (_, label) in enumerate(self._tags) if label == group.label]
            score = float(np.mean([piece.scores[columns].sum() for piece in group.pieces]))
            start, end = _trimmed(text, group.pieces[0].start, group.pieces[-1].end)
            if start < end:
                yield Entity(start, end, group.label, round(score, 4), self.name)


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring pieces of one entity."""

    label: str
    pieces: tuple[Piece, ...]


def load(name: str, labels: Mapping[str, str] | None = None) -> TransformersModel:
    """Load a token-classification model.

    Args:
        name: a local folder, or a hub id (downloaded by transformers unless it is offline).
        labels: what labels of the model are called here, such as `{"PER": "PERSON"}`; an empty name drops a label.

    Raises:
        MissingModel: torch is not installed, there is no such model, or it has no safetensors weights.
        BadConfig: a label of the model is neither one of ours nor in `labels`.
    """
    try:
        import torch  # noqa: F401
    except ImportError as error:
        raise MissingModel(f"model {name!r} needs torch: pip install 'songphasa[torch]' (CPU: see README)") from error
    from transformers import AutoModelForTokenClassification, AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(name, use_fast=True, trust_remote_code=False)
        model = AutoModelForTokenClassification.from_pretrained(name, use_safetensors=True, trust_remote_code=False)
    except (OSError, ValueError) as error:
        advice = "give a folder with safetensors weights, or a hub id while online"
        raise MissingModel(f"model {name!r} cannot be loaded: {str(error).splitlines()[0]}; {advice}") from error
    if not tokenizer.is_fast:
        raise MissingModel(f"model {name!r} has no fast tokenizer, so it cannot say where its pieces stand")
    return TransformersModel(Path(name).name, tokenizer, model.eval(), labels or {})


def _read_tag(tag: str, labels: Mapping[str, str]) -> tuple[str, str]:
    """A tag as its prefix (empty for one) and our label (empty for outside)."""
    prefix, label = _TAG.fullmatch(tag).groups()  # type: ignore[union-attr]
    ours = labels.get(label, "" if label == "O" else label)
    if ours and ours not in LABELS:
        raise BadConfig(f"the model's label {label!r} is none of {', '.join(LABELS)}; say what it is in 'labels'")
    return prefix or "", ours


def _batches(windows: Sequence[Window]) -> Iterator[list[int]]:
    """Places of windows of similar length, within the budget."""
    batch: list[int] = []
    for place in sorted(range(len(windows)), key=lambda place: len(windows[place].ids)):
        if batch and (len(batch) + 1) * len(windows[place].ids) > _BUDGET:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _pieces(line: Iterable[tuple[Window, Scores]]) -> list[Piece]:
    """The pieces of a line in order; one that two windows hold is taken from where it is farther from the edge."""
    best: dict[tuple[int, int], tuple[int, Piece]] = {}
    for window, scores in line:
        for place, (start, end) in enumerate(window.spans):
            depth = min(place, len(window.spans) - place)
            if start < end and best.get((start, end), (-1,))[0] < depth:
                best[start, end] = depth, Piece(start, end, scores[place])
    return [piece for _, (_, piece) in sorted(best.items())]


def _grouped(pieces: Iterable[Piece], tags: Sequence[tuple[str, str]]) -> Iterator[Group]:
    """Runs of pieces with one label; a begin starts a new one."""
    label, run = "", list[Piece]()
    for piece in pieces:
        prefix, ours = tags[int(piece.scores.argmax())]
        if run and (ours != label or prefix in ("B", "S")):
            yield Group(label, tuple(run))
            run = []
        if ours:
            run.append(piece)
        label = ours
    if run:
        yield Group(label, tuple(run))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    said = text[start:end]
    return end - len(said.lstrip()), start + len(said.rstrip())
