"""Silver labels: what the teacher and the first students think of many press releases, word by word.

usage: python -m training.silver --data FOLDER --teacher MODEL_FOLDER --out FOLDER --minutes 25
       [--first MODEL_FOLDER ...] [--part 0 --parts 2]

The teacher is read as `training.accurate` wrote it, which is quicker than torch.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path

import numpy as np

from songphasa.committee import of_words
from songphasa.piece_tagger import PieceTagger
from songphasa.tagger import Tagger, read_words
from training.data import read_releases

SHARD = 64
SHORTEST, LONGEST = 300, 8_000
"""Characters of a document; beyond are empty pages and transcripts."""
ENGLISH_EVERY = 5
"""One document in so many is English, until there are no more."""


def fair_releases(data: Path) -> list[tuple[str, str]]:
    """Language and text of the press releases of fair length, in the order of a hash, doubles left out."""
    rows = {
        hashlib.sha256(text.encode()).hexdigest(): (lang, text)
        for lang, text in read_releases(data)
        if SHORTEST <= len(text) <= LONGEST
    }
    return [row for _, row in sorted(rows.items())]


def mix(releases: Sequence[tuple[str, str]]) -> Iterator[str]:
    """All texts, an English one at each `ENGLISH_EVERY`-th place as long as there are some."""
    english = iter([text for lang, text in releases if lang == "en"])
    for at, (lang, text) in enumerate(releases):
        if at % (ENGLISH_EVERY - 1) == 0 and (first := next(english, None)):
            yield first
        if lang != "en":
            yield text


def label(teacher: PieceTagger, firsts: Sequence[Tagger], texts: Sequence[str], path: Path) -> int:
    """Write texts and word probabilities beside each other, `path` with .jsonl and .npy; give the number of words.

    The probabilities are the mean of the teacher's and of what the first students say among themselves: they err apart.
    """
    found = []
    for text in texts:
        pieces, scores = teacher.score_pieces(text)
        spans, places = read_words(text)
        shares = of_words(spans, pieces, np.exp(scores))
        if firsts:
            words = [text[start:end] for start, end in spans.tolist()]
            shares = (shares + np.mean([np.exp(first.score_words(words, places)) for first in firsts], axis=0)) / 2
        found.append(shares.astype(np.float16))
    sizes = [{"text": text, "words": len(shares)} for text, shares in zip(texts, found, strict=True)]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in sizes)
    path.with_suffix(".jsonl").write_text(lines, encoding="utf-8")
    np.save(path.with_suffix(".npy"), np.concatenate(found))
    return sum(map(len, found))


def main() -> None:
    """Label for so many minutes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with thaigov/")
    parser.add_argument("--teacher", type=Path, required=True, help="model folder of the accurate tier")
    parser.add_argument(
        "--first", type=Path, nargs="*", default=[], help="model folders of students trained without silver"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=25)
    parser.add_argument("--part", type=int, default=0, help="which part of the documents this process labels")
    parser.add_argument("--parts", type=int, default=1, help="how many processes share the work")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    teacher = PieceTagger.from_folder(options.teacher)
    firsts = [Tagger.from_folder(folder) for folder in options.first]
    texts = islice(mix(fair_releases(options.data)), options.part, None, options.parts)
    began, total = time.monotonic(), 0
    for shard in count():
        total += label(teacher, firsts, [next(texts) for _ in range(SHARD)], options.out / f"{options.part}-{shard:04}")
        minutes = (time.monotonic() - began) / 60
        print(f"{(shard + 1) * SHARD} documents, {total} words, {minutes:.1f} minutes", flush=True)
        if minutes >= options.minutes:
            break


if __name__ == "__main__":
    main()
