"""The report of an evaluation: every figure in both forms, and nothing foreign is markup in either."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from songphasa.cli import app
from songphasa.errors import BadConfig
from songphasa.evaluation import evaluate
from songphasa.inspection.evaluation_report import to_html, to_markdown, write_evaluation
from songphasa.intervals import find_intervals
from tests.inspection.runs import RAIN_1, UMBRELLA_2, write_run

EVIL = "<script>alert(1)</script> [a](javascript:b) |x| `y` **z** &lt; \u202e"


class Reader(HTMLParser):
    """The names of all tags, and what stands in cells and elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.rows: list[list[str]] = []
        self.said = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        self.said += data
        if self.rows and self.rows[-1] and data.strip():
            self.rows[-1][-1] += data.strip()


def page(form: str, title: str = "run beside gold", lost: str = "lost") -> Reader:
    gold = [RAIN_1, UMBRELLA_2, replace(UMBRELLA_2, id=lost)]
    wrong = replace(UMBRELLA_2, entities=(replace(UMBRELLA_2.entities[0], label="LOCATION"),))
    evaluation, intervals = evaluate([RAIN_1, wrong], gold), find_intervals([RAIN_1, wrong], gold)
    if form == "html":
        return Reader(to_html(evaluation, intervals, title))
    return Reader(MarkdownIt("commonmark").enable("table").render(to_markdown(evaluation, intervals, title)))


@pytest.mark.parametrize("form", ["html", "md"])
def test_figures_intervals_and_confusion_are_shown(form: str) -> None:
    rows = page(form).rows
    assert ["", "precision", "recall", "F1", "95 %", "gold"] in rows
    assert ["DATE", "1.000", "1.000", "1.000", "1.000–1.000", "1"] in rows
    assert ["all entities", "0.800", "0.500", "0.615", "0.000–1.000", "8"] in rows
    assert ["PERSON", "0", "1", "0", "1", "1"] in rows
    assert ["gold", "DATE", "LOCATION", "ORGANIZATION", "PERSON", "none"] in rows


@pytest.mark.parametrize("form", ["html", "md"])
def test_nothing_foreign_is_markup(form: str) -> None:
    plain, evil = page(form), page(form, EVIL, EVIL)
    assert evil.tags == plain.tags
    assert evil.said.count(EVIL.replace("\u202e", "\\u202e")) == (3 if form == "html" else 2)


def test_a_report_is_markdown_or_html(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=r"\.md or \.html"):
        write_evaluation(evaluate([], []), {}, "t", tmp_path / "out.pdf")


def test_the_command_writes_it_beside_its_tables(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [RAIN_1, UMBRELLA_2])
    out = tmp_path / "report.md"
    result = CliRunner().invoke(app, ["evaluate", str(run), "--gold", str(run), "--report", str(out)])
    assert result.exit_code == 0, result.output
    assert "| all entities | 1.000 | 1.000 | 1.000 | 1.000–1.000 | 6 |" in out.read_text("utf-8")
