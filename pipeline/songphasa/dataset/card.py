"""The dataset card and its Croissant metadata: what programs and people need to know, generated from the manifest."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from songphasa.dataset.croissant import croissant
from songphasa.dataset.folder import RunFolder, write_aside, write_json
from songphasa.dataset.schema import document_features, glossary_features, token_features
from songphasa.loading import SPLITS, split_of
from songphasa.models import is_package, model_meta

if TYPE_CHECKING:
    from datasets import Features

_VIEWS = {"default": "documents", "tokens": "tokens", "glossary": "glossary"}

LABEL_MEANINGS = {
    "DATE": "days, months, years and spans of them; today, yesterday",
    "EMAIL": "addresses of e-mail",
    "EVENT": "meetings, exercises, campaigns, festivals by their proper name",
    "LAW": "acts, decrees, codes and their sections by name",
    "LEN": "lengths and distances with their unit",
    "LOCATION": "countries, provinces, cities, rivers, buildings, rooms by name",
    "MONEY": "amounts with their currency",
    "ORGANIZATION": "ministries, agencies, committees, companies, international bodies, also by short form",
    "PERCENT": "shares in percent",
    "PERSON": "names with the title written on them; not positions",
    "PHONE": "telephone numbers",
    "TIME": "times of day and durations",
    "URL": "addresses of pages",
    "ZIP": "postal codes",
}
"""What spans of each label are; `annotations/gold/GUIDELINES.md` of the repository says it at length."""

_KNOWN_LICENCES = {
    *("apache-2.0", "cc0-1.0", "cc-by-3.0", "cc-by-4.0", "cc-by-nc-4.0", "cc-by-nc-nd-4.0", "cc-by-nc-sa-4.0"),
    *("cc-by-nd-4.0", "cc-by-sa-3.0", "cc-by-sa-4.0", "mit", "odbl", "pddl"),
}
"""Licences of texts that the hub has a name for."""

_TEXT = """
# {title}

