"""The identity stage: what holds for any document, and its place in a run."""

import time
from dataclasses import replace

from hypothesis import given

from songphasa.config import Config
from songphasa.document import Document, Entity, Layer
from songphasa.identity.mentions import NAMED
from songphasa.pipeline import Pipeline, check
from songphasa.stage import Stage
from songphasa.stages.acronyms import Acronyms
from songphasa.stages.identity import Identity
from tests.identity.marked import read_marked
from tests.strategies import documents

STAGE = Identity()


def test_it_is_a_stage_of_the_default_configuration() -> None:
    assert isinstance(STAGE, Stage)
    assert check(Config())[-1] is Identity


@given(documents())
def test_every_name_has_a_cluster_and_nothing_else_changes(document: Document) -> None:
    (found,) = STAGE.annotate([document])
    assert replace(found, entities=document.entities) == document
    for before, after in zip(document.entities, found.entities, strict=True):
        assert replace(after, cluster=None, name_th=None, name_en=None) == before
        assert (after.cluster is not None) == (before.label in NAMED)


@given(documents())
def test_clusters_are_numbered_from_0_by_first_mention_and_have_one_name(document: Document) -> None:
    (found,) = STAGE.annotate([document])
    named = [entity for entity in found.entities if entity.cluster is not None]
    assert list(dict.fromkeys(entity.cluster for entity in named)) == list(range(len({one.cluster for one in named})))
    assert len({(one.cluster, one.name_th, one.name_en) for one in named}) == len({one.cluster for one in named})


@given(documents())
def test_annotating_twice_changes_nothing(document: Document) -> None:
    once = STAGE.annotate([document])
    assert STAGE.annotate(once) == once


@given(documents())
def test_one_text_of_one_label_is_one_thing_unless_it_comes_in_rows(document: Document) -> None:
    (found,) = STAGE.annotate([document])
    homes: dict[tuple[str, str], set[int | None]] = {}
    for entity in found.entities:
        if entity.label in ("ORGANIZATION", "LOCATION"):
            homes.setdefault((entity.label, found[entity]), set()).add(entity.cluster)
    assert all(len(clusters) == 1 for clusters in homes.values())


def test_what_the_run_defines_names_things_in_the_second_pass() -> None:
    acronyms = Acronyms()
    defines = read_marked("[O กองทุนพัฒนาดอกกล้วยไม้ไทย] (Thai Orchid Growing Fund : TOGF) เปิดรับสมัคร")
    uses = replace(read_marked("[O TOGF] พบ [O กองทุนพัฒนาดอกกล้วยไม้ไทย]"), id="b")
    pipeline = Pipeline((("acronyms", acronyms), ("identity", STAGE)))
    (first,) = pipeline.first().annotate([uses])
    assert isinstance(first, Document)
    assert {entity.cluster for entity in first.entities} == {None}
    (second,) = pipeline.taught(pipeline.learn(pipeline.first().annotate([defines]))).annotate([first])  # type: ignore[arg-type]
    assert isinstance(second, Document)
    names = {(one.cluster, one.name_th, one.name_en) for one in second.entities}
    assert names == {(0, "กองทุนพัฒนาดอกกล้วยไม้ไทย", "Thai Orchid Growing Fund")}


def _crowded(people: int) -> Document:
    """Every person has the first name of all others, every body the beginning that a clipped name has."""
    lines = [f"นายสมมติ ใจดี{n}ก กรมร่มแบบ{n} กรมร่มฯ นายสมมติ LMTC ครั้งที่ {n % 9999} ต.ร่ม{n} ร่ม{n}" for n in range(people)]
    labels = ("PERSON", "ORGANIZATION", "ORGANIZATION", "PERSON", "EVENT", "LOCATION", "LOCATION")
    entities, start = [], 0
    for line in lines:
        words = line.split(" ")
        said = [" ".join(words[:2]), *words[2:5], " ".join(words[5:8]), *words[8:]]
        for label, name in zip(labels, said, strict=True):
            entities.append(Entity(start, start + len(name), label))
            start += len(name) + 1
    return Document("crowded", "\n".join(lines)).with_layer(Layer.ENTITIES, entities)


def test_time_grows_with_the_number_of_names() -> None:
    def best(people: int) -> float:
        document, times = _crowded(people), []
        for _ in range(3):
            began = time.perf_counter()
            STAGE.annotate([document])
            times.append(time.perf_counter() - began)
        return min(times)

    assert best(4000) < 12 * best(1000)
