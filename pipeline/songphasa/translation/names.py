"""Names of persons romanised the same way throughout a run: glosses of its documents, else thai2rom.

A name is looked up without its title, whole, then word by word, so that a family name reads the same in every document.
What no document glosses is romanised by PyThaiNLP's thai2rom, which knows nothing but the word: the result does not
depend on the order in which documents are read.
"""

from __future__ import annotations

import re
from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from songphasa.acronyms.lexicon import Lexicon
from songphasa.document import Document, Entity
from songphasa.stage import Lesson

_THAI = re.compile("[ก-๛]")
_OPENING = re.compile(r"\s*[(\[]\s*")
_TITLES = {
    **{"นาย": "Mr", "นาง": "Mrs", "นางสาว": "Ms", "น.ส.": "Ms", "นส.": "Ms", "คุณ": "Khun"},
    **{"ดร.": "Dr", "นพ.": "Dr", "พญ.": "Dr", "นายแพทย์": "Dr", "แพทย์หญิง": "Dr"},
    **{"ฯพณฯ": "H.E.", "ว่าที่": "Acting", "อาจารย์": "Ajarn", "ศาสตราจารย์พิเศษ": "Adjunct Professor"},
}
"""English titles of Thai ones where those of the lexicon are not what is written before a name."""
_ROYAL = ("พระบาทสมเด็จ", "สมเด็จ", "พระเจ้า")
_EN_TITLES = re.compile(
    r"(?:(?:H\.E|Mr|Mrs|Ms|Miss|Dr|Prof|Khun|Pol|Gen|Lt|Col|Maj|Capt|Adm|Assoc)(?:\.|\b) ?"
    r"|(?:General|Professor|Doctor) )*",
    re.IGNORECASE,
)


def is_thai(text: str) -> bool:
    """Whether there is a Thai character in it."""
    return _THAI.search(text) is not None


@cache
def _titles() -> tuple[tuple[str, str], ...]:
    """Thai titles and ranks with their English ones, the longest first."""
    listed = (sense for senses in Lexicon.shipped().senses.values() for sense in senses if sense.kind == "title")
    known = {
        thai + of: sense.long_en
        for sense in listed
        for thai in (sense.short, sense.long_th)
        for of in ("", "หญิง")  # a woman's rank: ร.อ.หญิง
        if thai and sense.long_en
    }
    return tuple(sorted((known | _TITLES).items(), key=lambda pair: (-len(pair[0]), pair[0])))


def split_title(name: str) -> tuple[str, str, str]:
    """A Thai name as its titles as written, the same in English, and the rest: นายสมชาย is นาย, Mr, สมชาย."""
    english, rest = list[str](), name
    while found := next((pair for pair in _titles() if rest.startswith(pair[0]) and len(rest) > len(pair[0])), None):
        english.append(found[1])
        rest = rest[len(found[0]) :].lstrip()
    return name[: len(name) - len(rest)].rstrip(), " ".join(english), rest


def bare_english(name: str) -> str:
    """An English name without its titles."""
    return name[_EN_TITLES.match(name).end() :].strip() if name else ""  # type: ignore[union-attr]  # matches nothing


def learn_names(document: Document) -> list[Lesson]:
    """Names of persons that a document gives in both languages, `นาย… (Mr …)` or the other way: th and en, untitled."""
    persons = [entity for entity in document.entities if entity.label == "PERSON"]
    pairs = dict.fromkeys(filter(None, (_gloss(document, left, right) for left, right in pairwise(persons))))
    return [{"th": thai, "en": english} for thai, english in pairs]


def _gloss(document: Document, left: Entity, right: Entity) -> tuple[str, str] | None:
    if not _OPENING.fullmatch(document.text[left.end : right.start]):
        return None
    thai, english = sorted((document[left], document[right]), key=is_thai, reverse=True)
    if not is_thai(thai) or is_thai(english):
        return None
    return split_title(thai)[2], bare_english(english)


@dataclass(frozen=True, slots=True)
class NameTable:
    """English names by Thai ones, and back, all without titles."""

    names: Mapping[str, str] = field(default_factory=dict)
    back: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, lessons: Iterable[Lesson]) -> NameTable:
        """The table of a run: each Thai name with the English one that most documents give, or the first of those."""
        counts = Counter((lesson["th"], lesson["en"]) for lesson in lessons)
        ranked = sorted(counts, key=lambda pair: (-counts[pair], pair))
        return cls().with_names(reversed(ranked))

    def with_names(self, pairs: Iterable[tuple[str, str]]) -> NameTable:
        """A table that also knows these pairs and their words; a later pair comes before an earlier one."""
        given = list(pairs)
        words = dict(pair for thai, english in given for pair in _words(thai, english))
        back = {english: thai for thai, english in given}
        return NameTable(_over(words | dict(given), self.names), _over(back, self.back))

    def romanise(self, name: str) -> str | None:
        """The English name of a Thai one without a title; None for a royal name that no document gives."""
        name = name.rstrip("ฯ ")
        known = self.names.get(name)
        if known or name.startswith(_ROYAL):
            return known
        return " ".join(self.names.get(word) or romanise(word) for word in name.split())

    def to_thai(self, name: str) -> str | None:
        """The Thai name of an English one, with its title; None where no document gives it."""
        bare = bare_english(name)
        thai = self.back.get(bare)
        titles = _TITLE.findall(name[: len(name) - len(bare)])
        return thai and "".join(_TH_TITLES.get(title.lower(), "") for title in titles) + thai


def _over(new: dict[str, str], old: Mapping[str, str]) -> Mapping[str, str]:
    """Both, without a copy: a document has few names and a run may have very many."""
    return ChainMap(new, old) if old else new  # type: ignore[arg-type]  # nothing is ever set


_TITLE = re.compile(r"h\.e|[a-z]+", re.IGNORECASE)
_TH_TITLES = {"mr": "นาย", "mrs": "นาง", "ms": "นางสาว", "miss": "นางสาว", "dr": "ดร.", "khun": "คุณ", "h.e": "ฯพณฯ "}


def _words(thai: str, english: str) -> Iterator[tuple[str, str]]:
    left, right = thai.split(), english.split()
    if len(left) == len(right) > 1:
        yield from zip(left, right, strict=True)


@lru_cache(1 << 14)
def romanise(word: str) -> str:
    """A Thai word in Latin letters, capitalised; anything else as it is."""
    if not is_thai(word):
        return word
    from pythainlp.transliterate import romanize

    latin: str = romanize(word, engine="thai2rom_onnx")
    return latin.replace("-", "").capitalize()
