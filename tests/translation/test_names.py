"""Names of persons: titles, glosses, one spelling throughout a run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.stages.translation import Translations
from songphasa.translation.names import NameTable, bare_english, learn_names, romanise, split_title
from tests.translation.documents import make_document


@pytest.mark.parametrize(
    ("said", "titles", "english", "name"),
    [
        ("นายวีระ มานะ", "นาย", "Mr", "วีระ มานะ"),
        ("นางสาว สมหญิง", "นางสาว", "Ms", "สมหญิง"),
        ("พล.ต.อ.วีระ", "พล.ต.อ.", "Police General", "วีระ"),
        ("ศ. ดร.วีระ มานะ", "ศ. ดร.", "Professor Dr", "วีระ มานะ"),
        ("วีระ", "", "", "วีระ"),
    ],
)
def test_titles_are_told_from_names(said: str, titles: str, english: str, name: str) -> None:
    assert split_title(said) == (titles, english, name)


@pytest.mark.parametrize("said", ["Mr Wira Mana", "Mr. Wira Mana", "H.E. Mr. Wira Mana", "Dr Wira Mana", "Wira Mana"])
def test_an_english_name_without_its_titles(said: str) -> None:
    assert bare_english(said) == "Wira Mana"


def test_a_name_in_both_languages_is_learnt_whichever_comes_first() -> None:
    document = make_document(
        "นายวีระ มานะ (Mr. Veera Mana) พบ Ms Somying Rakrian (นางสาวสมหญิง รักเรียน) และนายก้อง",
        entities=[
            ("นายวีระ มานะ", "PERSON"),
            ("Mr. Veera Mana", "PERSON"),
            ("Ms Somying Rakrian", "PERSON"),
            ("นางสาวสมหญิง รักเรียน", "PERSON"),
            ("นายก้อง", "PERSON"),
        ],
    )
    assert learn_names(document) == [
        {"th": "วีระ มานะ", "en": "Veera Mana"},
        {"th": "สมหญิง รักเรียน", "en": "Somying Rakrian"},
    ]


def test_a_glossed_name_is_spelt_as_glossed_and_a_kinsmans_by_its_family_name() -> None:
    table = NameTable.of([{"th": "วีระ มานะ", "en": "Veera Manah"}])
    assert table.romanise("วีระ มานะ") == "Veera Manah"
    assert table.romanise("สมหญิง มานะ") == "Somying Manah"
    assert table.to_thai("Mr Veera Manah") == "นายวีระ มานะ"


def test_a_later_pair_comes_before_the_runs() -> None:
    table = NameTable.of([{"th": "วีระ", "en": "Veera"}]).with_names([("วีระ", "Wheera")])
    assert table.romanise("วีระ") == "Wheera"


def test_what_nothing_glosses_is_romanised_and_royal_names_are_left() -> None:
    assert NameTable().romanise("สมหญิง รักเรียน") == "Somying Rakrian"
    assert NameTable().romanise("วีระฯ") == "Wira"
    assert NameTable().romanise("สมเด็จพระเจ้าจันทร์") is None
    assert romanise("Ada") == "Ada"


@given(st.permutations([("วีระ", "Veera"), ("วีระ", "Wira"), ("วีระ", "Wira"), ("ก้อง", "Kong"), ("ก้อง", "Gong")]))
def test_a_run_names_everyone_alike_in_whatever_order_it_is_read(pairs: list[tuple[str, str]]) -> None:
    table = NameTable.of({"th": thai, "en": english} for thai, english in pairs)
    assert table.names == {"วีระ": "Wira", "ก้อง": "Gong"}


def test_the_names_that_one_document_gives_are_used_in_all_others_of_a_run() -> None:
    stage = Translations(direction="th-en")
    giving = make_document(
        "นายวีระ มานะ (Mr. Veera Manah) มาถึง", entities=[("นายวีระ มานะ", "PERSON"), ("Mr. Veera Manah", "PERSON")]
    )
    other = make_document("ดร.วีระ มานะ", entities=[("ดร.วีระ มานะ", "PERSON")])
    (alone,) = stage.annotate([other])
    (taught,) = stage.taught(stage.learn(giving)).annotate([other])
    assert [one.text for one in (*alone.translations, *taught.translations)] == ["Dr Wira Mana", "Dr Veera Manah"]
