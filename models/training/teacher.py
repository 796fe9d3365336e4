"""The teacher: multilingual-e5-small fine-tuned to tag pieces, too slow to ship, good enough to label.

usage: python -m training.teacher --data FOLDER --base E5_FOLDER --out FOLDER [--silver FOLDER]
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from songphasa.committee import of_words
from songphasa.document import LABELS, Entity
from songphasa.piece_tagger import unglued
from songphasa.pieces import BREAK, PAD, WINDOW, Window, line_starts, split_windows
from songphasa.tagger import find_spans, read_words
from training.data import (
    Labelled,
    allowed_tags,
    format_scores,
    read_gold,
    read_held_out,
    read_silver,
    read_thainer,
    read_train,
    score_entities,
)

BATCH = 6
POOL = 8
"""Batches drawn together, so that windows of like length can share one."""
FROZEN = 4
"""Layers kept as they are, of 12; with them frozen a step takes a fifth less time."""
HIDDEN = 0.05
"""Share of the pieces hidden in training."""
MASK = 250001
"""Id of the mask."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A window and what is known of its tags, [n, tags].

    Attributes:
        window: the pieces.
        allowed: the tags that the annotation allows at each piece; all where nothing is known.
        taught: probabilities of the tags; zeros where nothing is known.
    """

    window: Window
    allowed: npt.NDArray[np.bool_]
    taught: npt.NDArray[np.float16]


class Teacher(nn.Module):
    """An encoder with a linear layer: piece ids to BIO tags."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        # Dropout inside the encoder doubles the time of a step on a CPU; hidden pieces (`_step`) stand in for it.
        self.encoder = BertModel.from_pretrained(
            base, add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        self.encoder.embeddings.requires_grad_(False)
        self.encoder.encoder.layer[:FROZEN].requires_grad_(False)
        self.head = nn.Linear(self.encoder.config.hidden_size, 1 + 2 * len(LABELS))

    @classmethod
    def load(cls, base: Path, folder: Path) -> Teacher:
        """The trained teacher, read from `folder`."""
        teacher = cls(base)
        teacher.load_state_dict(torch.load(folder / "teacher.pt"))
        return teacher

    def forward(self, ids: Tensor) -> Tensor:
        """[batch, n] piece ids to [batch, n, tags] log-probabilities, in bfloat16 inside."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.encoder(input_ids=ids, attention_mask=(ids != PAD).long()).last_hidden_state
        return torch.log_softmax(self.head(nn.functional.dropout(hidden.float(), 0.1, self.training)), -1)

    def windows(self, text: str, first: int = WINDOW) -> list[Window]:
        """See `songphasa.pieces.split_windows`."""
        return split_windows(self.tokenizer, text, first)

    @torch.inference_mode()
    def tag(self, texts: Sequence[str]) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]]:
        """For each text its pieces, [n, 2] offsets, and their [n, tags] log-probabilities."""
        self.eval()
        windows = [(at, window) for at, text in enumerate(texts) for window in self.windows(text)]
        order = sorted(range(len(windows)), key=lambda k: len(windows[k][1].ids))
        scores: dict[int, npt.NDArray[np.float32]] = {}
        for start in range(0, len(order), 16):
            chosen = order[start : start + 16]
            for k, row in zip(chosen, self(_padded([windows[k][1].ids for k in chosen])), strict=True):
                said = windows[k][1].said
                scores[k] = row[: len(said)].numpy()[said]
        found = []
        for at in range(len(texts)):
            mine = [k for k, (owner, _) in enumerate(windows) if owner == at]
            spans = np.concatenate([windows[k][1].spans[windows[k][1].said] for k in mine])
            found.append((spans, np.concatenate([scores[k] for k in mine])))
        return found

    def find_entities(self, texts: Sequence[str]) -> list[list[Entity]]:
        """Entities by constrained decoding, glued brackets and quotes taken off."""
        found = []
        for text, (spans, scores) in zip(texts, self.tag(texts), strict=True):
            starts = line_starts(text, spans)
            found.append([unglued(text, entity) for entity in find_spans(spans, scores, starts, LABELS, "teacher")])
        return found


def _padded(rows: Sequence[npt.NDArray[np.int64]]) -> Tensor:
    ids = np.full((len(rows), max(map(len, rows))), PAD, np.int64)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = row
    return torch.from_numpy(ids)


def _examples(teacher: Teacher, documents: Sequence[Labelled]) -> list[Lesson]:
    """Windows with the tags allowed at each piece; where the first window ends is drawn, so that epochs differ."""
    found = []
    for document in documents:
        for window in teacher.windows(document.text, int(torch.randint(WINDOW // 4, WINDOW + 1, ()))):
            lesson = _blank(window)
            lesson.allowed[window.said] = allowed_tags(document, window.spans[window.said])
            found.append(lesson)
    return found


def _silver_lessons(teacher: Teacher, folder: Path, held_out: Sequence[Labelled]) -> Iterator[Lesson]:
    """Windows of silver documents with the probabilities of the word in which each piece begins."""
    for text, taught in read_silver(folder, held_out):
        words, _ = read_words(text)
        if len(words) == len(taught):
            for window in teacher.windows(text, int(torch.randint(WINDOW // 4, WINDOW + 1, ()))):
                lesson = _blank(window)
                lesson.taught[window.said] = of_words(window.spans[window.said], words, taught)
                yield lesson


def _blank(window: Window) -> Lesson:
    shape = (len(window.ids), 1 + 2 * len(LABELS))
    return Lesson(window, np.ones(shape, bool), np.zeros(shape, np.float16))


def _step(teacher: Teacher, batch: Sequence[Lesson]) -> Tensor:
    """Mean over pieces of the cross-entropy with what the annotation allows or the probabilities say."""
    ids = _padded([lesson.window.ids for lesson in batch])
    shape = (*ids.shape, 1 + 2 * len(LABELS))
    allowed, taught = torch.ones(shape, dtype=torch.bool), torch.zeros(shape)
    for row, lesson in enumerate(batch):
        allowed[row, : len(lesson.allowed)] = torch.from_numpy(lesson.allowed)
        taught[row, : len(lesson.taught)] = torch.from_numpy(lesson.taught).float()
    hidden = (torch.rand(ids.shape) < HIDDEN) & (ids > BREAK)
    scores = teacher(ids.masked_fill(hidden, MASK))
    hard = -scores.masked_fill(~allowed, -1e4).logsumexp(-1)[~allowed.all(-1)].sum()
    return (hard - (taught * scores).sum()) / (ids > BREAK).sum()


def _batches(lessons: Sequence[Lesson]) -> list[list[Lesson]]:
    """The lessons in drawn order, those of like length together."""
    drawn = random.sample(lessons, len(lessons))
    batches = []
    for start in range(0, len(drawn), BATCH * POOL):
        pool = sorted(drawn[start : start + BATCH * POOL], key=lambda lesson: len(lesson.window.ids))
        batches += [pool[at : at + BATCH] for at in range(0, len(pool), BATCH)]
    random.shuffle(batches)
    return batches


def train(teacher: Teacher, batches: Sequence[Sequence[Lesson]], rate: float) -> None:
    """Fine-tune on the batches in their order, the rate rising over the first tenth and falling to nothing."""
    groups = [
        {"params": [p for p in teacher.encoder.parameters() if p.requires_grad], "lr": rate},
        {"params": teacher.head.parameters(), "lr": 10 * rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * len(batches)), (len(batches) - step) / (0.9 * len(batches)))
    )
    began, total = time.monotonic(), 0.0
    teacher.train()
    for step, batch in enumerate(batches, 1):
        loss = _step(teacher, batch)
        loss.backward()
        nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        total += loss.item()
        if step % 25 == 0:
            print(f"{step}/{len(batches)} loss {total / 25:.4f} {time.monotonic() - began:.0f} s", flush=True)
            total = 0.0


def main() -> None:
    """Train, write `teacher.pt` and print its dev scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold/ and ner/")
    parser.add_argument("--base", type=Path, required=True, help="Hugging Face folder of multilingual-e5-small")
    parser.add_argument("--out", type=Path, required=True, help="folder to write teacher.pt into")
    parser.add_argument("--resume", type=Path, help="folder with a teacher.pt to go on from")
    parser.add_argument("--silver", type=Path, help="folder that training.silver wrote: learn from it alone")
    parser.add_argument("--batches", type=int, help="how many batches of the silver, by default all")
    parser.add_argument("--times", type=int, default=3, help="rounds over the press releases; ThaiNER is read once")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="highest learning rate of the encoder")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    teacher = Teacher.load(options.base, options.resume) if options.resume else Teacher(options.base)
    if options.silver:
        batches = _batches(list(_silver_lessons(teacher, options.silver, read_held_out(options.data))))[
            : options.batches
        ]
    else:
        batches = _batches(_examples(teacher, read_train(options.data) * options.times + read_thainer(options.data)))
    train(teacher, batches, options.rate)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(teacher.state_dict(), options.out / "teacher.pt")
    dev = read_gold(options.data)[1]
    print(format_scores(score_entities(dev, teacher.find_entities([document.text for document in dev]))))


if __name__ == "__main__":
    main()
