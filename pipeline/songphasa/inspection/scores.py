"""Scores of translations for the terminal, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from songphasa.inspection.terminal import make_table, space_out
from songphasa.translation.evaluation import Scores


def render_scores(scores: Sequence[Scores]) -> RenderableType:
    """A row a language, and below what sacrebleu says that it computed."""
    table = make_table("translated into", "sentences", "translated", "chrF++", "BLEU")
    for one in scores:
        points = ("–", "–") if not one.translated else (f"{one.chrf:.1f}", f"{one.bleu:.1f}")
        table.add_row(one.lang, f"{one.sentences:,}", f"{one.translated:,}", *points)
    signatures = sorted({signature for one in scores for signature in one.signatures if signature})
    return space_out([table, Text("\n".join(signatures), "dim")])
