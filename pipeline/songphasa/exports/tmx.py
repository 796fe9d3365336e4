"""Translations as TMX 1.4b, which translation tools correct and `--tmx` reads back: one file, a unit a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from songphasa.dataset.folder import aside
from songphasa.document import Document

_OTHER = {"en": "th", "th": "en"}
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEADER = """<?xml version="1.0" encoding="utf-8"?>
<tmx version="1.4">
<header creationtool="songphasa" creationtoolversion="1" segtype="sentence" o-tmf="songphasa" adminlang="en"
 srclang="*all*" datatype="plaintext"/>
<body>
"""
_FOOTER = "</body>\n</tmx>\n"


def write(documents: Iterable[Document], out: Path) -> str:
    """Write one file; how many translations have no text, or a character that XML cannot hold, and are left out.

    A sentence that was in the language already is no translation.

    Raises:
        OSError: it cannot be written.
    """
    left = 0
    with aside(out) as temporary, temporary.open("w", encoding="utf-8") as stream:
        stream.write(_HEADER)
        for document in documents:
            for one in document.translations:
                pair = {_OTHER.get(one.lang, ""): document[one], one.lang: one.text or ""}
                if "" in pair or "" in pair.values() or any(map(_NO_XML.search, pair.values())):
                    left += 1
                elif pair["th"] != pair["en"]:
                    stream.write(_unit(pair))
        stream.write(_FOOTER)
    return f"{left} translations without a text that XML can hold were left out" if left else ""


def _unit(pair: Mapping[str, str]) -> str:
    unit = Element("tu")
    for lang, said in sorted(pair.items()):
        SubElement(SubElement(unit, "tuv", {"xml:lang": lang}), "seg").text = said
    return tostring(unit, encoding="unicode") + "\n"
