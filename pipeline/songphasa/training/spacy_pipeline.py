"""A spaCy pipeline trained on annotated documents by `spacy train`: DocBins, a config, and models in `OUT`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from songphasa.document import Document
from songphasa.errors import BadInput, BadOutput
from songphasa.text.lines import SAID
from songphasa.training.card import write_card
from songphasa.training.parts import Trained, measure, read_parts, refuse_existing

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def train_spacy(run: str | Path, out: str | Path, steps: int = 2000, seed: int = 0) -> Trained:
    """Train an entity recogniser on the `train` split; `validation` chooses the best step, it is measured on `test`.

    Lines are docs, as `songphasa.spacy_model` reads them; words are songphasa's, and entities are widened to them.
    Without a validation split, what it was trained on chooses. `OUT/config.cfg` is the config: `spacy train` takes it,
    changed as you like. `OUT/model-best` is the model.

    Args:
        run: a run's folder, or gold; see `songphasa.training.parts.read_parts`.
        out: folder for DocBins, config and models; must not be there.
        steps: batches at most.
        seed: of the weights and the order.

    Raises:
        BadInput: see `read_parts`; or a text holds NUL, at which spaCy's strings end.
        BadOutput: `out` is there already, or cannot be written.
    """
    from spacy.cli.train import train

    from songphasa.spacy_model import load

    out = Path(out)
    refuse_existing(out)
    parts = read_parts(run)
    best = out / "model-best"
    try:
        out.mkdir(parents=True)
        _write_docs(parts.train, out / "train.spacy")
        _write_docs(parts.validation or parts.train, out / "dev.spacy")
        _write_config(out, steps, seed)
        train(out / "config.cfg", out)
        trained = Trained(best, parts.measured_on, measure(load(str(best)), parts))
        write_card(best, out.name, trained, parts, "a spaCy pipeline", f"At most {steps} steps, seed {seed}.")
    except OSError as error:
        raise BadOutput(f"{out}: cannot be written: {error.strerror or error}") from error
    return trained


def _write_config(out: Path, steps: int, seed: int) -> None:
    from spacy.cli.init_config import init_config

    config = init_config(lang="th", pipeline=["ner"], optimize="efficiency", gpu=False)
    config["nlp"]["tokenizer"] = {"@tokenizers": "songphasa.words"}
    config["paths"].update({"train": str(out / "train.spacy"), "dev": str(out / "dev.spacy")})
    config["system"]["seed"] = seed
    config["training"].update({"max_steps": steps, "eval_frequency": max(1, min(200, steps // 10))})
    config.to_disk(out / "config.cfg")


def _write_docs(documents: Iterable[Document], path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("th", config={"nlp": {"tokenizer": {"@tokenizers": "songphasa.words"}}})
    docs = (doc for document in documents for doc in _line_docs(nlp, document))
    DocBin(attrs=["ENT_IOB", "ENT_TYPE", "SPACY"], docs=docs).to_disk(path)


def _line_docs(nlp: Language, document: Document) -> Iterator[Doc]:
    from spacy.util import filter_spans

    if "\0" in document.text:
        raise BadInput(f"{document.id}: its text holds NUL, at which spaCy's strings end; leave the document out")
    for line in SAID.finditer(document.text):
        doc = nlp.tokenizer(line.group())
        spans = [
            doc.char_span(one.start - line.start(), one.end - line.start(), one.label, alignment_mode="expand")
            for one in document.entities
            if line.start() <= one.start and one.end <= line.end()
        ]
        doc.ents = filter_spans([span for span in spans if span is not None])
        yield doc
