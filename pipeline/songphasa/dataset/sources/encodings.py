"""Bytes as text: UTF-8, or the Thai code page 874 where the user says that files may be older."""

from __future__ import annotations

import re

ENCODINGS = ("utf-8", "cp874", "auto")
"""`auto` is UTF-8, else code page 874. It never guesses by statistics, which take short Thai for Japanese."""

_STRAY_SIGN = re.compile("(?<![\u0e01-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
"""A sign that is written above or below a Thai letter, where there is none."""


MARK = b"\xef\xbb\xbf"
"""The byte order mark of UTF-8, which is no text."""


def decode(content: bytes, encoding: str) -> str:
    """The text of some bytes.

    Args:
        content: the bytes.
        encoding: one of `ENCODINGS`.

    Raises:
        ValueError: they are no text in that encoding; the message says where and what to do.
    """
    if encoding == "cp874":
        return _decode_cp874(content)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        if encoding == "auto":
            return _decode_cp874(content)
        raise ValueError(
            f"not UTF-8 at byte {error.start}; if it is Thai of before Unicode, --encoding auto reads it; "
            "convert other files first, for example: iconv -f UTF-16 -t UTF-8"
        ) from error


def _decode_cp874(content: bytes) -> str:
    """Code page 874, of which TIS-620 is a part; other eight-bit text is told by its signs that hang in the air."""
    try:
        text = content.decode("cp874")
    except UnicodeDecodeError as error:
        raise ValueError(f"neither UTF-8 nor code page 874 at byte {error.start}; convert it first") from error
    if stray := _STRAY_SIGN.search(text):
        raise ValueError(
            f"not code page 874: at character {stray.start()} a Thai vowel or tone sign stands behind no Thai letter; "
            "convert it first"
        )
    return text