{rows} documents with sentences, named entities and acronyms in Thai and English, annotated by machine with
[songphasa](https://pypi.org/project/songphasa/) {songphasa}. {rejected} of {documents} documents were rejected (`rejected/`).

```python
from datasets import load_dataset

documents = load_dataset("{title}", split="train")         # one row a document
tokens = load_dataset("{title}", "tokens", split="train")  # one row a sentence: tokens and IOB2 tags
glossary = load_dataset("{title}", "glossary", split="train")  # one row a short form in one reading, if there is any
```

**Offsets are Unicode code points into `text`, half-open: `text[start:end]` is what a span says.** `text` is what was read,
unchanged.

| column | is |
|---|---|
| `id`, `text`, `lang`, `source`, `metadata` | the document; `metadata` is a JSON object |
| `sentences` | `start`, `end`, `lang` (`th`, `en`, `mixed`, `und`), `paragraph` (its number in the document), `duplicate_of` (index of the first sentence with the same text, else null) |
| `entities` | `start`, `end`, `label`, `text`, `score`, `source`, `value` (a date as ISO 8601 and the like), `anchor` (the date that a relative one was counted from), `cluster` (mentions of one thing in a document share it), `name_th`, `name_en` |
| `acronyms` | mentions of short forms: `start`, `end`, `text`, `kind`, `long_th`, `long_en`, `scope` (`document`, `run`, `lexicon`, `unknown`), `definition_start`, `definition_end`, `score`, `source` |
| `translations` | `start`, `end` of the sentence, `lang`, `text` (null where there is none), `score`, `engine`, `model`, `flags`, `terms` (`start`, `end`, `text`, `target`, `origin`), `entities` (where the sentence's entities stand in `text`: `start`, `end`, `label`, `score`, `entity`) |

## Statistics

| | |
|---|---:|
{statistics}

| entity label | is | spans |
|---|---|---:|
{labels}

The `tokens` configuration holds {tokens} sentences; {widened} entities were widened to token edges there, {lost} lost.
Sentences that their document has said before, such as repeated headlines, are marked there:
`tokens.filter(lambda row: not row["duplicate"])` leaves them out.

Splits (documents): {splits}.

## How it was made

Stages: {stages}. `run.json` has versions, options, fingerprints and the hash of every file.

| model | fingerprint | F1 (exact span and label) on texts that it was not trained on |
|---|---|---|
{models}

## Known limits

- The annotations are made by machine and hold errors; no person has checked them. `score` says how sure the machine is.
- The models are made for news of the Thai government; on other texts they find less, and the F1 above says nothing.
- Entities do not overlap: of a name inside a name only the outer one is marked.
- The texts are as they were read: names, telephone numbers and addresses of persons in them are not hidden.

## Licences

| of | licence |
|---|---|
{licences}
"""


class _Texts(NamedTuple):
    """What the documents say of themselves: their languages, and licences where their metadata have any."""

    languages: Counter[str]
    licences: Counter[str]


def write_card(folder: RunFolder, manifest: Mapping[str, Any]) -> None:
    """Write `README.md` and `croissant.json` of a run."""
    texts = _read_texts(folder, manifest)
    write_aside(folder.card, _make_card(folder, manifest, texts, folder.path.name).encode(errors="backslashreplace"))
    about = f"{manifest['counts']['rows']} documents with sentences, named entities and acronyms in Thai and English"
    views = {_VIEWS[name]: features for name, features in _features(folder, manifest).items()}
    write_json(folder.croissant, croissant(folder.path.name, about, _text_licence(texts), views))


def make_card(folder: RunFolder, manifest: Mapping[str, Any], name: str) -> str:
    """The card of a run that is loaded by another name than its folder's."""
    return _make_card(folder, manifest, _read_texts(folder, manifest), name)


def _make_card(folder: RunFolder, manifest: Mapping[str, Any], texts: _Texts, name: str) -> str:
    return f"---\n{_front_matter(folder, manifest, texts)}\n---\n{_body(folder, manifest, texts, name)}"


def _read_texts(folder: RunFolder, manifest: Mapping[str, Any]) -> _Texts:
    import pyarrow.parquet as pq

    texts = _Texts(Counter(), Counter())
    for path in folder.documents(manifest["files"]):
        table = pq.read_table(path, columns=["lang", "metadata"])
        texts.languages.update(table["lang"].to_pylist())
        texts.licences.update(map(_stated, table["metadata"].to_pylist()))
    return texts


def _stated(metadata: str) -> str:
    """The licence in a document's metadata, empty without one."""
    if "licen" not in metadata:
        return ""
    known = json.loads(metadata)
    return str(known.get("license") or known.get("licence") or "")


def _text_licence(texts: _Texts) -> str:
    """The licences of the texts in a few words."""
    stated = [f"{name} ({number} documents)" if name else f"not stated ({number})" for name, number in _most(texts)]
    return ", ".join(stated) if any(texts.licences) else "that of their sources, which do not state it"


def _most(texts: _Texts) -> list[tuple[str, int]]:
    return sorted(texts.licences.items(), key=lambda one: (-one[1], one[0]))


def _front_matter(folder: RunFolder, manifest: Mapping[str, Any], texts: _Texts) -> str:
    """Configurations, features and row counts, in the form that the hub and `load_dataset` read."""
    from datasets import DatasetInfo, SplitDict, SplitInfo
    from datasets.info import DatasetInfosDict
    from datasets.utils.metadata import MetadataConfigs
    from huggingface_hub import DatasetCardData

    translated = ["translation"] if manifest["counts"].get("translations") else []
    languages = sorted(texts.languages.keys() - {"und"})
    card = DatasetCardData(
        language=languages or None,
        multilinguality="multilingual" if len(languages) > 1 else "monolingual",
        task_categories=["token-classification", *translated],
        task_ids=["named-entity-recognition"],
        annotations_creators=["machine-generated"],
        tags=["songphasa", "acronyms", "sentence-segmentation"],
    )
    for field, said in _licence_fields(texts).items():
        card[field] = said
    infos, configs = DatasetInfosDict(), MetadataConfigs()
    for name, features in _features(folder, manifest).items():
        splits = _splits(folder, manifest, _VIEWS[name])
        size = sum(split.bytes for split in splits.values())
        known = {split: SplitInfo(split, one.bytes, one.rows) for split, one in splits.items()}
        infos[name] = DatasetInfo(
            config_name=name, features=features, splits=SplitDict(known), dataset_size=size, download_size=size
        )
        files = [{"split": one, "path": f"data/{_VIEWS[name]}/{one}-*.parquet"} for one in splits]
        configs[name] = {"data_files": files}
    infos.to_dataset_card_data(card)
    configs.to_dataset_card_data(card)
    return str(card.to_yaml())


def _licence_fields(texts: _Texts) -> dict[str, str]:
    """The licence of the texts as the hub wants it: one that it knows, another one by name, or unknown."""
    names = sorted(texts.licences)
    if len(names) == 1 and names[0].lower() in _KNOWN_LICENCES:
        return {"license": names[0].lower()}
    return {"license": "other", "license_name": "see-licences"} if any(names) else {"license": "unknown"}


def _features(folder: RunFolder, manifest: Mapping[str, Any]) -> dict[str, Features]:
    """The columns of each configuration that has rows; the default one always is."""
    features = {"default": document_features(), "tokens": token_features(), "glossary": glossary_features()}
    return {
        name: columns
        for name, columns in features.items()
        if name == "default" or any(split.rows for split in _splits(folder, manifest, _VIEWS[name]).values())
    }


def _splits(folder: RunFolder, manifest: Mapping[str, Any], view: str) -> dict[str, Split]:
    return find_splits(folder, (file for file in manifest["files"] if file.startswith(f"data/{view}/")))


class Split(NamedTuple):
    """How much a split of a configuration holds."""

    rows: int = 0
    bytes: int = 0


def find_splits(folder: RunFolder, files: Iterable[str]) -> dict[str, Split]:
    """The splits that data files of one configuration are named by, in the order of `SPLITS`.

    One without rows is left out, since `load_dataset` would raise; without any, `train` is the only one.
    """
    import pyarrow.parquet as pq

    found = {"train": Split()}
    for file in files:
        path = folder.path / file
        name, rows = split_of(file), pq.read_metadata(path).num_rows
        before = found.get(name, Split())
        found[name] = Split(before.rows + rows, before.bytes + path.stat().st_size)
    return {name: found[name] for name in SPLITS if name in found and found[name].rows} or {"train": found["train"]}


def _body(folder: RunFolder, manifest: Mapping[str, Any], texts: _Texts, name: str) -> str:
    counts = manifest["counts"]
    entities = [(label, said, counts.get(f"entities.{label}", 0)) for label, said in LABEL_MEANINGS.items()]
    layers = [(layer, counts.get(layer, 0)) for layer in ("sentences", "acronyms", "translations")]
    languages = [(f"documents in `{lang}`", number) for lang, number in sorted(texts.languages.items())]
    total = ("entities", sum(number for *_, number in entities))
    return _TEXT.format(
        title=name,
        songphasa=manifest["songphasa"],
        **{name: counts.get(name, 0) for name in ("documents", "rows", "rejected", "tokens", "widened", "lost")},
        statistics=_table([*languages, ("characters", counts.get("characters", 0)), *layers, total]),
        labels=_table(entities),
        stages=", ".join(manifest["config"]["stages"]),
        models=_table([_model(*one) for one in manifest["models"].items()] or [("none", "", "")]),
        licences=_table(_licences(manifest, texts)),
        splits=", ".join(f"{name} {split.rows}" for name, split in _splits(folder, manifest, "documents").items()),
    )


def _model(name: str, fingerprint: str) -> tuple[str, ...]:
    meta = model_meta(name) if is_package(name) else {}
    figures = [
        f"{part}: {found['f1']['all']:.3f} ({found['documents']} documents)"
        for part, found in meta.get("figures", {}).items()
        if isinstance(found, Mapping) and "f1" in found
    ]
    return _shown(name), f"`{fingerprint[:12]}`", "; ".join(figures) or "see its card"


def _licences(manifest: Mapping[str, Any], texts: _Texts) -> list[tuple[str, ...]]:
    """Texts, annotations, models and code apart: they have different owners."""
    models = [(f"model {_shown(name)}", _model_licence(name)) for name in manifest["models"]]
    code = [("songphasa, the code", "Apache-2.0")]
    return [("texts", _text_licence(texts)), ("annotations", "songphasa claims no rights in them"), *models, *code]


def _model_licence(name: str) -> str:
    return str(model_meta(name)["licence"]) if is_package(name) else "see its card"


def _shown(name: str) -> str:
    """A model's name; of one in a folder no more than the folder's."""
    return Path(name).name if Path(name).is_absolute() else name


def _table(rows: Iterable[tuple[object, ...]]) -> str:
    return "\n".join(f"| {' | '.join(_cell(str(cell)) for cell in row)} |" for row in rows)


def _cell(said: str) -> str:
    return " ".join(said.split()).replace("|", "\\|").replace("<", "&lt;")
