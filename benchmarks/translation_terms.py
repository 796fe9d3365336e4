"""Terms of the sample documents: do people's translations use them, and do they survive a small model?

usage: python benchmarks/translation_terms.py [--steps 1500] [--seed 1] [--pairs FILE.tsv ...]

Two tables, over annotations/gold, where every sentence has a translation by a person:

1. The plan beside the people: how often the reference holds a term exactly as the plan wants it, and how many
   entities find their place in it.
2. A tiny Marian model (1.1 M parameters) learns short sentences by heart, as they are and with placeholders of other
   numbers in the places of terms, is saved, and is loaded by the engine `hf-seq2seq` like any user's model. Then it
   translates the same sentences with other dates, amounts, acronyms and names in them, taken from other documents, once
   without the plan and once with it: what a translator does that knows the kind of text and not the names in it. Of 25
   documents no model learns more, so the table is about terms, not about translation.

With `--pairs`, files of Thai and English sentences, only the flags of these: of the pairs as they are, and where each
has the translation of the seventh sentence after it.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from songphasa.dataset.annotated import read_annotated
from songphasa.document import Term
from songphasa.translation.engines import Choice, load_engine
from songphasa.translation.placeholders import mask
from songphasa.translation.projection import project
from songphasa.translation.quality import Translated, find_flags
from songphasa.translation.rendering import Lang
from songphasa.translation.terms import TermPlanner, missing_terms
from songphasa.translation.translator import Outcome, Task, Translator

GOLD = Path(__file__).parent.parent / "annotations/gold"
GROUPS = {
    "acronyms and their names": ("definition", "run", "lexicon"),
    "dates": ("date",),
    "amounts": ("amount",),
    "names": ("name",),
}
COPIES = 4
"""Copies of a pair with placeholders, each with other numbers, so that copying is learnt and no number."""
LONGEST = 40
"""Tokens of a sentence, at most."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, its terms, and what a person made of it."""

    document: str
    text: str
    terms: tuple[Term, ...]
    reference: str


def _read_pairs(lang: Lang) -> list[Pair]:
    planner = TermPlanner(lang)
    return [
        Pair(document.id, document[sentence], terms, one.text)
        for document in read_annotated(GOLD / "documents.jsonl")
        for sentence, terms, one in zip(document.sentences, planner.plan(document), document.translations, strict=True)
        if one.lang == lang and one.text
    ]


def _projected(lang: Lang) -> tuple[int, int]:
    """Of the gold entities, how many have a place in the reference, and how many there are."""
    planner = TermPlanner(lang)
    places = [
        one.start
        for document in read_annotated(GOLD / "documents.jsonl")
        for sentence, terms, said in zip(document.sentences, planner.plan(document), document.translations, strict=True)
        if said.lang == lang and said.text
        for one in project(document, sentence, said.text, terms)
    ]
    return sum(place is not None for place in places), len(places)


def _rates(pairs: Sequence[Pair], texts: Sequence[str | None]) -> dict[str, tuple[int, int]]:
    """Of the terms of each group, how many are in the texts as they should be, and how many there are."""
    held, all_terms = Counter[str](), Counter[str]()
    for pair, text in zip(pairs, texts, strict=True):
        missing = missing_terms(text or "", pair.terms)
        for group, origins in GROUPS.items():
            own = [term for term in pair.terms if term.origin in origins]
            all_terms[group] += len(own)
            held[group] += sum(term not in missing for term in own)
    return {group: (held[group], all_terms[group]) for group in GROUPS if all_terms[group]}


def _training_texts(pairs: Sequence[Pair], chance: random.Random) -> Iterator[tuple[str, str]]:
    for pair in pairs:
        yield pair.text, pair.reference
        yield pair.text, pair.reference
        kept = _kept(pair)
        for _ in range(COPIES if kept else 0):
            yield _masked(pair, chance.sample(kept, chance.randint(1, len(kept))), chance)


def _kept(pair: Pair) -> list[Term]:
    """The terms that the reference holds as the plan wants them."""
    return [term for term in pair.terms if term.target in pair.reference]


