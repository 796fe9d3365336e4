"""`songphasa stages` and `songphasa models`: what is installed."""

from __future__ import annotations

from collections.abc import Callable


def stages() -> None:
    """List the stages that are installed, with their options."""
    from songphasa.inspection.listing import stage_table

    _print_table(stage_table)


def models() -> None:
    """List the model packages that are installed."""
    from songphasa.inspection.listing import model_table

    _print_table(model_table)


def _print_table(make: Callable[[], object]) -> None:
    from rich.console import Console

    Console().print(make())
