"""How much memory processes have, and may have."""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path


def own_peak_memory() -> int:
    """The most memory, in bytes, that this process has had (its maximum resident set).

    Linux says it in /proc; what `getrusage` says there is at least what the process had that began this one.
    """
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", status.read_text("ascii", "replace"))):
        return int(found[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def limit_own_memory(most: int) -> None:
    """Let this process allocate no more than so many bytes; beyond them allocations fail, and the document with them.

    Linux counts private memory, touched or not; macOS does not keep the limit.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
