"""Write the table of definition forms into docs/acronyms.md, from the cases that the tests hold.

python docs/acronym_forms.py
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.acronyms import test_definitions as cases  # noqa: E402

PAGE = HERE / "acronyms.md"
_TABLE = re.compile("(?<=<!-- forms -->\n).*(?=<!-- /forms -->)", re.DOTALL)


def page() -> str:
    """The page with its table as the tests say it."""
    return _TABLE.sub(lambda _: "\n".join(table()) + "\n", PAGE.read_text("utf-8"))


def table() -> Iterator[str]:
    """A row a case: the text, and what is read in it."""
    yield "| text | short form | Thai long form | English long form |"
    yield "|---|---|---|---|"
    for text, defined in _cases(cases.test_a_definition_is_read_with_its_exact_long_forms):
        for short, thai, english in sorted(defined, key=str):
            yield f"| {text.strip()} | {short} | {thai or '–'} | {english or '–'} |"
    for text, short, thai in _cases(cases.test_thai_abbreviations_are_cut_at_the_name):
        yield f"| {text} | {short} | {thai} | – |"
    for (text,) in _cases(cases.test_what_looks_like_a_definition_is_none):
        yield f"| {text.replace(chr(10), ' ⏎ ')} | none | | |"


def _cases(test: object) -> Iterator[tuple[object, ...]]:
    (mark,) = (mark for mark in test.pytestmark if mark.name == "parametrize")  # type: ignore[attr-defined]
    for case in mark.args[1]:
        yield case if isinstance(case, tuple) else (case,)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
