"""Sentences through an engine: long ones in pieces, terms kept, and an outcome for each whatever the engine does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from songphasa.document import Span, Term
from songphasa.errors import StopRun
from songphasa.translation.engine import Engine, Reply, Request
from songphasa.translation.placeholders import mask, restore
from songphasa.translation.projection import Link
from songphasa.translation.relinking import relink
from songphasa.translation.rendering import Lang
from songphasa.translation.splitting import split_clauses


@dataclass(frozen=True, slots=True)
class Task:
    """A sentence and its terms, by offsets into it."""

    text: str
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task.

    Attributes:
        text: the translation; None where there is none, which `flags` explain.
        score: in [0, 1]; None where the engine has none.
        flags: what was done otherwise than hoped.
        places: where the terms stand in the text, in their order; empty where nobody knows.
        links: the engine's alignment.
    """

    text: str | None
    score: float | None = None
    flags: tuple[str, ...] = ()
    places: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Translator:
    """An engine, the language it translates into, and whether it is to keep to the terms."""

    engine: Engine
    lang: Lang
    keep_terms: bool = True

    def translate(self, tasks: Sequence[Task]) -> list[Outcome]:
        """The outcome of each task, in order.

        Raises:
            StopRun: the engine can translate nothing.
        """
        pieces = [self._pieces(task) for task in tasks]
        done = iter(self._translate([piece for some in pieces for piece in some or ()]))
        return [_TOO_LONG if some is None else _joined(some, list(islice(done, len(some)))) for some in pieces]

    def _pieces(self, task: Task) -> list[_Piece] | None:
        spans = split_clauses(task.text, self.engine.fits, task.terms)
        if spans is None:
            return None
        text = task.text.replace("\n", " ")  # a sentence may run over wrapped lines
        return [_Piece(span, text[span.start : span.end], _within(task.terms, span)) for span in spans]

    def _translate(self, pieces: Sequence[_Piece]) -> list[Outcome]:
        """The outcome of each piece; those whose terms did not come through are translated again without."""
        requests = [self._request(piece) for piece in pieces]
        replies = self._ask(requests)
        outcomes = [self._outcome(*each) for each in zip(pieces, requests, replies, strict=True)]
        lost = [place for place, outcome in enumerate(outcomes) if outcome is None]
        again = self._ask([Request(pieces[place].text, self.lang) for place in lost])
        for place, reply in zip(lost, again, strict=True):
            outcomes[place] = _plain(replace(reply, flags=(*reply.flags, "terms_lost")))
        return [outcome for outcome in outcomes if outcome is not None]

    def _request(self, piece: _Piece) -> Request:
        if not self.keep_terms:
            return Request(piece.text, self.lang)
        if self.engine.reads_terms:
            return Request(piece.text, self.lang, piece.terms)
        return Request(mask(piece.text, piece.terms), self.lang)

    def _outcome(self, piece: _Piece, request: Request, reply: Reply) -> Outcome | None:
        """None where the terms of a piece did not come through."""
        if reply.text is None or request.text == piece.text:
            return _plain(reply)
        restored = restore(reply.text, piece.terms)
        if restored is None:
            return None
        places = (piece.terms, sorted(restored.places, key=lambda place: place.start))
        links = relink(reply.links, (request.text, reply.text), (piece.text, restored.text), places)
        return Outcome(restored.text, reply.score, reply.flags, restored.places, links)

    def _ask(self, requests: Sequence[Request]) -> list[Reply]:
        """The engine's replies; a request on which it raises has one without a text and does not touch the others."""
        try:
            return self.engine.translate(requests) if requests else []
        except StopRun:
            raise
        except Exception:
            if len(requests) == 1:
                return [Reply(None, flags=("failed",))]
            return [reply for request in requests for reply in self._ask([request])]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a sentence, by offsets into the sentence; its terms by offsets into it."""

    span: Span
    text: str
    terms: tuple[Term, ...]


_TOO_LONG = Outcome(None, flags=("too_long",))


def _within(terms: Sequence[Term], span: Span) -> tuple[Term, ...]:
    inside = (term for term in terms if span.start <= term.start and term.end <= span.end)
    return tuple(replace(term, start=term.start - span.start, end=term.end - span.start) for term in inside)


def _plain(reply: Reply) -> Outcome:
    return Outcome(reply.text, reply.score, reply.flags, links=reply.links)


def _joined(pieces: Sequence[_Piece], outcomes: Sequence[Outcome]) -> Outcome:
    """The pieces of a sentence as one, with a space between them; without a text where a piece has none."""
    if len(outcomes) == 1:
        return outcomes[0]
    flags = tuple(dict.fromkeys(flag for outcome in outcomes for flag in outcome.flags))
    if any(outcome.text is None for outcome in outcomes):
        return Outcome(None, flags=flags)
    texts = [outcome.text or "" for outcome in outcomes]
    starts = [sum(len(text) + 1 for text in texts[:number]) for number in range(len(texts))]
    known = all(len(outcome.places) == len(piece.terms) for piece, outcome in zip(pieces, outcomes, strict=True))
    places = (_moved(place, start) for outcome, start in zip(outcomes, starts, strict=True) for place in outcome.places)
    links = (
        Link(_moved(link.source, piece.span.start), _moved(link.target, start), link.weight)
        for piece, outcome, start in zip(pieces, outcomes, starts, strict=True)
        for link in outcome.links
    )
    score = _mean_score(outcomes)
    return Outcome(" ".join(texts), score, (*flags, "split"), tuple(places) if known else (), tuple(links))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _mean_score(outcomes: Sequence[Outcome]) -> float | None:
    scores = list(_scores(outcomes))
    return round(sum(scores) / len(scores), 4) if len(scores) == len(outcomes) else None


def _scores(outcomes: Sequence[Outcome]) -> Iterator[float]:
    return (outcome.score for outcome in outcomes if outcome.score is not None)
