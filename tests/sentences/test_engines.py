"""Engines of others: what they return is found in the text, whatever they have lost on the way."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songphasa.errors import MissingModel
from songphasa.sentences.engines import find_engine_starts
from songphasa.sentences.lines import find_lines, split_sentences


@pytest.mark.parametrize("engine", ["whitespace", "whitespace+newline"])
def test_white_space_splits(engine: str) -> None:
    text = "ฝนตก แดดออก\nลมแรง"
    spans = split_sentences(text, find_engine_starts(engine))
    assert [text[start:end] for start, end in spans] == ["ฝนตก", "แดดออก", "ลมแรง"]


@given(st.text("กขเ้า .A\n\u200b"))
@settings(max_examples=30)
def test_starts_are_inside_lines(text: str) -> None:
    lines = find_lines(text)
    for start in find_engine_starts("whitespace")(text, lines):
        assert any(line.start < start < line.end for line in lines)


def test_an_engine_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tltk", None)
    monkeypatch.delitem(sys.modules, "pythainlp.tokenize.tltk", raising=False)
    with pytest.raises(MissingModel, match="'tltk' needs a package that is not installed"):
        find_engine_starts("tltk")
