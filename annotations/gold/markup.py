"""Gold documents as people write them, with markup in the text, and as rows of the dataset.

    python annotations/gold/markup.py

reads `markup/*.txt` beside this file, checks everything and writes `documents.jsonl`. A file holds documents, each

    === <id>
    lang: th | en
    topic: <words>
    acronym: <SHORT> | en: <English long form> | th: <Thai long form>     (one line a short form; en, th or both)
    <blank line>
    <body: paragraphs, one a line>
    --- en        (or `--- th` where the document is English)
    <one translated line a sentence, in order>

with this markup in the body, which may nest:

    ‖                   a sentence boundary inside a paragraph (a line break is always one)
    ⟦LABEL:…⟧           an entity
    ⟨SHORT⟩             a mention of a short form
    ⟪SHORT=…⟫           the long form that defines SHORT in this document

Offsets in the rows are code points into the text without markup, half-open.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, TypedDict

from songphasa.document import LABELS
from songphasa.text.scripts import sentence_lang

HERE = Path(__file__).parent
MARKUP = HERE / "markup"
ROWS = HERE / "documents.jsonl"

SOURCE = "gold"
SCORE = 1.0

_MARK = re.compile(r"(⟦[A-Z]+:|⟪[^=⟪⟫]{1,30}=|⟨|⟧|⟩|⟫|‖)")
_OPENS = {"⟦": "entity", "⟨": "short", "⟪": "long"}
_CLOSES = {"⟧": "entity", "⟩": "short", "⟫": "long"}
_TRANSLATION = re.compile(r"^--- (en|th)[ \t]*$", re.MULTILINE)
_THAI = re.compile("[\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e45]")

_TITLES = re.compile(
    r"ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค"  # months
    r"|พ\.ศ|ค\.ศ|ร\.ศ|B\.E|A\.D"  # eras
    r"|น\.ส|ด\.ช|ด\.ญ|ดร|ผศ|รศ|ศ|นพ|น\.พ|พญ|พ\.ญ|ทพ|นสพ|ม\.ร\.ว|ม\.ล|ม\.จ|H\.E"  # persons
    r"|พล\.[ก-ฮ.]+|[พร]\.[ตทอ]\.?[ตทอ]?|น\.[อทต]|[จส]\.[อตส][ก-ฮ.]*"  # ranks
    r"|[จอตถมบรซ]|โทร|น|กม|ซม|มม|กก|ตร\.กม|ตร\.ม",  # addresses and units
)
"""Short forms of kind `title`, without their last dot; the guidelines name the classes."""

Kind = Literal["latin", "thai_dotted", "thai_spelled", "title"]


class BadMarkup(Exception):
    """A document is not well-formed, or its annotation breaks a rule."""


class Sentence(TypedDict):
    """A sentence; `lang` is `th`, `en`, `mixed` or `und`."""

    start: int
    end: int
    lang: str


class Entity(TypedDict):
    """A named entity, with what it says."""

    start: int
    end: int
    label: str
    text: str
    score: float
    source: str


class Acronym(TypedDict):
    """A mention of a short form, its long forms, and the span that defines it here, if any does."""

    start: int
    end: int
    text: str
    kind: Kind
    long_th: str | None
    long_en: str | None
    scope: Literal["document", "lexicon", "unknown"]
    definition_start: int | None
    definition_end: int | None
    score: float
    source: str


class Translation(TypedDict):
    """What the sentence at the same offsets says in the other language."""

    start: int
    end: int
    lang: str
    text: str
    score: float
    source: str


class Row(TypedDict):
    """A document as the dataset holds it; entity labels by name."""

    id: str
    text: str
    lang: str
    source: str
    metadata: str
    sentences: list[Sentence]
    entities: list[Entity]
    acronyms: list[Acronym]
    translations: list[Translation]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A marked range of the text: an entity with its label, a short form, or a long form and what it defines."""

    start: int
    end: int
    kind: str
    value: str = ""


