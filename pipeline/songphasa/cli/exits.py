"""Exit codes of the commands."""

FAILED, USAGE, REJECTED, INTERRUPTED, TERMINATED = 1, 2, 3, 130, 143
