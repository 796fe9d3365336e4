"""The page in a real browser: what a reader does with eyes, mouse and keyboard, and what hostile text cannot do."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from songphasa.document import Acronym, Document, Entity, Sentence, Translation
from songphasa.inspection.report import write_report
from songphasa.rejection import Rejection
from tests.inspection.runs import RAIN, RAIN_1, REJECTED, UMBRELLA_2, span, write_run

expect = pytest.importorskip("playwright.sync_api").expect
Show = Callable[..., Any]
READY = "#main[aria-busy=false]"


def state(**said: object) -> str:
    return "#" + urlencode(said)


def texts(tab: Any, selector: str) -> list[str]:
    return [text.strip() for text in tab.locator(selector).all_inner_texts()]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    write_report(write_run(folder / "weather", [RAIN_1, UMBRELLA_2], [REJECTED]), folder / "page.html")
    return folder / "page.html"


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Against gold: a place spurious, a date missed, a person too short, an organisation an event, a sentence cut."""
    folder = tmp_path_factory.mktemp("compared")
    person, organization, _, _ = RAIN_1.entities
    ours = replace(RAIN_1, entities=(replace(person, end=person.end - 6), organization, RAIN_1.entities[2]))
    theirs = replace(
        RAIN_1,
        sentences=(Sentence(0, len(RAIN), "th"),),
        entities=(person, replace(organization, label="EVENT"), RAIN_1.entities[3]),
        acronyms=(replace(RAIN_1.acronyms[0], long_th="กองฝูงปลา", long_en=None), RAIN_1.acronyms[1]),
    )
    runs = write_run(folder / "ours", [ours, UMBRELLA_2]), write_run(folder / "gold", [theirs, UMBRELLA_2])
    write_report(runs[0], folder / "page.html", runs[1])
    return folder / "page.html"


def test_a_document_is_read_with_its_spans(page: Path, show: Show) -> None:
    tab = show(page)
    assert tab.title() == "weather · songphasa"
    assert texts(tab, ".documents .id") == ["rain-1", "umbrella-2"]
    assert tab.locator(".text > p:not(.translation)").all_text_contents() == RAIN.split("\n")
    marks = tab.locator("mark.entity")
    assert [marks.nth(at).get_attribute("data-label") for at in range(4)] == [
        "PERSON",
        "ORGANIZATION",
        "LOCATION",
        "DATE",
    ]
    assert tab.locator("mark.entity mark.acronym").text_content() == "กอฝ."
    assert [mark.get_attribute("data-number") for mark in tab.locator(".sentence").all()] == ["1", "2"]
    assert texts(tab, ".translation") == ["Ms Maprang visited the department yesterday."]


def test_a_mark_says_its_label_by_name_colour_and_line(page: Path, show: Show) -> None:
    tab = show(page)
    said = tab.evaluate("""() => [...document.querySelectorAll('mark.entity')].map((mark) => {
        const style = getComputedStyle(mark);
        return [getComputedStyle(mark, '::after').content, style.borderBottomColor, style.borderBottomStyle];
    })""")
    assert [one[0] for one in said] == ['"person"', '"org"', '"place"', '"date"']
    assert len({one[1] for one in said}) == 4
    assert said[3][2] == "dashed"


def test_an_acronym_tells_both_long_forms_on_hover_on_focus_and_in_the_panel(page: Path, show: Show) -> None:
    tab = show(page)
    both = ["Department of Rain Parks", "กรมอุทยานฝนตก"]
    assert texts(tab, ".panel .entry .long") == both
    tab.hover("mark.acronym >> nth=1")
    assert texts(tab, "#card .long") == both
    tab.mouse.move(5, 5)
    assert tab.locator("#card").is_hidden()
    tab.locator("mark.acronym").nth(1).focus()
    assert texts(tab, "#card .long") == both
    tab.click("mark.acronym >> nth=1")
    assert texts(tab, ".panel .long") == both
    assert "กรมอุทยานฝนตก" in tab.locator(".panel q").inner_text()
    assert tab.evaluate("[...CSS.highlights.get('definition')].map(String)") == ["กรมอุทยานฝนตก"]