@dataclass(slots=True)
class Body:
    """A text without its markup, the marks, and the boundaries set by ‖."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    boundaries: list[int] = field(default_factory=list)

    def of_kind(self, kind: str) -> list[Mark]:
        """The marks of one kind, sorted."""
        return sorted(mark for mark in self.marks if mark.kind == kind)


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a document: its id and fields, and the long forms (English, Thai) of its short forms."""

    id: str
    lang: str
    topic: str
    long_forms: dict[str, tuple[str | None, str | None]]


def read_documents(path: Path) -> Iterator[Row]:
    """The documents of a file as rows, in the order of the file.

    Raises:
        BadMarkup: a document is not well-formed; the message names the file and the document.
    """
    _, *blocks = re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for block in blocks:
        try:
            yield read_document(block)
        except BadMarkup as bad:
            raise BadMarkup(f"{path.name}: {block.partition(chr(10))[0].strip()}: {bad}") from bad


def read_document(block: str) -> Row:
    """The row of one document, given from behind its `=== `.

    Raises:
        BadMarkup: the document is not well-formed, or the row breaks a rule of `check`.
    """
    head, _, rest = block.partition("\n\n")
    header = read_header(head)
    translation = _TRANSLATION.search(rest)
    if not translation:
        raise BadMarkup("there is no line '--- en' or '--- th' before the translation")
    body = read_body(rest[: translation.start()].strip("\n"))
    lines = [line for line in rest[translation.end() :].splitlines() if line.strip()]
    row = to_row(header, body, lines, translation[1])
    check(row)
    return row


def read_header(head: str) -> Header:
    """The header of a document.

    Raises:
        BadMarkup: a line has no colon, or the language is neither th nor en.
    """
    name, *lines = head.splitlines()
    fields: dict[str, str] = {}
    long_forms: dict[str, tuple[str | None, str | None]] = {}
    for line in lines:
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not colon:
            raise BadMarkup(f"no 'key: value' in header line {line!r}")
        if key == "acronym":
            short, *parts = (part.strip() for part in value.split("|"))
            named = {key.strip(): long.strip() for key, _, long in (part.partition(":") for part in parts)}
            long_forms[short] = (named.get("en"), named.get("th"))
        else:
            fields[key] = value
    if fields.get("lang") not in ("th", "en"):
        raise BadMarkup(f"lang: {fields.get('lang')!r}; it is th or en")
    return Header(name.strip(), fields["lang"], fields.get("topic", ""), long_forms)


def read_body(marked: str) -> Body:
    """The text without its markup, and the marks.

    Raises:
        BadMarkup: a mark is unknown, unbalanced, empty, padded with white space, or across a line or sentence break.
    """
    body, open_marks = Body(), list[Mark]()
    for piece in filter(None, _MARK.split(marked)):
        if piece[0] in _OPENS and _MARK.fullmatch(piece):
            open_marks.append(Mark(len(body.text), -1, _OPENS[piece[0]], piece[1:-1]))
        elif piece in _CLOSES:
            body.marks.append(_close(body.text, open_marks, _CLOSES[piece]))
        elif piece == "‖":
            if open_marks:
                raise BadMarkup(f"a sentence boundary inside a span behind {body.text[-30:]!r}")
            body.boundaries.append(len(body.text))
        else:
            body.text += piece
    if open_marks:
        raise BadMarkup(f"unclosed mark at {body.text[open_marks[-1].start :][:30]!r}")
    if stray := re.search("[⟦⟪].{0,30}", body.text):
        raise BadMarkup(f"unknown mark: {stray[0]!r}")
    return body


def _close(text: str, open_marks: list[Mark], kind: str) -> Mark:
    if not open_marks or open_marks[-1].kind != kind:
        raise BadMarkup(f"unbalanced end of a {kind} behind {text[-30:]!r}")
    mark = replace(open_marks.pop(), end=len(text))
    said = text[mark.start :]
    if not said or said != said.strip() or "\n" in said:
        raise BadMarkup(f"a span is empty, padded with white space or across lines: {said!r}")
    if kind == "entity" and mark.value not in LABELS:
        raise BadMarkup(f"unknown label {mark.value!r}; there are {', '.join(sorted(LABELS))}")
    return mark


