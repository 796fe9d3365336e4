"""UIMA CAS as XMI with DKPro's types, which INCEpTION opens: a folder with a file a document and `TypeSystem.xml`.

dkpro-cassis turns code points into the UTF-16 offsets of UIMA.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from songphasa.dataset.folder import write_aside
from songphasa.document import Document
from songphasa.errors import BadInput, MissingModel
from songphasa.exports.brat import file_name

NAME = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"

_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(documents: Iterable[Document], out: Path) -> str:
    """Write the folder.

    Raises:
        BadInput: a text holds a character that XML cannot.
        MissingModel: dkpro-cassis is not installed.
        OSError: a file cannot be written.
    """
    try:
        from cassis import Cas, load_dkpro_core_typesystem
    except ImportError as error:
        raise MissingModel("XMI needs dkpro-cassis: pip install 'songphasa[xmi]'") from error
    types = load_dkpro_core_typesystem()
    name, sentence = types.get_type(NAME), types.get_type(SENTENCE)
    for document in documents:
        if found := _NO_XML.search(document.text):
            raise BadInput(f"{document.id}: its text holds {found[0]!r}, which XML cannot; leave the document out")
        cas = Cas(typesystem=types, sofa_string=document.text, sofa_mime="text/plain")
        cas.add_all(sentence(begin=one.start, end=one.end) for one in document.sentences)
        cas.add_all(name(begin=one.start, end=one.end, value=one.label) for one in document.entities)
        write_aside(out / f"{file_name(document.id)}.xmi", cas.to_xmi().encode())
    write_aside(out / "TypeSystem.xml", types.to_xml().encode())
    return ""
