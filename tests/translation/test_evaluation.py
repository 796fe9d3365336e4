"""Translations beside references: counted whole, scored as sacrebleu scores them, by the command as well."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songphasa.cli import app
from songphasa.dataset.schema import to_row
from songphasa.document import Document, Layer, Translation
from songphasa.errors import BadInput
from songphasa.inspection.statistics import read_statistics
from songphasa.translation.evaluation import read_references, score_translations
from tests.translation.documents import make_document

PAIRS = {"ฝนตกทั้งคืน": "It rained all night long", "วันนี้แดดออกแล้ว": "Today the sun is out again"}


def translated(**options: str | None) -> Document:
    """The document with its translations; `first` is that of its first sentence."""
    document = make_document(*PAIRS)
    texts = {**PAIRS, "ฝนตกทั้งคืน": options.get("first", PAIRS["ฝนตกทั้งคืน"])}
    spans = [Translation(one.start, one.end, "en", texts[document[one]]) for one in document.sentences]
    return document.with_layer(Layer.TRANSLATIONS, spans)


def write(path: Path, document: Document) -> Path:
    path.write_text(json.dumps(to_row(document), ensure_ascii=False) + "\n", "utf-8")
    return path


def test_the_references_themselves_score_a_hundred(tmp_path: Path) -> None:
    references = read_references(write(tmp_path / "gold.jsonl", translated()))
    (scores,) = score_translations([translated()], references)
    assert (scores.lang, scores.sentences, scores.translated) == ("en", 2, 2)
    assert scores.chrf == pytest.approx(100)
    assert scores.bleu == pytest.approx(100)


def test_a_sentence_without_a_translation_is_counted_and_not_scored() -> None:
    (scores,) = score_translations([translated(first=None)], {("en", thai): said for thai, said in PAIRS.items()})
    assert (scores.sentences, scores.translated) == (2, 1)
    assert scores.chrf == pytest.approx(100)


def test_a_worse_translation_scores_less() -> None:
    references = {("en", thai): said for thai, said in PAIRS.items()}
    (scores,) = score_translations([translated(first="Rain fell")], references)
    assert 0 < scores.chrf < 90


def test_pairs_in_a_tsv_are_references_both_ways(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("".join(f"{thai}\t{said}\n" for thai, said in PAIRS.items()), "utf-8")
    references = read_references(path)
    assert references["en", "ฝนตกทั้งคืน"] == "It rained all night long"
    assert references["th", "Itrainedallnightlong"] == "ฝนตกทั้งคืน"


def test_thai_is_scored_by_words() -> None:
    document = make_document(*PAIRS.values())
    spans = zip(document.sentences, PAIRS, strict=True)
    document = document.with_layer(
        Layer.TRANSLATIONS, [Translation(one.start, one.end, "th", thai) for one, thai in spans]
    )
    references = {("th", "".join(said.split())): thai.replace("ทั้งคืน", "ตลอดคืน") for thai, said in PAIRS.items()}
    (scores,) = score_translations([document], references)
    assert 0 < scores.bleu < 100


def test_nothing_to_compare_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no translated sentence"):
        score_translations([translated()], {("en", "อื่น"): "other"})
    with pytest.raises(BadInput, match="no reference translations"):
        read_references(write(tmp_path / "none.jsonl", make_document("ฝน")))
    (tmp_path / "bad.tsv").write_text("one cell\n", "utf-8")
    with pytest.raises(BadInput, match=r"bad\.tsv:1"):
        read_references(tmp_path / "bad.tsv")


def test_the_command_prints_the_scores_without_gold(tmp_path: Path) -> None:
    run = write(tmp_path / "run.jsonl", translated(first=None))
    gold = write(tmp_path / "gold.jsonl", translated())
    result = CliRunner().invoke(app, ["evaluate", str(run), "--translations", str(gold)])
    assert result.exit_code == 0, result.output
    assert "100.0" in result.output
    assert "chrF2++" in result.output
    assert CliRunner().invoke(app, ["evaluate", str(run)]).exit_code == 2


def test_flags_are_counted_by_the_statistics(tmp_path: Path) -> None:
    document = translated()
    flagged = [replace(one, flags=("missing_terms",)) for one in document.translations]
    run = write(tmp_path / "run.jsonl", document.with_layer(Layer.TRANSLATIONS, flagged))
    assert read_statistics(run).flags == {"missing_terms": 2}
    output = CliRunner().invoke(app, ["stats", str(run)]).output
    assert "missing_terms" in output
