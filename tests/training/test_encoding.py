"""Encoding for transformers: pieces say what entities say, windows cut none silently, every cost is counted."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songphasa.dataset.schema import to_row
from songphasa.document import Document, Entity, Layer
from songphasa.errors import BadConfig
from songphasa.training import Encoded, encode, tags_of
from tests.strategies import documents
from tests.training.tiny import sentence, tokenizer

pytest.importorskip("transformers")
LETTERS = "กขคงอABC xy12"


def characters(**options: Any) -> Any:
    return tokenizer(LETTERS, **options)


def spelled(encoded: Encoded, fast: Any) -> list[tuple[str, str]]:
    """What the tagged pieces say, a begin starting a new entity, of all windows."""
    found: list[tuple[str, str]] = []
    for row in encoded.dataset:
        for piece, label in zip(fast.convert_ids_to_tokens(row["input_ids"]), row["labels"], strict=True):
            tag = encoded.tags[label] if label >= 0 else "O"
            if tag.startswith("B-"):
                found.append((piece, tag[2:]))
            elif tag.startswith("I-"):
                found[-1] = (found[-1][0] + piece, tag[2:])
    return found


def entities(text: str, *spans: tuple[int, int, str]) -> Document:
    return Document("d", text).with_layer(Layer.ENTITIES, [Entity(*span) for span in spans])


def test_pieces_say_what_the_entities_say() -> None:
    document = entities("ก AB ขค\nABC xy", (2, 7, "PERSON"), (8, 11, "LAW"), (12, 14, "LAW"))
    encoded = encode([document, to_row(document)], characters())
    assert spelled(encoded, characters()) == [("AB ขค", "PERSON"), ("ABC", "LAW"), ("xy", "LAW")] * 2
    assert (encoded.spans, encoded.lost, encoded.cut) == ({"PERSON": 2, "LAW": 4}, {}, {})
    assert not any(encoded.widened.values())


def test_columns_are_what_the_collator_takes() -> None:
    pytest.importorskip("torch")
    import transformers

    encoded = encode([sentence(0), sentence(9)], characters())
    collator = transformers.DataCollatorForTokenClassification(characters())
    batch = collator([encoded.dataset[0], encoded.dataset[1]])
    assert batch["labels"].shape == batch["input_ids"].shape
    assert batch["labels"][0, 0] == -100
    assert (batch["labels"][batch["attention_mask"] == 0] == -100).all()


@given(document=documents(), max_length=st.integers(8, 20), stride=st.integers(0, 5))
@settings(max_examples=60)
def test_each_entity_is_whole_in_a_window_or_counted(document: Document, max_length: int, stride: int) -> None:
    encoded = encode([document], characters(), max_length=max_length, stride=stride)
    kept = Counter(label for _, label in spelled(encoded, characters()))
    assert all(len(row["input_ids"]) <= max_length for row in encoded.dataset)
    for label, spans in encoded.spans.items():
        # An entity in the pieces that two windows share is there twice; one that is cut goes on without a begin.
        assert kept[label] >= spans - encoded.lost.get(label, 0)
    longest = max((len(document[one]) for one in document.entities), default=0)
    assert longest <= max_length - 2 or sum(encoded.cut.values()) > 0


@given(st.text("กขค AB", min_size=1, max_size=120), st.integers(6, 20), st.integers(0, 3))
def test_windows_together_are_the_line(text: str, max_length: int, stride: int) -> None:
    text = text.strip()
    fast = characters()
    rows = encode([Document("d", text)] if text else [], fast, max_length=max_length, stride=stride).dataset
    windows = ["".join(fast.convert_ids_to_tokens(row["input_ids"])[1:-1]) for row in rows]
    said = windows[0] if windows else ""
    for window in windows[1:]:
        said += window[stride:]
    assert said == text


def test_an_entity_at_a_windows_edge_moves_the_edge() -> None:
    document = entities("กกกกกกABCABCกก", (6, 12, "LAW"))
    encoded = encode([document], characters(), max_length=10, stride=2)
    assert spelled(encoded, characters()) == [("ABCABC", "LAW")]
    assert encoded.cut == {}


def test_an_entity_longer_than_a_window_is_counted_as_cut() -> None:
    encoded = encode([entities("A" * 20, (0, 20, "LAW"))], characters(), max_length=10, stride=2)
    assert encoded.cut["LAW"] > 0
    assert [len(row["input_ids"]) for row in encoded.dataset] == [10, 10, 6]


def test_what_shares_a_piece_is_widened_and_then_lost() -> None:
    from tokenizers import pre_tokenizers

    fast = characters()
    fast.backend_tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    encoded = encode([entities("ABC x", (0, 1, "LAW"), (1, 3, "PERSON"), (4, 5, "DATE"))], fast)
    assert {label: n for label, n in encoded.widened.items() if n} == {"LAW": 1}
    assert encoded.lost == {"PERSON": 1}


def test_spaces_that_a_tokenizer_rewrites_keep_their_place() -> None:
    from tokenizers import normalizers

    fast = tokenizer(LETTERS + "_")
    fast.backend_tokenizer.normalizer = normalizers.Replace(" ", "_")
    encoded = encode([entities("ก AB ขค x", (2, 7, "PERSON"))], fast)
    assert spelled(encoded, fast) == [("AB_ขค", "PERSON")]
    assert not any(encoded.widened.values())


@pytest.mark.parametrize("how", ["WangchanBERTa's", "shorter", "longer"])
def test_a_tokenizer_that_changes_lengths_keeps_places(how: str) -> None:
    from tokenizers import Regex, normalizers, pre_tokenizers

    fast = tokenizer("ทำน้ขคABx.")
    replacements = {"shorter": ("ABAB", "A"), "longer": ("ำ", "ํา"), "WangchanBERTa's": (" ", "<_>")}
    fast.backend_tokenizer.normalizer = normalizers.Replace(*replacements[how])
    if how == "WangchanBERTa's":
        fast.add_tokens("<_>")
        fast.backend_tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"<_>|[\s\S]"), "isolated")
    text = "x น้ำทำ ABAB.  คข x"
    said = [("น้ำทำ ABAB", "LAW"), ("คข", "PERSON")]
    spans = [(text.index(part), text.index(part) + len(part), label) for part, label in said]
    encoded = encode([entities(text, *spans)], fast)
    places = fast(text, return_offsets_mapping=True)["offset_mapping"]
    tags = [encoded.tags[label] if label >= 0 else "O" for label in encoded.dataset[0]["labels"]]
    for start, end, label in spans:
        tagged = [place for place, tag in zip(places, tags, strict=True) if tag.endswith(label)]
        assert (tagged[0][0], tagged[-1][1]) == (start, end)
        assert tags.count(f"B-{label}") == 1
    assert not any(encoded.widened.values())


def test_ends_and_single_pieces_are_tagged_in_iobes() -> None:
    encoded = encode([entities("A BC", (0, 1, "LAW"), (2, 4, "LAW"))], characters(), scheme="IOBES")
    assert [encoded.tags[label] for label in encoded.dataset[0]["labels"][1:-1]] == ["S-LAW", "O", "B-LAW", "E-LAW"]


def test_what_cannot_be_encoded_is_refused() -> None:
    with pytest.raises(BadConfig, match="there are: IOB2, IOBES"):
        tags_of("BILOU")  # type: ignore[arg-type]
    with pytest.raises(BadConfig, match="fast tokenizer"):
        encode([], object())
    with pytest.raises(BadConfig, match="have room for 6"):
        encode([sentence(0)], characters(), max_length=8, stride=6)
