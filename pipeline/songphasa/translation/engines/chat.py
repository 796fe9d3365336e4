"""Instruction models of Hugging Face, such as ChindaMT and Typhoon Translate, asked in their own chat template.

The terms of a sentence are part of the question (needs the extra `torch`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from songphasa.errors import MissingModel
from songphasa.models import model_fingerprint
from songphasa.translation.engine import Reply, Request
from songphasa.translation.engines import Choice
from songphasa.translation.engines.generation import Generated, Generator
from songphasa.translation.engines.languages import NAMES, OTHER
from songphasa.translation.engines.weights import load_tokenizer, load_weights

_LONGEST = 512
"""Tokens of a question, at most."""

_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)


class Chat:
    """A model by a folder or a hub id; it is told the terms."""

    name: ClassVar[str] = "hf-chat"
    reads_terms: ClassVar[bool] = True

    def __init__(self, choice: Choice) -> None:
        """Load the model.

        Raises:
            MissingModel: torch or the model is not here, or it has no safetensors or no chat template.
        """
        model = load_weights(choice.model, "AutoModelForCausalLM")
        self._tokenizer = load_tokenizer(choice.model)
        if not self._tokenizer.chat_template:
            raise MissingModel(f"the model {choice.model!r} has no chat template: is it an instruction model?")
        self._lang = choice.lang
        ends = model.generation_config.eos_token_id
        ends = frozenset(ends if isinstance(ends, list) else {ends, self._tokenizer.eos_token_id})
        pad = self._tokenizer.pad_token_id
        pad = min(ends - {None}) if pad is None else pad
        self._generator = Generator(model, pad, ends, _LONGEST, choice.budget, choice.beams, left=True)
        self.model = Path(choice.model).name
        self.fingerprint = f"{self.name}-{model_fingerprint(choice.model)}-{choice.beams}"

    def fits(self, text: str) -> bool:
        """Whether the question for a text without terms leaves room for some."""
        return len(self._ids(Request(text, self._lang))) <= _LONGEST // 2

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        """A reply to each request, in order."""
        written = self._generator.generate([self._ids(request) for request in requests])
        return [self._reply(one) for one in written]

    def _ids(self, request: Request) -> list[int]:
        said = [{"role": "user", "content": question(request)}]
        template = self._tokenizer.apply_chat_template(
            said, add_generation_prompt=True, tokenize=False, enable_thinking=False
        )
        ids: list[int] = self._tokenizer(template, add_special_tokens=False)["input_ids"]
        return ids

    def _reply(self, written: Generated) -> Reply:
        text = _THOUGHT.sub("", self._tokenizer.decode(written.ids, skip_special_tokens=True)).strip()
        if not text:
            return Reply(None, flags=("empty",))
        return Reply(" ".join(text.split()), written.score, () if written.finished else ("unfinished",))


def question(request: Request) -> str:
    """What a model is asked."""
    source, target = NAMES[OTHER[request.lang]], NAMES[request.lang]
    terms = dict.fromkeys(f"{request.text[term.start : term.end]} = {term.target}" for term in request.terms)
    lines = [f"Translate the following {source} text into {target}. Reply with the translation alone."]
    if terms:
        lines += ["Use these translations of terms:", *terms]
    return "\n".join([*lines, "", request.text])
