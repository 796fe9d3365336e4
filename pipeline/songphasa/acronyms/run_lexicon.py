"""What the documents of a run define: each teaches its definitions, and together they are a lexicon for the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from songphasa.acronyms.forms import key_of
from songphasa.acronyms.lexicon import Lexicon, Sense
from songphasa.acronyms.resolution import agree
from songphasa.document import Document
from songphasa.stage import Lesson

_SURE = 0.6
"""Score from which on a definition is taught to other documents: a doubtful one may mislead them all."""

Reading = tuple[str | None, str | None]


def lessons_of(document: Document) -> list[Lesson]:
    """Each definition of a document once: short, kind, long_th and long_en. Titles teach nothing."""
    defined = dict.fromkeys(
        (document[mention], mention.kind, mention.long_th, mention.long_en)
        for mention in document.acronyms
        if mention.scope == "document" and mention.kind != "title" and mention.score >= _SURE
    )
    return [dict(zip(("short", "kind", "long_th", "long_en"), values, strict=True)) for values in defined]


def run_lexicon(lessons: Iterable[Lesson]) -> Lexicon:
    """The lexicon of a run; of several readings of a short form the one that most documents give comes first.

    Readings that agree in a language are one, worded as most documents word it; the others are kept as alternatives.
    """
    by_key: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        by_key.setdefault(key_of(lesson["short"]), []).append(lesson)
    return Lexicon.of("run", (sense for several in by_key.values() for sense in _senses(several)), "run")


def _senses(lessons: Sequence[Lesson]) -> list[Sense]:
    first = lessons[0]
    counts = Counter((lesson["long_th"], lesson["long_en"]) for lesson in lessons)
    ranked = enumerate(_grouped(counts), 1)
    return [Sense(first["short"], first["kind"], thai, english, rank) for rank, (thai, english) in ranked]


def _grouped(counts: Counter[Reading]) -> list[Reading]:
    """One wording of each group of readings that agree, the group that most documents give first."""
    groups: list[list[Reading]] = []
    for reading in sorted(counts, key=lambda reading: (-counts[reading], reading[0] or "", reading[1] or "")):
        home = next((group for group in groups if _same(group[0], reading)), None)
        groups.append([reading]) if home is None else home.append(reading)
    groups.sort(key=lambda group: -sum(counts[reading] for reading in group))  # stable: ties stay as they are
    return [_wording(group) for group in groups]


def _same(left: Reading, right: Reading) -> bool:
    return any(one and other and agree(one, other) for one, other in zip(left, right, strict=True))


def _wording(group: Sequence[Reading]) -> Reading:
    thai, english = (next((reading[side] for reading in group if reading[side]), None) for side in (0, 1))
    return thai, english
