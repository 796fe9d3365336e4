"""How quick the ways to look at a run are: makes a run of any size, then times the report or the served page.

python benchmarks/inspection.py make RUN 100000
python benchmarks/inspection.py report RUN      seconds to write the page, and for the browser to show and filter it
python benchmarks/inspection.py view RUN        seconds to the first page, and for filters, asked as the page asks

The documents are made up: sentences of a few templates with invented names, about 1,200 characters, 30 entities and 10
short forms each.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from songphasa.dataset.folder import RunFolder, write_json
from songphasa.dataset.parquet import write_rows
from songphasa.dataset.schema import document_features, to_row
from songphasa.document import Acronym, Document, Entity, Sentence

SHARD = 256
SYLLABLES = ("กา", "มะ", "ลี", "วัน", "ดา", "ชัย", "พร", "มณี", "บุญ", "ศรี", "ทอง", "แก้ว", "ฟ้า", "น้ำ", "ใส", "ฝน")
PARTS: tuple[tuple[str, str | None], ...] = (
    ("นาย{name} {name}", "PERSON"),
    (" เยี่ยม", None),
    ("กรม{name}{name}", "ORGANIZATION"),
    (" (", None),
    ("{short}", "ACRONYM"),
    (") ที่", None),
    ("จังหวัด{name}", "LOCATION"),
    (" เมื่อวันที่ ", None),
    ("{day} มีนาคม 2566", "DATE"),
    (" เพื่อติดตามงานที่ใช้เงิน ", None),
    ("{day} ล้านบาท", "MONEY"),
    (" ร่วมกับ ", None),
    ("{latin}", "ACRONYM"),
    (" และผู้แทนจากหลายพื้นที่ซึ่งเดินทางมาร่วมรับฟังและให้ความเห็นต่อแผนงานในปีถัดไป", None),
)


def make_document(number: int) -> Document:
    """A document of six sentences."""
    draw = random.Random(number)  # noqa: S311
    text, entities, acronyms, sentences = "", [], [], []
    for _ in range(6):
        start = len(text)
        for template, label in PARTS:
            said = template.format(
                name="".join(draw.choices(SYLLABLES, k=2)),
                short=".".join(draw.choices("กขคงจชซดตทนบปผพมยรลวสหอ", k=2)) + ".",
                latin="".join(draw.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=draw.choice((2, 3)))),
                day=draw.randint(1, 28),
            )
            place = len(text), len(text) + len(said)
            if label == "ACRONYM":
                scope = draw.choice(("document", "run", "lexicon", "unknown"))
                long_th = None if scope == "unknown" else f"กรม{said}"
                kind = "latin" if said.isascii() else "thai_dotted"
                acronyms.append(Acronym(*place, kind, long_th, None, scope, score=0.9, source="made up"))  # type: ignore[arg-type]
            elif label:
                entities.append(
                    Entity(*place, label, round(draw.random() ** 0.2, 4), draw.choice(("model", "pattern")))
                )
            text += said
        sentences.append(Sentence(start, len(text), "th"))
        text += "\n"
    return Document(
        f"made-{number:06}", text, "th", "made up", "{}", tuple(sentences), tuple(entities), tuple(acronyms)
    )


def make(path: Path, documents: int) -> None:
    """Write a finished run."""
    shutil.rmtree(path, ignore_errors=True)
    folder, shards = RunFolder(path), -(-documents // SHARD)
    files = []
    for shard in range(shards):
        numbers = range(shard * SHARD, min(documents, (shard + 1) * SHARD))
        rows = (to_row(make_document(number)) for number in numbers)
        files.append(folder.name(write_rows(folder.data("documents", shard, shards), rows, document_features())))
    write_json(folder.plan, {})
    write_json(folder.manifest, {"files": dict.fromkeys(files, "")})


def report(path: Path) -> None:
    """Time the report: writing it, showing its first document, filtering by label, by text, the concordance."""
    from songphasa.inspection.report import write_report

    page = path.with_suffix(".html")
    print("written:", timed(lambda: write_report(path, page)))
    with chromium() as tab:
        print("first document:", timed(lambda: (tab.goto(page.resolve().as_uri()), tab.wait_for_selector("mark"))))
        ask_page(tab)


def view(path: Path) -> None:
    """Time the served page: reading the run, showing its first document, and the same filters."""
    command = ["songphasa", "view", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, chromium() as tab:  # noqa: S603
        start = time.perf_counter()
        address = server.stdout.readline().split()[0] if server.stdout else ""
        print(f"run read: {time.perf_counter() - start:.2f} s")
        print("first document:", timed(lambda: (tab.goto(address), tab.wait_for_selector("mark"))))
        ask_page(tab)
        server.terminate()


def ask_page(tab: Page) -> None:
    """Filters as a reader sets them, each until the page has drawn what it found."""
    states = {
        "documents with a label": "#label=DATE",
        "documents with a score": "#score=0.95",
        "documents that say": "#q=มะลี",
        "documents that say nothing of it": "#q=ไม่มีใครเขียนไว้",
        "entities": "#tab=entities",
        "entities of a label, by score": "#tab=entities&label=PERSON&sort=score",
        "entities that say": "#tab=entities&q=มะลี",
        "acronyms of a scope": "#tab=acronyms&scope=unknown",
        "statistics": "#tab=statistics",
    }
    for name, state in states.items():
        tab.evaluate("document.getElementById('main').setAttribute('aria-busy', 'true')")
        seconds = timed(lambda said=state: (tab.evaluate(f"location.hash = {said!r}"), tab.wait_for_selector(DRAWN)))
        print(f"{name}: {seconds}")


DRAWN = "#main[aria-busy=false]"


def timed(act: Callable[[], object]) -> str:
    """How long it takes."""
    start = time.perf_counter()
    act()
    return f"{time.perf_counter() - start:.2f} s"


@contextmanager
def chromium() -> Iterator[Page]:
    """A tab of headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "report", "view"))
    parser.add_argument("run", type=Path)
    parser.add_argument("documents", type=int, nargs="?", default=2000)
    arguments = parser.parse_args()
    if arguments.what == "make":
        make(arguments.run, arguments.documents)
    else:
        {"report": report, "view": view}[arguments.what](arguments.run)


if __name__ == "__main__":
    main()
