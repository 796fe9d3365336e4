"""A text as windows of pieces of a subword tokenizer (SentencePiece in a `tokenizer.json`), whole lines where they fit.

Pieces keep their exact offsets; breaks between lines are marked, so that one window may hold several lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Integers = npt.NDArray[np.int64]

WINDOW = 256
"""Pieces in a window, marks counted."""

START, PAD, BREAK = 0, 1, 2
"""Ids of the start mark, the padding, and the end mark, which here stands between lines. The mark of a word's begin may
be a piece alone: it stands for no text, whatever its offsets say."""


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive lines of a text as pieces.

    Attributes:
        ids: [n] piece ids, with `START` first and `BREAK` after each line.
        spans: [n, 2] offsets into the text without white space; marks are empty, [-1, -1).
    """

    ids: Integers
    spans: Integers

    @property
    def said(self) -> npt.NDArray[np.bool_]:
        """[n] which pieces stand for text."""
        return self.spans[:, 1] > self.spans[:, 0]


def split_windows(tokenizer: Tokenizer, text: str, first: int = WINDOW) -> list[Window]:
    """Windows of whole lines where they fit; `first` is the size of the first one, in pieces."""
    windows: list[Window] = []
    ids, spans, size = [START], [(-1, -1)], first
    for line_ids, line_spans in _lines(tokenizer, text):
        if len(ids) + len(line_ids) > size:
            windows.append(_window(ids, spans))
            ids, spans, size = [START], [(-1, -1)], WINDOW
        ids += [*line_ids, BREAK]
        spans += [*line_spans, (-1, -1)]
    return [*windows, _window(ids, spans)]


def _lines(tokenizer: Tokenizer, text: str) -> Iterator[tuple[list[int], list[tuple[int, int]]]]:
    room, mark = WINDOW - 2, tokenizer.token_to_id("▁")
    at = 0
    for line in text.split("\n"):
        if line.strip():
            encoding = tokenizer.encode(line, add_special_tokens=False)
            spans = [
                (-1, -1) if piece == mark else _stripped(text, at + start, at + end)
                for piece, (start, end) in zip(encoding.ids, encoding.offsets, strict=True)
            ]
            for start in range(0, len(spans), room):
                yield encoding.ids[start : start + room], spans[start : start + room]
        at += len(line) + 1


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    said = text[start:end]
    return (start + len(said) - len(said.lstrip()), start + len(said.rstrip())) if said.strip() else (-1, -1)


def _window(ids: Sequence[int], spans: Sequence[tuple[int, int]]) -> Window:
    return Window(np.array(ids, np.int64), np.array(spans, np.int64).reshape(-1, 2))


def line_starts(text: str, spans: Integers) -> npt.NDArray[np.bool_]:
    """[n] which of the [n, 2] sorted spans is the first of its line."""
    breaks = np.array([at for at, character in enumerate(text) if character == "\n"], np.int64)
    lines = np.searchsorted(breaks, spans[:, 0])
    starts: npt.NDArray[np.bool_] = np.diff(lines, prepend=-1) != 0
    return starts
