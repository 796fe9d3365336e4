"""Telephone numbers as E.164, addresses of mail and web in the case that does not matter.

Numbers without a country are Thai. What E.164 cannot say is an RFC 3966 URI: an extension, and a hotline that is known
in Thailand only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from songphasa.text.digits import ARABIC

_EXTENSION = re.compile(r" ?(?:ต่อ|ext\.?) ?(\d{1,5})(.*)", re.IGNORECASE)
_LAST_DIGITS = re.compile(r"-\d{1,2}$")
_HOTLINE = re.compile(r"1\d{2,3}")


@lru_cache(maxsize=4096)
def read_phone(text: str) -> str | None:
    """0 2716 4044 is `+6627164044`, ต่อ 603 behind it `tel:+66-2-716-4044;ext=603`, 1111 `tel:1111;phone-context=+66`.

    Of several extensions, and of a series of numbers (0-2645-9000-9), only the first number is told.
    """
    said = " ".join(text.translate(ARABIC).split())
    extension = _EXTENSION.search(said)
    number = said[: extension.start()] if extension else said
    ending = f";ext={extension[1]}" if extension and not extension[2] else ""
    if _HOTLINE.fullmatch(number):
        return f"tel:{number}{ending};phone-context=+66"
    return _international(number, ending) or _international(_LAST_DIGITS.sub("", number), ending)


def _international(number: str, ending: str) -> str | None:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, "TH")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    form = phonenumbers.PhoneNumberFormat
    if ending:
        return f"{phonenumbers.format_number(parsed, form.RFC3966)}{ending}"
    return phonenumbers.format_number(parsed, form.E164)


def read_email(text: str) -> str:
    """In lower case: no provider tells the cases apart."""
    return text.lower()


def read_url(text: str) -> str | None:
    """Scheme and host in lower case, the rest as written (RFC 3986, 6.2.2.1); None where it is no URL."""
    has_scheme = "://" in text
    try:
        parts = urlsplit(text if has_scheme else f"//{text}")
    except ValueError:
        return None
    return urlunsplit(parts._replace(netloc=parts.netloc.lower())).removeprefix("" if has_scheme else "//")


def read_zip(text: str) -> str:
    """In the digits 0 to 9."""
    return text.translate(ARABIC)
