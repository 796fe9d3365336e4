"""`songphasa import`: corrected annotations back as gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from songphasa.imports import FORMATS


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What the tool has exported; a folder for brat.")],
    form: Annotated[str, typer.Option("--from", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="GOLD.jsonl", help="File; must not be there.")],
) -> None:
    """Read what people have corrected elsewhere: rows that `songphasa evaluate --gold` and training take."""
    from songphasa.imports import import_gold

    typer.echo(f"{out}: {import_gold(file, form, out)} documents", err=True)
