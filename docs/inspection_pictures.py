"""Photograph the pages of docs/inspection.md: the report of a run, and the run beside gold.

    songphasa annotate seeds/ -o annotations/demo
    python docs/inspection_pictures.py annotations/demo annotations/gold docs

Needs Chromium and Noto Sans Thai (Debian: chromium, fonts-noto-core), and playwright (the extra `dev`).
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from songphasa.inspection.report import write_report

WIDE, PHONE = (1280, 800), (390, 780)
PICTURES = (
    ("read", "run", "#doc=asean-japan-cyber-2024&at=a172-177", WIDE, "light"),
    ("dark", "run", "#doc=amcc-5&label=EVENT,PERSON", WIDE, "dark"),
    ("entities", "run", "#tab=entities&sort=score", WIDE, "light"),
    ("acronyms", "run", "#tab=acronyms", WIDE, "light"),
    ("statistics", "run", "#tab=statistics", WIDE, "light"),
    ("differences", "gold", "#tab=differences", WIDE, "light"),
    ("compared", "gold", "#doc=adgmin-3&at=e150-161", WIDE, "light"),
    ("phone", "run", "#doc=amcc-5&at=e1-10", PHONE, "light"),
)
"""Name, page, what it shows, size and colours."""


def main() -> None:
    """Write both pages aside and photograph them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("run", "gold", "folder"):
        parser.add_argument(name, type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = {"run": Path(folder) / "run.html", "gold": Path(folder) / "gold.html"}
        write_report(arguments.run, pages["run"])
        write_report(arguments.run, pages["gold"], arguments.gold)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, page, state, size, scheme in PICTURES:
            photograph(browser, pages[page].as_uri() + state, size, scheme, arguments.folder / f"inspection-{name}.png")


def photograph(browser: Browser, address: str, size: tuple[int, int], scheme: str, picture: Path) -> None:
    """Write what the browser shows at an address."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    tab = context.new_page()
    tab.goto(address)
    tab.wait_for_selector("#main[aria-busy=false]")
    tab.screenshot(path=picture)
    context.close()


if __name__ == "__main__":
    main()
