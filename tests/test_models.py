"""Model packages: found without being imported, fingerprinted by their weights, loaded by name."""

from pathlib import Path

import pytest

from songphasa.document import LABELS
from songphasa.errors import MissingModel
from songphasa.models import load_model, model_fingerprint, model_folder, model_meta

NAME = "th_songphasa_news"


def test_the_shipped_model_says_what_it_is() -> None:
    meta = model_meta(NAME)
    assert meta["name"] == NAME
    assert set(meta["labels"]) <= set(LABELS)
    assert {"version", "languages", "licence", "description"} <= set(meta)


def test_the_shipped_model_is_small_enough_for_a_package() -> None:
    size = sum(path.stat().st_size for path in (model_folder(NAME) / "weights").iterdir())
    assert 100_000 < size < 20_000_000


def test_the_shipped_model_finds_names_in_both_languages() -> None:
    text = "กระทรวงสาธารณสุขและสาธารณรัฐสิงคโปร์\nThe Ministry of Public Health met in Singapore."
    (entities,) = load_model(NAME).find_entities([text])
    found = {text[entity.start : entity.end] for entity in entities}
    assert {"กระทรวงสาธารณสุข", "Ministry of Public Health", "Singapore"} <= found


def test_the_fingerprint_is_that_of_the_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    weights = tmp_path / "weights"
    weights.mkdir()
    (tmp_path / "meta.json").write_text("{}", "utf-8")
    monkeypatch.setattr("songphasa.models.model_folder", lambda _: tmp_path)
    prints = []
    for name, content in (("a", b"1"), ("a", b"2"), ("b", b"2")):
        (weights / name).write_bytes(content)
        prints += [model_fingerprint(NAME), model_fingerprint(NAME)]
        assert model_fingerprint(str(weights)) == prints[-1]
    assert prints[::2] == prints[1::2]
    assert len(set(prints)) == 3


def test_the_fingerprint_of_the_accurate_tier_holds_that_of_the_model_beside_it() -> None:
    assert model_fingerprint(f"{NAME}_accurate").endswith(f"-{model_fingerprint(NAME)}")


def test_the_accurate_tier_finds_names_within_its_size() -> None:
    size = sum(path.stat().st_size for path in (model_folder(f"{NAME}_accurate") / "weights").iterdir())
    assert size < 60_000_000
    text = "นายสมชาย ใจดี ผู้แทนกระทรวงสาธารณสุข พบผู้แทน Ministry of Health ที่ประเทศสิงคโปร์"
    [found] = load_model(f"{NAME}_accurate").find_entities([text])
    assert {"นายสมชาย ใจดี", "กระทรวงสาธารณสุข"} <= {text[entity.start : entity.end] for entity in found}
    assert load_model(f"{NAME}_accurate").find_entities(["", " \n", text])[2] == found


def test_an_unknown_model_is_refused_and_the_installed_ones_are_named() -> None:
    for ask in (load_model, model_meta, model_fingerprint):
        with pytest.raises(MissingModel, match=f"no model is called 'other'; installed: .*{NAME}.* hub id"):
            ask("other")
    with pytest.raises(MissingModel, match="no model is called 'nobody/nothing'"):
        model_fingerprint("nobody/nothing")
