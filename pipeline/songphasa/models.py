"""Models by name: packages (code, `meta.json`, weights) installed beside songphasa, and any Hugging Face model."""

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
    """What a model package makes; its entry point of the group `songphasa.models` names the function that makes it."""

    def find_entities(self, texts: Sequence[str]) -> list[list[Entity]]:
        """The entities of each text, sorted, without overlaps."""
        ...


def model_folder(name: str) -> Path:
    """The folder of an installed model package, found without importing it.

    Raises:
        MissingModel: no model package has this name.
    """
    points = installed(MODELS)
    spec = find_spec(points[name].module) if name in points else None
    if spec is None or spec.origin is None:
        raise _missing(name)
    return Path(spec.origin).parent


def model_meta(name: str) -> Mapping[str, Any]:
    """What `meta.json` of a model package says: name, version, languages, labels, licence, figures.

    Raises:
        MissingModel: no model package has this name.
    """
    return cast("dict[str, Any]", json.loads((model_folder(name) / "meta.json").read_text(encoding="utf-8")))


def is_package(name: str) -> bool:
    """Whether a name is that of an installed model package; other names are Hugging Face models."""
    return name in installed(MODELS)


def model_fingerprint(name: str) -> str:
    """What is the same only for models that give the same results.

    SHA-256 over the names and bytes of a package's weights or of a local folder's files; the commit of a hub model.
    A package whose `meta.json` names others under `with` has their fingerprints behind its own.

    Raises:
        MissingModel: no model package has this name, nor is it a folder or a hub model that has been downloaded.
    """
    if is_package(name):
        others = [model_fingerprint(other) for other in model_meta(name).get("with", ())]
        return "-".join([_folder_sha256(model_folder(name) / "weights"), *others])
    return _folder_sha256(Path(name)) if Path(name).is_dir() else _hub_commit(name)


def _folder_sha256(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        with path.open("rb") as stream:
            hashlib.file_digest(stream, lambda: digest)  # in pieces: a model may be larger than memory
    return digest.hexdigest()


def _hub_commit(name: str) -> str:
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        cached = try_to_load_from_cache(name, "config.json")
    except HFValidationError:
        cached = None
    if not isinstance(cached, str):
        raise _missing(name)
    return Path(cached).parent.name


def load_model(name: str, labels: Mapping[str, str] | None = None) -> EntityModel:
    """Load a model package, a spaCy pipeline from a folder, or a Hugging Face token-classification model.

    Args:
        name: name of a package, path of a folder, or hub id (`owner/name`).
        labels: see `songphasa.transformers_model.load`; packages have our labels.

    Raises:
        MissingModel: it is none of these, or cannot be loaded.
        BadConfig: it has labels that are neither ours nor in `labels`.
    """
    if is_package(name):
        return cast("EntityModel", installed(MODELS)[name].load()())
    if not (Path(name).is_dir() or "/" in name):
        raise _missing(name)
    from songphasa import spacy_model, transformers_model

    if spacy_model.is_pipeline(name):
        return spacy_model.load(name, labels)
    return transformers_model.load(name, labels)


def _missing(name: str) -> MissingModel:
    packages = ", ".join(installed(MODELS)) or "none"
    fetch = f"; from the hub: hf download {name}" if name.count("/") == 1 else ""
    return MissingModel(f"no model is called {name!r}; installed: {packages}; or name a folder or a hub id{fetch}")
