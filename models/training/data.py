"""Annotated texts for training and measuring: reading, mending, splitting, exact-span scores.

usage: python -m training.data --data FOLDER        prints the split and what each part holds
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from songphasa.document import LABELS, Entity

DEV_DOCUMENTS = 28
UNKNOWN = "?"
"""Label of a span that the loss leaves out: the source and our guidelines disagree, and no rule settles it."""

_UNTAGGED_ORGANIZATION = re.compile(r"คณะรัฐมนตรี|ครม\.|อาเซียน")
_CALENDAR = re.compile(
    r"[0-9๐-๙]|วันนี้|พรุ่งนี้|วานนี้|เมื่อวาน|[ก-ฮ]\.[คพย]\.?|คม|ยน|พันธ์"  # digits, days, months short and long
)
_CLOCK = re.compile(r"[0-9๐-๙]|(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ร้อย|ครึ่ง)")
_CURRENCY = re.compile(r"บาท|ดอลลาร์|เหรียญ|ยูโร|เยน|ปอนด์|หยวน|วอน|รูปี|ล\.|[$฿€]|USD|THB|[Bb]aht|[Dd]ollar")
_PROOF = {"DATE": _CALENDAR, "TIME": _CLOCK, "MONEY": _CURRENCY}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and its entities, sorted; `unlabelled` are the labels that its annotators did not use."""

    id: str
    text: str
    entities: tuple[Entity, ...]
    unlabelled: frozenset[str] = frozenset()


def read_labelled(path: Path) -> list[Labelled]:
    """Read JSONL rows with `id`, `text` and `entities`."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Labelled(row["id"], row["text"], tuple(_entities(row["entities"]))) for row in rows]


def _entities(rows: Iterable[dict[str, object]]) -> list[Entity]:
    found = [Entity(int(str(row["start"])), int(str(row["end"])), str(row["label"])) for row in rows]
    return sorted(found, key=lambda entity: entity.start)


def split_gold(documents: Sequence[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """Train and dev: the dev documents are the `DEV_DOCUMENTS` with the lowest hash of their id."""
    ranked = sorted(documents, key=lambda document: hashlib.sha256(document.id.encode()).hexdigest())
    dev = {document.id for document in ranked[:DEV_DOCUMENTS]}
    train = [document for document in documents if document.id not in dev]
    return train, [document for document in documents if document.id in dev]


def read_gold(data: Path) -> tuple[list[Labelled], list[Labelled]]:
    """Train and dev of the press releases."""
    return split_gold(read_labelled(data / "gold" / "press-releases.jsonl"))


def read_further(data: Path) -> list[Labelled]:
    """The further press releases that we have annotated, `annotations.jsonl` beside this file.

    It holds no texts: a release is found in the collection by the SHA-256 of its text.
    """
    with (Path(__file__).parent / "annotations.jsonl").open(encoding="utf-8") as lines:
        rows = {row["sha256"]: row["entities"] for row in map(json.loads, lines)}
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for _, text in read_releases(data)}
    return [Labelled(key, texts[key], tuple(Entity(*entity) for entity in rows[key])) for key in sorted(rows)]


def read_releases(data: Path) -> Iterator[tuple[str, str]]:
    """Language and text of all releases of the collection."""
    for path in sorted((data / "thaigov").glob("*.parquet")):
        table = pq.read_table(path, columns=["lang", "text"])
        yield from zip(table["lang"].to_pylist(), table["text"].to_pylist(), strict=True)


def read_train(data: Path) -> list[Labelled]:
    """All press releases to train on: those of the gold that are not held out, and the further ones."""
    return read_gold(data)[0] + read_further(data)


def read_thainer(data: Path, part: str = "train", lines: int = 20) -> list[Labelled]:
    """A part of ThaiNER mended by our guidelines, neighbouring lines joined into documents of `lines` lines."""
    found = [mend(line) for line in read_labelled(data / "ner" / f"thainer-1.5-{part}.jsonl")]
    return [_join(found[start : start + lines]) for start in range(0, len(found), lines)]


def mend(line: Labelled) -> Labelled:
    """A ThaiNER line with our conventions where they are cheap to tell.

    The cabinet and ASEAN are organisations wherever they stand; a DATE, TIME or MONEY without its number, month or
    currency is left out of the loss, and so is what is not labelled at all there: EVENT.
    """
    kept = [_doubt(entity, line.text) for entity in line.entities]
    for match in _UNTAGGED_ORGANIZATION.finditer(line.text):
        if all(entity.end <= match.start() or match.end() <= entity.start for entity in kept):
            kept.append(Entity(*match.span(), "ORGANIZATION"))
    kept = [replace(e, label="ORGANIZATION") if line.text[e.start : e.end] == "อาเซียน" else e for e in kept]
    return replace(line, entities=tuple(sorted(kept, key=lambda e: e.start)), unlabelled=frozenset({"EVENT"}))


def _doubt(entity: Entity, text: str) -> Entity:
    proof = _PROOF.get(entity.label)
    sure = proof is None or proof.search(text, entity.start, entity.end)
    return entity if sure else replace(entity, label=UNKNOWN)


def _join(lines: Sequence[Labelled]) -> Labelled:
    entities, at = [], 0
    for line in lines:
        entities += [replace(e, start=e.start + at, end=e.end + at) for e in line.entities]
        at += len(line.text) + 1
    return Labelled(lines[0].id, "\n".join(line.text for line in lines), tuple(entities), lines[0].unlabelled)


def long_lines(text: str, least: int = 60) -> set[str]:
    """Lines of at least so many characters: texts that share one are versions of each other, or quote each other."""
    return {line.strip() for line in text.split("\n") if len(line.strip()) >= least}


def allowed_tags(document: Labelled, pieces: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which BIO tags the annotation allows for each piece.

    Args:
        document: the annotation.
        pieces: [n, 2] sorted spans of the pieces.

    Returns:
        [n, tags] booleans: one tag inside and outside entities, all tags where the annotation is in doubt.
    """
    outside = np.zeros(1 + 2 * len(LABELS), bool)
    outside[0] = True
    for label in document.unlabelled:
        outside[2 * LABELS.index(label) + 1 : 2 * LABELS.index(label) + 3] = True
    allowed = np.tile(outside, (len(pieces), 1))
    for entity in document.entities:
        first, last = _pieces_of(entity, pieces)
        if first == last:
            continue
        allowed[first:last] = entity.label == UNKNOWN
        if entity.label != UNKNOWN:
            allowed[first, 2 * LABELS.index(entity.label) + 1] = True
            allowed[first + 1 : last, 2 * LABELS.index(entity.label) + 2] = True
    return allowed


