"""An evaluation as a page to send: Markdown, or HTML that needs nothing else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from songphasa.dataset.folder import write_aside
from songphasa.errors import BadConfig, BadOutput
from songphasa.evaluation import Evaluation
from songphasa.inspection.evaluation import Grid, answer_grid, confusion_grid, missing_line, score_grid
from songphasa.inspection.terminal import visible
from songphasa.intervals import Interval

_NOTES = {
    "Scores": "An entity is right where both its edges and its label are. Of all entities there are also nervaluate's "
    "schemes exact (edges, any label), partial (any overlap, of any label; it counts half where edges differ) and type "
    "(any overlap, of the same label). Between the figures of the column 95 % lie 95 of 100 bootstrap samples of the "
    "documents.",
    "Long forms": "Of the short forms that have a long form in gold: how many were given it.",
    "Confusion": "Entities of gold (rows) and predicted ones (columns) that overlap, one to one; none: there is none.",
}
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
div {{ overflow-x: auto; }}
table {{ border-collapse: collapse; }}
th, td {{ padding: 0.2rem 0.8rem; text-align: right; white-space: nowrap; border-bottom: 1px solid #8884; }}
th:first-child, td:first-child {{ text-align: left; padding-left: 0; }}
</style>
<h1>{title}</h1>
{body}
</html>
"""


def write_evaluation(evaluation: Evaluation, intervals: Mapping[str, Interval], title: str, out: Path) -> None:
    """Write a report; the suffix of its name, `.md` or `.html`, says the form.

    Raises:
        BadConfig: it has another suffix.
        BadOutput: it cannot be written.
    """
    makers = {".md": to_markdown, ".html": to_html}
    if out.suffix not in makers:
        raise BadConfig(f"{out}: a report is .md or .html")
    page = makers[out.suffix](evaluation, intervals, title)
    try:
        write_aside(out, page.encode(errors="backslashreplace"))
    except OSError as error:
        raise BadOutput(f"{out}: cannot be written: {error.strerror}") from error


def to_markdown(evaluation: Evaluation, intervals: Mapping[str, Interval], title: str) -> str:
    """The report as Markdown with tables."""
    parts = [f"# {_mark(title)}", *map(_mark, _summary(evaluation))]
    for name, grid in _sections(evaluation, intervals):
        rows = [grid.columns, ("---", *("---:" for _ in grid.columns[1:])), *(map(_mark, row) for row in grid.rows)]
        parts += [f"## {name}", _NOTES[name], "\n".join(f"| {' | '.join(row)} |" for row in rows)]
    return "\n\n".join(parts) + "\n"


def _mark(said: str) -> str:
    """Text that Markdown and the HTML in it leave as it is."""
    return re.sub(r"([\\`*_{}\[\]()#+!|~$])", r"\\\1", html.escape(" ".join(visible(said).split()), quote=False))


def to_html(evaluation: Evaluation, intervals: Mapping[str, Interval], title: str) -> str:
    """The report as a page of HTML, without scripts."""
    parts = [f"<p>{_escape(line)}</p>" for line in _summary(evaluation)]
    for name, grid in _sections(evaluation, intervals):
        rows = [_row("th", grid.columns), *(_row("td", row) for row in grid.rows)]
        table = "\n".join(["<div><table>", *rows, "</table></div>"])
        parts += [f"<h2>{_escape(name)}</h2>", f"<p>{_escape(_NOTES[name])}</p>", table]
    return _PAGE.format(title=_escape(title), body="\n".join(parts))


def _row(tag: str, cells: tuple[str, ...]) -> str:
    return f"<tr>{''.join(f'<{tag}>{_escape(cell)}</{tag}>' for cell in cells)}</tr>"


def _escape(said: str) -> str:
    return html.escape(visible(said))


def _summary(evaluation: Evaluation) -> Iterator[str]:
    yield f"{evaluation.documents} documents, {evaluation.entities.gold} entities in gold."
    if evaluation.missing:
        yield missing_line(evaluation)


def _sections(evaluation: Evaluation, intervals: Mapping[str, Interval]) -> Iterator[tuple[str, Grid]]:
    grids = score_grid(evaluation, intervals), answer_grid(evaluation, intervals), confusion_grid(evaluation)
    yield from ((name, grid) for name, grid in zip(_NOTES, grids, strict=True) if grid.rows)
