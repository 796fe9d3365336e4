"""From the weights between tokens that an engine gives to links between characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from songphasa.document import Span
from songphasa.translation.projection import Link

_LEAST = 0.1
"""A weaker link is noise."""


def find_links(
    source: Sequence[Span | None], target: Sequence[Span | None], weights: Sequence[Sequence[float]]
) -> tuple[Link, ...]:
    """The links of tokens that stand in the texts.

    Args:
        source: where each token read stands.
        target: where each token written stands.
        weights: of each token written, the weight of each token read.
    """
    return tuple(_links(source, target, weights))


def _links(
    source: Sequence[Span | None], target: Sequence[Span | None], weights: Sequence[Sequence[float]]
) -> Iterator[Link]:
    for written, row in zip(target, weights, strict=False):
        for read, weight in zip(source, row, strict=False):
            if written and read and weight >= _LEAST:
                yield Link(read, written, round(float(weight), 3))


def piece_spans(pieces: Sequence[str], text: str) -> list[Span | None]:
    """Where each piece of a SentencePiece tokenizer stands in the text; None for one that is not found there."""
    spans, after = list[Span | None](), 0
    for piece in pieces:
        said = piece.replace("▁", " ").strip()
        start = text.find(said, after, after + len(said) + 16) if said else -1
        spans.append(Span(start, start + len(said)) if start >= 0 else None)
        after = start + len(said) if start >= 0 else after
    return spans
