"""PyThaiNLP's sentence splitters with exact offsets: what an engine returns is found again in the line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from songphasa.errors import MissingModel
from songphasa.sentences.features import Line
from songphasa.sentences.lines import FindStarts

PYTHAINLP_ENGINES = ("crfcut", "thaisum", "tltk", "whitespace", "whitespace+newline")


def find_engine_starts(engine: str) -> FindStarts:
    """A function that finds sentence starts inside lines with one of `PYTHAINLP_ENGINES`.

    Raises:
        MissingModel: the engine needs a package that is not installed.
    """
    try:
        list(_find_starts("ลอง", engine))
    except ImportError as error:
        raise MissingModel(f"sentences: engine {engine!r} needs a package that is not installed: {error}") from error

    def find_starts(text: str, lines: Sequence[Line]) -> list[int]:
        return [line.start + start for line in lines for start in _find_starts(text[line.start : line.end], engine)]

    return find_starts


def _find_starts(line: str, engine: str) -> Iterator[int]:
    from pythainlp.tokenize import sent_tokenize

    reached = 0
    for sentence in map(str.strip, map(str, sent_tokenize(line, engine=engine))):
        found = line.find(sentence, reached)
        if sentence and found >= 0:
            if reached:
                yield found
            reached = found + len(sentence)
