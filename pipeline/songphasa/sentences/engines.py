"""PyThaiNLP's sentence splitters with exact offsets: what an engine returns is found again in the line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from songphasa.errors import MissingModel

PYTHAINLP_ENGINES = ("crfcut", "thaisum", "tltk", "whitespace", "whitespace+newline")


def find_engine_starts(engine: str) -> Callable[[str], list[int]]:
    """A function that finds sentence starts in a line with one of `PYTHAINLP_ENGINES`.

    Raises:
        MissingModel: the engine needs a package that is not installed.
    """
    find_starts = partial(_find_starts, engine=engine)
    try:
        find_starts("ลอง")
    except ImportError as error:
        raise MissingModel(f"sentences: engine {engine!r} needs a package that is not installed: {error}") from error
    return find_starts


def _find_starts(line: str, engine: str) -> list[int]:
    from pythainlp.tokenize import sent_tokenize

    starts, reached = [], 0
    for sentence in map(str.strip, map(str, sent_tokenize(line, engine=engine))):
        found = line.find(sentence, reached)
        if sentence and found >= 0:
            starts.append(found)
            reached = found + len(sentence)
    return starts[1:]
