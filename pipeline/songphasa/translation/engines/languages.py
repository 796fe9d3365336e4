"""How models are told the language to write: by a first token, or by a mark before the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from songphasa.translation.rendering import Lang

OTHER: dict[Lang, Lang] = {"th": "en", "en": "th"}
"""The language that is translated from, by the one that is translated into."""

NAMES: dict[Lang, str] = {"th": "Thai", "en": "English"}

_FIRST = ({"th": "tha_Thai", "en": "eng_Latn"}, {"th": "__th__", "en": "__en__"}, {"th": "th_TH", "en": "en_XX"})
"""First tokens of NLLB, M2M100 and mBART."""

_BEFORE = ({"th": "<2th>", "en": "<2en>"}, {"th": ">>tha<<", "en": ">>eng<<"}, {"th": ">>th<<", "en": ">>en<<"})
"""Marks of MADLAD and of Marian models that write several languages."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What tells a model the language: the first token that it writes, and what stands before a text."""

    first: str | None = None
    before: str = ""


def speech_of(tokenizer: Any, lang: Lang) -> Speech:  # noqa: ANN401
    """How the model of a tokenizer is told to write a language; the tokenizer is told what it reads."""
    vocabulary = tokenizer.get_vocab()
    for codes in _FIRST:
        if codes[lang] in vocabulary:
            tokenizer.src_lang = codes[OTHER[lang]].strip("_")
            return Speech(first=codes[lang])
    marks = (codes[lang] for codes in _BEFORE if codes[lang] in vocabulary)
    return Speech(before=next((f"{mark} " for mark in marks), ""))
