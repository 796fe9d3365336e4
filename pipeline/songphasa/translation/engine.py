"""What the stage asks of an engine: requests in, a reply to each out, in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from songphasa.document import Term
from songphasa.translation.projection import Link
from songphasa.translation.rendering import Lang


@dataclass(frozen=True, slots=True)
class Request:
    """A sentence, or a part of a long one, to translate.

    Attributes:
        text: what to translate; for an engine that does not read terms with placeholders in their places.
        lang: the language to translate into.
        terms: the terms in it, by offsets into `text`; none for an engine that does not read them.
    """

    text: str
    lang: Lang
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What an engine makes of a request.

    Attributes:
        text: the translation; None where there is none, which `flags` explain.
        score: in [0, 1]; None where the engine has none.
        flags: why there is no text, or what is wrong with it.
        links: the engine's alignment of the request's characters with the text's; empty where it has none.
    """

    text: str | None
    score: float | None = None
    flags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


class Engine(Protocol):
    """What translates; a reply depends on its request alone, not on the others that it came with.

    Attributes:
        name: what configurations call it.
        model: what it was loaded from, as `Translation.model` says it; empty without one.
        fingerprint: what is the same only for engines that give the same replies.
        reads_terms: whether it is told the terms of a sentence; else they go through it as placeholders.
    """

    name: ClassVar[str]
    model: str
    fingerprint: str
    reads_terms: ClassVar[bool]

    def fits(self, text: str) -> bool:
        """Whether it reads a text at once; a longer one is split at clauses."""
        ...

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        """A reply to each request, in order; one that fails is a reply without a text, with a flag.

        Raises:
            StopRun: nothing can be translated.
        """
        ...
