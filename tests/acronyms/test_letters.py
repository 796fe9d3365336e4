"""Letter names spell Latin letters, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.acronyms.letters import LETTER_RUN, spell


@pytest.mark.parametrize(
    ("thai", "latin"),
    [("ดีอีเอส", "DES"), ("ไอซีที", "ICT"), ("บีโอไอ", "BOI"), ("เอ็มโอยู", "MOU"), ("ดับเบิลยูทีโอ", "WTO"), ("เอฟทีเอ", "FTA")],
)
def test_letter_names_are_spelled(thai: str, latin: str) -> None:
    assert spell(thai) == latin


@pytest.mark.parametrize("word", ["ดี", "ที่ประชุม", "ดีที่", "กสทช.", "MOU", ""])
def test_other_words_are_not(word: str) -> None:
    assert spell(word) is None


@given(st.text("ดีอเอสซทไ็มโยู่ ", max_size=40))
def test_every_run_spells_at_least_two_letters(text: str) -> None:
    for run in LETTER_RUN.finditer(text):
        assert len(spell(run.group()) or "") >= 2
