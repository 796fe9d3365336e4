"""Learns which words stand near each sense of a short form: from releases that define the form, by distant supervision.

usage: senses.py --releases FOLDER

A release that defines a form says its sense; so does one that writes the long form of one sense and of no other. The
long forms are taken out, the words near the mentions are the evidence (see `songphasa.acronyms.senses`). Releases are
split by the hash of their id: six tenths to learn from, two to decide for which forms the words beat the most frequent
sense, two for `benchmarks/acronyms.py` to report on.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import math
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

from songphasa.acronyms.definitions import find_definitions
from songphasa.acronyms.lexicon import Lexicon, Sense
from songphasa.acronyms.resolution import agree
from songphasa.acronyms.senses import SHIPPED, Weights, alike, likeliest, words_near, written
from songphasa.acronyms.thai import folded_thai
from songphasa.document import Span
from songphasa.text.tokens import split_tokens

LEARN, DECIDE, REPORT = range(6), range(6, 8), range(8, 10)  # tenths of the releases
FEWEST = 3  # definitions of a sense to learn it, of a form to decide about it
MOST = 400  # releases to learn a sense from
WORDS = 40  # for each form
SMOOTHING = 0.1
_ONE_BODY = 0.6  # similarity from which two long forms are two wordings


@dataclass(frozen=True)
class Form:
    """A short form as it is written, and its senses by their first Thai wording."""

    short: str
    senses: Mapping[str, Sequence[Sense]]

    @cached_property
    def long_forms(self) -> dict[str, re.Pattern[str]]:
        """A pattern of the Thai long forms of each sense, whatever the white space in them."""
        return {name: _any_of(sense.long_th for sense in group) for name, group in self.senses.items()}

    @cached_property
    def telling(self) -> re.Pattern[str]:
        """Every long form and the form itself: what is taken out of the text."""
        longs = [long for group in self.senses.values() for sense in group for long in (sense.long_th, sense.long_en)]
        return re.compile(f"{_any_of(longs).pattern}|{self.mentions.pattern}")

    @cached_property
    def mentions(self) -> re.Pattern[str]:
        """The form where it stands as a word."""
        return re.compile(rf"(?<![A-Za-z0-9ก-๎.]){re.escape(self.short)}(?![A-Za-z0-9ก-๎])\.?")

    @cached_property
    def own_words(self) -> set[str]:
        """The words of the long forms, which are no evidence."""
        longs = [sense.long_th or "" for group in self.senses.values() for sense in group]
        return {long[start:end] for long in longs for start, end in split_tokens(long)}


@dataclass(frozen=True, slots=True)
class Example:
    """A release that shows a sense of a form: its tenth, the words near, and whether it defines the form."""

    tenth: int
    short: str
    sense: str
    words: frozenset[str]
    defined: bool


def _any_of(longs: Iterable[str | None]) -> re.Pattern[str]:
    return re.compile("|".join(r"\s*".join(map(re.escape, re.sub(r"\s", "", long))) for long in longs if long))


def forms_of(lexicon: Lexicon) -> Iterator[Form]:
    """The forms with two senses or more that are not wordings of one."""
    for listed in lexicon.senses.values():
        for short in dict.fromkeys(written(sense.short) for sense in listed):
            senses: dict[str, list[Sense]] = {}
            for sense in alike(short, listed):
                if sense.long_th:
                    home = next((name for name in senses if _wordings(name, sense.long_th)), sense.long_th)
                    senses.setdefault(home, []).append(sense)
            if len(senses) > 1:
                yield Form(short, senses)


def _wordings(one: str, other: str) -> bool:
    one, other = folded_thai(one), folded_thai(other)
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _ONE_BODY


def tenth_of(name: str) -> int:
    """0 to 9, by the hash of a release's id."""
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % 10


def examples(folder: Path, forms: Collection[Form], lexicon: Lexicon) -> Iterator[Example]:
    """What the releases of a folder of Parquet files show."""
    longs = [
        (folded_thai(sense.long_th or ""), form, name)
        for form in forms
        for name, group in form.senses.items()
        for sense in group
    ]
    for name, text in _releases(folder):
        folded = folded_thai(text)
        shown: dict[str, tuple[Form, set[str]]] = {}
        for long, form, sense in longs:
            if long in folded:
                shown.setdefault(form.short, (form, set()))[1].add(sense)
        yield from _examples_in(name, text, list(shown.values()), lexicon)


def _releases(folder: Path) -> Iterator[tuple[str, str]]:
    import pyarrow.parquet as parquet

    for path in sorted(folder.glob("*.parquet")):
        for batch in parquet.ParquetFile(path).iter_batches(1000, columns=["id", "text"]):
            yield from zip(batch.column("id").to_pylist(), batch.column("text").to_pylist(), strict=True)


