"""The page that shows a run: one HTML file with its script, style and data, and a policy that lets nothing else in.

What a document says goes in as JSON and comes out as text: `<` is escaped, so that no tag can end the data, and the
script makes elements with `textContent` alone. The content policy names the script and the style by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import html
from importlib.resources import files
from string import Template

SCRIPTS = (
    "elements.js",
    "labels.js",
    "offsets.js",
    "state.js",
    "embedded.js",
    "served.js",
    "marks.js",
    "details.js",
    "lists.js",
    "read.js",
    "tables.js",
    "statistics.js",
    "filters.js",
    "keys.js",
    "main.js",
)
"""The parts of the script, in the order in which they run as one."""

_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def make_page(title: str, data: str, *, served: bool = False) -> bytes:
    """The page as UTF-8.

    Args:
        title: of the window.
        data: what it shows, a JSON object (`songphasa.inspection.report` has its fields).
        served: whether it may ask the server that it comes from.
    """
    style = part("marks.css") + part("style.css")
    script = '"use strict";\n(() => {\n' + "".join(part(name) for name in SCRIPTS) + "})();\n"
    page = Template(part("page.html")).substitute(
        policy=_policy(script, style, served=served),
        title=html.escape(title),
        style=style,
        script=script,
        data=data.translate(_ESCAPES),
    )
    return page.encode(errors="backslashreplace")  # half a surrogate pair becomes JSON's own escape


def part(name: str) -> str:
    """One of the page's files."""
    return (files("songphasa.inspection") / "page" / name).read_text(encoding="utf-8")


def _policy(script: str, style: str, *, served: bool) -> str:
    rules = ["default-src 'none'", f"script-src {_hash(script)}", f"style-src {_hash(style)}"]
    rules += ["base-uri 'none'", "form-action 'none'", *(["connect-src 'self'"] if served else [])]
    return "; ".join(rules)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
