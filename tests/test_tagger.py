"""The tagger: spans are sound for any text, and no document's entities depend on another's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import th_songphasa_news
from songphasa.document import LABELS, Entity
from songphasa.tagger import Tagger, best_tags, find_spans, read_words, shape, word_features

NEWS = (
    "รัฐมนตรีว่าการกระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม (ดีอี) เปิดเผยว่า เมื่อวันที่ 7 ตุลาคม 2563\n"
    "น.ส.ทิพานัน ศิริชนะ เดินทางไปจังหวัดเชียงใหม่\n\nThe Ministry of Finance and ITU met in Bangkok on 12 March 2024."
)
WIDTH, ROWS = 8, 64


@pytest.fixture(scope="module")
def shipped() -> Tagger:
    return th_songphasa_news.load_model()


@pytest.fixture(scope="module")
def wild() -> Tagger:
    """A tagger with random weights: it tags anything anywhere, so that the spans are put to the test."""
    draw = np.random.default_rng(7)
    table, out = draw.normal(size=(ROWS, WIDTH)), draw.normal(size=(2 * WIDTH, 1 + 2 * len(LABELS)))

    def network(inputs: Mapping[str, np.ndarray]) -> np.ndarray:
        vectors = inputs["vectors"]
        scores = np.concatenate([vectors, np.roll(vectors, 1, 0)], 1) @ out
        return scores - np.log(np.exp(scores).sum(1, keepdims=True))

    return Tagger("wild", LABELS, table, network)


texts = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("กขคงาิ่ำฯๆ. \n\t\xa0\u200b()1๒AZaz")), max_size=120
)


@given(text=texts)
@settings(max_examples=150, deadline=None)
def test_spans_are_sound_for_any_text(wild: Tagger, text: str) -> None:
    [entities] = wild.find_entities([text])
    end = 0
    for entity in entities:
        said = text[entity.start : entity.end]
        assert end <= entity.start < entity.end <= len(text)
        assert said == said.strip()
        assert "\n" not in said
        assert entity.label in LABELS
        assert 0 <= entity.score <= 1
        end = entity.end


@given(batch=st.lists(texts, max_size=5))
@settings(max_examples=40, deadline=None)
def test_a_document_does_not_depend_on_its_batch(wild: Tagger, batch: list[str]) -> None:
    together = wild.find_entities([*batch, NEWS])
    assert together == [wild.find_entities([text])[0] for text in [*batch, NEWS]]


def test_shipped_model_finds_names_in_both_languages(shipped: Tagger) -> None:
    [entities] = shipped.find_entities([NEWS])
    found = {(NEWS[e.start : e.end], e.label) for e in entities}
    assert ("กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "ORGANIZATION") in found
    assert ("7 ตุลาคม 2563", "DATE") in found
    assert ("จังหวัดเชียงใหม่", "LOCATION") in found
    assert ("Ministry of Finance", "ORGANIZATION") in found
    assert {e.source for e in entities} == {"th_songphasa_news"}


def test_a_new_tagger_finds_the_same(shipped: Tagger) -> None:
    shipped.find_entities(["ถ้อยคำอื่นที่อ่านก่อน", "Other words come first."])
    assert th_songphasa_news.load_model().find_entities([NEWS]) == shipped.find_entities([NEWS])


def test_texts_without_words_have_no_entities(wild: Tagger) -> None:
    assert wild.find_entities(["", " \n\t", "\n"]) == [[], [], []]
    assert wild.find_entities([]) == []


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"meta\.json"):
        Tagger.from_folder(tmp_path)


def test_an_inside_without_its_begin_is_never_chosen() -> None:
    outside, begin, inside = 0, 1, 2
    scores = np.log(np.array([[0.5, 0.1, 0.4], [0.2, 0.1, 0.7], [0.1, 0.2, 0.7]], np.float32))
    assert best_tags(scores, np.array([True, False, False])).tolist() == [begin, inside, inside]
    assert best_tags(scores, np.array([True, True, True])).tolist() == [outside, outside, begin]


def test_best_tags_are_the_best_of_all_allowed_sequences() -> None:
    draw = np.random.default_rng(3)
    for _ in range(50):
        scores = draw.normal(size=(4, 5)).astype(np.float32)
        starts = np.array([True, False, bool(draw.integers(2)), False])
        sequences = [tags for tags in np.ndindex(5, 5, 5, 5) if _allowed(tags, starts)]
        best = max(sequences, key=lambda tags: scores[np.arange(4), tags].sum())
        assert best_tags(scores, starts).tolist() == list(best)


def _allowed(tags: tuple[int, ...], starts: np.ndarray) -> bool:
    before = (0, *tags[:-1])
    return all(
        tag == 0 or tag % 2 or (last in (tag, tag - 1) and not start)
        for tag, last, start in zip(tags, before, starts, strict=True)
    )


def test_neighbouring_entities_stay_apart() -> None:
    words = np.array([[0, 2], [3, 5], [5, 8]], np.int64)
    scores = np.log(np.array([[0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.2, 0.7, 0.1]], np.float32))
    found = find_spans(words, scores, np.array([True, False, False]), ["EVENT"], "test")
    assert found == [Entity(0, 5, "EVENT", 0.8, "test"), Entity(5, 8, "EVENT", 0.7, "test")]


def test_words_know_where_they_stand() -> None:
    text = " ไทย (ก)\n\nASEAN"
    spans, places = read_words(text)
    assert [text[a:b] for a, b in spans.tolist()] == ["ไทย", "(", "ก", ")", "ASEAN"]
    assert places.tolist() == [2, 1, 0, 0, 2]


def test_digits_share_features_and_shapes_are_short() -> None:
    assert word_features("2563", ROWS)[0].tolist() == word_features("2564", ROWS)[0].tolist()
    assert [shape(word) for word in ("Asean", "สกมช.", "2563", "AMCC")] == ["Aaaa", "กกก.", "000", "AAA"]
