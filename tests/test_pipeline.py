"""The pipeline: wrong orders and options fail before loading, bad documents leave alone, the text never changes."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from songphasa import Acronym, Config, Document, Entity, Layer, Pipeline, Sentence
from songphasa.errors import BadConfig, MissingModel, StopRun
from songphasa.pipeline import check
from songphasa.rejection import Rejection
from tests.conftest import Learnt, Lines, Names

pytestmark = pytest.mark.usefixtures("test_stages")
PIPELINE = Pipeline((("lines", Lines()), ("names", Names())))


@pytest.mark.parametrize(
    ("config", "reason"),
    [
        (Config(("names", "lines")), "'names' needs the layer 'sentences'"),
        (Config(("lines", "nonsense")), "no stage is called 'nonsense'; installed: acronyms, "),
        (Config(("lines", "names"), {"names": {"words": "x"}}), "unexpected keyword argument 'words'.*takes: word"),
        (Config(("lines", "lines")), "named twice"),
    ],
)
def test_a_configuration_that_cannot_work_is_refused(config: Config, reason: str) -> None:
    with pytest.raises(BadConfig, match=reason):
        check(config)


def test_options_reach_the_stage() -> None:
    pipeline = Pipeline.from_config(Config(("lines", "names"), {"names": {"word": "ITU"}}))
    (document,) = pipeline.annotate([Document("a", "พบ ITU")])
    assert isinstance(document, Document)
    assert [document[entity] for entity in document.entities] == ["ITU"]


def test_documents_come_out_in_order_with_their_layers() -> None:
    results = PIPELINE.annotate(Document(str(number), f"บรรทัด {number}\nASEAN") for number in range(40))
    assert [result.id for result in results] == [str(number) for number in range(40)]
    assert all(isinstance(result, Document) and len(result.sentences) == 2 for result in results)


def test_a_document_on_which_a_stage_raises_is_rejected_and_the_others_are_as_without_it() -> None:
    good = [Document(str(number), f"ASEAN {number}") for number in range(3)]
    results = PIPELINE.annotate([good[0], Document("bad", "poison", source="b.txt"), *good[1:]])
    assert results.pop(1) == Rejection("bad", "b.txt", "names", "ValueError", "cannot swallow this")
    assert results == PIPELINE.annotate(good)


class Forger(Lines):
    def __init__(self, forged: Document) -> None:
        self.forged = forged

    def annotate(self, documents: Sequence[Document]) -> list[Document]:
        return [self.forged for _ in documents]


@pytest.mark.parametrize(
    "forged",
    [
        Document("a", "another text"),
        Document("b", "text"),
        Document("a", "text", sentences=(Sentence(0, 9),)),
        Document("a", "text", sentences=(Sentence(0, 3), Sentence(2, 4))),
    ],
)
def test_a_stage_that_breaks_the_contract_gets_its_document_rejected(forged: Document) -> None:
    (result,) = Pipeline((("forger", Forger(forged)),)).annotate([Document("a", "text")])
    assert isinstance(result, Rejection)
    assert result.exception == "BadAnnotation"


def test_only_the_layers_that_a_stage_provides_are_taken_from_it() -> None:
    forged = Document("a", "text", metadata='{"x": 1}', entities=(Entity(0, 4, "LAW"),), sentences=(Sentence(0, 4),))
    (result,) = Pipeline((("forger", Forger(forged)),)).annotate([Document("a", "text")])
    assert result == Document("a", "text", sentences=(Sentence(0, 4),))


def test_an_error_that_concerns_every_document_stops_the_run() -> None:
    class Stops(Lines):
        def annotate(self, documents: Sequence[Document]) -> list[Document]:  # noqa: ARG002
            raise MissingModel("gone")

    with pytest.raises(StopRun, match="gone"):
        Pipeline((("stops", Stops()),)).annotate([Document("a", "text")])


def test_every_installed_stage_declares_its_layers() -> None:
    for stage in check(Config(("sentences", "entities", "acronyms", "translation"))):
        assert stage.provides <= set(Layer)
        assert stage.requires <= set(Layer)


class Late(Lines):
    """Needs what the learning stage provides."""

    requires = frozenset({Layer.ACRONYMS})


class Later(Lines):
    """Needs what another stage provides that waits."""

    requires = frozenset({Layer.SENTENCES})


def test_stages_that_need_a_learning_stage_wait_for_the_second_pass() -> None:
    stages = (("names", Names()), ("learnt", Learnt()), ("late", Late()), ("later", Later()))
    pipeline = Pipeline(stages)
    assert [name for name, _ in pipeline.first().stages] == ["names", "learnt"]
    second = pipeline.taught({"learnt": [{"word": "ITU"}]})
    assert [name for name, _ in second.stages] == ["learnt", "late", "later"]
    (document,) = second.annotate([Document("a", "ITU")])
    assert isinstance(document, Document)
    assert document.acronyms == (Acronym(0, 3, "latin", scope="run"),)
    assert [document[sentence] for sentence in document.sentences] == ["ITU"]


class LateLearnt(Learnt):
    """Learns, and needs what another learning stage provides."""

    requires = frozenset({Layer.ACRONYMS})
    provides = frozenset({Layer.ENTITIES})


def test_a_learning_stage_that_needs_another_annotates_in_the_second_pass_alone() -> None:
    pipeline = Pipeline((("learnt", Learnt()), ("late", LateLearnt())))
    assert [name for name, _ in pipeline.first().stages] == ["learnt"]
    assert list(pipeline.learn([Document("a", "text")])) == ["learnt", "late"]
    assert [name for name, _ in pipeline.taught({"learnt": [], "late": []}).stages] == ["learnt", "late"]


class Keeps(Lines):
    """Keeps something in a folder."""

    folder: Path | None = None

    def kept_in(self, folder: Path) -> Lines:
        kept = Keeps()
        kept.folder = folder
        return kept


def test_stages_that_keep_something_are_told_the_folder(tmp_path: Path) -> None:
    plain = Lines()
    (_, kept), (_, other) = Pipeline((("keeps", Keeps()), ("lines", plain))).kept_in(tmp_path).stages
    assert isinstance(kept, Keeps)
    assert kept.folder == tmp_path
    assert other is plain
