"""Laws by name, year and section, as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from songphasa.values.laws import read_law
from tests.strategies import texts


@pytest.mark.parametrize(
    ("said", "cited"),
    [
        ("พระราชบัญญัติร่ม พ.ศ. 2562", {"name": "พระราชบัญญัติร่ม", "year": 2019}),
        ("พ.ร.บ. ร่ม พ.ศ. ๒๕๖๒", {"name": "พระราชบัญญัติร่ม", "year": 2019}),
        ("พรก.ร่มออนไลน์", {"name": "พระราชกำหนดร่มออนไลน์"}),
        ("มาตรา 5 แห่งพระราชบัญญัติร่ม พ.ศ. 2562", {"name": "พระราชบัญญัติร่ม", "year": 2019, "section": "5"}),
        ("พ.ร.บ.ร่ม พ.ศ. 2562 มาตรา 66", {"name": "พระราชบัญญัติร่ม", "year": 2019, "section": "66"}),
        ("มาตรา 25 (1) วรรคสอง", {"section": "25(1) วรรคสอง"}),
        ("ร่าง พ.ร.บ.ร่ม (ฉบับที่ 2) พ.ศ. ...", {"name": "พระราชบัญญัติร่ม (ฉบับที่ 2)", "draft": True}),
        ("Umbrella Act B.E. 2511", {"name": "Umbrella Act", "year": 1968}),
        ("draft Umbrella Act (No. 2), 2024", {"name": "Umbrella Act (No. 2)", "year": 2024, "draft": True}),
        ("section 39 and 40 of the Umbrella Act", {"name": "Umbrella Act", "section": "39 and 40"}),
        ("กฎหมาย PDPA", {"name": "PDPA"}),
    ],
)
def test_a_law_is_cited_so(said: str, cited: dict[str, Any]) -> None:
    assert json.loads(read_law(said)) == cited


@given(texts)
def test_any_text_is_json(text: str) -> None:
    assert set(json.loads(read_law(text))) <= {"name", "year", "section", "draft"}
