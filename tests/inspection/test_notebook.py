"""A document in a notebook: all of its text, its spans marked, nothing in it that is read as HTML."""

import re
from html import unescape
from html.parser import HTMLParser

from hypothesis import given

from songphasa.document import Acronym, Document, Entity
from songphasa.inspection.terminal import visible
from tests.strategies import documents

HOSTILE = '<script>alert("1")</script>'


class _Reader(HTMLParser):
    """What a browser would see: tags with their attributes, and the text of the document."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def text_of(html: str) -> str:
    (text,) = re.findall(r'<div class="text" dir="auto">(.*?)</div>', html, re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", "", text))


@given(documents())
def test_all_of_the_text_is_there_once(document: Document) -> None:
    assert text_of(document.to_html()) == visible(document.text)


def test_entities_and_acronyms_are_marked_with_what_is_known_of_them() -> None:
    entity = Entity(0, 16, "ORGANIZATION", 0.9, "test", value="a value", name_en="Rain Office")
    document = Document(
        "a", "สำนักงานฝน (สฝน) แถลง", entities=(entity,), acronyms=(Acronym(12, 15, "latin", "สำนักงานฝน"),)
    )
    marks = [attributes for tag, attributes in _Reader(document.to_html()).tags if tag == "mark"]
    assert [mark["class"] for mark in marks] == ["entity", "acronym"]
    assert marks[0]["title"] == "ORGANIZATION 0.90 · a value · Rain Office · test"
    assert marks[1]["title"] == "สำนักงานฝน"
    assert "<td>สฝน</td><td>สำนักงานฝน</td>" in document.to_html()


def test_an_acronym_across_the_edge_of_an_entity_is_marked_on_both_sides() -> None:
    document = Document("a", "abcdef", entities=(Entity(0, 3, "EVENT"),), acronyms=(Acronym(2, 5, "latin", "x"),))
    html = document.to_html()
    assert re.findall(r'<mark class="acronym" title="x">(.*?)</mark>', html) == ["c", "de"]


def test_nothing_that_a_document_says_is_a_tag() -> None:
    entity = Entity(0, len(HOSTILE), "PERSON", source=HOSTILE, value=HOSTILE, name_th=HOSTILE, name_en=HOSTILE)
    acronym = Acronym(0, 3, "latin", HOSTILE, HOSTILE, source=HOSTILE)
    tags = _Reader(Document(HOSTILE, HOSTILE, entities=(entity,), acronyms=(acronym,)).to_html()).tags
    assert {tag for tag, _ in tags} == {"div", "style", "mark", "table", "tr", "td"}


def test_notebooks_show_a_document_as_html() -> None:
    document = Document("a", "ฝนตก")
    assert document._repr_html_() == document.to_html()