def _examples_in(name: str, text: str, shown: Sequence[tuple[Form, set[str]]], lexicon: Lexicon) -> Iterator[Example]:
    mentioned = [form for form, _ in shown if form.mentions.search(text)]
    defined = dict(_defined(text, mentioned, lexicon)) if mentioned else {}
    for form, senses in shown:
        sense = defined.get(form.short) or (next(iter(senses)) if len(senses) == 1 else None)
        if sense:
            places = form.mentions if form.short in defined else form.long_forms[sense]
            mentions = [Span(*match.span()) for match in places.finditer(text)]
            rest = form.telling.sub(lambda match: " " * len(match.group()), text)
            yield Example(tenth_of(name), form.short, sense, words_near(rest, mentions), form.short in defined)


def _defined(text: str, forms: Sequence[Form], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The forms that a text defines as one of their senses."""
    by_short = {form.short: form for form in forms}
    for definition in find_definitions(text, lexicon.long_forms_of):
        form = by_short.get(written(text[definition.start : definition.end]))
        if form and definition.thai:
            long = text[definition.thai.start : definition.thai.end]
            found = [
                name for name, group in form.senses.items() if any(agree(long, sense.long_th or "") for sense in group)
            ]
            if len(found) == 1:
                yield form.short, found[0]


def learn(form: Form, shown: Sequence[Example], vocabulary: Collection[str]) -> Weights:
    """The weights of the most telling words; empty where fewer than two senses are defined often enough."""
    defined = Counter(example.sense for example in shown if example.defined)
    senses = [sense for sense in form.senses if defined[sense] >= FEWEST]
    if len(senses) < 2:
        return {}
    near = {sense: _first([one for one in shown if one.sense == sense]) for sense in senses}
    counts = {sense: Counter(word for one in near[sense] for word in one.words) for sense in senses}
    words = [word for word in set().union(*counts.values()) if word in vocabulary and word not in form.own_words]
    shares = {
        word: {sense: (counts[sense][word] + SMOOTHING) / (len(near[sense]) + 1) for sense in senses} for word in words
    }
    telling = sorted(words, key=lambda word: (-_information(list(shares[word].values())), word))[:WORDS]
    return {
        sense: {"": math.log(defined[sense])} | {word: _log_odds(shares[word], sense) for word in telling}
        for sense in senses
    }


def _first(shown: Sequence[Example]) -> list[Example]:
    """The releases to learn a sense from, those that define it before those that only write its long form."""
    return sorted(shown, key=lambda example: not example.defined)[:MOST]


def _information(shares: Sequence[float]) -> float:
    """What the presence of a word tells about the sense, in nats, when all senses are as frequent."""
    return _entropy(sum(shares) / len(shares)) - sum(map(_entropy, shares)) / len(shares)


def _entropy(share: float) -> float:
    return -share * math.log(share) - (1 - share) * math.log(1 - share)


def _log_odds(shares: Mapping[str, float], sense: str) -> float:
    return round(math.log(shares[sense]) - sum(map(math.log, shares.values())) / len(shares), 2)


def right(weights: Weights, shown: Iterable[Example]) -> tuple[int, int, int]:
    """Of the examples that define the form: right by the words, right by the most frequent sense, all."""
    asked = [one for one in shown if one.defined and one.sense in weights]
    frequent = likeliest({sense: {"": words[""]} for sense, words in weights.items()}, ())
    by_words = sum(likeliest(weights, one.words) == one.sense for one in asked)
    return by_words, sum(one.sense == frequent for one in asked), len(asked)


def main() -> None:
    """Write the weights of the forms for which the words beat the most frequent sense."""
    from pythainlp.corpus import thai_words

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=Path, required=True, help="folder of Parquet files with id and text")
    lexicon, vocabulary = Lexicon.shipped(), {word for word in thai_words() if len(word) > 2}
    forms = list(forms_of(lexicon))
    shown: dict[str, list[Example]] = {}
    for example in examples(parser.parse_args().releases, forms, lexicon):
        shown.setdefault(example.short, []).append(example)
    with SHIPPED.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(["short", "long_th", "word", "weight"])
        for form in forms:
            several = shown.get(form.short, [])
            weights = learn(form, [one for one in several if one.tenth in LEARN], vocabulary)
            if not weights:
                continue
            by_words, by_frequency, asked = right(weights, [one for one in several if one.tenth in DECIDE])
            sys.stderr.write(f"{form.short}: by the words {by_words}, most frequent {by_frequency}, of {asked}\n")
            if asked >= FEWEST and by_words > by_frequency:
                table.writerows(
                    (form.short, sense, word, weight)
                    for sense, words in weights.items()
                    for word, weight in words.items()
                )


if __name__ == "__main__":
    main()
