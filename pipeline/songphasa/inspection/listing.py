"""Tables of what is installed: stages with their options, model packages with what their `meta.json` says."""

from __future__ import annotations

from inspect import signature

from rich.table import Table

from songphasa.models import model_folder, model_meta
from songphasa.registry import MODELS, STAGES, find_stage, installed


def stage_table() -> Table:
    """Every stage: name, layers needed and provided, options with their defaults, where it comes from."""
    table = Table("stage", "needs", "provides", "options", "from", box=None)
    for name, point in installed(STAGES).items():
        stage = find_stage(name)
        options = [f"{option.name} = {option.default!r}" for option in signature(stage).parameters.values()]
        table.add_row(
            name,
            "\n".join(sorted(stage.requires)) or "-",
            ", ".join(sorted(stage.provides)),
            "\n".join(options) or "-",
            point.dist.name if point.dist else "-",
        )
    return table


def model_table() -> Table:
    """Every model package: name, version, languages, licence, size in megabytes, description."""
    table = Table("model", "version", "languages", "licence", "MB", "description", box=None)
    for name in installed(MODELS):
        meta = model_meta(name)
        size = sum(path.stat().st_size for path in (model_folder(name) / "weights").rglob("*")) / 1e6
        languages = ", ".join(meta["languages"])
        table.add_row(name, meta["version"], languages, meta["licence"], f"{size:.1f}", meta["description"])
    return table