def test_filters_leave_what_they_ask_for_and_the_url_says_them(page: Path, show: Show) -> None:
    tab = show(page)
    tab.click(".chip[data-value=DATE]")
    tab.wait_for_selector(READY)
    assert texts(tab, ".documents .id") == ["rain-1"]
    assert tab.locator("mark").all_text_contents() == ["เมื่อวาน"]
    assert "label=DATE" in tab.url
    tab.click(".clear")
    assert tab.locator("mark.entity").count() == 4
    assert texts(tab, ".documents .id") == ["rain-1", "umbrella-2"]
    tab.fill("input[type=search]", "khon kaen")
    expect(tab.locator(".documents .id")).to_have_count(1)
    assert "q=khon+kaen" in tab.url
    tab.keyboard.press("Escape")
    tab.click("text=umbrella-2")
    assert tab.evaluate("[...CSS.highlights.get('found')].map(String)") == ["Khon Kaen"]


def test_entities_stand_in_their_lines_and_lead_to_the_text(page: Path, show: Show) -> None:
    tab = show(page, state(tab="entities"))
    assert texts(tab, ".total") == ["6 entities"]
    assert tab.locator("td.span").all_text_contents()[4:] == ["Somchai", "Khon Kaen"]
    assert tab.locator("td.left").nth(4).text_content() == "The DRP 🌂 met "
    assert tab.locator("td.right").nth(4).text_content() == " in Khon Kaen."
    tab.select_option("select[name=sort]", "score")
    tab.wait_for_selector(READY)
    assert tab.locator("td.span").first.text_content() == "น้ำใส"
    tab.evaluate("""() => { const range = document.querySelector('input[name=score]'); range.value = 0.9;
        range.dispatchEvent(new Event('input')); }""")
    expect(tab.locator("td.span")).to_have_count(3)
    tab.click("td.span a >> text=Khon Kaen")
    tab.wait_for_selector("mark.chosen")
    assert tab.locator("mark.chosen").text_content() == "Khon Kaen"
    assert "doc=umbrella-2" in tab.url


def test_the_glossary_tells_scope_and_evidence(page: Path, show: Show) -> None:
    tab = show(page, state(tab="acronyms"))
    assert tab.locator("td.span a").all_text_contents() == ["DRP", "กอฝ."]
    assert texts(tab, "td.longs")[0] == "no long form known"
    assert texts(tab, "td.scopes") == ["unknown 1", "document 2"]
    assert tab.locator("td.evidence b").nth(1).text_content() == "กรมอุทยานฝนตก (กอฝ."
    tab.select_option("select[name=scope]", "unknown")
    expect(tab.locator("td.span")).to_have_count(1)


def test_statistics_and_rejections(page: Path, show: Show) -> None:
    tab = show(page, state(tab="statistics"))
    assert texts(tab, ".tiles b") == ["2", str(len(RAIN) + len(UMBRELLA_2.text)), "3", "6", "3", "1"]
    tab.click(".block a >> text=place")
    tab.wait_for_selector("td.span")
    assert tab.locator("td.span").all_text_contents() == ["น้ำใส", "Khon Kaen"]
    tab.click("#tab-rejected")
    tab.wait_for_selector("td.reason")
    assert "not UTF-8; convert it" in tab.locator("td.reason").inner_text()


