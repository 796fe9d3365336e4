"""Output that is longer than the screen goes through the user's pager, as with git; elsewhere it is printed."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def paged() -> Iterator[Console]:
    """A console to print to, page by page where stdout is a terminal; `PAGER` names the pager, by default `less`."""
    from rich.console import Console

    console = Console()
    pager = _start_pager() if console.is_terminal else None
    if pager is None or pager.stdin is None:
        yield console
        return
    try:
        with pager.stdin as stream:
            yield Console(file=stream, force_terminal=True, width=console.width, color_system="auto")
    except BrokenPipeError:
        pass  # the reader has seen enough
    finally:
        pager.wait()


def _start_pager() -> subprocess.Popen[str] | None:
    command = shlex.split(os.environ.get("PAGER", "less"))
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    try:
        return subprocess.Popen(command, stdin=subprocess.PIPE, encoding="utf-8", env=environment)  # noqa: S603
    except (OSError, IndexError):
        return None  # no pager, no paging
