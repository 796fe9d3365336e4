"""`songphasa doctor`: a sound installation is proved by its own job, and what is wrong with another one is named."""

from __future__ import annotations

import json
import socket
from importlib.metadata import EntryPoint, PackageNotFoundError

import pytest
from typer.testing import CliRunner

from songphasa import doctor, registry
from songphasa.cli import app


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["doctor", *arguments])
    return result.exit_code, result.stdout


def hide(monkeypatch: pytest.MonkeyPatch, *hidden: str) -> None:
    """Let packages be missing."""
    real = doctor.version

    def version(name: str) -> str:
        if name in hidden:
            raise PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(doctor, "version", version)


def test_a_sound_installation_downloads_nothing_and_does_its_job() -> None:
    code, said = run("--json")
    health = json.loads(said)
    assert (code, health["downloads"], health["problems"]) == (0, [], [])
    assert "th_songphasa_news" in [model["name"] for model in health["models"]]
    assert "spacy" in [package["name"] for package in health["packages"]]
    assert 0 < health["seconds"] < 60


def test_the_lines_for_people_say_the_same() -> None:
    code, said = run()
    assert code == 0
    assert "the default job would download: nothing" in said
    assert "annotated and verified one document" in said


def test_a_missing_package_and_what_to_do_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch, "pythainlp")
    code, said = run()
    assert code == 1
    assert "problem: pythainlp is not installed; pip install 'pythainlp" in said


def test_a_version_that_will_not_do_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = doctor.version
    monkeypatch.setattr(doctor, "version", lambda name: "2.0.0" if name == "spacy" else real(name))
    assert any(problem.startswith("spacy 2.0.0;") for problem in doctor.examine().problems)


def test_an_extra_lacks_what_the_extras_that_it_names_lack(monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch, "torch")
    health = doctor.examine()
    assert "torch" in health.extras["train"]
    assert health.problems == ()


def test_a_job_that_fails_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    real = registry.installed

    def installed(group: str) -> dict[str, EntryPoint]:
        return {} if group == registry.STAGES else real(group)

    monkeypatch.setattr(registry, "installed", installed)
    code, said = run()
    assert code == 1
    assert "problem: the default job failed: BadConfig: no stage is called 'sentences'" in said


def test_connections_are_refused_and_remembered_while_the_job_runs() -> None:
    with doctor._offline() as hosts:
        with pytest.raises(ConnectionRefusedError):
            socket.getaddrinfo("models.example", 443)
        with pytest.raises(ConnectionRefusedError), socket.socket() as one:
            one.connect(("127.0.0.1", 9))
    assert hosts == ["models.example", "127.0.0.1"]
    assert socket.getaddrinfo("127.0.0.1", 9)
