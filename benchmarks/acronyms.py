"""Measures the acronyms stage beside its peers: definitions in Thai releases, gold releases, MED1250, and speed.

usage: python benchmarks/acronyms.py --data FOLDER [--half first|second|all] [--releases FOLDER]

FOLDER holds acronyms/definitions-dev.jsonl (long forms by exact span, and brackets that define nothing),
gold/press-releases.jsonl (mentions and their long forms) and acronyms/MED1250_labeled. With --releases, a folder of
Parquet files with id and text, the choice among senses is measured as well, beside the most frequent sense, on releases
that it was not learnt from; this takes some minutes.
Peers that are installed are measured as well: pip install abbreviations acronymkit pyab3p.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from songphasa.acronyms.context import Definition
from songphasa.acronyms.definitions import find_definitions
from songphasa.acronyms.lexicon import Lexicon
from songphasa.acronyms.senses import shipped
from songphasa.dataset.annotated import read_annotated
from songphasa.document import Document, Span
from songphasa.evaluation import evaluate
from songphasa.stages.acronyms import Acronyms

sys.path.insert(0, str(Path(__file__).parents[1] / "models" / "lexicon"))
from senses import REPORT, examples, forms_of, right

Peer = Callable[[str], set[tuple[str, str]]]
"""Another tool: the (short, long) pairs that it finds in a text."""


@dataclass(slots=True)
class Share:
    """So many of so many."""

    right: int = 0
    all: int = 0

    def count(self, right: bool) -> None:
        """One more, right or not."""
        self.right, self.all = self.right + right, self.all + 1

    def __str__(self) -> str:
        return f"{self.right}/{self.all} ({self.right / self.all:.3f})" if self.all else "-"


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def nothing_known(_: str) -> Collection[str]:
    """The long forms of an empty lexicon."""
    return ()


def f1(found: int, wanted: int, right: int) -> str:
    """Precision, recall and F1, from counts."""
    return f"P {right / found:.3f} R {right / wanted:.3f} F1 {2 * right / (found + wanted):.3f}"


def print_development(rows: Sequence[dict[str, Any]], lexicon: Lexicon | None) -> None:
    """Long forms whose span is exact, and brackets without a definition that were taken for one."""
    english, thai, taken = Share(), Share(), Share()
    for row in rows:
        definitions = find_definitions(row["text"], lexicon.long_forms_of if lexicon else nothing_known)
        start, end = row["paren"]
        here = [found for found in definitions if start <= found.start < end]
        if not row["is_definition"]:
            taken.count(bool(here))
        for share, span, side in ((english, row["long_en_span"], "english"), (thai, row["long_th_span"], "thai")):
            if row["is_definition"] and span:
                share.count(any(getattr(found, side) and _same(getattr(found, side), span) for found in here))
    name = "with the lexicon" if lexicon else "without a lexicon"
    print(f"definitions {name:18} English {english}  Thai {thai}  negatives taken {taken.right}/{taken.all}")


def _same(span: Span, pair: Sequence[int]) -> bool:
    return [span.start, span.end] == list(pair)


def print_gold(gold: Sequence[Document], stage: Acronyms) -> None:
    """Mentions by exact span, and long forms of gold mentions in either language."""
    found = evaluate(stage.annotate([Document(one.id, one.text) for one in gold]), gold)
    mentions, defined, other = found.acronyms, found.defined, found.undefined
    print(
        f"releases ({len(gold)})  mentions P {mentions.precision:.3f} R {mentions.recall:.3f} F1 {mentions.f1:.3f}  "
        f"defined {defined.right}/{defined.gold} ({defined.value:.3f})  "
        f"undefined {other.right}/{other.gold} ({other.value:.3f})"
    )


def med1250(path: Path) -> Iterator[tuple[str, set[tuple[str, str]]]]:
    """The text and the (short, long) pairs of each abstract; pairs are the indented lines with a bar."""
    for block in path.read_text(encoding="latin-1").split("\n\n"):
        lines = [line for line in block.split("\n") if line.strip()]
        pairs = [line for line in lines if line.startswith("  ") and "|" in line]
        text = "\n".join(line for line in lines[1:] if line not in pairs and not line.startswith("//"))
        yield text, {(pair.split("|")[0].strip(), pair.split("|")[1].strip()) for pair in pairs}


def print_med1250(abstracts: Sequence[tuple[str, set[tuple[str, str]]]], name: str) -> None:
    """English pairs, exact."""
    found = wanted = right = 0
    for text, gold in abstracts:
        ours = {_pair(text, one) for one in find_definitions(text, nothing_known) if one.english}
        found, wanted, right = found + len(ours), wanted + len(gold), right + len(ours & gold)
    print(f"MED1250 {name}  {f1(found, wanted, right)}")


def _pair(text: str, found: Definition) -> tuple[str, str]:
    long = found.english or found
    return text[found.start : found.end], text[long.start : long.end]


def peers() -> Iterator[tuple[str, Peer]]:
    """The peers that are installed: pip install abbreviations acronymkit pyab3p."""
    if find_spec("abbreviations"):
        from abbreviations.schwartz_hearst import extract_abbreviation_definition_pairs as pairs

        yield "abbreviations", lambda text: set(pairs(doc_text=text).items())
    if find_spec("acronymkit"):
        from acronymkit import AcronymEngine

        extract = AcronymEngine().extract_definitions
        yield "acronymkit", lambda text: {(pair.short_form, pair.long_form) for pair in extract(text)}
    if find_spec("pyab3p"):
        from pyab3p import Ab3p

        find = Ab3p().get_abbrs
        yield "Ab3P", lambda text: {(pair.short_form, pair.long_form) for pair in find(text)}


def print_peer(
    name: str, peer: Peer, rows: Sequence[dict[str, Any]], abstracts: Sequence[tuple[str, set[tuple[str, str]]]]
) -> None:
    """What a peer finds in the same texts; of the releases it is asked for the long form's wording alone."""
    english, thai = Share(), Share()
    for row in (row for row in rows if row["is_definition"]):
        given = {long for _, long in peer(row["text"])}
        for share, span in ((english, row["long_en_span"]), (thai, row["long_th_span"])):
            if span:
                share.count(row["text"][slice(*span)] in given)
    found = [(peer(text), gold) for text, gold in abstracts]
    right = sum(len(given & gold) for given, gold in found)
    score = f1(sum(len(given) for given, _ in found), sum(len(gold) for _, gold in found), right)
    print(f"{name:14} releases: English {english}  Thai {thai}   MED1250 {score}")


