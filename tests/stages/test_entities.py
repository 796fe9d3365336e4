"""The stage of entities: names from a model, regular entities from the rules, glosses from both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.document import LABELS, Document, Entity, Layer
from songphasa.errors import MissingModel
from songphasa.stages import entities
from songphasa.stages.consistency import find_glosses, find_repeats
from songphasa.stages.entities import Entities, merge
from songphasa.stages.patterns import find_patterns
from tests.strategies import documents


@dataclass(frozen=True, slots=True)
class Wordlist:
    """A model that finds the first place of each of its words."""

    labels: Mapping[str, str]

    def find_entities(self, texts: Sequence[str]) -> list[list[Entity]]:
        return [[self._find(text, word) for word in self.labels if word in text] for text in texts]

    def _find(self, text: str, word: str) -> Entity:
        at = text.index(word)
        return Entity(at, at + len(word), self.labels[word], 0.75, "wordlist")


def annotate(monkeypatch: pytest.MonkeyPatch, text: str, patterns: bool = True, **labels: str) -> list[tuple[str, str]]:
    """What the stage finds with a model that knows these words: label and text of each entity."""
    words = {word.replace("_", " "): label for word, label in labels.items()}
    monkeypatch.setattr(entities, "load_model", lambda _, labels=None: Wordlist(words))
    [document] = Entities(patterns=patterns).annotate([Document("a", text)])
    return [(entity.label, document[entity]) for entity in document.entities]


def test_names_and_regular_entities_share_one_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    found = annotate(monkeypatch, "กรมสวนหลวงเปิดสวน 7 ตุลาคม 2563", กรมสวนหลวง="ORGANIZATION")
    assert found == [("ORGANIZATION", "กรมสวนหลวง"), ("DATE", "7 ตุลาคม 2563")]


def test_without_patterns_all_entities_are_the_models(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "กรมสวนหลวงเปิดสวน 7 ตุลาคม 2563"
    assert annotate(monkeypatch, text, patterns=False, ตุลาคม="DATE") == [("DATE", "ตุลาคม")]


def test_of_the_regular_labels_only_laws_are_taken_from_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "อนุสัญญาสวน ใน 7 วัน ครั้งที่ 3"
    found = annotate(monkeypatch, text, อนุสัญญาสวน="LAW", วัน="TIME", ครั้งที่="DATE")
    assert found == [("LAW", "อนุสัญญาสวน"), ("TIME", "7 วัน")]


def test_the_year_in_the_name_of_an_event_belongs_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    found = annotate(monkeypatch, "เทศกาลสวน ปี 2565 จัดในปี 2566", เทศกาลสวน_ปี_2565="EVENT")
    assert found == [("EVENT", "เทศกาลสวน ปี 2565"), ("DATE", "2566")]


def test_elsewhere_the_rules_win(monkeypatch: pytest.MonkeyPatch) -> None:
    found = annotate(monkeypatch, "บริษัท 7 ตุลาคม 2563", บริษัท_7="ORGANIZATION")
    assert found == [("DATE", "7 ตุลาคม 2563")]


def test_a_gloss_in_parentheses_is_the_name_again_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "ชวนไป IGF\nเวทีชาวสวนสากล (International Gardeners Forum: IGF)\nนาย ก เปิด IGF แต่ไม่ใช่ IGFX"
    assert annotate(monkeypatch, text, เวทีชาวสวนสากล="EVENT") == [
        ("EVENT", "IGF"),
        ("EVENT", "เวทีชาวสวนสากล"),
        ("EVENT", "International Gardeners Forum"),
        ("EVENT", "IGF"),
        ("EVENT", "IGF"),
    ]


def test_a_gloss_corrects_the_model_but_longer_names_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "กรมสวนหลวง (กสล.) และศูนย์ กสล. ภาคเหนือ"
    labels = {"กรมสวนหลวง": "ORGANIZATION", "กสล.": "LOCATION", "ศูนย์_กสล._ภาคเหนือ": "LOCATION"}
    assert annotate(monkeypatch, text, **labels) == [
        ("ORGANIZATION", "กรมสวนหลวง"),
        ("ORGANIZATION", "กสล."),
        ("LOCATION", "ศูนย์ กสล. ภาคเหนือ"),
    ]


@pytest.mark.parametrize("inside", ["รมว.สล.", "ส.ส.", "2022", "สวนใหญ่", "a note", "https://example.com"])
def test_other_words_in_parentheses_are_no_glosses(inside: str) -> None:
    assert find_glosses(f"กรมสวน ({inside})", [Entity(0, 6, "ORGANIZATION")]) == []


@given(st.lists(st.sampled_from(["IGF", "กสล.", "หรือ", "Forum", "of", "3rd", *"():&-, \u00a0\n"])).map("".join))
def test_glosses_are_spans_that_the_data_model_allows(text: str) -> None:
    glosses = find_glosses(f"กรมสวน{text}", [Entity(0, 6, "ORGANIZATION")])
    assert Document("a", f"กรมสวน{text}").with_layer(Layer.ENTITIES, glosses).entities == tuple(glosses)


def test_places_and_persons_have_no_glosses() -> None:
    assert find_glosses("เกาะสวน (KS)", [Entity(0, 7, "LOCATION")]) == []


def test_repeats_take_label_and_score_from_the_best_gloss() -> None:
    text = "IGF (IGF)"
    glosses = [Entity(5, 8, "EVENT", 0.9, "gloss"), Entity(0, 3, "ORGANIZATION", 0.4, "gloss")]
    assert find_repeats(text, glosses) == [replace(glosses[0], start=0, end=3), glosses[0]]
    assert find_repeats(text, []) == []


def test_a_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(MissingModel, match="no_such_model"):
        Entities(model="no_such_model")


@given(documents(), st.booleans())
def test_any_model_leads_to_a_sound_layer(document: Document, patterns: bool) -> None:
    class Same:
        def find_entities(self, texts: Sequence[str]) -> list[list[Entity]]:
            return [list(document.entities) for _ in texts]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entities, "load_model", lambda _, labels=None: Same())
        first, second = Entities(patterns=patterns).annotate([document, replace(document, id="other")])
    assert first.with_layer(Layer.ENTITIES, first.entities) == first
    assert (second.id, second.entities) == ("other", first.entities)


@given(documents())
def test_merging_loses_no_pattern_but_to_an_event(document: Document) -> None:
    names = [entity for entity in document.entities if entity.label != "EVENT"]
    patterns = find_patterns(document.text)
    merged = merge(names, patterns)
    assert set(patterns) <= set(merged)
    assert {entity.label for entity in merged} <= set(LABELS)
