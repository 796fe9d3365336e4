"""Token ids in, generated token ids out, in batches whose shape depends on the width of what is in them alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import exp
from typing import Any

import numpy as np
import numpy.typing as npt

STEP = 8
"""Widths of batches are multiples of it."""

_ROWS = 8
"""Sequences in a batch, at most: more are faster where there are many sentences, and slower where there are few."""

Weights = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Generated:
    """What a model wrote.

    Attributes:
        ids: tokens without the end.
        score: the geometric mean of their probabilities; None with beams.
        finished: whether the model ended it itself.
        attention: [tokens written, tokens read] weights of the last layer but one, averaged over heads; None where
            the model has no cross-attention, or with beams.
    """

    ids: tuple[int, ...]
    score: float | None
    finished: bool
    attention: Weights | None = None


@dataclass(frozen=True, slots=True)
class Generator:
    """A torch model that writes.

    Attributes:
        model: see `load_weights`.
        pad: the id that fills rows up.
        ends: the ids that end a text.
        most: tokens that it may write.
        budget: tokens in a batch, padding counted.
        beams: hypotheses that are followed at once.
        left: whether rows are filled up at the left, as models without an encoder need it.
    """

    model: Any
    pad: int
    ends: frozenset[int]
    most: int
    budget: int
    beams: int = 1
    left: bool = False

    def generate(self, texts: Sequence[Sequence[int]], **options: Any) -> list[Generated]:  # noqa: ANN401
        """What the model writes to each text, in order; it does not depend on the other texts."""
        results: dict[int, Generated] = {}
        with one_thread():
            for width, places in make_batches([len(text) for text in texts], self.budget):
                rows = self._batch([texts[place] for place in places], width, options)
                results.update(zip(places, rows, strict=True))
        return [results[place] for place in range(len(texts))]

    def _batch(self, texts: Sequence[Sequence[int]], width: int, options: dict[str, Any]) -> list[Generated]:
        import torch
        from transformers import LogitsProcessorList

        ids = torch.full((len(texts), width), self.pad)
        mask = torch.zeros_like(ids)
        for row, text in enumerate(texts):
            columns = slice(width - len(text), width) if self.left else slice(0, len(text))
            ids[row, columns], mask[row, columns] = torch.tensor(text), 1
        likelihood = _Likelihood()
        greedy = self.beams == 1
        with torch.inference_mode():
            written = self.model.generate(
                input_ids=ids,
                attention_mask=mask,
                max_new_tokens=min(2 * width + 2 * STEP, self.most),
                num_beams=self.beams,
                do_sample=False,
                pad_token_id=self.pad,
                return_dict_in_generate=True,
                output_attentions=greedy and not self.left,
                logits_processor=LogitsProcessorList([likelihood] if greedy else []),
                **options,
            )
        begin = width if self.left else 1
        attention = _attention(written) if greedy and not self.left else None
        return [
            self._read(
                row[begin:].tolist(), likelihood.of(number), attention[number] if attention is not None else None
            )
            for number, row in enumerate(written.sequences)
        ]

    def _read(self, ids: list[int], logs: Sequence[float], attention: Weights | None) -> Generated:
        end = next((place for place, one in enumerate(ids) if one in self.ends), None)
        length = len(ids) if end is None else end
        likely = logs[: length + 1]
        score = round(exp(sum(likely) / len(likely)), 4) if likely else None
        kept = None if attention is None else attention[:length]
        return Generated(tuple(ids[:length]), score, end is not None, kept)


class _Likelihood:
    """Notes how likely the likeliest token of each row is, at every step."""

    def __init__(self) -> None:
        self._steps: list[Any] = []

    def __call__(self, input_ids: Any, scores: Any) -> Any:  # noqa: ANN401, ARG002
        self._steps.append(scores.log_softmax(-1).max(-1).values)
        return scores

    def of(self, row: int) -> list[float]:
        """The logarithms of a row."""
        return [float(step[row]) for step in self._steps]


def _attention(written: Any) -> Weights:  # noqa: ANN401
    """[rows, tokens written, tokens read]."""
    import torch

    layers = [step[-2 if len(step) > 1 else -1] for step in written.cross_attentions]
    stacked: Weights = torch.cat([layer.mean(1)[:, -1:] for layer in layers], 1).numpy()
    return stacked


@contextmanager
def one_thread() -> Iterator[None]:
    """Torch computes in one thread: processes are the parallelism, and sums come out the same."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def make_batches(lengths: Sequence[int], budget: int) -> Iterator[tuple[int, list[int]]]:
    """Batches of texts of one width, as many rows as the budget allows, the shortest first.

    Floating-point sums depend on the shape of what is multiplied. All batches of a width have the same number of rows,
    so that what is made of a text depends on that text alone; missing rows repeat the last one.

    Args:
        lengths: tokens of each text.
        budget: tokens in a batch.

    Yields:
        The width of a batch, and the place of the text in each of its rows.
    """
    widths: dict[int, list[int]] = {}
    for place, length in enumerate(lengths):
        widths.setdefault(-(-max(length, 1) // STEP) * STEP, []).append(place)
    for width in sorted(widths):
        rows = max(1, min(_ROWS, budget // width))
        for start in range(0, len(widths[width]), rows):
            batch = widths[width][start : start + rows]
            yield width, batch + [batch[-1]] * (rows - len(batch))
