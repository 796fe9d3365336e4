"""Sentences through an engine: in pieces where they are long, with their terms, and an outcome for each in any case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.document import Span, Term
from songphasa.errors import MissingModel
from songphasa.translation.engine import Reply, Request
from songphasa.translation.splitting import split_clauses
from songphasa.translation.translator import Outcome, Task, Translator
from tests.strategies import texts


class Shout:
    """Says everything in capitals; loses codes in texts with `loose`, raises on `poison`, is silent on `silence`."""

    name: ClassVar[str] = "shout"
    reads_terms: ClassVar[bool] = False
    model = fingerprint = "shout"

    def __init__(self, longest: int = 1000) -> None:
        self.longest, self.heard = longest, list[str]()

    def fits(self, text: str) -> bool:
        return len(text) <= self.longest

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        if any("poison" in request.text for request in requests):
            raise ValueError("cannot say this")
        self.heard += [request.text for request in requests]
        return [self._reply(request.text) for request in requests]

    def _reply(self, text: str) -> Reply:
        if "silence" in text:
            return Reply(None, flags=("empty",))
        return Reply(re.sub(r"XQ\d", "", text) if "loose" in text else text.upper(), 0.5)


def translate(*tasks: Task, engine: Shout | None = None, keep_terms: bool = True) -> list[Outcome]:
    return Translator(engine or Shout(), "en", keep_terms).translate(tasks)


def term(text: str, said: str, target: str) -> Term:
    return Term(text.index(said), text.index(said) + len(said), target, "glossary")


def test_terms_come_through_with_their_places() -> None:
    text = "we saw lamun at noon"
    (outcome,) = translate(Task(text, (term(text, "lamun", "Lamoon"),)))
    assert outcome == Outcome("WE SAW Lamoon AT NOON", 0.5, (), (Span(7, 13),))


def test_without_its_terms_a_sentence_is_translated_again_and_says_so() -> None:
    text, engine = "loose talk of lamun", Shout()
    (outcome,) = translate(Task(text, (term(text, "lamun", "Lamoon"),)), engine=engine)
    assert (outcome.text, outcome.flags, outcome.places) == ("loose talk of lamun", ("terms_lost",), ())
    assert engine.heard == ["loose talk of XQ0X", text]


def test_terms_that_are_only_checked_are_not_in_the_way() -> None:
    text, engine = "we saw lamun", Shout()
    (outcome,) = translate(Task(text, (term(text, "lamun", "Lamoon"),)), engine=engine, keep_terms=False)
    assert (outcome.text, engine.heard) == ("WE SAW LAMUN", [text])


def test_a_sentence_on_which_the_engine_fails_touches_no_other() -> None:
    outcomes = translate(Task("one"), Task("poison"), Task("silence"), Task("two"))
    assert [outcome.text for outcome in outcomes] == ["ONE", None, None, "TWO"]
    assert [outcome.flags for outcome in outcomes] == [(), ("failed",), ("empty",), ()]


def test_an_engine_that_can_do_nothing_stops_the_run() -> None:
    class Gone(Shout):
        def translate(self, requests: Sequence[Request]) -> list[Reply]:  # noqa: ARG002
            raise MissingModel("gone")

    with pytest.raises(MissingModel):
        translate(Task("one"), engine=Gone())


def test_a_long_sentence_is_cut_at_clauses_and_joined_with_its_terms() -> None:
    text = "the rain came, and lamun went home because it was late"
    engine = Shout(longest=30)
    (outcome,) = translate(Task(text, (term(text, "lamun", "Lamoon"),)), engine=engine)
    assert engine.heard == ["the rain came,", "and XQ0X went home", "because it was late"]
    assert outcome.text == "THE RAIN CAME, AND Lamoon WENT HOME BECAUSE IT WAS LATE"
    assert outcome.flags == ("split",)
    (place,) = outcome.places
    assert outcome.text[place.start : place.end] == "Lamoon"


def test_what_cannot_be_cut_small_enough_has_no_translation() -> None:
    assert translate(Task("x" * 40), engine=Shout(longest=30)) == [Outcome(None, flags=("too_long",))]


def test_thai_is_cut_before_conjunctions_where_there_is_a_space_and_else_between_words() -> None:
    text = "ฝนตกหนักมากทุกวันในเดือนนี้ ซึ่งทำให้ถนนหลายสายมีน้ำท่วม"
    pieces = split_clauses(text, lambda piece: len(piece) <= 35)
    assert pieces is not None
    assert [text[one.start : one.end] for one in pieces] == text.split(" ")
    pieces = split_clauses("ฝนตกหนักมากทุกวัน", lambda piece: len(piece) <= 12)
    assert pieces is not None
    assert all(one.end - one.start <= 12 for one in pieces)


@given(texts.map(str.strip).filter(bool), st.integers(4, 30), st.data())
def test_pieces_fit_and_hold_all_but_white_space_and_every_term_whole(
    text: str, longest: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    whole = [Span(start, data.draw(st.integers(start + 1, len(text))))]
    pieces = split_clauses(text, lambda piece: len(piece) <= longest, whole)
    if pieces is not None:
        assert all(0 < one.end - one.start <= longest for one in pieces)
        assert "".join("".join(text[one.start : one.end].split()) for one in pieces) == "".join(text.split())
        assert any(one.start <= whole[0].start and whole[0].end <= one.end for one in pieces)
