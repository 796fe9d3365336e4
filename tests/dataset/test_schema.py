"""Rows and documents are two forms of one value."""

from hypothesis import given

from songphasa.dataset.schema import TAGS, document_features, from_row, to_row
from songphasa.document import LABELS, Document, Layer
from tests.strategies import documents


@given(documents())
def test_a_document_comes_back_from_its_row(document: Document) -> None:
    assert from_row(to_row(document)) == document


@given(documents())
def test_a_document_comes_back_from_a_row_with_label_names(document: Document) -> None:
    row = to_row(document)
    row["entities"] = [{**entity, "label": LABELS[entity["label"]]} for entity in row["entities"]]
    assert from_row(row) == document


@given(documents())
def test_rows_say_the_text_of_entities_and_acronyms(document: Document) -> None:
    row = to_row(document)
    for span in row["entities"] + row["acronyms"]:
        assert span["text"] == document.text[span["start"] : span["end"]]


def test_columns_are_the_documented_ones() -> None:
    features = document_features()
    assert list(features) == ["id", "text", "lang", "source", "metadata", *(layer.value for layer in Layer)]
    assert features["entities"].feature["label"].names == list(LABELS)
    assert list(features["entities"].feature) == [
        *("start", "end", "label", "text", "score", "source"),
        *("value", "anchor", "cluster", "name_th", "name_en"),
    ]
    assert list(features["sentences"].feature) == ["start", "end", "lang", "paragraph", "duplicate_of"]
    assert list(features["translations"].feature) == [
        *("start", "end", "lang", "text", "score"),
        *("engine", "model", "flags", "terms", "entities"),
    ]
    assert set(features["acronyms"].feature) == {
        *("start", "end", "text", "kind", "long_th", "long_en", "scope"),
        *("definition_start", "definition_end", "score", "source"),
    }


def test_tags_are_iob2_over_the_labels() -> None:
    assert TAGS[0] == "O"
    assert len(TAGS) == len(set(TAGS)) == 1 + 2 * len(LABELS)
