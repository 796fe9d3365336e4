"""Documents and evaluations for the terminal: the text with its spans marked, and tables, drawn by rich.

An entity is `[its text LABEL]` in its label's colour, an acronym is underlined, a sentence begins with its number in
superscript. Without colours the brackets, names and numbers stay. Everything a document says is plain text: no markup
is read in it, and what could steer a terminal is shown as an escape.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from songphasa.document import Acronym, Document, Entity, Layer, Span
from songphasa.inspection.evaluation import Grid, answer_grid, missing_line, mistake_grid, score_grid
from songphasa.text.tokens import split_tokens

if TYPE_CHECKING:
    from rich.containers import Lines

    from songphasa.evaluation import Evaluation
    from songphasa.intervals import Interval

COLOURS = {
    "PERSON": "#d35c65",
    "ORGANIZATION": "#3b85d3",
    "LOCATION": "#399353",
    "EVENT": "#a369d1",
    "LAW": "#c06e2d",
    "DATE": "#11928c",
    "TIME": "#058eaf",
    "MONEY": "#a17e12",
    "PERCENT": "#8d851a",
    "LEN": "#6e8d29",
    "PHONE": "#c260a5",
    "EMAIL": "#ca6085",
    "URL": "#7679d7",
    "ZIP": "#818289",
}
"""A colour for each label, all of the same lightness: legible on dark and on light backgrounds."""

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_OPENING = "\xa0([{“‘«⁰¹²³⁴⁵⁶⁷⁸⁹"
_CLOSING = ")]}”’»,.:;!?%ฯๆ"
# Drawn on the character before, though no marks by category: SARA AM, the joiner, skin tones.
_JOINED = "\u0e33\u200d\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_JOINER = "\u200d"
_STEERING = re.compile(
    r"\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad]"  # controls, soft hyphen
    "|[\u061c\u200e\u200f\u2028-\u202e\u2061-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]"  # direction, lines, tags
    "|[\ud800-\udfff]"  # lone surrogates, which no terminal can be sent
)
_NUMBERS = {"score", "start-end", "mentions", "precision", "recall", "F1", "95 %", "gold", "right", "number"}
_WORDS = {"entity", "English", "Thai", "source", "message", "most frequent", "short forms"}

_Mark = tuple[str, str]
"""What is put between the characters of a text, and its style."""


def render_document(
    document: Document, labels: frozenset[str] | None = None, acronym: str | None = None, found: str = ""
) -> RenderableType:
    """A document as a header line, its marked text, and tables of its entities and acronyms.

    Args:
        document: what to show.
        labels: the entities to show, by label; None shows all.
        acronym: the short form to show; None shows all.
        found: a text to point out wherever it stands, in any case of letters.
    """
    entities = [entity for entity in document.entities if labels is None or entity.label in labels]
    acronyms = [one for one in document.acronyms if acronym is None or same_text(document[one], acronym)]
    blocks: list[RenderableType] = [_header(document), _mark_text(document, entities, acronyms, found)]
    if entities:
        blocks.append(_entity_table(document, entities))
    if acronyms:
        blocks.append(_acronym_table(document, acronyms))
    return space_out(blocks)


def render_evaluation(evaluation: Evaluation, intervals: Mapping[str, Interval] | None = None) -> RenderableType:
    """An evaluation as tables of scores, of long forms and of confused labels, and the documents that were missing."""
    known = intervals or {}
    grids = score_grid(evaluation, known), answer_grid(evaluation, known), mistake_grid(evaluation)
    blocks: list[RenderableType] = [_grid_table(grid) for grid in grids if grid.rows]
    if evaluation.missing:
        blocks.append(Text(visible(missing_line(evaluation)), "yellow"))
    return space_out(blocks)


def same_text(left: str, right: str) -> bool:
    """Whether two texts are one but for the case of letters."""
    return left.casefold() == right.casefold()


def space_out(blocks: Iterable[RenderableType]) -> Group:
    """The blocks with an empty line after each."""
    return Group(*(part for block in blocks for part in (block, Text())))


class _Prose(Text):
    """Text whose lines break between words, also where no space is between them."""

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:  # noqa: ANN401
        lines = self.split(allow_blank=True)
        parts = [part for line in lines for part in line.divide(_line_breaks(line.plain, width))]
        return Text("\n").join(parts).wrap(console, width, **options)


def _line_breaks(line: str, width: int) -> list[int]:
    """Offsets before which a line breaks to fit into `width` cells, word by word; white space hangs over the edge."""
    breaks, used = [], 0
    for start, end in pairwise(_break_chances(line)):
        word, cells = line[start:end], cell_len(line[start:end])
        if used and used + cell_len(word.rstrip()) > width:
            breaks.append(start)
            used = 0
        used += cells
    return breaks


def _break_chances(line: str) -> list[int]:
    inner = [start for start, _ in split_tokens(line) if start]
    free = [edge for edge in inner if line[edge - 1] not in _OPENING and line[edge] not in _CLOSING]
    return [0, *(edge for edge in free if not line[edge].isspace() and not _is_joined(line, edge)), len(line)]


def _header(document: Document) -> Text:
    counts = [f"{layer} {len(spans)}" for layer in Layer if (spans := document.layer(layer))]
    about = [visible(said) for said in (document.lang, document.source) if said]
    return Text.assemble((visible(document.id), "bold"), ("  " + " · ".join([*about, *counts]), "dim"))


def _mark_text(document: Document, entities: Sequence[Entity], acronyms: Sequence[Acronym], found: str) -> Text:
    """The text with its marks: sentence numbers, underlined acronyms, bracketed and coloured entities, finds."""
    named = [(widen(document.text, entity), visible(entity.label)) for entity in entities]
    painted = [(span, COLOURS.get(label, "")) for span, label in named]
    painted += [(widen(document.text, acronym), "underline") for acronym in acronyms]
    painted += [(widen(document.text, span), "reverse") for span in _find(document.text, found)]
    edges = {edge for span, _ in painted for edge in (span.start, span.end)}
    text, places = _lay_out(document.text, edges, _marks(document, named))
    for span, style in painted:
        text.stylize(style, places[span.start][1], places[span.end][0])
    text.rstrip()
    return text


def _find(text: str, found: str) -> Iterator[Span]:
    return (Span(*match.span()) for match in re.finditer(re.escape(found), text, re.IGNORECASE) if found)


def _marks(document: Document, named: Iterable[tuple[Span, str]]) -> dict[int, list[_Mark]]:
    """What is put before a character, by its offset: ends of entities, a sentence number, begins of entities."""
    marks: dict[int, list[_Mark]] = defaultdict(list)
    for span, label in named:
        marks[span.end] += [(f"\xa0{label}", "dim"), ("]", COLOURS.get(label, ""))]
    for number, sentence in enumerate(document.sentences, 1):
        marks[widen(document.text, sentence).start].append((str(number).translate(_SUPERSCRIPT), "dim"))
    for span, label in named:
        marks[span.start].append(("[", COLOURS.get(label, "")))
    return marks


def _lay_out(said: str, edges: set[int], marks: dict[int, list[_Mark]]) -> tuple[Text, dict[int, tuple[int, int]]]:
    """The text with its marks put in, and for each edge where its marks begin and where they end."""
    text, places = _Prose(), {}
    stops = sorted({0, *edges, *marks, len(said)})
    for stop, following in zip(stops, [*stops[1:], None], strict=True):
        begin = len(text)
        for mark, style in marks.get(stop, ()):
            text.append(mark, style)
        places[stop] = begin, len(text)
        text.append(visible(said[stop:following]))
    return text, places


def widen(text: str, span: Span) -> Span:
    """The span widened to whole characters as a reader sees them, so that no mark or colour tears one apart."""
    start, end = span.start, span.end
    while _is_joined(text, start):
        start -= 1
    while _is_joined(text, end):
        end += 1
    return Span(start, end)


def _is_joined(text: str, offset: int) -> bool:
    """Whether the character at the offset is drawn on the one before it (a short form of Unicode's annex 29)."""
    if not 0 < offset < len(text) or text[offset - 1] in "\r\n":
        return False
    here = text[offset]
    return here in _JOINED or text[offset - 1] == _JOINER or unicodedata.category(here).startswith("M")


def visible(text: str) -> str:
    """The text with controls, bidirectional overrides and lone surrogates as escapes; zero-width characters stay."""
    return _STEERING.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def plain(said: str | None) -> Text:
    """Text as it stands, whose lines break between words."""
    return _Prose(visible(said or ""))


def _entity_table(document: Document, entities: Iterable[Entity]) -> Table:
    table = make_table("label", "entity", "value", "score", "source", "start-end")
    for entity in entities:
        label = Text(visible(entity.label), COLOURS.get(entity.label, ""))
        place = f"{entity.start}-{entity.end}"
        said = (plain(document[entity]), plain(entity.value))
        table.add_row(label, *said, f"{entity.score:.2f}", plain(entity.source), place)
    return table


def _acronym_table(document: Document, acronyms: Iterable[Acronym]) -> Table:
    table = make_table("short form", "kind", "English", "Thai", "scope", "mentions")
    mentions: dict[str, list[Acronym]] = defaultdict(list)
    for acronym in acronyms:
        mentions[document[acronym]].append(acronym)
    for short, same in mentions.items():
        best = min(same, key=lambda one: (one.definition_start is None, not (one.long_en or one.long_th)))
        said = [plain(value) for value in (short, best.kind, best.long_en, best.long_th, best.scope)]
        table.add_row(*said, str(len(same)))
    return table


def _grid_table(grid: Grid) -> Table:
    table = make_table(*grid.columns)
    for name, *figures in grid.rows:
        table.add_row(Text(visible(name), COLOURS.get(name, "")), *(Text(visible(figure)) for figure in figures))
    return table


def make_table(*columns: str) -> Table:
    """A table without lines; numbers stand to the right, prose is broken."""
    table = Table(box=None, padding=(0, 3, 0, 0), pad_edge=False, header_style="dim")
    for name in columns:
        table.add_column(name, justify="right" if name in _NUMBERS else "left", no_wrap=name not in _WORDS)
    return table
