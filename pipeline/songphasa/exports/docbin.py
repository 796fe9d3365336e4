"""spaCy's `DocBin`: docs of songphasa's words with `doc.ents`, sentence starts and short forms.

Words may be wider than an entity, and `doc.ents` with them; `doc._.songphasa` keeps the exact spans.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from songphasa.dataset.folder import write_aside
from songphasa.document import Document
from songphasa.errors import BadInput


def write(documents: Iterable[Document], out: Path) -> str:
    """Write a `.spacy` file; how many entities were widened to words, or lost to the one before them.

    Raises:
        BadInput: a text holds NUL, at which spaCy's strings end.
        OSError: it cannot be written.
    """
    import spacy
    from spacy.tokens import DocBin

    from songphasa.spacy_bridge import write_doc

    nlp = spacy.blank("th", config={"nlp": {"tokenizer": {"@tokenizers": "songphasa.words"}}})
    docs = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "SENT_START", "SPACY"], store_user_data=True)
    widened = lost = 0
    for document in documents:
        if "\0" in document.text:
            raise BadInput(f"{document.id}: its text holds NUL, at which spaCy's strings end; leave the document out")
        doc = nlp.tokenizer(document.text)
        write_doc(doc, document)
        exact = {(entity.start, entity.end) for entity in document.entities}
        widened += sum((one.start_char, one.end_char) not in exact for one in doc.ents)
        lost += len(document.entities) - len(doc.ents)
        docs.add(doc)
    write_aside(out, docs.to_bytes())
    return (
        f"{widened} entities were widened to words, {lost} lost; `doc._.songphasa` has them" if widened + lost else ""
    )
