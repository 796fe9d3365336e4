"""Measures the whole batch job, and the entities alone, beside PyThaiNLP in a notebook, in one go on one core.

usage: python benchmarks/speed.py --baseline NOTEBOOK.py --releases FILE.parquet [--documents 200]

The notebook is called with FILE, a number of documents and a folder, and ends its output with `… N characters/s`. It
gets a tenth of the documents, since it is slow. The entities alone stand beside PyThaiNLP's CRF tagger (with its words
and parts of speech), whose bundled file is opened by hand, since its API does not find it offline (needs
python-crfsuite).
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from songphasa.config import Config
from songphasa.dataset.shards import load_pipeline
from songphasa.document import Document
from songphasa.run import Inputs, annotate


def ours(table: Path) -> float:
    """Characters a second of a run with one worker, its models loaded."""
    characters = sum(map(len, pq.read_table(table, columns=["text"])["text"].to_pylist()))
    load_pipeline(Config().to_json())
    with tempfile.TemporaryDirectory() as out:
        start = time.perf_counter()
        annotate(Inputs((str(table),)), Path(out) / "run")
        return characters / (time.perf_counter() - start)


def theirs(baseline: Path, table: Path, documents: int) -> float:
    """Characters a second that the notebook says."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, str(baseline), str(table), str(documents), out]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    return float(re.findall(r"([0-9.]+) characters/s", said)[-1])


def our_entities(texts: Sequence[str]) -> float:
    """Characters a second of the stage `entities`, its model loaded."""
    stage = load_pipeline(Config(("entities",)).to_json())
    return _speed(lambda: stage.annotate([Document(str(at), text) for at, text in enumerate(texts)]), texts)


def their_entities(texts: Sequence[str]) -> float:
    """Characters a second of PyThaiNLP's CRF tagger, line by line."""
    import pycrfsuite
    import pythainlp
    from pythainlp.tag.thainer import ThaiNameTagger

    tagger = ThaiNameTagger.__new__(ThaiNameTagger)
    tagger.crf = pycrfsuite.Tagger()
    tagger.crf.open(str(Path(pythainlp.__path__[0]) / "corpus" / "thainer_crf_1_5_1.model"))
    tagger.pos_tag_name = "orchid_ud"
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    tagger.get_ner(lines[0], pos=False)
    return _speed(lambda: [tagger.get_ner(line, pos=False) for line in lines], texts)


def _speed(work: Callable[[], object], texts: Sequence[str]) -> float:
    start = time.perf_counter()
    work()
    return sum(map(len, texts)) / (time.perf_counter() - start)


def main() -> None:
    """Print the speeds of either side, three times in turn, and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--baseline", type=Path, required=True)
    parser.add_argument("--releases", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=200)
    given = parser.parse_args()
    os.environ.update(OMP_NUM_THREADS="1", HF_HUB_OFFLINE="1")
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "releases.parquet"
        pq.write_table(pq.read_table(given.releases).slice(0, given.documents), table)
        for _ in range(3):
            fast, slow = ours(table), theirs(given.baseline, table, given.documents // 10)
            print(f"job: songphasa {fast:,.0f} characters/s, notebook {slow:,.0f}: {fast / slow:.1f} times")
        texts = pq.read_table(table, columns=["text"])["text"].to_pylist()
        for _ in range(3):
            fast, slow = our_entities(texts), their_entities(texts[: given.documents // 10])
            print(f"entities: songphasa {fast:,.0f} characters/s, PyThaiNLP {slow:,.0f}: {fast / slow:.1f} times")


if __name__ == "__main__":
    main()
