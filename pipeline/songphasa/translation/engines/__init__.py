"""The engines by the names that configurations call them."""

from __future__ import annotations

from dataclasses import dataclass

from songphasa.errors import BadConfig
from songphasa.translation.engine import Engine
from songphasa.translation.rendering import Lang

ENGINES = ("glossary", "hf-seq2seq", "ctranslate2", "hf-chat")


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine and what it is to do.

    Attributes:
        engine: one of `ENGINES`.
        model: a folder or a hub id; empty for the engine `glossary`.
        lang: the language to translate into.
        budget: tokens in a batch, padding counted.
        beams: hypotheses that are followed at once; 1 takes the likeliest token each time.
    """

    engine: str
    model: str
    lang: Lang
    budget: int
    beams: int


def load_engine(choice: Choice) -> Engine:
    """Load an engine.

    Raises:
        BadConfig: there is no such engine, or it needs a model and none is named, or takes none and one is.
        MissingModel: the model or a package is not installed; the message says the command that installs it.
    """
    if choice.engine not in ENGINES:
        raise BadConfig(f"translation: no engine is called {choice.engine!r}; choose one of {', '.join(ENGINES)}")
    if choice.engine == "glossary":
        return _glossary(choice)
    if not choice.model:
        raise BadConfig(f"translation: the engine {choice.engine!r} needs a model: a folder or a hub id, see the guide")
    if choice.engine == "ctranslate2":
        from songphasa.translation.engines.ctranslate import CTranslate2

        return CTranslate2(choice)
    if choice.engine == "hf-chat":
        from songphasa.translation.engines.chat import Chat

        return Chat(choice)
    from songphasa.translation.engines.seq2seq import Seq2Seq

    return Seq2Seq(choice)


def _glossary(choice: Choice) -> Engine:
    from songphasa.translation.glossary_engine import GlossaryEngine

    if choice.model:
        raise BadConfig(
            f"translation: the engine 'glossary' takes no model; name one for {choice.model!r}: hf-seq2seq …"
        )
    return GlossaryEngine()
