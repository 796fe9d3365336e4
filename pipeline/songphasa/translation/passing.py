"""What needs no translation: sentences in the other language already, and those without words."""

from __future__ import annotations

import re
from typing import Literal

from songphasa.text.scripts import sentence_lang
from songphasa.translation.rendering import Lang

Passed = Literal["target_language", "no_words"]
"""Why a sentence is its own translation; these are flags."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+")


def passed_as(text: str, lang: Lang) -> Passed | None:
    """Why a sentence is not translated into `lang`; None where it is."""
    said = sentence_lang(_ADDRESS.sub("", text))
    if said == "und":
        return "no_words"
    return "target_language" if said == lang else None