def _swapped(pairs: Sequence[Pair], chance: random.Random) -> list[Pair]:
    """The pairs with terms, each term replaced by one of the same group from another document, on both sides."""
    pools: dict[str, list[tuple[str, Term, str]]] = {}
    for pair in pairs:
        for term in _kept(pair):
            pools.setdefault(_group(term), []).append((pair.document, term, pair.text[term.start : term.end]))
    return [_swap(pair, pools, chance) for pair in pairs if _kept(pair)]


def _group(term: Term) -> str:
    return next(group for group, origins in GROUPS.items() if term.origin in origins)


def _swap(pair: Pair, pools: dict[str, list[tuple[str, Term, str]]], chance: random.Random) -> Pair:
    text, terms, marked, done = "", list[Term](), pair.reference, 0
    for place, term in enumerate(_kept(pair)):
        others = [other for other in pools[_group(term)] if other[0] != pair.document]
        _, other, said = chance.choice(others)
        text += pair.text[done : term.start]
        terms.append(replace(other, start=len(text), end=len(text) + len(said)))
        text += said
        done = term.end
        marked = marked.replace(term.target, f"\0{place}\0", 1)
    parts = marked.split("\0")
    reference = "".join(terms[int(part)].target if at % 2 else part for at, part in enumerate(parts))
    return Pair(pair.document, text + pair.text[done:], tuple(terms), reference)


def _masked(pair: Pair, terms: Sequence[Term], chance: random.Random) -> tuple[str, str]:
    """A pair with placeholders of random numbers on both sides."""
    terms = sorted(terms, key=lambda term: term.start)
    numbers = chance.sample(range(max(10, len(terms))), len(terms))
    source, target = mask(pair.text, terms), pair.reference
    for place in reversed(range(len(terms))):
        source = source.replace(f"XQ{place}X", f"\0{numbers[place]}\0")
    for term, number in sorted(zip(terms, numbers, strict=True), key=lambda each: -len(each[0].target)):
        target = target.replace(term.target, f"\0{number}\0", 1)
    return tuple(_coded(said) for said in (source, target))  # type: ignore[return-value]


def _coded(said: str) -> str:
    parts = said.split("\0")
    return "".join(part if place % 2 == 0 else f"XQ{part}X" for place, part in enumerate(parts))


def _make_tokenizer(texts: Sequence[str]) -> Any:  # noqa: ANN401
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))  # noqa: S106
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Metaspace(), pre_tokenizers.Digits(True)])
    tokenizer.decoder = decoders.Metaspace()
    trainer = trainers.BpeTrainer(vocab_size=3000, special_tokens=["<pad>", "</s>", "<unk>"], show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="<pad>", eos_token="</s>", unk_token="<unk>")  # noqa: S106


