"""The dataset card: what `load_dataset` and people need to know, generated from the manifest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from songphasa.dataset.folder import RunFolder, write_aside
from songphasa.dataset.schema import document_features, glossary_features, token_features
from songphasa.document import LABELS
from songphasa.loading import SPLITS, split_of

_VIEWS = {"default": "documents", "tokens": "tokens", "glossary": "glossary"}

_TEXT = """
# {title}

{rows} documents with sentences, named entities and acronyms in Thai and English, annotated by machine with
[songphasa](https://pypi.org/project/songphasa/) {songphasa}. {rejected} of {documents} documents were rejected (`rejected/`).

```python
from datasets import load_dataset

documents = load_dataset("{title}", split="train")         # one row a document
tokens = load_dataset("{title}", "tokens", split="train")  # one row a sentence: tokens and IOB2 tags
glossary = load_dataset("{title}", "glossary", split="train")  # one row a short form in one reading
```

**Offsets are Unicode code points into `text`, half-open: `text[start:end]` is what a span says.** `text` is what was read,
unchanged.

| column | is |
|---|---|
| `id`, `text`, `lang`, `source`, `metadata` | the document; `metadata` is a JSON object |
| `sentences` | `start`, `end`, `lang` (`th`, `en`, `mixed`, `und`), `paragraph` (its number in the document), `duplicate_of` (index of the first sentence with the same text, else null) |
| `entities` | `start`, `end`, `label`, `text`, `score`, `source` |
| `acronyms` | mentions of short forms: `start`, `end`, `text`, `kind`, `long_th`, `long_en`, `scope` (`document`, `run`, `lexicon`, `unknown`), `definition_start`, `definition_end`, `score`, `source` |
| `translations` | `start`, `end` of the sentence, `lang`, `text`, `score`, `source` |

| layer | spans |
|---|---:|
{layers}

| entity label | spans |
|---|---:|
{labels}

The `tokens` configuration holds {tokens} sentences; {widened} entities were widened to token edges there, {lost} lost.
Sentences that their document has said before, such as repeated headlines, are marked there:
`tokens.filter(lambda row: not row["duplicate"])` leaves them out.

Splits (documents): {splits}.

Stages: {stages}. Models: {models}. `run.json` has versions, options, fingerprints and the hash of every file.
The annotations are made by machine and hold errors; no person has checked them. The licence of the texts is that of their
sources.
"""


def write_card(folder: RunFolder, manifest: Mapping[str, Any]) -> None:
    """Write `README.md` of a run."""
    write_aside(folder.card, f"---\n{_front_matter(folder, manifest)}\n---\n{_body(folder, manifest)}".encode())


def _front_matter(folder: RunFolder, manifest: Mapping[str, Any]) -> str:
    """Configurations, features and row counts, in the form that the hub and `load_dataset` read."""
    from datasets import DatasetInfo, SplitDict, SplitInfo
    from datasets.info import DatasetInfosDict
    from datasets.utils.metadata import MetadataConfigs
    from huggingface_hub import DatasetCardData

    card = DatasetCardData(
        language=["th", "en"],
        task_categories=["token-classification"],
        task_ids=["named-entity-recognition"],
        annotations_creators=["machine-generated"],
        tags=["songphasa", "acronyms", "sentence-segmentation"],
    )
    infos, configs = DatasetInfosDict(), MetadataConfigs()
    for name, features in (
        ("default", document_features()),
        ("tokens", token_features()),
        ("glossary", glossary_features()),
    ):
        view = f"data/{_VIEWS[name]}"
        splits = find_splits(folder, (file for file in manifest["files"] if file.startswith(f"{view}/")))
        size = sum(split.bytes for split in splits.values())
        known = {split: SplitInfo(split, one.bytes, one.rows) for split, one in splits.items()}
        infos[name] = DatasetInfo(
            config_name=name, features=features, splits=SplitDict(known), dataset_size=size, download_size=size
        )
        configs[name] = {"data_files": [{"split": one, "path": f"{view}/{one}-*.parquet"} for one in splits]}
    infos.to_dataset_card_data(card)
    configs.to_dataset_card_data(card)
    return card.to_yaml()


class Split(NamedTuple):
    """How much a split of a configuration holds."""

    rows: int = 0
    bytes: int = 0


def find_splits(folder: RunFolder, files: Iterable[str]) -> dict[str, Split]:
    """The splits that data files of one configuration are named by, in the order of `SPLITS`; `train` is always one."""
    import pyarrow.parquet as pq

    found = {"train": Split()}
    for file in files:
        path = folder.path / file
        name, rows = split_of(file), pq.read_metadata(path).num_rows
        before = found.get(name, Split())
        found[name] = Split(before.rows + rows, before.bytes + path.stat().st_size)
    return {name: found[name] for name in SPLITS if name in found}


def _body(folder: RunFolder, manifest: Mapping[str, Any]) -> str:
    counts = manifest["counts"]
    entities = {label: counts.get(f"entities.{label}", 0) for label in LABELS}
    layers = {name: counts.get(name, 0) for name in ("sentences", "acronyms", "translations")}
    models = ", ".join(f"{name} (`{digest[:12]}`)" for name, digest in manifest["models"].items())
    return _TEXT.format(
        title=folder.path.name,
        songphasa=manifest["songphasa"],
        **{name: counts.get(name, 0) for name in ("documents", "rows", "rejected", "tokens", "widened", "lost")},
        layers=_table({**layers, "entities": sum(entities.values())}),
        labels=_table(entities),
        stages=", ".join(manifest["config"]["stages"]),
        models=models or "none",
        splits=", ".join(f"{name} {split.rows}" for name, split in _document_splits(folder, manifest).items()),
    )


def _document_splits(folder: RunFolder, manifest: Mapping[str, Any]) -> dict[str, Split]:
    return find_splits(folder, (file for file in manifest["files"] if file.startswith("data/documents/")))


def _table(counts: Mapping[str, int]) -> str:
    return "\n".join(f"| {name} | {count} |" for name, count in counts.items())
