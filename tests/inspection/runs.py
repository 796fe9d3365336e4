"""Finished runs for tests, written as a run leaves them, and documents to put in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from songphasa.dataset.folder import RunFolder, write_json
from songphasa.dataset.parquet import write_rows
from songphasa.dataset.schema import document_features, to_row
from songphasa.document import Acronym, Document, Entity, Sentence, Translation
from songphasa.rejection import Rejection


def write_run(path: Path, documents: Iterable[Document], rejections: Iterable[Rejection] = ()) -> Path:
    folder = RunFolder(path)
    files = [write_rows(folder.data("documents", 0, 1), map(to_row, documents), document_features())]
    if lines := [json.dumps(asdict(one)) + "\n" for one in rejections]:
        folder.rejected(0).parent.mkdir(parents=True)
        folder.rejected(0).write_text("".join(lines), "utf-8")
        files.append(folder.rejected(0))
    write_json(folder.plan, {})
    write_json(folder.manifest, {"files": {folder.name(file): "" for file in files}})
    return path


def span(text: str, said: str, start: int = 0) -> tuple[int, int]:
    """Where a text says something for the first time."""
    start = text.index(said, start)
    return start, start + len(said)


RAIN = "นางสาวมะปราง ฟ้าใส เยี่ยมกรมอุทยานฝนตก (กอฝ.) ที่น้ำใส เมื่อวาน\nกอฝ. จะแจกร่ม 3 พันคัน"
DEFINITION = span(RAIN, "กรมอุทยานฝนตก")

RAIN_1 = Document(
    "rain-1",
    RAIN,
    lang="th",
    source="in/rain.txt",
    metadata='{"desk": "weather"}',
    sentences=(Sentence(0, RAIN.index("\n"), "th"), Sentence(RAIN.index("\n") + 1, len(RAIN), "th")),
    entities=(
        Entity(*span(RAIN, "นางสาวมะปราง ฟ้าใส"), label="PERSON", score=0.914, source="model"),
        Entity(*span(RAIN, "กรมอุทยานฝนตก (กอฝ.)"), label="ORGANIZATION", score=0.5, source="model"),
        Entity(*span(RAIN, "น้ำใส"), label="LOCATION", score=0.31, source="model"),
        Entity(*span(RAIN, "เมื่อวาน"), label="DATE", score=0.96, source="pattern"),
    ),
    acronyms=tuple(
        Acronym(
            *place,
            kind="thai_dotted",
            long_th="กรมอุทยานฝนตก",
            long_en="Department of Rain Parks",
            scope="document",
            definition_start=DEFINITION[0],
            definition_end=DEFINITION[1],
            source="long (short)",
        )
        for place in (span(RAIN, "กอฝ."), span(RAIN, "กอฝ.", RAIN.index("\n")))
    ),
    translations=(Translation(0, RAIN.index("\n"), "en", "Ms Maprang visited the department yesterday.", None, "t"),),
)

UMBRELLA = "The DRP 🌂 met Somchai in Khon Kaen."
UMBRELLA_2 = Document(
    "umbrella-2",
    UMBRELLA,
    lang="en",
    source="in/umbrella.txt",
    sentences=(Sentence(0, len(UMBRELLA), "en"),),
    entities=(
        Entity(*span(UMBRELLA, "Somchai"), label="PERSON", score=0.8, source="model"),
        Entity(*span(UMBRELLA, "Khon Kaen"), label="LOCATION", score=0.99, source="model"),
    ),
    acronyms=(Acronym(*span(UMBRELLA, "DRP"), kind="latin", scope="unknown", score=0.5),),
)

REJECTED = Rejection("old", "in/old.txt", "read", "UnreadableDocument", "not UTF-8; convert it")
