"""Every gap has one finite score, the same however a text is cut into chunks, in time linear in its length."""

from time import process_time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.sentences import network
from songphasa.sentences.features import ALWAYS_KNOWN, NEAR, Line, see_gaps
from songphasa.sentences.lines import find_lines
from songphasa.sentences.network import shipped_model

MODEL = shipped_model()
TEXTS = st.text() | st.text("กทนี้ส่วนจะได้ม.ฯๆ ()“”1,.AbT\n\r\u00a0\u200b")
REPORT = "ชุมชนปลูกป่าชายเลนแล้ว ทั้งนี้ จะเปิดให้ชมในเดือนหน้า โดยไม่เก็บค่าเข้า ส่วนเรือนำเที่ยวยังหยุด 3 วัน ขอให้รอก่อน "


@given(TEXTS)
def test_gaps_stand_behind_white_space_inside_lines(text: str) -> None:
    lines = find_lines(text)
    starts, scores = MODEL.score(text, lines)
    assert len(starts) == len(scores)
    assert np.isfinite(scores).all()
    assert sorted(set(starts.tolist())) == starts.tolist()
    for start in starts.tolist():
        assert text[start - 1].isspace()
        assert any(line.start < start < line.end for line in lines)


def test_what_is_seen_of_a_gap_stays_inside_its_line() -> None:
    text = REPORT * 3
    alone = see_gaps(text, [Line(0, len(text), False)], MODEL.vocabulary)
    twice = see_gaps(
        f"{text}\n{text}", [Line(0, len(text), False), Line(len(text) + 1, 2 * len(text) + 1, False)], MODEL.vocabulary
    )
    count = len(alone.starts)
    for half in (slice(0, count), slice(count, None)):
        np.testing.assert_array_equal(twice.crossed[half], alone.crossed)
        np.testing.assert_array_equal(twice.lengths[half], alone.lengths)
    near = np.arange(-NEAR, NEAR + 1)
    np.testing.assert_array_equal(
        twice.words[twice.places[count:, None] + near], alone.words[alone.places[:, None] + near]
    )


def test_chunks_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    text = REPORT * 20
    _, whole = MODEL.score(text, find_lines(text))
    monkeypatch.setattr(network, "_CHUNK", 7)
    _, chunked = MODEL.score(text, find_lines(text))
    np.testing.assert_allclose(chunked, whole, atol=1e-4)


def test_the_vocabulary_holds_what_rules_ask_for() -> None:
    assert set(ALWAYS_KNOWN) <= set(MODEL.vocabulary)


def test_time_is_linear_in_the_length_of_a_line() -> None:
    def seconds(text: str) -> float:
        begun = process_time()
        MODEL.score(text, [Line(0, len(text), False)])
        return process_time() - begun

    seconds(REPORT)
    assert seconds(REPORT * 1600) < 0.5 + 30 * seconds(REPORT * 160)
