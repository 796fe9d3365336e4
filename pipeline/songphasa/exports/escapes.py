"""White space inside a token made visible, and back: formats of columns end a token at the first one."""

from __future__ import annotations

import re

_NAMED = {" ": r"\s", "\t": r"\t", "\n": r"\n", "\r": r"\r", "\\": r"\\"}
_PLAIN = {value: key for key, value in _NAMED.items()}
# Beside what Python calls white space, the invisible characters that tools trim.
_HIDDEN = re.compile(r"[\s\\\x00-\x1f\x7f\u200b-\u200d\u2060\ufeff]")
_ESCAPED = re.compile(r"\\(?:[stnr\\]|u[0-9a-f]{4})")


def escape(token: str) -> str:
    r"""A token without white space: `\s` is a space, `\t`, `\n`, `\r`, `\\` and `\u200b` are what they look like."""
    return _HIDDEN.sub(lambda found: _NAMED.get(found[0], f"\\u{ord(found[0]):04x}"), token)


def unescape(cell: str) -> str:
    """The token that `escape` was given."""
    return _ESCAPED.sub(lambda found: _PLAIN.get(found[0]) or chr(int(found[0][2:], 16)), cell)
