"""The term plan: what has one right translation, by whose authority, where."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from songphasa.document import Acronym, Document, Layer, Term
from songphasa.stages.acronyms import Acronyms
from songphasa.translation.glossary import Entry
from songphasa.translation.names import NameTable
from songphasa.translation.terms import TermPlanner, fingerprint, missing_terms
from tests.translation.documents import make_document


def planned(planner: TermPlanner, document: Document) -> list[dict[str, str]]:
    """What each sentence's terms say and become."""
    plans = planner.plan(document)
    return [
        {document[sentence][term.start : term.end]: term.target for term in terms}
        for sentence, terms in zip(document.sentences, plans, strict=True)
    ]


def with_acronyms(document: Document) -> Document:
    (annotated,) = Acronyms().annotate([document])
    return annotated


def test_the_first_mention_carries_its_long_form_and_later_ones_do_not() -> None:
    document = with_acronyms(
        make_document(
            "ไทยเปิดศูนย์พัฒนาทักษะข้ามภาษา (Cross Language Skills Centre : CLSC) ที่ลำปาง",
            "ผู้อำนวยการ CLSC ขอบคุณทุกฝ่าย และศูนย์พัฒนาทักษะข้ามภาษาจะรับสมัครเดือนหน้า",
        )
    )
    first, second = planned(TermPlanner("en"), document)
    introduced = "ศูนย์พัฒนาทักษะข้ามภาษา (Cross Language Skills Centre : CLSC)"
    assert first[introduced] == "Cross Language Skills Centre (CLSC)"
    assert second == {"CLSC": "CLSC", "ศูนย์พัฒนาทักษะข้ามภาษา": "Cross Language Skills Centre"}


def test_an_ordinal_goes_where_the_language_has_it() -> None:
    thai = with_acronyms(make_document("การประชุม AMCC ครั้งที่ 5 เปิดแล้ว"))
    assert planned(TermPlanner("en"), thai) == [{"AMCC ครั้งที่ 5": "5th AMCC"}]
    english = with_acronyms(make_document("They opened the 5th AMCC in Manila"))
    assert planned(TermPlanner("th"), english)[0]["5th AMCC"] == "AMCC ครั้งที่ 5"
    entry = Entry("สัปดาห์แห่งการอ่าน", "Reading Week")
    defining = make_document(
        "The 5th Reading Week (RW) opened",
        acronyms=[
            Acronym(22, 24, "latin", entry.th, entry.en, "document", 8, 20),
        ],
    )
    assert planned(TermPlanner("th"), defining) == [{"5th Reading Week (RW)": "สัปดาห์แห่งการอ่าน ครั้งที่ 5 (RW)"}]


def test_a_thai_short_form_becomes_the_latin_one_of_the_same_name_and_back() -> None:
    thai = with_acronyms(make_document("สกมช. เตือนภัย", entities=[("สกมช.", "ORGANIZATION")]))
    assert planned(TermPlanner("en"), thai) == [{"สกมช.": "NCSA"}]
    english = with_acronyms(make_document("NCSA warned users", entities=[("NCSA", "ORGANIZATION")]))
    assert planned(TermPlanner("th"), english) == [{"NCSA": "สกมช."}]


def test_a_thai_common_noun_of_the_lexicon_is_left_to_the_engine() -> None:
    assert planned(TermPlanner("en"), with_acronyms(make_document("สภาผ่าน พ.ร.บ. ฉบับนี้แล้ว"))) == [{}]


def test_the_documents_own_definition_comes_before_the_users_glossary_and_that_before_the_lexicon() -> None:
    entry = Entry("ศูนย์พัฒนาทักษะข้ามภาษา", "Cross-Tongue Hub")
    planner = TermPlanner("en", (entry, Entry("สิงคโปร์", "Republic of Singapore")))
    plain = make_document("ศูนย์พัฒนาทักษะข้ามภาษาที่สิงคโปร์", entities=[("สิงคโปร์", "LOCATION")])
    assert planned(planner, plain) == [{entry.th: entry.en, "สิงคโปร์": "Republic of Singapore"}]
    assert planned(TermPlanner("en"), plain) == [{"สิงคโปร์": "Singapore"}]
    defining = with_acronyms(
        make_document(plain.text, "ศูนย์พัฒนาทักษะข้ามภาษา (Cross Language Skills Centre : CLSC) ขยายงาน")
    )
    assert planned(planner, defining)[0][entry.th] == "Cross Language Skills Centre"


