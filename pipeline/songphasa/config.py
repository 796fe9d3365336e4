"""What a run does: which stages, in which order, with which options; read from TOML."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from songphasa.errors import BadConfig
from songphasa.text.words import check_options

DEFAULT_STAGES = ("sentences", "entities", "values", "acronyms", "identity")


@dataclass(frozen=True, slots=True)
class Config:
    """The stages of a pipeline in order, and the options of each by stage name.

    The TOML form, every part optional::

        stages = ["sentences", "entities", "values", "acronyms", "identity"]

        [options.entities]
        model = "th_songphasa_news"

        [words]
        engine = "nlpo3"

    `words` are options of `songphasa.text.words.load_words`: the words of the `tokens` view.
    """

    stages: tuple[str, ...] = DEFAULT_STAGES
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, given: Config | str | Path | None) -> Config:
        """A configuration as it is, the one that a TOML file says, or without either the default one.

        Raises:
            BadConfig: see `from_toml`.
        """
        return cls.from_toml(given) if isinstance(given, str | Path) else given or cls()

    @classmethod
    def from_toml(cls, path: str | Path, also: Sequence[str] = ()) -> Config:
        """Read a configuration file.

        Args:
            path: the file.
            also: stages that come after those of the file, unless they are among them.

        Raises:
            BadConfig: it cannot be read, is no TOML, or holds keys or types that a configuration does not have.
        """
        try:
            table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise BadConfig(f"{path}: {error}") from error
        stages = table.get("stages", list(DEFAULT_STAGES))
        if isinstance(stages, list):
            table["stages"] = [*stages, *(name for name in also if name not in stages)]
        try:
            return cls.from_dict(table)
        except BadConfig as error:
            raise BadConfig(f"{path}: {error}") from error

    @classmethod
    def from_dict(cls, table: Mapping[str, Any]) -> Config:
        """The configuration that a parsed TOML or JSON table says.

        Raises:
            BadConfig: unknown keys, wrong types, or options for a stage that is not in `stages`.
        """
        if unknown := sorted(set(table) - {"stages", "options", "words"}):
            raise BadConfig(f"unknown key {unknown[0]!r}; a configuration has 'stages', 'options' and 'words'")
        stages, options = table.get("stages", DEFAULT_STAGES), table.get("options", {})
        if not isinstance(stages, list | tuple) or not stages or not all(isinstance(name, str) for name in stages):
            raise BadConfig(f"'stages' must be a list of stage names, not {stages!r}")
        if not isinstance(options, Mapping) or not all(isinstance(value, Mapping) for value in options.values()):
            raise BadConfig("'options' must hold one table a stage: [options.entities]")
        if stray := sorted(set(options) - set(stages)):
            raise BadConfig(f"options for {stray[0]!r}, which is not one of the stages {', '.join(stages)}")
        if not isinstance(words := table.get("words", {}), Mapping):
            raise BadConfig("'words' must be a table: [words]")
        check_options(words)
        return cls(tuple(stages), {name: dict(options[name]) for name in options}, dict(words))

    def with_option(self, stage: str, name: str, value: Any) -> Config:  # noqa: ANN401
        """A copy with one option set.

        Raises:
            BadConfig: the stage is not one of `stages`.
        """
        table = self.to_dict()
        table["options"][stage] = {**table["options"].get(stage, {}), name: value}
        return Config.from_dict(table)

    def to_dict(self) -> dict[str, Any]:
        """The configuration as plain values; `from_dict` gives an equal one back."""
        options = {name: dict(self.options[name]) for name in self.options}
        return {"stages": list(self.stages), "options": options, "words": dict(self.words)}

    def to_json(self) -> str:
        """One canonical line; equal configurations have equal lines."""
        return json.dumps(self.to_dict(), ensure_ascii=False, sort_keys=True)
