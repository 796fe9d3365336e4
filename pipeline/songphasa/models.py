"""Model packages: folders with code, `meta.json` and weights that are installed beside songphasa."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, cast

from songphasa.document import Entity
from songphasa.errors import MissingModel
from songphasa.registry import MODELS, installed


class EntityModel(Protocol):
    """What the `load()` of a model package returns."""

    def find_entities(self, texts: Sequence[str]) -> list[list[Entity]]:
        """The entities of each text, sorted, without overlaps."""
        ...


def model_folder(name: str) -> Path:
    """The folder of an installed model package, found without importing it.

    Raises:
        MissingModel: no model package has this name.
    """
    points = installed(MODELS)
    spec = find_spec(points[name].value) if name in points else None
    if spec is None or spec.origin is None:
        raise MissingModel(f"no model is called {name!r}; installed: {', '.join(points) or 'none'}")
    return Path(spec.origin).parent


def model_meta(name: str) -> Mapping[str, Any]:
    """What `meta.json` of a model package says: name, version, languages, labels, licence, figures.

    Raises:
        MissingModel: no model package has this name.
    """
    return cast("dict[str, Any]", json.loads((model_folder(name) / "meta.json").read_text(encoding="utf-8")))


def model_fingerprint(name: str) -> str:
    """SHA-256 over the names and bytes of a package's weights; models with the same one give the same results.

    Raises:
        MissingModel: no model package has this name.
    """
    folder = model_folder(name)
    digest = hashlib.sha256()
    for path in sorted((folder / "weights").rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(path.read_bytes())
    return digest.hexdigest()


def load_model(name: str) -> EntityModel:
    """Load a model package.

    Raises:
        MissingModel: no model package has this name.
    """
    model_folder(name)
    return cast("EntityModel", installed(MODELS)[name].load().load())
