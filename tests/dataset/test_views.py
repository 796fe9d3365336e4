"""Token rows: lossless, tagged IOB2, honest about what did not fit."""

from hypothesis import given

from songphasa.dataset.schema import TAGS
from songphasa.dataset.views import token_view
from songphasa.document import Document, Entity, Layer, Sentence
from tests.strategies import documents


@given(documents())
def test_joined_tokens_are_the_sentences(document: Document) -> None:
    rows = token_view(document).rows
    assert ["".join(row["tokens"]) for row in rows] == [document[sentence] for sentence in document.sentences]
    assert len({row["id"] for row in rows}) == len(rows)
    assert [row["duplicate"] for row in rows] == [one.duplicate_of is not None for one in document.sentences]


@given(documents())
def test_tags_are_well_formed_and_every_entity_begins_once_or_is_counted_as_lost(document: Document) -> None:
    view = token_view(document)
    begins = 0
    for row in view.rows:
        assert len(row["tokens"]) == len(row["ner_tags"])
        tags = [TAGS[number] for number in row["ner_tags"]]
        for before, tag in zip(["O", *tags], tags, strict=False):
            begins += tag.startswith("B-")
            assert not tag.startswith("I-") or before[2:] == tag[2:]
    assert begins + view.lost == len(document.entities)


def _document(text: str, *entities: Entity) -> Document:
    document = Document("a", text).with_layer(Layer.SENTENCES, [Sentence(0, len(text), "th")])
    return document.with_layer(Layer.ENTITIES, entities)


def test_an_entity_inside_a_token_is_widened_and_counted() -> None:
    view = token_view(_document("Bangkokian food", Entity(0, 7, "LOCATION")))
    assert [TAGS[number] for number in view.rows[0]["ner_tags"]] == ["B-LOCATION", "O", "O"]
    assert (view.widened, view.lost) == (1, 0)


def test_two_entities_in_one_token_leave_one_and_count_the_other() -> None:
    view = token_view(_document("Bangkokian", Entity(0, 4, "LOCATION"), Entity(4, 7, "PERSON")))
    assert [TAGS[number] for number in view.rows[0]["ner_tags"]] == ["B-LOCATION"]
    assert view.lost == 1