def _train(pairs: Sequence[Pair], steps: int, seed: int, folder: Path) -> list[Pair]:
    """Train the model on the pairs that are short enough, which are returned, and save it as a user's would be."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance = random.Random(seed)  # noqa: S311
    texts = list(_training_texts(pairs, chance))
    tokenizer = _make_tokenizer([said for pair in texts for said in pair])
    known = [pair for pair in pairs if all(len(tokenizer(said)["input_ids"]) <= LONGEST for said in _sides(pair))]
    texts = list(_training_texts(known, chance))
    size = {"d_model": 128, "encoder_layers": 2, "decoder_layers": 2, "dropout": 0.0, "max_position_embeddings": 256}
    heads = {
        f"{side}_{what}": number
        for side in ("encoder", "decoder")
        for what, number in (("attention_heads", 4), ("ffn_dim", 256))
    }
    config = MarianConfig(
        vocab_size=len(tokenizer),
        pad_token_id=0,
        eos_token_id=1,
        decoder_start_token_id=0,
        forced_eos_token_id=None,
        scale_embedding=True,
        **size,
        **heads,
    )
    model = MarianMTModel(config).train()
    encoded = [[tokenizer(said)["input_ids"] for said in pair] for pair in texts]
    encoded.sort(key=lambda pair: len(pair[0]))
    batches = [encoded[start : start + 16] for start in range(0, len(encoded), 16)]
    optimizer = torch.optim.AdamW(model.parameters(), 1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, steps)
    for step in range(steps):
        sources, targets = (
            _padded([pair[side] for pair in batch]) for batch in [chance.choice(batches)] for side in (0, 1)
        )
        labels = targets.masked_fill(targets == 0, -100)
        loss = model(input_ids=sources, attention_mask=sources.ne(0).long(), labels=labels).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if step % 100 == 0:
            print(f"step {step}, loss {loss.item():.2f}", flush=True)
    with torch.no_grad():
        model.get_input_embeddings().weight[0].zero_()
    print(
        f"{sum(part.numel() for part in model.parameters()):,} parameters, {len(encoded)} pairs, "
        f"loss {loss.item():.2f} at the end"
    )
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return known


def _sides(pair: Pair) -> tuple[str, str]:
    return pair.text, pair.reference


def _padded(rows: Sequence[Sequence[int]]) -> Any:  # noqa: ANN401
    import torch

    longest = max(map(len, rows))
    return torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows])


def _translate(pairs: Sequence[Pair], folder: Path, lang: Lang, keep_terms: bool) -> list[Outcome]:
    engine = load_engine(Choice("hf-seq2seq", str(folder), lang, budget=2000, beams=1))
    return Translator(engine, lang, keep_terms).translate([Task(pair.text, pair.terms) for pair in pairs])


def _print_rates(name: str, found: dict[str, tuple[int, int]]) -> None:
    said = " · ".join(f"{group} {held}/{whole} ({held / whole:.3f})" for group, (held, whole) in found.items())
    print(f"{name}: {said}")


def _print_flags(path: Path) -> None:
    pairs = [line.split("\t")[:2] for line in path.read_text("utf-8").splitlines()]
    for lang, source, target in (("en", 0, 1), ("th", 1, 0)):
        right = Counter(flag for pair in pairs for flag in find_flags(Translated(pair[source], pair[target], lang)))
        others = zip(pairs, [*pairs[7:], *pairs[:7]], strict=True)
        wrong = sum(bool(find_flags(Translated(pair[source], other[target], lang))) for pair, other in others)
        print(f"{path.stem} into {lang}, {len(pairs)} pairs: {dict(right)}; swapped, {wrong} have a flag")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", type=Path, nargs="+", default=[])
    given = parser.parse_args()
    for path in given.pairs:
        _print_flags(path)
    if given.pairs:
        return
    for lang in ("en", "th"):
        pairs = _read_pairs(lang)
        _print_rates(
            f"references into {lang}, {len(pairs)} sentences", _rates(pairs, [pair.reference for pair in pairs])
        )
        found, whole = _projected(lang)
        print(f"  entities found again: {found}/{whole} ({found / whole:.3f})")
    chance = random.Random(given.seed)  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        known = _train(_read_pairs("en"), given.steps, given.seed, Path(folder))
        other = _swapped(known, chance)
        print(f"trained in {time.perf_counter() - began:.0f} s on {len(known)} sentences; {len(other)} have terms")
        for name, asked in (("as learnt", [pair for pair in known if _kept(pair)]), ("with other terms", other)):
            for keep_terms in (False, True):
                outcomes = _translate(asked, Path(folder), "en", keep_terms)
                texts = [outcome.text for outcome in outcomes]
                lost = sum("terms_lost" in outcome.flags for outcome in outcomes)
                _print_rates(f"{name}, {'with' if keep_terms else 'without'} the plan", _rates(asked, texts))
                print(f"  chrF++ {_chrf(texts, asked):.1f}, placeholders lost in {lost} sentences", flush=True)


def _chrf(texts: Sequence[str | None], pairs: Sequence[Pair]) -> float:
    from sacrebleu import CHRF

    return CHRF(word_order=2).corpus_score([text or "" for text in texts], [[pair.reference for pair in pairs]]).score


if __name__ == "__main__":
    main()
