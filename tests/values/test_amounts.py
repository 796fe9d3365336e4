"""Amounts come back as numbers with a unit, in digits and in words; without a sure unit there is no value."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import num_to_thaiword

from songphasa.values.amounts import read_length, read_money, read_percent

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@given(st.decimals(0, 10**12, places=2))
def test_every_amount_comes_back(amount: Decimal) -> None:
    for said in (f"{amount:,} บาท", f"{amount} บาท".translate(THAI_DIGITS), f"THB {amount:,}", f"฿{amount}"):
        number, unit = (read_money(said) or "").split(" ")
        assert (Decimal(number), unit) == (amount, "THB")


@given(st.integers(1, 10**9))
def test_every_number_in_words_comes_back(number: int) -> None:
    assert read_money(f"{num_to_thaiword(number)}บาท") == f"{number} THB"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("5 หมื่นล้านบาท", "50000000000 THB"),
        ("1.4 แสนบาท", "140000 THB"),
        ("4 พันล้านบาท", "4000000000 THB"),
        ("2,514.99 ลบ.", "2514990000 THB"),
        ("7,404.34 million Baht", "7404340000 THB"),
        ("2,000-Baht", "2000 THB"),
        ("200 - 300 บาท", "200/300 THB"),
        ("1 - 2 ล้านบาท", "1000000/2000000 THB"),
        ("50 สตางค์", "0.5 THB"),
        ("57,900 ดอลลาร์สหรัฐ", "57900 USD"),
        ("10 เหรียญสหรัฐฯ", "10 USD"),
        ("US$ 2.5 billion", "2500000000 USD"),
        ("USD\u00a02 million", "2000000 USD"),
        ("12 US dollars", "12 USD"),
        ("1,000 ดอลลาร์สิงคโปร์", "1000 SGD"),
        ("€3", "3 EUR"),
        ("สามร้อยบาท", "300 THB"),
    ],
)
def test_money_has_this_value(said: str, value: str) -> None:
    assert read_money(said) == value


@pytest.mark.parametrize(
    "said", ["$5 million", "5 ดอลลาร์", "12,523 million", "500 รูปี", "หลายล้านบาท", "US$ 5 baht", "บาท", "", "1,00 บาท"]
)
def test_without_a_sure_currency_or_number_there_is_no_value(said: str) -> None:
    assert read_money(said) is None


@pytest.mark.parametrize(
    ("said", "value"),
    [
        *(("ร้อยละ 0.5", "0.5 %"), ("12.50%", "12.5 %"), ("50-60%", "50/60 %"), ("10 per cent", "10 %")),
        *(("๕๐ เปอร์เซ็นต์", "50 %"), ("ร้อยละห้าสิบ", "50 %"), ("ร้อยละ 5 - 10", "5/10 %"), ("ร้อยละ", None), ("5", None)),
    ],
)
def test_a_share_has_this_value(said: str, value: str | None) -> None:
    assert read_percent(said) == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        *(("12 กม.", "12 km"), ("34.5km", "34.5 km"), ("3,000 เมตร", "3000 m"), ("1-2 ซม.", "1/2 cm")),
        *(("6 feet", "6 ft"), ("5 miles", "5 mi"), ("สามกิโลเมตร", "3 km"), ("12 ไร่", None), ("12", None)),
    ],
)
def test_a_length_has_this_value(said: str, value: str | None) -> None:
    assert read_length(said) == value


@pytest.mark.parametrize("unit", ["1", "1,000", "ล้าน", "พัน ", "ก", "1 - "])
def test_time_is_bounded(unit: str) -> None:
    start = time.process_time()
    for read in (read_money, read_percent, read_length):
        read(unit * 2_000)
    assert time.process_time() - start < 1


@given(st.text(st.sampled_from("0123๖ ,.-%บาทล้านพันUS$mkร้อยละ")) | st.text())
def test_any_text_has_a_value_or_none(text: str) -> None:
    for read in (read_money, read_percent, read_length):
        assert read(text) != ""