def test_the_keyboard_does_it_all(page: Path, show: Show) -> None:
    tab = show(page)
    press = tab.keyboard.press
    press("n")
    assert tab.evaluate("document.activeElement.textContent") == "นางสาวมะปราง ฟ้าใส"
    press("n")
    press("n")
    assert tab.locator("mark.chosen").text_content() == "กอฝ."
    press("p")
    assert tab.evaluate("document.activeElement.dataset.label") == "ORGANIZATION"
    press("j")
    tab.wait_for_selector("h2 >> text=umbrella-2")
    press("k")
    tab.wait_for_selector("h2 >> text=rain-1")
    press("f")
    assert tab.evaluate("document.activeElement.type") == "search"
    tab.keyboard.type("jn?")
    expect(tab).to_have_url(re.compile("q=jn"))
    assert not tab.locator("#help").is_visible()
    tab.fill("input[type=search]", "")
    press("Escape")
    press("2")
    tab.wait_for_selector("td.span")
    press("j")
    press("j")
    assert tab.evaluate("document.activeElement.textContent") == "กรมอุทยานฝนตก (กอฝ.)"
    press("?")
    assert tab.locator("#help").is_visible()
    press("Escape")
    assert not tab.locator("#help").is_visible()


def test_a_link_leads_to_the_same_view_and_back_goes_back(page: Path, show: Show) -> None:
    start, end = span(UMBRELLA_2.text, "Khon Kaen")
    tab = show(page, state(doc="umbrella-2", at=f"e{start}-{end}", label="LOCATION"))
    assert tab.locator("mark").all_text_contents() == ["Khon Kaen"]
    assert tab.locator("mark.chosen").count() == 1
    assert tab.locator(".chip[aria-pressed=true]").get_attribute("data-value") == "LOCATION"
    tab.click("#tab-entities")
    tab.wait_for_selector("td.span")
    tab.go_back()
    tab.wait_for_selector("mark.chosen")
    assert tab.locator("mark.chosen").text_content() == "Khon Kaen"


def test_a_link_to_what_is_not_there_says_so(page: Path, show: Show) -> None:
    assert texts(show(page, state(doc="gone")), ".nothing") == ["This document is not here."]
    assert texts(show(page, state(q="gone")), ".nothing") == ["No document has what the filters ask for."]
    assert show(page, state(tab="nonsense", score="x")).locator("mark").count() > 0


def test_a_comparison_shows_each_difference_by_kind(compared: Path, show: Show) -> None:
    tab = show(compared, state(tab="differences"))
    kinds = [text.split("\n")[0] for text in texts(tab, "td.what")]
    assert sorted(kinds) == [
        "missed", "spurious", "spurious", "wrong boundary", "wrong label", "wrong long form",
    ]  # fmt: skip
    row = tab.locator("tr", has=tab.locator("text=wrong label"))
    assert row.last.locator(".label").all_text_contents() == ["org", "event"]
    tab.select_option("select[name=kind]", "missed")
    expect(tab.locator("td.what")).to_have_count(1)
    assert tab.locator("td.line a").text_content() == "เมื่อวาน"
    tab.click("td.line a")
    tab.wait_for_selector("mark.theirs.chosen")


def test_next_and_previous_step_through_the_differences(compared: Path, show: Show) -> None:
    tab = show(compared)
    assert texts(tab, ".documents .id") == ["rain-1"]
    seen = []
    for _ in range(8):
        tab.keyboard.press("n")
        tab.wait_for_selector(READY)
        seen.append(tab.evaluate("document.activeElement.textContent"))
    assert seen[:2] == [RAIN[:18], RAIN[:12]]
    assert "เมื่อวาน" in seen
    tab.keyboard.press("p")
    assert tab.evaluate("document.activeElement.textContent") == seen[-2]


HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "\"'`><b onclick=alert(1)>",
    "<!--<script>",
    "\u202eevil\u202c \u2067x",
    "👩‍🚀\U0001f1f9\U0001f1ed\u2028x\u2029y",
    "{{7*7}} ${alert(1)} $& \\u003c",
)


def hostile(said: str) -> Document:
    text, end = f"{said} ครม.", len(said)
    return Document(
        said,
        text,
        said,
        said,
        json.dumps({said: said}),
        (Sentence(0, len(text), said),),
        (Entity(0, end, "PERSON", 0.5, said),),
        (Acronym(0, end, said, said, said, said, 0, end, 1.0, said),),  # type: ignore[arg-type]
        (Translation(0, len(text), "en", said, 0.5, said),),
    )


