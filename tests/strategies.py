"""Documents for property-based tests: any text, spans wherever the data model allows them."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from songphasa.document import LABELS, Acronym, Document, Entity, Layer, Sentence

texts = st.text(
    st.one_of(st.sampled_from("กขคงอาิี่้ำๆฯ ABC.12๓() \u00a0\u200b\n"), st.characters(exclude_categories=["Cs"]))
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document whose sentences are its lines, with entities and acronyms on some of its words."""
    text = draw(texts)
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    lines = [(start, end) for start, end in (_strip(text, *line) for line in lines) if start < end]
    words = [match.span() for match in re.finditer(r"\S+", text)]
    chosen = [word for word in words if draw(st.booleans())]
    label = st.sampled_from(LABELS)
    score = st.floats(0, 1)
    document = Document(draw(st.text("abc/._ก", min_size=1)), text)
    said = [text[start:end] for start, end in lines]
    first = [said.index(one) for one in said]
    document = document.with_layer(
        Layer.SENTENCES,
        [Sentence(*line, "th", n, first[n] if first[n] < n else None) for n, line in enumerate(lines)],
    )
    document = document.with_layer(Layer.ENTITIES, [Entity(*word, draw(label), draw(score), "test") for word in chosen])
    long = st.none() | st.text(st.characters(exclude_categories=["Cs"]))
    return document.with_layer(
        Layer.ACRONYMS, [Acronym(*word, "latin", draw(long), draw(long), score=draw(score)) for word in chosen]
    )


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return end - len(line.lstrip()), start + len(line.rstrip())
