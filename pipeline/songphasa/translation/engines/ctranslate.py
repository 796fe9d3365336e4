"""Models that CTranslate2 has converted, in whole numbers of eight bits (needs the extra `ct2`).

The folder of a converted model also holds the files of its tokenizer; `docs/translation.md` has the command.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from pathlib import Path
from typing import Any, ClassVar

from songphasa.errors import BadConfig, MissingModel
from songphasa.models import model_fingerprint
from songphasa.translation.engine import Reply, Request
from songphasa.translation.engines import Choice
from songphasa.translation.engines.alignment import find_links, piece_spans
from songphasa.translation.engines.languages import speech_of
from songphasa.translation.engines.seq2seq import LONGEST
from songphasa.translation.engines.weights import find_model, load_tokenizer

_BROKEN = ("M2M100Tokenizer",)
"""Tokenizers of families that CTranslate2 converts wrongly."""


class CTranslate2:
    """A converted model by a folder or a hub id; terms go through it as placeholders."""

    name: ClassVar[str] = "ctranslate2"
    reads_terms: ClassVar[bool] = False

    def __init__(self, choice: Choice) -> None:
        """Load the model.

        Raises:
            MissingModel: ctranslate2 or the model is not here, or the folder lacks the tokenizer.
            BadConfig: the model is of a family that CTranslate2 is known to break.
        """
        folder = find_model(choice.model)
        self._tokenizer = load_tokenizer(choice.model)
        refuse_broken(choice.model, self._tokenizer)
        self._translator = _load(choice.model, folder)
        self._speech = speech_of(self._tokenizer, choice.lang)
        self._options = {"beam_size": choice.beams, "max_batch_size": choice.budget, "batch_type": "tokens"}
        self.model = Path(choice.model).name
        self.fingerprint = f"{self.name}-{model_fingerprint(choice.model)}-{choice.beams}"

    def fits(self, text: str) -> bool:
        """Whether it reads a text at once."""
        return len(self._pieces(text)) <= LONGEST

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        """A reply to each request, in order."""
        pieces = [self._pieces(request.text) for request in requests]
        lengths: dict[int, list[int]] = {}
        for place, one in enumerate(pieces):
            lengths.setdefault(len(one), []).append(place)
        results = dict[int, Any]()
        for places in lengths.values():  # padding would make a translation depend on the others of its batch
            results.update(zip(places, self._written([pieces[place] for place in places]), strict=True))
        return [self._reply(request, pieces[place], results[place]) for place, request in enumerate(requests)]

    def _written(self, pieces: list[list[str]]) -> list[Any]:
        """The results for sentences of the same length."""
        results: list[Any] = self._translator.translate_batch(
            pieces,
            target_prefix=[[self._speech.first]] * len(pieces) if self._speech.first else None,
            max_decoding_length=2 * len(pieces[0]) + 16,
            max_input_length=0,
            return_scores=True,
            return_attention=True,
            return_end_token=True,
            **self._options,
        )
        return results

    def _pieces(self, text: str) -> list[str]:
        ids = self._tokenizer(self._speech.before + text)["input_ids"]
        pieces: list[str] = self._tokenizer.convert_ids_to_tokens(ids)
        return pieces

    def _reply(self, request: Request, pieces: list[str], result: Any) -> Reply:  # noqa: ANN401
        written, unsaid = result.hypotheses[0], {*self._tokenizer.all_special_tokens, self._speech.first}
        said = [place for place, piece in enumerate(written) if piece not in unsaid]
        kept = [written[place] for place in said]
        text = self._tokenizer.decode(self._tokenizer.convert_tokens_to_ids(kept)).strip()
        if not text:
            return Reply(None, flags=("empty",))
        read = piece_spans(["" if piece in unsaid else piece for piece in pieces], request.text)
        weights = [result.attention[0][place] for place in said]
        finished = written[-1] == self._tokenizer.eos_token
        links = find_links(read, piece_spans(kept, text), weights)
        return Reply(text, round(exp(result.scores[0]), 4), () if finished else ("unfinished",), links)


def refuse_broken(name: str, tokenizer: object) -> None:
    """Make sure that CTranslate2 can be trusted with a model, by its tokenizer.

    Raises:
        BadConfig: it cannot.
    """
    if type(tokenizer).__name__ in _BROKEN:
        raise BadConfig(f"{name}: CTranslate2 converts M2M100 wrongly; take the engine 'hf-seq2seq'")


def _load(name: str, folder: Path) -> Any:  # noqa: ANN401
    try:
        from ctranslate2 import Translator
    except ImportError as error:
        raise MissingModel("the engine 'ctranslate2' needs a package: pip install 'songphasa[ct2]'") from error
    try:
        return Translator(str(folder), device="cpu", compute_type="int8", inter_threads=1, intra_threads=1)
    except (RuntimeError, ValueError) as error:
        command = f"convert it: ct2-transformers-converter --model {name} --output_dir FOLDER --quantization int8"
        raise MissingModel(f"{name!r} is no model that CTranslate2 has converted: {error}; {command}") from error
