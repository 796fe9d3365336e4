"""Whether there is room on disk for a run, before it begins."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from songphasa.dataset.sources import InputFile
from songphasa.dataset.sources.files import file_size
from songphasa.dataset.sources.unpacking import PACKINGS
from songphasa.errors import BadOutput

ROOM = 1.5
"""Bytes that a run needs while it goes on for each byte of its inputs; 0.9 of them stay when it is finished."""

UNPACKED = 5
"""Bytes that a packed byte of Thai text stands for."""


def refuse_full_disk(folder: Path, files: Iterable[InputFile]) -> None:
    """Make sure that the disk of a folder, which need not be there yet, has room for what these inputs become.

    Raises:
        BadInput: a file cannot be looked at.
        BadOutput: there is too little room.
    """
    needed, free = ROOM * sum(map(_size, files)), free_space(folder)
    if free < needed:
        raise BadOutput(
            f"{folder}: {free / 1e9:,.1f} GB are free on its disk and about {needed / 1e9:,.1f} GB are needed; "
            "make room, or name a folder on another disk"
        )


def free_space(folder: Path) -> int:
    """Bytes that are free on the disk of a folder, which need not be there yet."""
    there = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    return shutil.disk_usage(there).free


def _size(file: InputFile) -> int:
    return file_size(file.path) * (UNPACKED if file.path.lower().endswith(PACKINGS) else 1)
