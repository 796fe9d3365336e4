"""Where a document says what a short form is short for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from songphasa.acronyms.bracketed import read_bracket
from songphasa.acronyms.brackets import find_brackets
from songphasa.acronyms.context import Context, Definition, LongForms
from songphasa.acronyms.phrases import read_phrases
from songphasa.document import Span


def find_definitions(
    text: str, long_forms: LongForms, entities: Sequence[Span] = (), sentences: Sequence[Span] = ()
) -> list[Definition]:
    """All definitions of a text, sorted by their short forms; one short form may be defined more than once.

    Args:
        text: the document's text.
        long_forms: what the lexicons know.
        entities: evidence for where long forms begin, if there is any.
        sentences: no long form crosses their edges; without any, only the text's own signs count.
    """
    brackets = find_brackets(text)
    context = Context(
        text,
        {pair.close: pair.open for pair in brackets},
        long_forms,
        entities,
        [sentence.start for sentence in sentences],
    )
    found = [definition for pair in brackets for definition in read_bracket(context, pair)]
    inside = {definition.start for definition in found}
    found += [definition for definition in read_phrases(context) if definition.start not in inside]
    return sorted(_fullest(found), key=lambda definition: (definition.start, definition.end))


def _fullest(found: Sequence[Definition]) -> Iterable[Definition]:
    """One definition a place: of nested brackets that read the same short form, the pair with more languages."""
    by_place: dict[int, Definition] = {}
    for definition in found:
        known = by_place.get(definition.start)
        if known is None or (definition.thai and definition.english):
            by_place[definition.start] = definition
    return by_place.values()