def _pieces_of(entity: Entity, pieces: npt.NDArray[np.int64]) -> tuple[int, int]:
    first = int(np.searchsorted(pieces[:, 1], entity.start, side="right"))
    return first, max(first, int(np.searchsorted(pieces[:, 0], entity.end, side="left")))


def read_silver(folder: Path, held_out: Sequence[Labelled]) -> Iterator[tuple[str, npt.NDArray[np.float16]]]:
    """Texts and the [words, tags] probabilities of their words, as `training.silver` wrote them.

    Those that share a long line with a held-out document are left out, so that its text is not seen in training.
    """
    held_lines = {line for document in held_out for line in long_lines(document.text)}
    for path in sorted(folder.glob("*.npy")):
        shares, at = np.load(path), 0
        for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").split("\n"):
            row = json.loads(line)
            if held_lines.isdisjoint(long_lines(row["text"])):
                yield row["text"], shares[at : at + row["words"]]
            at += row["words"]


def read_held_out(data: Path) -> list[Labelled]:
    """What no training may see: dev, and the documents of our own."""
    return read_gold(data)[1] + read_labelled(data / "ours" / "digital.jsonl")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of exact spans: right, wrong (found only) and missed (gold only)."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the found spans that are right, 0 where there are none."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold spans that are found, 0 where there are none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / both if both else 0.0


def score_entities(gold: Sequence[Labelled], found: Sequence[Sequence[Entity]]) -> dict[str, Score]:
    """Exact span and label, over all documents: one score a label, and `all` for the micro average."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for document, entities in zip(gold, found, strict=True):
        expected = {(e.start, e.end, e.label) for e in document.entities}
        actual = {(e.start, e.end, e.label) for e in entities}
        right.update(label for *_, label in expected & actual)
        wrong.update(label for *_, label in actual - expected)
        missed.update(label for *_, label in expected - actual)
    scores = {label: Score(right[label], wrong[label], missed[label]) for label in LABELS}
    return {"all": Score(right.total(), wrong.total(), missed.total())} | scores


def format_scores(scores: dict[str, Score]) -> str:
    """A table, one label a line, labels that occur nowhere left out."""
    rows = [(label, score) for label, score in scores.items() if score.right + score.wrong + score.missed]
    return "\n".join(
        f"{label:13} P {s.precision:.3f} R {s.recall:.3f} F1 {s.f1:.3f} ({s.right + s.missed})" for label, s in rows
    )


def main() -> None:
    """Print the ids of the dev documents and what each part holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/ and ner/")
    data = parser.parse_args().data
    train, dev = read_gold(data)
    print("dev:", *(document.id for document in dev))
    parts = {"train": train, "further": read_further(data), "dev": dev, "thainer": read_thainer(data)}
    for name, part in parts.items():
        counts = Counter(entity.label for document in part for entity in document.entities)
        print(
            f"{name}: {len(part)} documents, {sum(len(d.text) for d in part)} characters, {dict(counts.most_common())}"
        )


if __name__ == "__main__":
    main()
