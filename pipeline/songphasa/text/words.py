"""The words of the `tokens` view by the engine of the user's choice, with a dictionary of the user's."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from songphasa.errors import BadConfig, MissingModel
from songphasa.text.tokens import FindEdges, split_tokens, tile

SplitWords = Callable[[str], list[tuple[int, int]]]
"""Word spans `[start, end)` that tile a text."""

WITH_DICTIONARY = ("nlpo3", "newmm", "longest")
"""Engines that take the words of a user."""


def load_words(engine: str | None = None, dictionary: str | None = None) -> SplitWords:
    """A function that splits texts into words.

    Edges are exact for every engine, and those that annotations may need are added to all of them
    (see `songphasa.text.tokens`).

    Args:
        engine: `thaibreak`, which all stages stand on; `nlpo3` (https://pypi.org/project/nlpo3); or an engine of
            PyThaiNLP's `word_tokenize`. None: `nlpo3` with a dictionary, else `thaibreak`.
        dictionary: path of a text file with a word a line, known besides those that PyThaiNLP lists.

    Raises:
        BadConfig: the engine takes no dictionary, PyThaiNLP does not know it, or the file cannot be read.
        MissingModel: the engine needs a package that is not installed.
    """
    engine = engine or ("nlpo3" if dictionary else "thaibreak")
    if dictionary and engine not in WITH_DICTIONARY:
        raise BadConfig(f"words: {engine!r} takes no dictionary; these do: {', '.join(WITH_DICTIONARY)}")
    if engine == "thaibreak":
        return split_tokens
    words = _read_dictionary(Path(dictionary)) if dictionary else None
    split = _nlpo3(words) if engine == "nlpo3" else _pythainlp(engine, words)
    return partial(tile, find_edges=_edges_of(split))


def check_options(options: Mapping[str, Any]) -> None:
    """Make sure that a table of options is one for `load_words`.

    Raises:
        BadConfig: it has other keys, or values that are no text.
    """
    if unknown := sorted(set(options) - {"engine", "dictionary"}):
        raise BadConfig(f"unknown key {unknown[0]!r}; 'words' has 'engine' and 'dictionary'")
    if not all(isinstance(value, str) for value in options.values()):
        raise BadConfig(f"'words' must say an engine and a path, not {dict(options)!r}")


def _read_dictionary(path: Path) -> frozenset[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path}: cannot be read: {error}; a dictionary is a text file with a word a line") from error
    return frozenset(word for line in lines if (word := line.strip()))


def _all_words(words: Iterable[str]) -> list[str]:
    from pythainlp.corpus import thai_words

    return sorted(thai_words() | frozenset(words))


def _nlpo3(words: frozenset[str] | None) -> Callable[[str], list[str]]:
    try:
        import nlpo3
    except ImportError as error:
        raise MissingModel("words: engine 'nlpo3' is not installed: pip install nlpo3") from error
    known = "\n".join(_all_words(words or ()))
    name = hashlib.sha256(known.encode()).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words.txt"
        path.write_text(known, encoding="utf-8")
        nlpo3.load_dict(str(path), name)  # keeps what it has by this name
    return lambda text: list(nlpo3.segment(text, name, safe=True))


def _pythainlp(engine: str, words: frozenset[str] | None) -> Callable[[str], list[str]]:
    from pythainlp.tokenize import word_tokenize
    from pythainlp.util import dict_trie

    known: dict[str, Any] = {} if words is None else {"custom_dict": dict_trie(_all_words(words))}
    split: Callable[[str], list[str]] = partial(word_tokenize, engine=engine, join_broken_num=False, **known)
    try:
        split("ลองตัดคำ")
    except ImportError as error:
        raise MissingModel(f"words: engine {engine!r} needs a package that is not installed: {error}") from error
    except ValueError as error:
        raise BadConfig(f"words: PyThaiNLP has no engine {engine!r}: {error}") from error
    return split


def _edges_of(split: Callable[[str], Iterable[str]]) -> FindEdges:
    """Where words begin and end; an engine may lose characters of a text, and the words are found again in it."""

    def edges(text: str) -> Iterator[int]:
        reached = 0
        for word in split(text):
            found = text.find(word, reached)
            if word and found >= 0:
                reached = found + len(word)
                yield from (found, reached)

    return edges
