"""Entities by a spaCy pipeline that was trained, by `songphasa train spacy` or elsewhere, by its folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from songphasa.document import LABELS, Entity
from songphasa.errors import BadConfig, MissingModel
from songphasa.text.lines import SAID

if TYPE_CHECKING:
    from spacy.language import Language


class SpacyModel:
    """A loaded pipeline; see `load`."""

    def __init__(self, name: str, nlp: Language, labels: Mapping[str, str]) -> None:
        """Take a pipeline, and what labels of it are called here.

        Raises:
            BadConfig: a label of the pipeline is neither one of ours nor in `labels`.
        """
        self._name = name
        self._nlp = nlp
        finders = [pipe for pipe in nlp.pipe_names if "doc.ents" in nlp.get_pipe_meta(pipe).assigns]
        theirs = sorted({label for pipe in finders for label in nlp.pipe_labels.get(pipe, ())})
        self._labels = {label: labels.get(label, label) for label in theirs}
        if unknown := [label for label, ours in self._labels.items() if ours and ours not in LABELS]:
            raise BadConfig(
                f"the model's label {unknown[0]!r} is none of {', '.join(LABELS)}; say what it is in 'labels'"
            )

    def find_entities(self, texts: Sequence[str]) -> list[list[Entity]]:
        """The entities of each text, line by line: sorted, apart, no white space at the ends.

        spaCy's recogniser gives no scores: they are 1.
        """
        lines = [(number, line) for number, text in enumerate(texts) for line in SAID.finditer(text)]
        found: list[list[Entity]] = [[] for _ in texts]
        # NUL, at which spaCy's strings end, is read as a space: offsets stay.
        docs = self._nlp.pipe(line.group().replace("\0", " ") for _, line in lines)
        for (number, line), doc in zip(lines, docs, strict=True):
            for span in doc.ents:
                said, label = span.text, self._labels.get(span.label_, span.label_)
                start = line.start() + span.end_char - len(said.lstrip())
                end = line.start() + span.start_char + len(said.rstrip())
                if label and start < end:
                    found[number].append(Entity(start, end, label, 1.0, self._name))
        return found


def is_pipeline(name: str) -> bool:
    """Whether a name is a folder that spaCy has saved a pipeline in."""
    return (Path(name) / "config.cfg").is_file() and (Path(name) / "meta.json").is_file()


def load(name: str, labels: Mapping[str, str] | None = None) -> SpacyModel:
    """Load a pipeline from its folder.

    Args:
        name: the folder.
        labels: what labels of the pipeline are called here, such as `{"ORG": "ORGANIZATION"}`; an empty name drops one.

    Raises:
        MissingModel: it cannot be loaded.
        BadConfig: a label of the pipeline is neither one of ours nor in `labels`.
    """
    import spacy

    try:
        nlp = spacy.load(name)
    except (OSError, ValueError) as error:
        raise MissingModel(f"model {name!r} cannot be loaded by spaCy: {str(error).splitlines()[0]}") from error
    return SpacyModel(Path(name).name, nlp, labels or {})
