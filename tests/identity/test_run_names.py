"""The things of a run: clusters of several documents that have one name are one, and nothing else is."""

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from songphasa.cli import app
from songphasa.document import Document
from songphasa.identity.run_names import Thing, list_things
from tests.identity.marked import IDENTITY, read_marked
from tests.inspection.runs import write_run

MARKED = {
    "a": "[O กระทรวงแรงงาน] ([O รง.]) พบ [P นายสมมติ ใจดี] ที่[L จ.เลย] ใน[E LMTC ครั้งที่ 4]",
    "b": "[O Ministry of Labour] met [P Mr. Sommut] in [L Loei] on [D Monday] after [E LMTC ครั้งที่ 5]",
    "c": "[O กระทรวง แรงงาน] และ[O กระทรวงฯ] กับ [P สมมติ ใจดี] ที่[L เลย]",
}


def annotated() -> list[Document]:
    return IDENTITY.annotate([replace(read_marked(marked), id=name) for name, marked in MARKED.items()])


def test_things_are_counted_over_documents() -> None:
    assert list_things(annotated()) == [
        Thing("กระทรวงแรงงาน", "Ministry of Labour", "ORGANIZATION", 5, 3, ("กระทรวงฯ", "รง.")),
        Thing("เลย", "Loei", "LOCATION", 3, 3, ()),
        Thing("สมมติ ใจดี", None, "PERSON", 2, 2, ()),
        Thing(None, "4th LMTC", "EVENT", 1, 1, ()),
        Thing(None, "5th LMTC", "EVENT", 1, 1, ()),
        Thing(None, "Sommut", "PERSON", 1, 1, ()),
    ]


@given(st.permutations(annotated()))
def test_the_order_of_documents_does_not_matter(documents: list[Document]) -> None:
    assert list_things(documents) == list_things(annotated())


def test_one_english_name_makes_no_two_thai_names_one() -> None:
    said = {"d": "กระทรวงการคลัง", "e": "กระทรวงการคลังญี่ปุ่น"}
    document = read_marked("".join(f"[O {name}]\n" for name in said.values()))
    entities = [
        replace(entity, cluster=number, name_th=name, name_en="Ministry of Finance")
        for number, (entity, name) in enumerate(zip(document.entities, said.values(), strict=True))
    ]
    assert len(list_things([replace(document, entities=tuple(entities))])) == 2


def test_the_command_prints_a_table_or_json(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", annotated())
    table = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["glossary", str(run)])
    assert table.exit_code == 0
    assert all(said in table.output for said in ("กระทรวงแรงงาน", "Ministry of Labour", "PERSON", "กระทรวงฯ, รง."))
    lines = CliRunner().invoke(app, ["glossary", str(run), "--json"]).output.splitlines()
    assert [Thing(**{**one, "shorts": tuple(one["shorts"])}) for one in map(json.loads, lines)] == list_things(
        annotated()
    )


def test_a_run_without_clusters_says_what_to_do(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [read_marked("[O กรมร่ม]")])
    result = CliRunner().invoke(app, ["glossary", str(run)])
    assert result.exit_code == 1
    assert "annotate the documents with the stage 'identity'" in str(result.exception)
