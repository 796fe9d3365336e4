"""Figures of a model: exact spans by label and language, how far scores can be trusted, speed on one core.

usage: OMP_NUM_THREADS=1 python -m training.evaluate --data FOLDER --model MODEL_FOLDER
       python -m training.evaluate --data FOLDER --base E5_FOLDER --teacher TEACHER_FOLDER
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from songphasa.document import Entity
from songphasa.tagger import Tagger, read_words
from songphasa.text.scripts import document_lang
from training.data import Labelled, format_scores, read_gold, read_labelled, score_entities

Find = Callable[[Sequence[str]], list[list[Entity]]]


def report(name: str, find: Find, documents: Sequence[Labelled]) -> None:
    """Print scores by label, the micro average of each language, and precision by score."""
    found = find([document.text for document in documents])
    print(f"== {name}: {len(documents)} documents\n{format_scores(score_entities(documents, found))}")
    for lang in ("th", "en"):
        chosen = [at for at, document in enumerate(documents) if document_lang(document.text) == lang]
        score = score_entities([documents[at] for at in chosen], [found[at] for at in chosen])["all"]
        print(f"{lang}: {len(chosen)} documents, P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}")
    print_trust(documents, found)


def print_trust(documents: Sequence[Labelled], found: Sequence[Sequence[Entity]]) -> None:
    """Print for bands of scores how many entities there are, their mean score, and the share that is right."""
    gold = [{(e.start, e.end, e.label) for e in document.entities} for document in documents]
    pairs = np.array([(e.score, (e.start, e.end, e.label) in g) for g, es in zip(gold, found, strict=True) for e in es])
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 0.97), (0.97, 1.01)):
        band = pairs[(pairs[:, 0] >= low) & (pairs[:, 0] < high)]
        if len(band):
            mean, right = band.mean(0)
            print(f"score {low:.2f}-{min(high, 1):.2f}: {len(band)} entities, mean {mean:.3f}, right {right:.3f}")


def print_speed(find: Find, texts: Sequence[str], repeat: int = 3) -> None:
    """Print words and characters a CPU second, for a cold pass and the best of some warm ones.

    CPU seconds are those of one core where OMP_NUM_THREADS is 1, and do not count what else the machine does.
    """
    seconds = []
    for _ in range(repeat + 1):
        began = time.process_time()
        find(texts)
        seconds.append(time.process_time() - began)
    words, characters = sum(len(read_words(text)[0]) for text in texts), sum(map(len, texts))
    print(f"== speed: {len(texts)} documents, {words} words, {characters} characters")
    for name, best in (("cold", seconds[0]), ("warm", min(seconds[1:]))):
        print(f"{name}: {words / best:.0f} words/s, {characters / best:.0f} characters/s")


def main() -> None:
    """Print the figures of a student or a teacher."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/ and ours/")
    parser.add_argument("--model", type=Path, help="model folder")
    parser.add_argument("--base", type=Path, help="Hugging Face folder of multilingual-e5-small")
    parser.add_argument("--teacher", type=Path, help="folder with teacher.pt")
    options = parser.parse_args()
    train, dev = read_gold(options.data)
    find = (
        Tagger.from_folder(options.model).find_entities
        if options.model
        else load_teacher(options.base, options.teacher)
    )
    report("dev", find, dev)
    report("ours", find, read_labelled(options.data / "ours" / "digital.jsonl"))
    print_speed(find, [document.text for document in (train + dev if options.model else dev)])


def load_teacher(base: Path, folder: Path) -> Find:
    """The teacher's way of finding entities; torch is needed for it alone."""
    from training.teacher import Teacher

    return Teacher.load(base, folder).find_entities


if __name__ == "__main__":
    main()
