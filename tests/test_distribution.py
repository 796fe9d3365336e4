"""The distribution of a model package: `spacy.load` finds the model by its name."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

SCRIPT = Path(__file__).parent.parent / "models/distribution.py"
LOAD = "import spacy; doc = spacy.load('th_songphasa_news')('ฝนตกที่กรุงเทพฯ เมื่อวันที่ 9 มีนาคม 2566'); print([*doc.ents])"


def run(*command: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], env=os.environ | environment, check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout


def test_a_model_is_loaded_by_spacy_once_its_distribution_is_installed(tmp_path: Path) -> None:
    pytest.importorskip("build")
    pytest.importorskip("hatchling")
    wheel = Path(run(str(SCRIPT), "th_songphasa_news", "--out", str(tmp_path)).splitlines()[-1])
    site = tmp_path / "site"
    run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(site), str(wheel))
    assert "9 มีนาคม 2566" in run("-c", LOAD, PYTHONPATH=str(site), PYTHONUTF8="1")
    with ZipFile(wheel) as files:
        assert all(".dist-info/" in name for name in files.namelist())
