"""Thai pipelines of spaCy side by side, as spaCy sees them: `doc.sents` and `doc.ents` against gold, and their speed.

usage: pip install spacy-pythainlp && python benchmarks/spacy_pipelines.py [--gold annotations/gold]

spacy-pythainlp's entities need a corpus that it downloads; where it cannot, only its sentences are compared.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy_pythainlp
from spacy.language import Language
from spacy.tokens import Doc

import songphasa
from songphasa.dataset.annotated import read_annotated
from songphasa.document import LABELS, Document, Entity, Layer, Sentence
from songphasa.evaluation import evaluate


def read_doc(id_: str, doc: Doc) -> Document:
    """The sentences and entities that spaCy sees, white space at their ends left out."""
    sentences = [
        Sentence(*bounds) for sent in doc.sents if (bounds := _strip(doc.text, sent.start_char, sent.end_char))
    ]
    entities = [
        Entity(*bounds, entity.label_)
        for entity in doc.ents
        if entity.label_ in LABELS and (bounds := _strip(doc.text, entity.start_char, entity.end_char))
    ]
    return Document(id_, doc.text).with_layer(Layer.SENTENCES, sentences).with_layer(Layer.ENTITIES, entities)


def _strip(text: str, start: int, end: int) -> tuple[int, int] | None:
    said = text[start:end]
    left, right = end - len(said.lstrip()), start + len(said.rstrip())
    return (left, right) if left < right else None


def compare(name: str, nlp: Language, gold: Sequence[Document]) -> None:
    """Print how a pipeline does."""
    texts = [document.text for document in gold]
    list(nlp.pipe(texts[:2]))
    started = time.perf_counter()
    docs = list(nlp.pipe(texts))
    speed = sum(map(len, texts)) / (time.perf_counter() - started)
    found = [read_doc(document.id, doc) for document, doc in zip(gold, docs, strict=True)]
    evaluation = evaluate(found, gold)
    scores = {
        "sentence starts": evaluation.starts,
        "inside lines": evaluation.boundaries,
        "entities": evaluation.entities,
    }
    said = ", ".join(f"{what} {score.f1:.3f}" for what, score in scores.items())
    print(f"{name}: F1 {said}; {speed:,.0f} characters/s")


def main() -> None:
    """Compare the pipelines that load."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("annotations/gold"))
    gold = list(read_annotated(parser.parse_args().gold))
    pipelines: dict[str, Callable[[], Language]] = {
        "songphasa": songphasa.spacy_pipeline,
        "spacy-pythainlp, sentences": lambda: spacy_pythainlp.load(sent=True, pos=False, ner=False, word_vector=False),
        "spacy-pythainlp, sentences and entities": lambda: spacy_pythainlp.load(
            sent=True, pos=False, ner=True, word_vector=False
        ),
    }
    for name, load in pipelines.items():
        try:
            nlp = load()
        except OSError as error:
            print(f"{name}: does not load: {str(error).splitlines()[0]}")
            continue
        compare(name, nlp, gold)


if __name__ == "__main__":
    main()