def test_hostile_text_in_every_field_stays_text(show: Show, tmp_path: Path) -> None:
    rejections = [Rejection(said, said, said, said, said) for said in HOSTILE]
    write_report(write_run(tmp_path / "<b>run", map(hostile, HOSTILE), rejections), tmp_path / "page.html")
    for name in ("entities", "acronyms", "statistics", "rejected"):
        tab = show(tmp_path / "page.html", state(tab=name))
        expect(tab.locator("#main :is(img, script, [onclick])")).to_have_count(0)
    tab = show(tmp_path / "page.html")
    for number, said in enumerate(HOSTILE):
        assert tab.locator("article h2").text_content() == said
        assert tab.locator(".text > p:not(.translation)").text_content() == f"{said} ครม."
        assert tab.locator("mark.entity").text_content() == said
        assert tab.locator(".panel .long").first.text_content() == said
        tab.click("mark.acronym")
        assert tab.locator(".panel .chosen h3").first.text_content() == said
        expect(tab.locator("body :is(img, [onclick])")).to_have_count(0)
        if number + 1 < len(HOSTILE):
            tab.keyboard.press("j")
            expect(tab.locator(".documents [aria-current] .id")).to_have_text(HOSTILE[number + 1])


def test_spans_that_nest_and_cross_keep_the_text_and_their_own_edges(show: Show, tmp_path: Path) -> None:
    text = "0123456789abcdefghij"
    acronyms = tuple(Acronym(start, end, "latin") for start, end in ((0, 6), (2, 4), (2, 8), (5, 12), (8, 9), (15, 20)))
    document = Document("d", text, entities=(Entity(3, 10, "LAW"), Entity(10, 20, "DATE")), acronyms=acronyms)
    write_report(write_run(tmp_path / "run", [document]), tmp_path / "page.html")
    tab = show(tmp_path / "page.html")
    assert tab.locator(".text p").text_content() == text
    said: dict[str, str] = {}
    for at, piece in tab.evaluate(
        "[...document.querySelectorAll('mark')].map((mark) => [mark.dataset.at, mark.textContent])"
    ):
        said[at] = said.get(at, "") + piece
    assert said == {
        f"{letter}{one.start}-{one.end}": text[one.start : one.end]
        for letter, spans in (("e", document.entities), ("a", acronyms))
        for one in spans
    }


def test_offsets_behind_emoji_and_edges_inside_a_cluster(show: Show, tmp_path: Path) -> None:
    text = "🌂🌂 น้ำใจ ที่นี่"
    inside = text.index("\u0e33")  # SARA AM, drawn on the consonant before it
    document = Document("d", text, entities=(Entity(inside, inside + 3, "LAW"), Entity(*span(text, "ท"), "DATE")))
    write_report(write_run(tmp_path / "run", [document]), tmp_path / "page.html")
    tab = show(tmp_path / "page.html")
    assert tab.locator("mark").all_text_contents() == ["น้ำใจ", "ที่"]
    assert tab.locator(".text p").text_content() == text


def test_characters_that_cannot_be_seen_are_shown_on_demand(show: Show, tmp_path: Path) -> None:
    document = Document("d", "สวัสดี\u200bชาว\u00a0โลก\u202e", entities=(Entity(7, 10, "PERSON"),))
    write_report(write_run(tmp_path / "run", [document]), tmp_path / "page.html")
    tab = show(tmp_path / "page.html")
    assert tab.locator(".unseen").count() == 0
    tab.keyboard.press("h")
    tab.wait_for_selector(".unseen")
    assert [one.get_attribute("data-name") for one in tab.locator(".unseen").all()] == ["ZWSP", "NBSP", "RLO"]
    assert tab.locator(".text p").text_content() == document.text


