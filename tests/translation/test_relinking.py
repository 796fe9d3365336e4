"""Links between what is no code are links between the same characters of the sentence and its restored translation."""

from songphasa.document import Span, Term
from songphasa.translation.placeholders import mask, restore
from songphasa.translation.projection import Link
from songphasa.translation.relinking import relink

TEXT = "ฝนตกที่เชียงใหม่ในเดือนตุลาคมมาก"
TERMS = (Term(7, 16, "Chiang Mai", "lexicon"), Term(18, 29, "October", "date"))


def test_links_are_moved_with_the_terms() -> None:
    masked, translated = mask(TEXT, TERMS), "In XQ1X much rain fell on XQ0X"
    restored = restore(translated, TERMS)
    assert restored is not None

    def link(source: str, target: str) -> Link:
        start, to = masked.index(source), translated.index(target)
        return Link(Span(start, start + len(source)), Span(to, to + len(target)), 0.5)

    pairs = [("ฝน", "rain"), ("ใน", "In"), ("มาก", "much"), ("XQ0X", "XQ0X"), ("มาก", "XQ1X")]
    links = relink(
        [link(*pair) for pair in pairs],
        (masked, translated),
        (TEXT, restored.text),
        (TERMS, sorted(restored.places, key=lambda place: place.start)),
    )
    said = [
        (TEXT[one.source.start : one.source.end], restored.text[one.target.start : one.target.end]) for one in links
    ]
    assert said == [("ฝน", "rain"), ("ใน", "In"), ("มาก", "much")]


def test_texts_that_do_not_match_have_no_links() -> None:
    everywhere = [Link(Span(0, 3), Span(0, 3), 0.5)]
    assert relink(everywhere, ("abc", "abc"), ("xyz", "xyz"), ((), ())) == ()
