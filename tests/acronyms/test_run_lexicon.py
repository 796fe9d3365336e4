"""The run teaches: what one document defines, others know; most documents decide; the rest is kept."""

import json

from hypothesis import given
from hypothesis import strategies as st

from songphasa.acronyms.run_lexicon import lessons_of, run_lexicon
from songphasa.document import Document
from songphasa.stage import LearningStage
from songphasa.stages.acronyms import Acronyms

STAGE = Acronyms()
DEFINES = Document("a", "กองทุนพัฒนาดอกกล้วยไม้ไทย (Thai Orchid Growing Fund : TOGF) เปิดรับสมัคร")
USES = Document("b", "ผู้แทนจาก TOGF กล่าวเปิดงาน")


def annotated(document: Document, stage: Acronyms = STAGE) -> Document:
    (result,) = stage.annotate([document])
    return result


def lesson(short: str, thai: str | None, english: str | None) -> dict[str, str | None]:
    return {"short": short, "kind": "latin", "long_th": thai, "long_en": english}


def test_the_stage_learns() -> None:
    assert isinstance(STAGE, LearningStage)


def test_a_definition_in_one_document_resolves_a_mention_in_another() -> None:
    (before,) = annotated(USES).acronyms
    assert before.scope == "unknown"
    lessons = STAGE.learn(annotated(DEFINES)) + STAGE.learn(annotated(USES))
    assert lessons == [lesson("TOGF", "กองทุนพัฒนาดอกกล้วยไม้ไทย", "Thai Orchid Growing Fund")]
    (after,) = annotated(USES, STAGE.taught(lessons)).acronyms
    assert (after.scope, after.source) == ("run", "run")
    assert (after.long_th, after.long_en) == ("กองทุนพัฒนาดอกกล้วยไม้ไทย", "Thai Orchid Growing Fund")
    assert after.definition_start is None


def test_a_document_keeps_its_own_definition() -> None:
    taught = STAGE.taught([lesson("TOGF", None, "Tall Old Green Fern")] * 3)
    assert {mention.long_en for mention in annotated(DEFINES, taught).acronyms} == {"Thai Orchid Growing Fund"}


def test_most_documents_decide_and_other_readings_are_kept() -> None:
    lexicon = run_lexicon(
        [
            lesson("NGF", None, "Northern Garden Forum"),
            lesson("NGF", "เวทีสวนเหนือ", "The Northern Garden Forum"),
            lesson("NGF", None, "National Grain Fund"),
        ]
    )
    assert [(sense.long_th, sense.long_en) for sense in lexicon.find("NGF")] == [
        ("เวทีสวนเหนือ", "Northern Garden Forum"),
        (None, "National Grain Fund"),
    ]


@given(st.permutations([lesson("A1", None, f"Alpha {word}") for word in ("one", "two", "two", "three", "three")]))
def test_the_order_of_lessons_does_not_matter(lessons: list[dict[str, str | None]]) -> None:
    assert [sense.long_en for sense in run_lexicon(lessons).find("A1")] == ["Alpha three", "Alpha two", "Alpha one"]


def test_lessons_are_plain_json_values() -> None:
    lessons = lessons_of(annotated(DEFINES))
    assert json.loads(json.dumps(lessons)) == lessons
