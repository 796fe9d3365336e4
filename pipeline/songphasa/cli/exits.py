"""Exit codes of the commands."""

FAILED, USAGE, REJECTED, LOCKED, INTERRUPTED, TERMINATED = 1, 2, 3, 75, 130, 143
