"""The stage gives entities their values and anchors, and changes nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from songphasa.config import DEFAULT_STAGES
from songphasa.document import Document, Entity, Layer
from songphasa.registry import find_stage
from songphasa.stages.patterns import find_patterns
from songphasa.stages.values import READ, Values
from songphasa.values.datelines import read_date
from tests.strategies import documents

RAIN = """วันศุกร์ที่ 20 ธันวาคม 2567
กรมร่มแจกร่มยาว 1.2 เมตร ราคา 5 หมื่นล้านบาท ลดร้อยละ 12.5 ถึงพรุ่งนี้ เวลา 09.30 น.
ตาม พ.ร.บ.ร่ม พ.ศ. 2562 โทร. 0 2123 4567 อีเมล Rain@example.org"""


def values(document: Document) -> dict[str, tuple[str | None, str | None]]:
    (read,) = Values().annotate([document])
    return {read[entity]: (entity.value, entity.anchor) for entity in read.entities}


def test_every_label_is_read() -> None:
    document = Document("rain", RAIN).with_layer(Layer.ENTITIES, find_patterns(RAIN))
    assert values(document) == {
        "20 ธันวาคม 2567": ("2024-12-20", None),
        "1.2 เมตร": ("1.2 m", None),
        "5 หมื่นล้านบาท": ("50000000000 THB", None),
        "ร้อยละ 12.5": ("12.5 %", None),
        "พรุ่งนี้": ("2024-12-21", "2024-12-20"),
        "09.30 น.": ("T09:30", None),
        "พ.ร.บ.ร่ม พ.ศ. 2562": ('{"name": "พระราชบัญญัติร่ม", "year": 2019}', None),
        "0 2123 4567": ("+6621234567", None),
        "Rain@example.org": ("rain@example.org", None),
    }


@pytest.mark.parametrize(
    ("metadata", "value"),
    [
        ('{"date": "2024-12-20T10:00:00"}', "2024-12-20"),
        *(
            ('{"date": "9999-12-31"}', None),
            ('{"date": "yesterday"}', None),
            ('{"date": 5}', None),
            ("{}", None),
            ("[]", None),
        ),
    ],
)
def test_a_document_without_a_dateline_is_of_the_date_of_its_metadata(metadata: str, value: str | None) -> None:
    document = Document("rain", "แจกวันนี้", metadata=metadata, entities=(Entity(3, 9, "DATE"),))
    assert values(document) == {"วันนี้": (value, value)}


def test_the_dateline_wins_over_the_metadata() -> None:
    document = Document("rain", "วันนี้ (20 ธันวาคม 2567) แจกร่ม", metadata='{"date": "2025-01-01"}')
    assert values(replace(document, entities=(Entity(0, 6, "DATE"),))) == {"วันนี้": ("2024-12-20", "2024-12-20")}


@given(documents())
def test_nothing_but_value_and_anchor_changes(document: Document) -> None:
    (read,) = Values().annotate([document])
    assert replace(read, entities=()) == replace(document, entities=())
    assert [replace(entity, value=None, anchor=None) for entity in read.entities] == list(document.entities)
    assert Values().annotate([read]) == [read]


def test_the_stage_is_a_default_one_behind_the_entities() -> None:
    assert find_stage("values") is Values
    assert DEFAULT_STAGES.index("values") == DEFAULT_STAGES.index("entities") + 1


def test_the_examples_of_the_docs_are_true() -> None:
    page = (Path(__file__).parents[2] / "docs" / "values.md").read_text("utf-8")
    labelled = re.findall(r"^\| ([A-Z]+) \|.*?\|(.*)\|$", page, re.MULTILINE)
    shown = [(label, *pair) for label, cell in labelled for pair in re.findall(r"([^·|]+?) → `(.+?)`", cell)]
    dates = re.findall(r"^\| ([^|`]*) \| `(\S+)` \|$", page, re.MULTILINE)
    shown += [("DATE", said, value) for cell, value in dates for said in cell.split(" · ")]
    assert len(shown) > 25
    for label, said, value in shown:
        text = said.strip()
        end = len(text.removesuffix("ของทุกปี"))
        read = read_date(text, 0, end, None)[0] if label == "DATE" else READ[label](text)
        assert (said, read) == (said, value)
