"""A served run: the server finds what the report's page finds, answers nobody else, and only reads."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from songphasa.document import Document
from songphasa.errors import BadInput
from songphasa.inspection.glossary import list_short_forms
from songphasa.inspection.index import Index, Query
from songphasa.inspection.server import RunView, make_app
from songphasa.inspection.texts import Texts
from tests.conftest import hear_interrupts
from tests.inspection.runs import RAIN, RAIN_1, REJECTED, UMBRELLA_2, write_run
from tests.strategies import documents, texts

PATH = "secret"
NEEDED = ("duckdb", "starlette", "uvicorn")
pytestmark = pytest.mark.skipif(not all(map(find_spec, NEEDED)), reason="the extra `view` is not installed")
unique = st.lists(documents(), min_size=1, max_size=4, unique_by=lambda document: document.id)


@given(st.lists(texts, max_size=6), texts)
def test_texts_are_found_in_any_case(some: list[str], said: str) -> None:
    held = Texts()
    for start in range(0, len(some), 2):
        block = some[start : start + 2]
        held.add(block, [""] * len(block))
    assume(said.strip("\n\0") == said != "")
    wanted = [number for number, text in enumerate(some) if said.lower() in text.lower()]
    assert list(held.find(said)) == wanted


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(unique, st.sampled_from(["", "ก", "b"]), st.sampled_from([0.0, 0.5]), st.data())
def test_what_is_found_is_what_reading_all_would_find(
    tmp_path: Path, some: list[Document], said: str, score: float, data: st.DataObject
) -> None:
    index = Index(write_run(tmp_path / "run", some))
    labels = tuple(data.draw(st.sets(st.sampled_from(["DATE", "PERSON", "URL"]), max_size=2)))
    query = Query(q=said, labels=labels, score=score)
    entities = [
        (document.id, entity.start)
        for document in some
        for entity in document.entities
        if (not labels or entity.label in labels) and entity.score >= score and said in document[entity].lower()
    ]
    found = index.entities(query)
    assert [(row["id"], row["start"]) for row in found["rows"]] == entities
    assert found["total"] == len(entities)
    plain = Query(labels=labels)
    having = [one.id for one in some if not labels or any(entity.label in labels for entity in one.entities)]
    assert [row["id"] for row in index.documents(plain)["rows"]] == having
    assert index.document(some[-1].id) == some[-1]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(unique)
def test_the_glossary_is_that_of_the_report(tmp_path: Path, some: list[Document]) -> None:
    index = Index(write_run(tmp_path / "run", some))

    def key(entry: dict[str, Any]) -> str:
        return json.dumps([entry[name] for name in ("short", "long_th", "long_en", "mentions", "documents", "scopes")])

    assert sorted(map(key, index.readings(Query())["rows"])) == sorted(map(key, list_short_forms(some)))


def test_pages_follow_each_other_and_one_can_be_had_around_a_document(tmp_path: Path) -> None:
    index = Index(write_run(tmp_path / "run", [replace(UMBRELLA_2, id=f"u{number:02}") for number in range(25)]))
    pages = [index.documents(Query(offset=offset, limit=10)) for offset in (0, 10, 20)]
    assert [len(page["rows"]) for page in pages] == [10, 10, 5]
    assert {page["total"] for page in pages} == {25}
    around = index.documents(Query(limit=10), around="u17")
    assert (around["offset"], around["rows"]) == (10, pages[1]["rows"])


def test_rows_that_are_no_run_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no run's folder"):
        Index(tmp_path)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    import uvicorn

    folder = tmp_path_factory.mktemp("served")
    run = write_run(folder / "weather", [RAIN_1, UMBRELLA_2], [REJECTED])
    gold = write_run(folder / "gold", [RAIN_1, replace(UMBRELLA_2, entities=UMBRELLA_2.entities[:1])])
    plain, compared = make_app(RunView(run), PATH), make_app(RunView(run, gold), f"{PATH}-2")
    plain.routes.extend(compared.routes)
    server = uvicorn.Server(uvicorn.Config(plain, port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        pass
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(10)


def ask(address: str, path: str, method: str = "GET", host: str | None = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request(method, path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_the_server_answers_only_who_knows_the_secret_and_only_to_be_read(address: str) -> None:
    assert ask(address, f"/{PATH}/")[0] == 200
    for path in ("/", "/documents", "/wrong/", f"/{PATH}/../etc/passwd", f"/{PATH}/elsewhere"):
        assert ask(address, path)[0] == 404, path
    assert ask(address, f"/{PATH}/", "POST")[0] == 405
    assert ask(address, f"/{PATH}/", host="evil.example")[0] == 400  # a name that was made to lead here


@pytest.mark.parametrize(
    "said", [{"offset": "-5", "limit": "x"}, {"score": "nan", "limit": "1e9"}, {"labels": "NO,,'"}]
)
def test_what_an_address_does_not_say_right_is_passed_over(address: str, said: dict[str, str]) -> None:
    for name in ("documents", "entities", "acronyms", "rejected", "differences"):
        status, body = ask(address, f"/{PATH}/{name}?{urlencode(said)}")
        assert status == 200
        assert set(json.loads(body)) == {"total", "offset", "rows"}


def test_the_page_reads_and_filters_as_the_report_does(address: str, show: Callable[..., Any]) -> None:
    expect = pytest.importorskip("playwright.sync_api").expect
    tab = show(f"{address}{PATH}/")
    expect(tab.locator(".documents .id")).to_have_text(["rain-1", "umbrella-2"])
    assert tab.locator(".text > p:not(.translation)").all_text_contents() == RAIN.split("\n")
    tab.keyboard.press("j")
    expect(tab.locator("article h2")).to_have_text("umbrella-2")
    tab.keyboard.press("n")
    expect(tab.locator("mark.chosen")).to_have_text("DRP")
    tab.keyboard.press("2")
    expect(tab.locator("td.span")).to_have_count(6)
    tab.click(".chip[data-value=LOCATION]")
    expect(tab.locator("td.span")).to_have_text(["น้ำใส", "Khon Kaen"])
    tab.fill("input[type=search]", "khon")
    expect(tab.locator("td.span")).to_have_count(1)
    tab.click("td.span a")
    expect(tab.locator("mark.chosen")).to_have_text("Khon Kaen")
    tab.click("#tab-acronyms")
    expect(tab.locator("td.span a")).to_have_text(["DRP", "กอฝ."])
    tab.click("#tab-statistics")
    expect(tab.locator(".tiles b").first).to_have_text("2")
    tab.click("#tab-rejected")
    expect(tab.locator("td.reason")).to_contain_text("convert it")


def test_a_served_comparison_shows_only_what_differs(address: str, show: Callable[..., Any]) -> None:
    expect = pytest.importorskip("playwright.sync_api").expect
    tab = show(f"{address}{PATH}-2/")
    expect(tab.locator(".documents .id")).to_have_text(["umbrella-2"])
    tab.keyboard.press("n")
    expect(tab.locator("mark.chosen")).to_have_text("Khon Kaen")
    tab.click("#tab-differences")
    expect(tab.locator("td.what")).to_have_count(1)
    expect(tab.locator("td.what")).to_contain_text("spurious")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_the_command_names_an_address_that_answers_and_ends_on_a_signal(tmp_path: Path, number: int, code: int) -> None:
    run = write_run(tmp_path / "run", [RAIN_1])
    command = [sys.executable, "-m", "songphasa", "view", str(run)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=hear_interrupts
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[0]
        assert ask(address, urlsplit(address).path)[0] == 200
        process.send_signal(number)
        _, stderr = process.communicate(timeout=20)
    assert "Traceback" not in stderr
    assert process.returncode == code
