"""Draw the README's picture: what `songphasa inspect` shows of one document, as a PNG.

    songphasa annotate seeds/ -o annotations/demo && python docs/picture.py annotations/demo adgmin-3 docs/inspect.png

Needs Chromium, DejaVu Sans Mono and Noto Sans Thai (Debian: chromium, fonts-dejavu-core, fonts-noto-core).
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

from songphasa.dataset.annotated import read_annotated
from songphasa.inspection.terminal import render_document

COLUMNS, SHOWN_LINES = 100, 46
CELL, LINE = 12.2, 24.4
"""Pixels of a character and of a line in rich's SVG."""

FONTS = """
@font-face { font-family: picture; src: local("DejaVu Sans Mono"); }
@font-face { font-family: picture; src: local("Noto Sans Thai"); unicode-range: U+0E00-0E7F; size-adjust: 92%; }
"""
STYLE = f"<style>{FONTS}svg text {{ font-family: picture !important; }} body {{ margin: 0 }}</style>"


def main() -> None:
    """Render, export as SVG, photograph."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("document")
    parser.add_argument("picture", type=Path)
    arguments = parser.parse_args()
    document = next(one for one in read_annotated(arguments.run) if one.id == arguments.document)
    console = Console(record=True, width=COLUMNS, force_terminal=True, file=io.StringIO())
    console.print(render_document(document))
    svg = console.export_svg(title=f"songphasa inspect {arguments.run} --document {document.id}", theme=MONOKAI)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        # Without forced lengths the browser shapes Thai as it should; every piece still starts in its column.
        page.write_text(STYLE + re.sub(r' textLength="[^"]*"', "", svg), "utf-8")
        photograph(page, arguments.picture)


def photograph(page: Path, picture: Path) -> None:
    """Write what headless Chromium shows of a page."""
    size = f"--window-size={round(COLUMNS * CELL) + 20},{round(SHOWN_LINES * LINE)}"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", size]
    command += [f"--screenshot={picture.resolve()}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


if __name__ == "__main__":
    main()