def print_senses(releases: Path, lexicon: Lexicon) -> None:
    """Held-out releases that define a form of several senses: which one, by the words near it alone."""
    forms = [form for form in forms_of(lexicon) if form.short in shipped()]
    shown = [one for one in examples(releases, forms, lexicon) if one.tenth in REPORT and one.defined]
    words = frequent = asked = 0
    for form in forms:
        counts = right(shipped()[form.short], [one for one in shown if one.short == form.short])
        print(f"senses of {form.short:8} by the words {counts[0]}, most frequent {counts[1]}, of {counts[2]}")
        words, frequent, asked = words + counts[0], frequent + counts[1], asked + counts[2]
    print(f"senses of {len(forms)} forms  words {words}/{asked}, most frequent {frequent}/{asked}")


def print_speed(texts: Sequence[str], name: str, stage: Acronyms) -> None:
    """Characters a second of processor time, one thread, the best of three."""
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    seconds = []
    for _ in range(3):
        start = time.process_time()
        stage.annotate(documents)
        seconds.append(time.process_time() - start)
    print(f"speed {name:24} {sum(map(len, texts)) / min(seconds):>12,.0f} characters/s")


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with acronyms/ and gold/")
    parser.add_argument("--half", choices=("first", "second", "all"), default="all", help="which gold releases")
    parser.add_argument("--releases", type=Path, help="measure the choice among senses on these as well")
    given = parser.parse_args()
    lexicon, stage = Lexicon.shipped(), Acronyms()
    for knowledge in (None, lexicon):
        print_development(rows_of(given.data / "acronyms" / "definitions-dev.jsonl"), knowledge)
    gold = list(read_annotated(given.data / "gold" / "press-releases.jsonl"))
    chosen = {"first": gold[::2], "second": gold[1::2], "all": gold}[given.half]
    print_gold(chosen, stage)
    abstracts = list(med1250(given.data / "acronyms" / "MED1250_labeled"))
    third = 2 * len(abstracts) // 3
    print_med1250(abstracts[:third], "first two thirds")
    print_med1250(abstracts[third:], "last third")
    for name, peer in peers():
        print_peer(name, peer, rows_of(given.data / "acronyms" / "definitions-dev.jsonl"), abstracts)
    if given.releases:
        print_senses(given.releases, lexicon)
    texts = [one.text for one in gold]
    with_none = [text for text in texts if not stage.annotate([Document("", text)])[0].acronyms]
    plain = [re.sub(r"[A-Z.()\[\]]", "", "\n".join(texts))]
    print_speed(texts, "releases", stage)
    print_speed(with_none or plain, "releases without acronyms", stage)
    print_speed(plain, "the same, capitals cut", stage)


if __name__ == "__main__":
    main()
