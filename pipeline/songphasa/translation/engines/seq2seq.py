"""Encoder-decoder models of Hugging Face: Marian, NLLB, M2M100, mBART, T5 and MADLAD (needs the extra `torch`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from songphasa.models import model_fingerprint
from songphasa.translation.engine import Reply, Request
from songphasa.translation.engines import Choice
from songphasa.translation.engines.alignment import find_links, piece_spans
from songphasa.translation.engines.generation import STEP, Generated, Generator
from songphasa.translation.engines.languages import speech_of
from songphasa.translation.engines.weights import load_tokenizer, load_weights
from songphasa.translation.projection import Link

LONGEST = 192
"""Tokens of a sentence that is translated in one piece: translators have seen few longer ones."""


class Seq2Seq:
    """A model by a folder or a hub id; terms go through it as placeholders."""

    name: ClassVar[str] = "hf-seq2seq"
    reads_terms: ClassVar[bool] = False

    def __init__(self, choice: Choice) -> None:
        """Load the model.

        Raises:
            MissingModel: torch or the model is not here, or has no safetensors.
        """
        model = load_weights(choice.model, "AutoModelForSeq2SeqLM")
        self._tokenizer = load_tokenizer(choice.model)
        self._speech = speech_of(self._tokenizer, choice.lang)
        self._first = self._speech.first and self._tokenizer.convert_tokens_to_ids(self._speech.first)
        positions = getattr(model.config, "max_position_embeddings", None) or 2 * LONGEST
        self._limit = min(LONGEST, positions // STEP * STEP)
        self._generator = Generator(
            model,
            self._tokenizer.pad_token_id,
            frozenset({self._tokenizer.eos_token_id}),
            most=positions - 2,
            budget=choice.budget,
            beams=choice.beams,
        )
        self.model = Path(choice.model).name
        self.fingerprint = f"{self.name}-{model_fingerprint(choice.model)}-{choice.beams}"

    def fits(self, text: str) -> bool:
        """Whether it reads a text at once."""
        return len(self._ids(text)) <= self._limit

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        """A reply to each request, in order."""
        texts = [self._ids(request.text) for request in requests]
        options = {} if self._first is None else {"forced_bos_token_id": self._first}
        written = self._generator.generate(texts, **options)
        return [self._reply(request, ids, one) for request, ids, one in zip(requests, texts, written, strict=True)]

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer(self._speech.before + text)["input_ids"]
        return ids

    def _reply(self, request: Request, ids: list[int], written: Generated) -> Reply:
        unsaid = {*self._tokenizer.all_special_ids, self._first}  # M2M100 would say the language
        said = [place for place, one in enumerate(written.ids) if one not in unsaid]
        text = self._tokenizer.decode([written.ids[place] for place in said]).strip()
        if not text:
            return Reply(None, flags=("empty",))
        links = self._links(request, ids, text, said, written)
        return Reply(text, written.score, () if written.finished else ("unfinished",), links)

    def _links(
        self, request: Request, ids: list[int], text: str, said: list[int], written: Generated
    ) -> tuple[Link, ...]:
        if written.attention is None:
            return ()
        read = piece_spans(self._pieces(ids), request.text)
        wrote = piece_spans(self._pieces([written.ids[place] for place in said]), text)
        return find_links(read, wrote, written.attention[said].tolist())

    def _pieces(self, ids: Sequence[int]) -> list[str]:
        pieces: Any = self._tokenizer.convert_ids_to_tokens(list(ids))
        return ["" if one in self._tokenizer.all_special_ids else piece for one, piece in zip(ids, pieces, strict=True)]
