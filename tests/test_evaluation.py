"""Agreement of predictions with gold: what counts as right, what is left out, and what is refused."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.dataset.annotated import read_annotated
from songphasa.document import LABELS, Acronym, Document, Entity, Layer, Scope, Sentence
from songphasa.errors import BadInput
from songphasa.evaluation import Accuracy, Evaluation, Score, evaluate, same_long_form

TEXT = "ดร.มะลิวัลย์ จากกรมอุทยานฝนตก (กอฝ.) เปิดงาน ABCD\nผู้ชมเต็มลาน จากนั้นจึงปิดงาน"


def place(said: str) -> tuple[int, int]:
    start = TEXT.index(said)
    return start, start + len(said)


def mention(said: str, long_th: str | None = None, long_en: str | None = None, *, defined: bool = False) -> Acronym:
    scope: Scope = "document" if defined else "lexicon"
    return Acronym(*place(said), kind="latin", long_th=long_th, long_en=long_en, scope=scope)


def document(*acronyms: Acronym, entities: Iterable[Entity] = (), sentences: Iterable[str] = ()) -> Document:
    layers = {
        Layer.ACRONYMS: acronyms,
        Layer.ENTITIES: entities,
        Layer.SENTENCES: [Sentence(*place(said)) for said in sentences],
    }
    result = Document("d1", TEXT)
    for layer, spans in layers.items():
        result = result.with_layer(layer, spans)
    return result


PERSON = Entity(*place("ดร.มะลิวัลย์"), label="PERSON")
OFFICE = Entity(*place("กรมอุทยานฝนตก"), label="ORGANIZATION")
GOLD = document(
    mention("กอฝ.", long_th="กรมอุทยานฝนตก", defined=True),
    mention("ABCD", long_en="Annual Big Cloud Day"),
    entities=[PERSON, OFFICE],
    sentences=["ดร.มะลิวัลย์ จากกรมอุทยานฝนตก (กอฝ.) เปิดงาน ABCD", "ผู้ชมเต็มลาน", "จากนั้นจึงปิดงาน"],
)


def test_gold_agrees_with_itself() -> None:
    evaluation = evaluate([GOLD], [GOLD])
    scores = (
        evaluation.entities,
        evaluation.boundaries,
        evaluation.starts,
        evaluation.acronyms,
        *evaluation.labels.values(),
    )
    assert {(score.precision, score.recall, score.f1) for score in scores} == {(1.0, 1.0, 1.0)}
    assert evaluation.long_forms == Accuracy(2, 2)
    assert evaluation.missing == ()


def test_nothing_to_compare_scores_zero() -> None:
    evaluation = evaluate([], [])
    assert evaluation == Evaluation()
    assert evaluation.entities.f1 == evaluation.long_forms.value == 0.0


def test_missing_documents_are_named_and_count_as_empty() -> None:
    evaluation = evaluate([GOLD], [GOLD, replace(GOLD, id="d2")])
    assert evaluation.missing == ("d2",)
    assert evaluation.documents == 2
    assert evaluation.entities == Score(right=2, predicted=2, gold=4)


def test_predictions_beyond_the_gold_are_passed_over() -> None:
    assert evaluate([replace(GOLD, id="d0", text="อื่น"), GOLD], [GOLD]) == evaluate([GOLD], [GOLD])


def test_a_changed_text_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match="d1"):
        evaluate([Document("d1", TEXT + " ")], [GOLD])


@pytest.mark.parametrize(
    "wrong",
    [replace(PERSON, start=PERSON.start + 3), replace(PERSON, end=PERSON.end - 1), replace(PERSON, label="EVENT")],
)
def test_an_entity_is_right_only_with_both_edges_and_its_label(wrong: Entity) -> None:
    evaluation = evaluate([document(entities=[wrong, OFFICE])], [GOLD])
    assert evaluation.entities == Score(right=1, predicted=2, gold=2)
    assert evaluation.labels["PERSON"].right == 0
    assert evaluation.labels["ORGANIZATION"].f1 == 1.0


def test_labels_are_those_that_occur() -> None:
    evaluation = evaluate([document(entities=[replace(PERSON, label="EVENT")])], [GOLD])
    assert list(evaluation.labels) == ["EVENT", "ORGANIZATION", "PERSON"]
    assert evaluation.labels["EVENT"] == Score(right=0, predicted=1, gold=0)


ENTITIES = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), st.sampled_from(LABELS[:3])), max_size=12)


def tiled(pieces: list[tuple[int, int, str]]) -> Document:
    spans, end = [], 0
    for gap, length, label in pieces:
        spans.append(Entity(end + gap, end + gap + length, label))
        end += gap + length
    return Document("d", "ก" * 100).with_layer(Layer.ENTITIES, spans)


@given(ENTITIES, ENTITIES)
def test_entity_scores_are_those_of_sets_of_spans(
    left: list[tuple[int, int, str]], right: list[tuple[int, int, str]]
) -> None:
    predicted, gold = tiled(left), tiled(right)
    common = set(predicted.entities) & set(gold.entities)
    expected = Score(len(common), len(predicted.entities), len(gold.entities))
    assert evaluate([predicted], [gold]).entities == expected
    swapped = evaluate([gold], [predicted]).entities
    assert (swapped.recall, swapped.precision, swapped.f1) == (expected.precision, expected.recall, expected.f1)


@given(ENTITIES, ENTITIES)
def test_each_looser_scheme_finds_at_least_as_much_and_the_confusion_counts_every_entity_once(
    left: list[tuple[int, int, str]], right: list[tuple[int, int, str]]
) -> None:
    predicted, gold = tiled(left), tiled(right)
    evaluation = evaluate([predicted], [gold])
    if left or right:
        assert evaluation.entities.right <= evaluation.loose["exact"].right <= evaluation.loose["partial"].right
        assert evaluation.entities.right <= evaluation.loose["ent_type"].right
    for side, document in ((0, gold), (1, predicted)):
        counts = Counter[str]()
        for labels, number in evaluation.confusion.items():
            counts[labels[side]] += number
        assert Counter(entity.label for entity in document.entities) == Counter({**counts, "": 0})


def test_looser_schemes_forgive_an_edge_or_a_label() -> None:
    edge, label = replace(PERSON, end=PERSON.end - 1), replace(OFFICE, label="LOCATION")
    evaluation = evaluate([document(entities=[edge, label])], [GOLD])
    found = {name: score.right for name, score in evaluation.loose.items()}
    assert (evaluation.entities.right, found) == (0, {"exact": 1, "partial": 1.5, "ent_type": 1})
    assert evaluation.confusion == {("PERSON", "PERSON"): 1, ("ORGANIZATION", "LOCATION"): 1}


def test_an_entity_stands_where_it_shares_most() -> None:
    def spans(*places: tuple[int, int, str]) -> Document:
        return Document("d", "ก" * 20).with_layer(Layer.ENTITIES, [Entity(*place) for place in places])

    gold, predicted = spans((0, 6, "LAW"), (6, 9, "URL")), spans((4, 9, "DATE"), (10, 12, "ZIP"))
    assert evaluate([predicted], [gold]).confusion == {("URL", "DATE"): 1, ("LAW", ""): 1, ("", "ZIP"): 1}


SCORER = Path(__file__).parents[2] / "shared/bench/score.py"


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer that is not part of the repository")
def test_every_figure_is_that_of_the_independent_scorer(tmp_path: Path) -> None:
    gold = list(read_annotated(Path(__file__).parents[1] / "annotations/gold"))
    predicted = [spoilt(document, number) for number, document in enumerate(gold)]
    for name, documents in (("gold", gold), ("predicted", predicted)):
        (tmp_path / name).write_text("".join(json.dumps(scored(one)) + "\n" for one in documents), "utf-8")
    command = [sys.executable, SCORER, tmp_path / "gold", tmp_path / "predicted", "--labels"]
    said = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    assert len(said.splitlines()) == 3 + len(LABELS)
    evaluation = evaluate(predicted, gold)
    rows = {
        "entities": evaluation.entities,
        "sentences": evaluation.boundaries,
        "acronyms": evaluation.acronyms,
        **evaluation.labels,
    }
    for name, score in rows.items():
        line = f"P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}  ({score.gold}"
        assert re.search(rf"{name} +{re.escape(line)}", said), name
    assert f"long form right {evaluation.long_forms.value:.3f} of {evaluation.long_forms.gold} " in said
    assert f"'defined ok': {evaluation.defined.right}" in said


def spoilt(document: Document, number: int) -> Document:
    """Some of each layer is gone, moved or something else."""
    entities = [
        replace(one, end=one.end - 1, label=LABELS[n % 14])
        if (n + number) % 7 == 0 and one.end > one.start + 1
        else one
        for n, one in enumerate(document.entities)
        if (n + number) % 5
    ]
    acronyms = [
        replace(one, long_en=None, long_th="อื่น") if (n + number) % 6 == 0 else one
        for n, one in enumerate(document.acronyms)
        if (n + number) % 4
    ]
    sentences = [one for n, one in enumerate(document.sentences) if (n + number) % 3]
    return replace(document, entities=tuple(entities), acronyms=tuple(acronyms), sentences=tuple(sentences))


def scored(document: Document) -> dict[str, object]:
    """A row as the scorer reads gold and predictions."""
    mentions = [
        {
            **asdict(one),
            "short": document[one],
            "en": one.long_en,
            "th": one.long_th,
            "defined": one.scope == "document",
        }
        for one in document.acronyms
    ]
    return {**asdict(document), "acronyms": mentions}


def test_line_starts_are_no_boundaries() -> None:
    evaluation = evaluate([GOLD], [GOLD])
    assert evaluation.boundaries.gold == 1
    assert evaluation.starts.gold == 3


@pytest.mark.parametrize("quiet", ["\n \t", "\r\n\u200b", "\n\ufeff\xa0", "  "])
def test_white_space_before_the_first_letter_of_a_line_makes_no_boundary(quiet: str) -> None:
    text = quiet + "ฝนหยุด"
    only = Document("d", text).with_layer(Layer.SENTENCES, [Sentence(len(quiet), len(text))])
    assert evaluate([only], [only]).boundaries.gold == 0


def test_a_boundary_too_many_costs_precision_only() -> None:
    eager = document(sentences=["ดร.มะลิวัลย์", "จากกรมอุทยานฝนตก", "ผู้ชมเต็มลาน", "จากนั้นจึงปิดงาน"])
    boundaries = evaluate([eager], [GOLD]).boundaries
    assert (boundaries.precision, boundaries.recall) == (0.5, 1.0)


def test_titles_are_left_out_on_both_sides() -> None:
    with_title = document(mention("ดร."), *GOLD.acronyms)
    bare = document(*GOLD.acronyms)
    assert evaluate([with_title], [bare]).acronyms.f1 == evaluate([bare], [with_title]).acronyms.f1 == 1.0


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (mention("ABCD", long_en="the annual Big-Cloud day"), True),
        (mention("ABCD", long_th="วันเมฆใหญ่ประจำปี"), True),
        (mention("ABCD", long_th="วันเมฆใหญ่ประจำปี", long_en="A British Cat Dance"), True),
        (mention("ABCD", long_en="A British Cat Dance"), False),
        (mention("ABCD"), False),
        (mention("กอฝ.", long_en="Annual Big Cloud Day"), False),
    ],
)
def test_a_long_form_is_right_in_either_language(answer: Acronym, right: bool) -> None:
    gold = document(mention("ABCD", long_th="วันเมฆใหญ่ประจำปี", long_en="Annual Big Cloud Day"))
    assert evaluate([document(answer)], [gold]).long_forms == Accuracy(int(right), 1)


def test_long_forms_are_told_apart_by_the_gold_scope() -> None:
    evaluation = evaluate([document(mention("กอฝ.", long_th="กรมอุทยานฝนตก"))], [GOLD])
    assert (evaluation.defined, evaluation.undefined) == (Accuracy(1, 1), Accuracy(0, 1))


def test_mentions_without_a_gold_long_form_are_not_asked() -> None:
    gold = document(mention("ABCD"))
    evaluation = evaluate([document(mention("ABCD", long_en="Annual Big Cloud Day"))], [gold])
    assert evaluation.long_forms == Accuracy()
    assert evaluation.acronyms.f1 == 1.0


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Annual Big Cloud Day", "ANNUAL BIG CLOUD DAY", True),
        ("The 5th Annual Big Cloud Day", "Annual Big Cloud Day", True),
        ("น\u0e49\u0e4d\u0e32ฝน", "น\u0e49\u0e33ฝน", True),
        ("กรมอุทยานฝนตกแห่งชาติ", "กรมอุทยานฝนตก", False),
        ("Annual Big Cloud Days", "Annual Big Cloud Day", True),
        ("Annual Big Cloud Day", "Big Cloud", False),
        ("Annual Big Cloud Day", None, False),
        (None, None, False),
        ("—", "()", False),
    ],
)
def test_same_long_form(left: str | None, right: str | None, same: bool) -> None:
    assert same_long_form(left, right) is same
    assert same_long_form(right, left) is same


@given(st.text(), st.text())
def test_long_forms_compare_alike_both_ways(left: str, right: str) -> None:
    assert same_long_form(left, right) == same_long_form(right, left)