def split(body: Body) -> Iterator[tuple[int, int]]:
    """The ranges of the sentences, without the white space around them."""
    breaks = (place + 1 for place, character in enumerate(body.text) if character == "\n")
    for start, end in pairwise(sorted({0, *body.boundaries, *breaks, len(body.text)})):
        piece = body.text[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def to_row(header: Header, body: Body, translations: list[str], target: str) -> Row:
    """The row of a document with its parts.

    Raises:
        BadMarkup: translations and sentences differ in number, or a short form has no header line or no mention.
    """
    sentences = list(split(body))
    if len(sentences) != len(translations):
        raise BadMarkup(f"{len(sentences)} sentences, but {len(translations)} translated lines")
    return Row(
        id=header.id,
        text=body.text,
        lang=header.lang,
        source=SOURCE,
        metadata=json.dumps({"topic": header.topic}, ensure_ascii=False),
        sentences=[Sentence(start=a, end=b, lang=sentence_lang(body.text[a:b])) for a, b in sentences],
        entities=[
            Entity(start=m.start, end=m.end, label=m.value, text=body.text[m.start : m.end], score=SCORE, source=SOURCE)
            for m in body.of_kind("entity")
        ],
        acronyms=list(find_acronyms(header, body)),
        translations=[
            Translation(start=a, end=b, lang=target, text=line, score=SCORE, source=SOURCE)
            for (a, b), line in zip(sentences, translations, strict=True)
        ],
    )


def find_acronyms(header: Header, body: Body) -> Iterator[Acronym]:
    """The mentions of short forms; the definition of a mention is the first long form that defines it.

    Raises:
        BadMarkup: a short form has no header line, or a header line no mention.
    """
    mentions = [(mark, body.text[mark.start : mark.end]) for mark in body.of_kind("short")]
    definitions: dict[str, Mark] = {}
    for mark in body.of_kind("long"):
        definitions.setdefault(mark.value, mark)
    known, shorts = set(header.long_forms), {short for _, short in mentions}
    if odd := known ^ (shorts | set(definitions)):
        raise BadMarkup(f"short forms without a header line or without a mark: {sorted(odd)}")
    for mark, short in mentions:
        (long_en, long_th), definition = header.long_forms[short], definitions.get(short)
        yield Acronym(
            start=mark.start,
            end=mark.end,
            text=short,
            kind=kind_of(short),
            long_th=long_th,
            long_en=long_en,
            scope="document" if definition else "lexicon" if long_th or long_en else "unknown",
            definition_start=definition.start if definition else None,
            definition_end=definition.end if definition else None,
            score=SCORE,
            source=SOURCE,
        )


def kind_of(short: str) -> Kind:
    """The kind of a short form: ก.ย. is a title, ครม. dotted, ดีอีเอส spelled, AMCC latin."""
    if _TITLES.fullmatch(short.removesuffix(".")):
        return "title"
    if not _THAI.search(short):
        return "latin"
    return "thai_dotted" if "." in short else "thai_spelled"


def check(row: Row) -> None:
    """Hold a row against the contract of the data model.

    Raises:
        BadMarkup: a span is out of range or padded with white space or says something else, a layer is not sorted,
            sentences or entities overlap, an entity or a short form crosses a sentence, or a definition is wrong.
    """
    text = row["text"]
    for layer in (row["sentences"], row["entities"], row["acronyms"], row["translations"]):
        check_spans(text, layer)
    sentences, entities, mentions = (_ranges(row[layer]) for layer in ("sentences", "entities", "acronyms"))
    for left, right in (*pairwise(sentences), *pairwise(entities)):
        if right[0] < left[1]:
            raise BadMarkup(f"{text[slice(*left)]!r} and {text[slice(*right)]!r} overlap")
    for start, end in (*entities, *mentions):
        if not any(a <= start and end <= b for a, b in sentences):
            raise BadMarkup(f"{text[start:end]!r} lies in no sentence")
    check_definitions(row)


def check_definitions(row: Row) -> None:
    """Check that mentions have a long form and its span exactly where the document defines them.

    Raises:
        BadMarkup: one is defined but has no long form in the header, or its definition is out of range.
    """
    for mention in row["acronyms"]:
        start, end = mention["definition_start"], mention["definition_end"]
        if mention["scope"] != "document":
            continue
        if not (mention["long_th"] or mention["long_en"]):
            raise BadMarkup(f"{mention['text']} is defined but has no long form in the header")
        if start is None or end is None or not 0 <= start < end <= len(row["text"]):
            raise BadMarkup(f"{mention['text']} is defined, but at {start}-{end}")


def check_spans(text: str, spans: Iterable[Any]) -> None:
    """Check that spans are sorted, in range, without white space around them, and say what they are said to say.

    Raises:
        BadMarkup: one of them does not.
    """
    before = (-1, -1)
    for span in spans:
        start, end = span["start"], span["end"]
        said = text[start:end]
        if not 0 <= start < end <= len(text) or said != said.strip():
            raise BadMarkup(f"span {start}-{end} is out of range or padded with white space: {said!r}")
        if (start, end) <= before:
            raise BadMarkup(f"span {start}-{end} is not behind {before}")
        if ("label" in span or "kind" in span) and said != span["text"]:
            raise BadMarkup(f"span {start}-{end} says {said!r}, not {span['text']!r}")
        before = (start, end)


def _ranges(spans: Iterable[Any]) -> list[tuple[int, int]]:
    return [(span["start"], span["end"]) for span in spans]


def read_folder(folder: Path = MARKUP) -> list[Row]:
    """All documents of a folder's `.txt` files, sorted by id.

    Raises:
        BadMarkup: a document is not well-formed, or two have the same id.
    """
    rows = [row for path in sorted(folder.glob("*.txt")) for row in read_documents(path)]
    if twice := [name for name, count in Counter(row["id"] for row in rows).items() if count > 1]:
        raise BadMarkup(f"more than one document has the id {', '.join(twice)}")
    return sorted(rows, key=lambda row: row["id"])


def write_rows(rows: Iterable[Row], path: Path = ROWS) -> None:
    """Write rows as JSON lines in UTF-8; the same rows give the same bytes."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def describe(rows: list[Row]) -> str:
    """How many documents, characters, sentences, entities, short forms and definitions there are."""
    labels = Counter(entity["label"] for row in rows for entity in row["entities"])
    mentions = [(row["id"], mention) for row in rows for mention in row["acronyms"]]
    kinds = Counter(mention["kind"] for _, mention in mentions)
    scopes = Counter(mention["scope"] for _, mention in mentions)
    defined = {(name, mention["text"]) for name, mention in mentions if mention["scope"] == "document"}
    return (
        f"{len(rows)} documents {dict(Counter(row['lang'] for row in rows))}\n"
        f"{sum(len(row['text']) for row in rows)} characters\n"
        f"{sum(len(row['sentences']) for row in rows)} sentences, each with a translation "
        f"{dict(Counter(sentence['lang'] for row in rows for sentence in row['sentences']).most_common())}\n"
        f"{sum(labels.values())} entities {dict(labels.most_common())}\n"
        f"{len(mentions)} mentions of short forms {dict(kinds.most_common())} {dict(scopes.most_common())}\n"
        f"{len(defined)} short forms defined in their document"
    )


def main() -> None:
    """Write `documents.jsonl` anew and say what is in it."""
    try:
        rows = read_folder()
    except BadMarkup as bad:
        sys.exit(f"markup: {bad}")
    write_rows(rows)
    print(describe(rows))


if __name__ == "__main__":
    main()
