"""Translations beside reference translations: chrF++ and BLEU by sacrebleu, and what of the sentences was compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from songphasa.dataset.annotated import read_annotated
from songphasa.document import Document
from songphasa.errors import BadInput, MissingModel
from songphasa.text.scripts import sentence_lang
from songphasa.text.tokens import split_tokens

References = Mapping[tuple[str, str], str]
"""Reference translations by the language of the translation and the sentence, but for white space."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Translations into one language beside their references.

    Attributes:
        lang: the language.
        sentences: sentences of the run that have a reference.
        translated: those of them that have a translation; the scores are of these.
        chrf: chrF++ (Popović 2017), in [0, 100].
        bleu: BLEU, in [0, 100]; Thai is cut into words by songphasa's tokenizer, since sacrebleu has none for it.
        signatures: what sacrebleu computed, in its own words.
    """

    lang: str
    sentences: int
    translated: int
    chrf: float
    bleu: float
    signatures: tuple[str, str]


def read_references(path: Path) -> References:
    """Reference translations: annotated documents with translations, or a TSV file of Thai and English sentences.

    Raises:
        BadInput: there is none.
    """
    pairs = _read_pairs(path) if path.suffix == ".tsv" else _annotated_pairs(read_annotated(path))
    references = {(lang, _key(source)): text for lang, source, text in pairs}
    if not references:
        raise BadInput(f"{path}: no reference translations; give annotated documents with some, or a .tsv of th and en")
    return references


def _read_pairs(path: Path) -> Iterator[tuple[str, str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if len(cells) < 2:
            raise BadInput(f"{path}:{number}: not a Thai and an English sentence with a tab between them")
        yield "en", cells[0], cells[1]
        yield "th", cells[1], cells[0]


def _annotated_pairs(documents: Iterable[Document]) -> Iterator[tuple[str, str, str]]:
    for document in documents:
        for translation in document.translations:
            if translation.text:
                yield translation.lang, document[translation], translation.text


def _key(sentence: str) -> str:
    return "".join(sentence.split())


def score_translations(documents: Iterable[Document], references: References) -> list[Scores]:
    """The scores of each language that documents are translated into and references are in, sorted by language.

    Raises:
        BadInput: no sentence of the documents has a reference.
        MissingModel: sacrebleu is not installed.
    """
    pairs = dict[str, list[tuple[str, str]]]()
    asked = Counter[str]()
    for document in documents:
        for translation in document.translations:
            reference = references.get((translation.lang, _key(document[translation])))
            # What was said in the language already was not translated.
            if reference is not None and sentence_lang(document[translation]) != translation.lang:
                asked[translation.lang] += 1
                if translation.text:
                    pairs.setdefault(translation.lang, []).append((translation.text, reference))
    if not asked:
        raise BadInput("no translated sentence of the run has a reference: are they of the same documents?")
    return [_score(lang, asked[lang], pairs.get(lang, [])) for lang in sorted(asked)]


def _score(lang: str, sentences: int, pairs: list[tuple[str, str]]) -> Scores:
    try:
        from sacrebleu import BLEU, CHRF
    except ImportError as error:
        raise MissingModel("--translations needs sacrebleu: pip install 'songphasa[translation]'") from error
    said, meant = ([pair[side] for pair in pairs] for side in (0, 1))
    chrf, bleu = CHRF(word_order=2), BLEU(tokenize="none" if lang == "th" else "13a")
    cut = _cut if lang == "th" else str
    if not pairs:
        return Scores(lang, sentences, 0, 0.0, 0.0, ("", ""))
    points = (
        chrf.corpus_score(said, [meant]).score,
        bleu.corpus_score([*map(cut, said)], [[*map(cut, meant)]]).score,
    )
    signatures = (f"chrF2++|{chrf.get_signature()}", f"BLEU|{bleu.get_signature()}")
    return Scores(lang, sentences, len(pairs), *points, signatures)


def _cut(text: str) -> str:
    return " ".join(word for start, end in split_tokens(text) if (word := text[start:end].strip()))
