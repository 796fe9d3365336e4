"""Folding: what does not tell two names apart is gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.identity.folding import fold, is_thai
from tests.strategies import texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("กรม ร่มชูชีพ", "กรมร่ม\u200bชูชีพ"),
        ("น้ำใส", "นํ้าใส"),  # SARA AM as one sign, and as two with the tone between
        ("สำำนักร่ม", "สำนักร่ม"),
        ("เเพร่", "แพร่"),
        ("เมียนมาร์", "เมียนมา"),
        ("กองร่มที่ ๓", "กองร่มที่ 3"),
        ("The Umbrella-Makers’ Union", "umbrella makers' union"),
        ("Katarína", "Katarina"),
        ("ก.ร.ช.", "กรช"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_other_names_stay_apart() -> None:
    assert len({fold(said) for said in ("กองร่ม 3", "กองร่ม 4", "ร่มเขียว", "ร่มขาว", "Theory", "Ory")}) == 6


@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text("กขคาิ้์ำABab1", min_size=1), st.sampled_from(" \u200b\u00a0-–“”'."), st.data())
def test_space_and_signs_never_matter(name: str, sign: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name)))
    assert fold(name[:place] + sign + name[place:]) == fold(name)


def test_a_thai_name_may_have_english_words() -> None:
    assert is_thai("ห้อง Grand Ballroom")
    assert not is_thai("Grand Ballroom 3")
