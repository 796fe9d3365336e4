"""Agreement of two annotators: the same both ways, and the figures that others compute."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from songphasa.agreement import Agreement, Similarity, agree, similarity
from songphasa.cli import app
from songphasa.document import Document, Sentence
from songphasa.errors import BadInput
from tests.inspection.runs import RAIN_1, UMBRELLA_2, write_run

BOUNDARIES = st.sets(st.integers(1, 20))
LABELS = st.lists(st.tuples(st.sampled_from(["", "DATE", "LAW"]), st.sampled_from(["", "DATE", "LAW"])), min_size=1)


def test_everybody_agrees_with_themselves() -> None:
    agreement = agree([RAIN_1, UMBRELLA_2], [UMBRELLA_2, RAIN_1])
    assert (agreement.documents, agreement.alone) == (2, ())
    assert agreement.entities.f1 == agreement.kappa == agreement.starts.value == agreement.inner.value == 1


def test_it_is_the_same_both_ways() -> None:
    other = replace(RAIN_1, entities=(replace(RAIN_1.entities[0], label="LAW"), RAIN_1.entities[2]), sentences=())
    there, back = agree([RAIN_1], [other]), agree([other], [RAIN_1])
    assert 0 < there.entities.f1 < 1
    assert -1 < there.kappa < 1
    assert (there.entities.f1, there.kappa, there.starts) == (back.entities.f1, back.kappa, back.starts)
    assert there.words["PERSON", "LAW"] == back.words["LAW", "PERSON"] > 0


def test_documents_of_one_alone_are_named_and_left_out() -> None:
    assert agree([RAIN_1], [RAIN_1, UMBRELLA_2]).alone == ("umbrella-2",)
    with pytest.raises(BadInput, match="no document is in both"):
        agree([RAIN_1], [UMBRELLA_2])


def test_two_texts_of_one_id_are_refused() -> None:
    with pytest.raises(BadInput, match="rain-1"):
        agree([RAIN_1], [Document("rain-1", "ฝน")])


@given(LABELS)
def test_kappa_is_that_of_scikit_learn(labels: list[tuple[str, str]]) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    words = {pair: labels.count(pair) for pair in labels}
    expected = metrics.cohen_kappa_score(*zip(*labels, strict=True)) if len({*sum(labels, ())}) > 1 else 1
    assert Agreement(words=words).kappa == pytest.approx(expected)


@given(BOUNDARIES, BOUNDARIES)
def test_boundary_similarity_is_that_of_segeval(first: set[int], second: set[int]) -> None:
    segeval = pytest.importorskip("segeval")
    if first | second:
        sets = [tuple({1} if place in some else set() for place in range(1, 21)) for some in (first, second)]
        expected = float(segeval.boundary_similarity(*sets, boundary_format=segeval.BoundaryFormat.sets))
        assert similarity(first, second).value == pytest.approx(expected)
    assert similarity(first, second) == similarity(second, first)


def test_a_boundary_one_word_off_is_half_wrong() -> None:
    text = "It rained. Now it is dry."
    early, late = ([Sentence(0, 10), Sentence(text.index(word), len(text))] for word in ("Now", "it is"))
    first, second = (Document("d", text, sentences=tuple(some)) for some in (early, late))
    assert agree([first], [second]).inner == Similarity(0.5, 1)


def test_the_command_prints_them(tmp_path: Path) -> None:
    one = write_run(tmp_path / "one", [RAIN_1, UMBRELLA_2])
    other = write_run(tmp_path / "other", [replace(RAIN_1, entities=RAIN_1.entities[:2])])
    result = CliRunner().invoke(app, ["agree", str(one), str(other)])
    rows = [line.split() for line in result.output.splitlines()]
    assert ["all", "entities", "0.667", "4", "and", "2", "F1"] in rows
    assert any(row[:3] == ["labels", "of", "words"] and 0 < float(row[3]) < 1 for row in rows)
    assert "1 documents are in one of them alone" in result.output
