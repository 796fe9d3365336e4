"""A short form where it stands, and the question that tells a known one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from songphasa.document import Kind, Span

KindOf = Callable[[str], Kind | None]
"""The kind of a short form that the document defines or a lexicon holds; None for an unknown one."""


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """A short form at `[start, end)`."""

    kind: Kind
