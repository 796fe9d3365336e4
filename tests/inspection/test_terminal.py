"""What `inspect` and `evaluate` show: every span readable without colour, the text unharmed, nothing foreign obeyed."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color
from rich.console import Console, RenderableType
from rich.segment import Segment

from songphasa.document import LABELS, Acronym, Document, Entity, Sentence
from songphasa.evaluation import Accuracy, Evaluation, Score
from songphasa.inspection.terminal import COLOURS, render_document, render_evaluation
from tests.strategies import documents, texts

TEXT = "นางสาวมะปราง ฟ้าใส เยี่ยมกรมอุทยานฝนตก (กอฝ.) เมื่อวาน\nกอฝ. จะแจกร่ม น้ำดื่มก็มี"
STEERING = {"Cc", "Cs", "Zl", "Zp"}
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def place(said: str, start: int = 0) -> tuple[int, int]:
    start = TEXT.index(said, start)
    return start, start + len(said)


DOCUMENT = Document(
    "rain-1",
    TEXT,
    lang="th",
    source="seeds/rain.txt",
    sentences=(Sentence(0, TEXT.index("\n")), Sentence(*place("กอฝ. จะแจกร่ม")), Sentence(*place("น้ำดื่มก็มี"))),
    entities=(
        Entity(*place("นางสาวมะปราง ฟ้าใส"), label="PERSON", score=0.914, source="model"),
        Entity(*place("กรมอุทยานฝนตก (กอฝ.)"), label="ORGANIZATION", source="pattern"),
        Entity(*place("เมื่อวาน"), label="DATE"),
    ),
    acronyms=(
        Acronym(*place("กอฝ."), kind="thai_dotted", long_en="somewhere else", scope="lexicon"),
        Acronym(
            *place("กอฝ.", TEXT.index("\n")),
            kind="thai_dotted",
            long_th="กรมอุทยานฝนตก",
            long_en="Department of Rain Parks",
            scope="document",
            definition_start=place("กรมอุทยานฝนตก")[0],
            definition_end=place("กรมอุทยานฝนตก")[1],
        ),
    ),
)


def shown(renderable: RenderableType, width: int = 100) -> str:
    """As a file gets it: no colours; the no-break space before a label as a space."""
    file = io.StringIO()
    Console(file=file, force_terminal=False, width=width).print(renderable)
    return file.getvalue().replace("\xa0", " ")


def segments(renderable: RenderableType, width: int = 200) -> list[Segment]:
    console = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor", width=width)
    return list(console.render(renderable))


def rows(said: str) -> list[list[str]]:
    """Lines as cells: what two spaces or more separate."""
    return [re.split(r" {2,}", line.strip()) for line in said.splitlines()]


def test_spans_are_read_without_colour() -> None:
    said = shown(render_document(DOCUMENT))
    assert "¹[นางสาวมะปราง ฟ้าใส PERSON] เยี่ยม[กรมอุทยานฝนตก (กอฝ.) ORGANIZATION] [เมื่อวาน DATE]" in said
    assert "²กอฝ. จะแจกร่ม ³น้ำดื่มก็มี" in said
    assert "\x1b" not in said


def test_the_header_says_what_is_there() -> None:
    header = shown(render_document(DOCUMENT)).splitlines()[0]
    assert header == "rain-1  th · seeds/rain.txt · sentences 3 · entities 3 · acronyms 2"


def test_entities_are_listed_with_score_source_and_place() -> None:
    table = rows(shown(render_document(DOCUMENT)))
    assert ["PERSON", "นางสาวมะปราง ฟ้าใส", "0.91", "model", "0-18"] in table


def test_a_short_form_has_one_row_with_the_long_forms_of_its_definition() -> None:
    table = [row for row in rows(shown(render_document(DOCUMENT))) if row[0] == "กอฝ."]
    assert table == [["กอฝ.", "thai_dotted", "Department of Rain Parks", "กรมอุทยานฝนตก", "document", "2"]]


def test_only_the_labels_asked_for_are_shown() -> None:
    said = shown(render_document(DOCUMENT, frozenset({"DATE"})))
    assert "[เมื่อวาน DATE]" in said
    assert "PERSON" not in said
    assert "DATE" not in shown(render_document(DOCUMENT, frozenset()))


def test_a_bare_document_is_its_header_and_text() -> None:
    assert shown(render_document(Document("d", "ฝน\n\nหยุด"))).splitlines() == ["d  und", "", "ฝน", "", "หยุด", ""]


def test_an_acronym_inside_an_entity_has_both_styles() -> None:
    found = [(segment.text, segment.style) for segment in segments(render_document(DOCUMENT))]
    (name, outer), (short, inner), (rest, _) = found[[text for text, _ in found].index("กรมอุทยานฝนตก (") :][:3]
    assert (name, short, rest) == ("กรมอุทยานฝนตก (", "กอฝ.", ")")
    assert outer is not None
    assert inner is not None
    assert (outer.underline, inner.underline) == (None, True)
    assert outer.color == inner.color == Color.parse(COLOURS["ORGANIZATION"])


def test_without_colour_underlines_stay() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, no_color=True, width=100)
    found = [segment for segment in console.render(render_document(DOCUMENT)) if segment.style]
    assert any(segment.style.underline for segment in found if segment.style)


def luminance(label: str) -> float:
    parts = [value / 255 for value in Color.parse(COLOURS[label]).get_truecolor()]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_label_has_its_own_colour() -> None:
    assert set(COLOURS) == set(LABELS)
    assert len(set(COLOURS.values())) == len(LABELS)


@pytest.mark.parametrize("label", LABELS)
def test_colours_stand_out_from_black_and_from_white(label: str) -> None:
    assert (luminance(label) + 0.05) / 0.05 >= 3
    assert 1.05 / (luminance(label) + 0.05) >= 3


@pytest.mark.parametrize(("start", "end"), [(1, 2), (2, 3), (0, 1), (1, 3)])
def test_no_style_or_mark_tears_a_thai_letter_apart(start: int, end: int) -> None:
    water = Document("d", "น้ำใส", entities=(Entity(start, end, "EVENT"),), sentences=(Sentence(start, 5),))
    assert "¹[น้ำ EVENT]ใส" in shown(render_document(water))


def test_emoji_stay_whole() -> None:
    team = "\U0001f469\U0001f3fd\u200d\U0001f33e"
    assert f"[{team} EVENT]" in shown(render_document(Document("d", team, entities=(Entity(1, 3, "EVENT"),))))


def test_a_line_breaks_between_thai_words() -> None:
    words = ["ประเทศไทย", "อากาศ", "ร้อน", "มาก"]
    lines = shown(render_document(Document("d", "".join(words * 5))), width=24).splitlines()[2:-1]
    assert len(lines) > 1
    assert all(any(line.rstrip().endswith(word) for word in words) for line in lines)


def test_a_label_stays_on_the_line_of_its_entity() -> None:
    for width in range(24, 60):
        for line in shown(render_document(DOCUMENT), width).split("label")[0].splitlines():
            assert not re.match(r"\W*(PERSON|ORGANIZATION|DATE)\]", line)


def test_line_ends_of_other_systems_are_line_ends() -> None:
    assert shown(render_document(Document("d", "ฝน\r\nหยุด"))) == shown(render_document(Document("d", "ฝน\nหยุด")))


def test_markup_is_text() -> None:
    foreign = "[red]ฝน[/red] [link=x]"
    document = Document(foreign, foreign, source=foreign, entities=(Entity(5, 7, "EVENT", source=foreign),))
    said = shown(render_document(document))
    assert said.count("[red]") == 4
    assert "[/red] [link=x]" in said


@pytest.mark.parametrize(
    ("char", "escape"),
    [
        ("\x1b", r"\x1b"),
        ("\x9b", r"\x9b"),
        ("\r", r"\r"),
        ("\u202e", r"\u202e"),
        ("\ud800", r"\ud800"),
        ("\x00", r"\x00"),
    ],
)
def test_what_could_steer_a_terminal_is_an_escape(char: str, escape: str) -> None:
    said = f"ก{char}ข"
    acronym = Acronym(0, 3, "latin", long_th=said, long_en=said, source=said)
    everywhere = Document(
        said, said, lang=said, source=said, entities=(Entity(0, 3, said, source=said),), acronyms=(acronym,)
    )
    found = shown(render_document(everywhere), 200)
    assert char not in found
    assert found.count(f"ก{escape}ข") == 11


@settings(deadline=None)
@given(documents(), st.integers(20, 120))
def test_any_document_is_shown_within_the_width_and_cannot_steer(document: Document, width: int) -> None:
    said = shown(render_document(document), width)
    assert not [char for char in said if char != "\n" and (unicodedata.category(char) in STEERING or char in BIDI)]
    assert all(cell_len(line.rstrip()) <= width for line in said.split("\n"))


@settings(deadline=None)
@given(texts, st.integers(20, 120))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    narrow, wide = (shown(render_document(Document("d", text)), columns).split() for columns in (width, 10_000))
    assert "".join(narrow) == "".join(wide)


EVALUATION = Evaluation(
    documents=9,
    missing=tuple(f"lost-{number}" for number in range(7)),
    labels={"DATE": Score(1, 2, 4), "PERSON": Score(3, 3, 3)},
    boundaries=Score(1, 1, 3),
    starts=Score(5, 8, 10),
    acronyms=Score(2, 4, 3),
    defined=Accuracy(1, 2),
    undefined=Accuracy(0, 4),
)


def test_an_evaluation_shows_its_figures() -> None:
    table = rows(shown(render_evaluation(EVALUATION)))
    assert ["DATE", "0.500", "0.250", "0.333", "4"] in table
    assert ["all entities", "0.800", "0.571", "0.667", "7"] in table
    assert ["sentence starts inside lines", "1.000", "0.333", "0.500", "3"] in table
    assert ["acronym mentions", "0.500", "0.667", "0.571", "3"] in table
    assert ["all", "0.167", "6"] in table
    assert ["defined in the document", "0.500", "2"] in table


def test_an_evaluation_names_documents_without_a_prediction() -> None:
    said = shown(render_evaluation(EVALUATION), 200)
    assert "7 of 9 documents have no prediction" in said
    assert "lost-0, lost-1, lost-2, lost-3, lost-4 and 2 more" in said
    assert "prediction" not in shown(render_evaluation(Evaluation()))
