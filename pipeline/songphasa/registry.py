"""The stages and model packages that are installed, found by entry points and imported only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from songphasa.errors import BadConfig
from songphasa.stage import Stage

STAGES = "songphasa.stages"
MODELS = "songphasa.models"


@cache
def installed(group: str) -> Mapping[str, EntryPoint]:
    """The entry points of a group by name, sorted, as they are when a process first asks."""
    return {point.name: point for point in sorted(entry_points(group=group), key=lambda point: point.name)}


def find_stage(name: str) -> type[Stage]:
    """The class of an installed stage.

    Raises:
        BadConfig: no stage has this name, or its module cannot be imported.
    """
    points = installed(STAGES)
    if name not in points:
        raise BadConfig(f"no stage is called {name!r}; installed: {', '.join(points) or 'none'}")
    try:
        return cast("type[Stage]", points[name].load())
    except (ImportError, AttributeError) as error:
        raise BadConfig(f"stage {name!r} ({points[name].value}) cannot be imported: {error}") from error
