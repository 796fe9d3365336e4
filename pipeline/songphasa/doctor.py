"""What is installed and whether it works: packages, extras, models, and the default job with the network refused."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from packaging.requirements import Requirement

    from songphasa.document import Document

TEXT = "คณะรัฐมนตรี (ครม.) รับทราบผลการประชุม ADGMIN ครั้งที่ 3 เมื่อวันที่ 21 มีนาคม 2566"
"""The document of the proof."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that songphasa stands on: the version installed (None: none is) and those that will do."""

    name: str
    version: str | None
    required: str
    will_do: bool


@dataclass(frozen=True, slots=True)
class Model:
    """A model package that is installed; `size` is that of its weights in bytes."""

    name: str
    version: str
    licence: str
    size: int


@dataclass(frozen=True, slots=True)
class Health:
    """What was found.

    Attributes:
        versions: of songphasa, Python and the system.
        packages: what the default job stands on.
        extras: for each extra the packages that it lacks, or of which it wants another version.
        models: the model packages.
        downloads: hosts that the default job asked for; each was refused.
        seconds: how long the default job took on one document, loading included.
        problems: what is wrong, for people; nothing where songphasa works.
    """

    versions: Mapping[str, str]
    packages: tuple[Package, ...]
    extras: Mapping[str, tuple[str, ...]]
    models: tuple[Model, ...]
    downloads: tuple[str, ...]
    seconds: float
    problems: tuple[str, ...]


def examine() -> Health:
    """Look at what is installed and run the default job on one document in a temporary folder, without a network."""
    packages = tuple(_package(one) for one in _requirements(""))
    wrong = [
        f"{one.name} {one.version or 'is not installed'}; pip install '{one.name}{one.required}'"
        for one in packages
        if not one.will_do
    ]
    started = time.monotonic()
    with _offline() as hosts:
        wrong += _prove()
    wrong += [f"the default job asked for {host}, though all that it needs should be here" for host in hosts]
    return Health(
        versions={
            "songphasa": version("songphasa"),
            "python": platform.python_version(),
            "system": platform.platform(),
        },
        packages=packages,
        extras={extra: _lacking(extra) for extra in sorted(metadata("songphasa").get_all("Provides-Extra") or ())},
        models=tuple(_models()),
        downloads=tuple(hosts),
        seconds=round(time.monotonic() - started, 1),
        problems=tuple(wrong),
    )


def _requirements(extra: str) -> list[Requirement]:
    """What songphasa requires, or an extra of it (and the extras that this one names) beside that."""
    from packaging.requirements import Requirement

    given = [Requirement(line) for line in requires("songphasa") or ()]
    if not extra:
        return [one for one in given if one.marker is None or one.marker.evaluate({"extra": ""})]
    added = [one for one in given if one.marker and not one.marker.evaluate({"extra": ""})]
    named = [one for one in added if one.marker and one.marker.evaluate({"extra": extra})]
    inner = [
        one for outer in named if outer.name == "songphasa" for name in outer.extras for one in _requirements(name)
    ]
    return [one for one in named if one.name != "songphasa"] + inner


def _package(required: Requirement) -> Package:
    try:
        found = version(required.name)
    except PackageNotFoundError:
        return Package(required.name, None, str(required.specifier), will_do=False)
    will_do = required.specifier.contains(found, prereleases=True)
    return Package(required.name, found, str(required.specifier), will_do)


def _lacking(extra: str) -> tuple[str, ...]:
    packages = [_package(one) for one in _requirements(extra)]
    return tuple(sorted({one.name for one in packages if not one.will_do}))


def _models() -> Iterator[Model]:
    from songphasa.models import model_folder, model_meta
    from songphasa.registry import MODELS, installed

    for name in installed(MODELS):
        meta = model_meta(name)
        size = sum(path.stat().st_size for path in (model_folder(name) / "weights").rglob("*"))
        yield Model(name, meta["version"], meta["licence"], size)


def _prove() -> list[str]:
    """What is wrong with the default job: everything that keeps it from annotating a document rightly."""
    try:
        with TemporaryDirectory(prefix="songphasa-") as folder:
            return _run(Path(folder))
    except Exception as error:  # whatever is broken is what is asked for
        return [f"the default job failed: {type(error).__name__}: {error}"]


def _run(folder: Path) -> list[str]:
    from songphasa import run
    from songphasa.dataset.annotated import read_annotated
    from songphasa.verification import verify

    (folder / "proof.txt").write_text(TEXT, encoding="utf-8")
    run.annotate(run.Inputs((str(folder / "proof.txt"),)), folder / "run")
    documents = list(read_annotated(folder / "run"))
    if [document.text for document in documents] != [TEXT]:
        return [f"the default job annotated {len(documents)} documents in place of one"]
    return [*verify(folder / "run"), *_missing(documents[0])]


def _missing(document: Document) -> Iterator[str]:
    if ("21 มีนาคม 2566", "DATE") not in {(document[entity], entity.label) for entity in document.entities}:
        yield "the default job found no date in a text with one"
    if ("ครม.", "คณะรัฐมนตรี") not in {(document[short], short.long_th) for short in document.acronyms}:
        yield "the default job found no long form of a short form that the text defines"


@contextmanager
def _offline() -> Iterator[list[str]]:
    """Refuse every connection of this process inside the block; the list says where to."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    _listen()
    _hosts.append([])
    try:
        yield _hosts[-1]
    finally:
        _hosts.pop()


_hosts: list[list[str]] = []


@cache
def _listen() -> None:
    """Hear of connections, once: Python cannot be told to forget a hook."""
    sys.addaudithook(_hear)


def _hear(event: str, said: tuple[Any, ...]) -> None:
    if not _hosts or event not in ("socket.connect", "socket.getaddrinfo"):
        return
    host = said[1][0] if event == "socket.connect" and isinstance(said[1], tuple) else said[0]
    if isinstance(host, str | bytes):  # else a socket of this machine
        _hosts[-1].append(host if isinstance(host, str) else host.decode(errors="replace"))
        raise ConnectionRefusedError(f"songphasa doctor refuses connections; this one was to {host!r}")
