"""The rejected documents of a run, read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from songphasa.dataset.folder import RunFolder, read_json
from songphasa.rejection import Rejection, read_rejected


def read_rejections(path: str | Path) -> Iterator[Rejection]:
    """The rejected documents of a finished run, in order; JSONL with the rows of one has none.

    Raises:
        BadOutput: the folder holds no finished run, or a file that the manifest names is missing or damaged.
    """
    folder = RunFolder(Path(path))
    if folder.path.exists() and not folder.plan.exists():
        return
    for name in read_json(folder.manifest)["files"]:
        if name.startswith("rejected/"):
            yield from read_rejected(folder.path / name)
