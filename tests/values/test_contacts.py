"""Telephone numbers, mail and web addresses in one form each."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songphasa.values.contacts import read_email, read_phone, read_url, read_zip


@given(st.integers(0, 9_999_999))
def test_every_mobile_number_comes_back_however_it_is_grouped(number: int) -> None:
    said = f"081{number:07}"
    for form in (said, f"{said[:3]}-{said[3:6]}-{said[6:]}", f"{said[:2]} {said[2:6]} {said[6:]}", f"+66 {said[1:]}"):
        assert read_phone(form) == f"+66{said[1:]}"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("๐ ๒๗๑๖ ๔๐๔๔", "+6627164044"),
        ("0-2645-9000-9", "+6626459000"),
        ("0 2448 9111 ต่อ 603", "tel:+66-2-448-9111;ext=603"),
        ("0 2448 9111 ต่อ 603, 604", "+6624489111"),
        ("1111", "tel:1111;phone-context=+66"),
        ("1111\u00a0ต่อ\u00a087", "tel:1111;ext=87;phone-context=+66"),
        ("0000", None),
        ("โทร", None),
    ],
)
def test_a_number_has_this_value(said: str, value: str | None) -> None:
    assert read_phone(said) == value


@given(st.text(st.sampled_from("0123456789๐๒- ต่อext+()")) | st.text())
def test_any_text_is_a_number_that_there_may_be_or_none(text: str) -> None:
    value = read_phone(text)
    if value and "phone-context" not in value:
        assert phonenumbers.is_valid_number(phonenumbers.parse(value))


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("HTTPS://WWW.Example.ORG/Path?Q=A", "https://www.example.org/Path?Q=A"),
        ("www.Example.org", "www.example.org"),
        ("example.org/A", "example.org/A"),
        ("http://[::1", None),
    ],
)
def test_an_address_is_in_the_case_that_does_not_matter(said: str, value: str | None) -> None:
    assert read_url(said) == value


def test_mail_and_zip_codes() -> None:
    assert read_email("Rain@Example.ORG") == "rain@example.org"
    assert read_zip("๑๐๔๐๐") == "10400"