def test_the_longest_term_wins() -> None:
    planner = TermPlanner("en", (Entry("ความมั่นคง", "security"), Entry("ความมั่นคงปลอดภัยไซเบอร์", "cybersecurity")))
    document = make_document("เรื่องความมั่นคงปลอดภัยไซเบอร์ กับความมั่นคงของรัฐ")
    assert planned(planner, document) == [{"ความมั่นคงปลอดภัยไซเบอร์": "cybersecurity", "ความมั่นคง": "security"}]


def test_a_short_thai_term_is_whole_words_and_a_latin_one_stands_alone() -> None:
    planner = TermPlanner("en", (Entry("ตา", "Grandpa"),))
    assert planned(planner, make_document("วันนี้ ตา มาหา")) == [{"ตา": "Grandpa"}]
    assert planned(planner, make_document("กติกาตามมาตรฐาน")) == [{}]
    latin = TermPlanner("th", (Entry("ปัญญาประดิษฐ์", "AI"),))
    assert planned(latin, make_document("AI said SAID again")) == [{"AI": "ปัญญาประดิษฐ์"}]


def test_dates_are_converted_and_relative_ones_left() -> None:
    document = make_document("พบกัน 7 ตุลาคม 2563 หรือวันนี้", entities=[("7 ตุลาคม 2563", "DATE"), ("วันนี้", "DATE")])
    assert planned(TermPlanner("en"), document) == [{"7 ตุลาคม 2563": "7 October 2020"}]
    anchored = document.with_layer(
        Layer.ENTITIES, [replace(entity, value="2020-10-07", anchor="2020-10-07") for entity in document.entities]
    )
    assert planned(TermPlanner("en"), anchored) == [{}]


def test_a_person_is_named_the_same_way_by_full_name_and_by_first_name() -> None:
    names = NameTable.of([{"th": "สมหญิง รักเรียน", "en": "Somying Rakrian-Smith"}])
    document = make_document(
        "นางสาวสมหญิง รักเรียน พบ ดร.วีระ มานะ",
        "“สมหญิง” ยิ้ม",
        entities=[("นางสาวสมหญิง รักเรียน", "PERSON"), ("ดร.วีระ มานะ", "PERSON")],
    )
    start = document.text.rindex("สมหญิง")
    nickname = replace(document.entities[0], start=start, end=start + len("สมหญิง"))
    document = document.with_layer(Layer.ENTITIES, [*document.entities, nickname])
    first, second = planned(TermPlanner("en", names=names), document)
    assert first == {"นางสาวสมหญิง รักเรียน": "Ms Somying Rakrian-Smith", "ดร.วีระ มานะ": "Dr Wira Mana"}
    assert second == {"สมหญิง": "Somying"}


def test_the_identity_of_an_entity_gives_its_other_name() -> None:
    document = make_document("มูลนิธิดอกหญ้าเปิดค่าย", entities=[("มูลนิธิดอกหญ้า", "ORGANIZATION")])
    (entity,) = document.entities
    named = replace(entity, name_th="มูลนิธิดอกหญ้า", name_en="Grass Flower Foundation")
    document = document.with_layer(Layer.ENTITIES, [named])
    assert planned(TermPlanner("en"), document) == [{"มูลนิธิดอกหญ้า": "Grass Flower Foundation"}]


def test_a_plan_has_a_fingerprint_that_only_its_terms_decide() -> None:
    one, other = Term(0, 4, "AMCC", "run"), Term(0, 4, "AMCC", "lexicon")
    assert fingerprint([one]) == fingerprint([other]) != fingerprint([replace(one, target="ITU")])
    assert fingerprint([]) == ""


def test_missing_terms_are_those_not_in_the_text_but_for_case_and_spaces() -> None:
    terms = (Term(0, 2, "the Cabinet", "run"), Term(3, 5, "7 October 2020", "date"))
    assert missing_terms("The  cabinet met", terms) == terms[1:]


WORDS = st.sampled_from(["AMCC", "ครม.", "การประชุม", "ไทย", "7 ตุลาคม 2563", "สิงคโปร์", " ", "(", ")", "5th ", "ครั้งที่ 2"])


@given(st.lists(WORDS, max_size=12).map("".join), st.sampled_from(["th", "en"]))
def test_terms_never_overlap_and_lie_in_their_sentence(text: str, lang: str) -> None:
    if not text.strip():
        return
    document = with_acronyms(make_document(text.strip(), entities=[("7 ตุลาคม 2563", "DATE"), ("สิงคโปร์", "LOCATION")]))
    (terms,) = TermPlanner(lang, (Entry("การประชุม", "meeting"),)).plan(document)
    ends = [0, *(term.end for term in terms)]
    assert all(end <= term.start < term.end for end, term in zip(ends, terms, strict=False))
    assert ends[-1] <= len(text.strip())
