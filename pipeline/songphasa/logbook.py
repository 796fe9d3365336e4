"""The log file of a run: what happened when, for a person who looks for a reason afterwards."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_log = logging.getLogger(__name__)


@contextmanager
def logged(path: Path) -> Iterator[None]:
    """What songphasa logs while the block runs is added to a file as well, and at last the error that ends it."""
    logger = logging.getLogger("songphasa")
    to_file = _LogFile(path, encoding="utf-8", errors="backslashreplace", delay=True)
    to_file.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(message)s"))
    level = logger.level
    logger.addHandler(to_file)
    logger.setLevel(logging.INFO)
    try:
        yield
    except BaseException as error:
        _log.error("ended: %s", error or type(error).__name__)
        raise
    finally:
        logger.removeHandler(to_file)
        logger.setLevel(level)
        to_file.close()


class _LogFile(logging.FileHandler):
    """A file that may be full: what cannot be written to the dataset is told anyhow."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Go on."""