def test_five_thousand_spans_are_quick_to_show(show: Show, tmp_path: Path) -> None:
    text = "ก.พ. " * 5000
    entities = tuple(Entity(place * 5, place * 5 + 4, "DATE") for place in range(5000))
    write_report(write_run(tmp_path / "run", [Document("d", text, entities=entities)]), tmp_path / "page.html")
    tab = show(tmp_path / "page.html")
    assert tab.locator("mark").count() == 5000
    milliseconds = tab.evaluate("""async () => { const start = performance.now();
        document.querySelector('.chip').click();
        await new Promise((done) => setTimeout(done));
        return performance.now() - start; }""")
    assert milliseconds < 5000


def has_font(name: str) -> bool:
    fonts = shutil.which("fc-list")
    return bool(fonts and name in subprocess.run([fonts, ":lang=th", "family"], capture_output=True, text=True).stdout)


@pytest.mark.skipif(not has_font("Noto Sans Thai"), reason="no font of the stack that draws Thai right")
def test_thai_marks_are_stacked_and_not_on_top_of_each_other(show: Show, tmp_path: Path) -> None:
    """In the reading font ที่ is taller than ที: no font that draws both marks in one place comes first."""
    write_report(write_run(tmp_path / "run", [Document("d", "ที\nที่", "th")]), tmp_path / "page.html")
    tab = show(tmp_path / "page.html")
    without, with_mark = tab.evaluate("""() => [...document.querySelectorAll('.text p')].map((paragraph) => {
        const context = new OffscreenCanvas(200, 200).getContext('2d');
        context.font = `64px ${getComputedStyle(paragraph).fontFamily}`;
        context.fillText(paragraph.textContent, 20, 150);
        const { data } = context.getImageData(0, 0, 200, 200);
        return 200 - Math.floor(data.findIndex((value, at) => at % 4 === 3 && value > 128) / 800);
    })""")
    assert with_mark > without + 5


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing(page: Path, compared: Path, show: Show, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    views: list[tuple[Path, dict[str, object]]] = [
        (page, {"tab": name}) for name in ("entities", "acronyms", "statistics", "rejected")
    ]
    views += [
        (page, {"at": "e0-18", "q": "ฝน", "unseen": 1}),
        (compared, {"tab": "differences"}),
        (compared, {"at": "e0-12"}),
    ]
    for file, said in views:
        tab = show(file, state(**said), width=width, scheme=scheme)
        results = axe.run(tab)
        assert results.violations_count == 0, results.generate_report()


def test_on_a_phone_nothing_is_wider_than_the_screen(page: Path, compared: Path, show: Show) -> None:
    for file, name in (
        (page, "read"),
        (page, "entities"),
        (page, "acronyms"),
        (page, "statistics"),
        (page, "rejected"),
        (compared, "differences"),
    ):
        tab = show(file, state(tab=name), width=390, height=800)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390, name
    tab = show(page, width=390, height=800)
    tab.click("mark.acronym >> nth=1")
    tab.wait_for_selector(".panel.open")
    box = tab.locator(".panel").bounding_box()
    assert box["y"] + box["height"] == pytest.approx(800, abs=1)


def test_print_leaves_the_text_and_its_marks(page: Path, show: Show) -> None:
    tab = show(page)
    tab.emulate_media(media="print")
    assert tab.locator(".filters").is_hidden()
    assert tab.locator(".documents").is_hidden()
    assert tab.locator("mark.entity").first.is_visible()
    assert tab.locator(".panel .long").first.is_visible()
    assert re.match(rb"%PDF", tab.pdf())


def test_an_id_of_any_kind_is_a_link(show: Show, tmp_path: Path) -> None:
    names = ["a/b c&d=e#f?g%", "../../x", "ไทย 1"]
    write_report(write_run(tmp_path / "run", [replace(UMBRELLA_2, id=name) for name in names]), tmp_path / "page.html")
    for name in names:
        assert texts(show(tmp_path / "page.html", f"#doc={quote(name, safe='')}"), "article h2") == [name]
