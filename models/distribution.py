"""A model package as a distribution of its own, for `spacy.load`.

usage: python models/distribution.py th_songphasa_news --out dist

spaCy loads a package by the name of a distribution that is installed. The weights come with songphasa, which this
distribution requires; it holds no second copy of them, so that either can be removed without harm to the other.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from build import ProjectBuilder

import songphasa
from songphasa.models import model_folder, model_meta

PROJECT = """\
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = {name}
version = {version}
description = {description}
license = {licence}
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["songphasa=={songphasa}"]

[tool.hatch.build.targets.wheel]
bypass-selection = true
"""


def build_distribution(name: str, out: Path) -> Path:
    """Build the wheel of a model package.

    Raises:
        MissingModel: no model package has this name.
    """
    meta = {key: json.dumps(value) for key, value in model_meta(name).items()}
    with TemporaryDirectory() as folder:
        project = PROJECT.format(**meta, songphasa=songphasa.__version__)
        (Path(folder) / "pyproject.toml").write_text(project, encoding="utf-8")
        shutil.copy(model_folder(name) / "README.md", folder)
        return Path(ProjectBuilder(folder).build("wheel", str(out)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="name of an installed model package")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="folder for the wheel")
    options = parser.parse_args()
    print(build_distribution(options.model, options.out))  # noqa: T201
