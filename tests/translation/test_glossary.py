"""The user's glossary: CSV and TBX, and files that are neither."""

from pathlib import Path

import pytest

from songphasa.errors import BadConfig
from songphasa.translation.glossary import Entry, both_ways, read_glossary

TBX2 = """<?xml version="1.0"?><martif type="TBX"><text><body><termEntry id="c1">
<langSet xml:lang="en-GB"><tig><term>data centre</term></tig><tig><term>server hall</term></tig></langSet>
<langSet xml:lang="th"><tig><term>ศูนย์ข้อมูล</term></tig></langSet></termEntry>
<termEntry id="c2"><langSet xml:lang="en"><tig><term>alone</term></tig></langSet></termEntry>
</body></text></martif>"""
TBX3 = """<?xml version="1.0"?><tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic"><text><body>
<conceptEntry id="1">
<langSec xml:lang="th"><termSec><term>ศูนย์ข้อมูล</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>data centre</term></termSec></langSec></conceptEntry></body></text></tbx>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE tbx [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><tbx><term>&b;</term></tbx>"""


@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_csv_or_tsv_file_is_read_and_rows_of_one_language_are_passed_over(tmp_path: Path, mark: str) -> None:
    rows = (("th", "en", "short"), ("ศูนย์ข้อมูล", "data centre", "DC"), ("ว่าง", "", ""), ("แมว ", " cat", ""))
    path = tmp_path / "terms.csv"
    path.write_text("\ufeff" + "".join(mark.join(row) + "\n" for row in rows), "utf-8")
    assert read_glossary(path) == (Entry("ศูนย์ข้อมูล", "data centre", "DC"), Entry("แมว", "cat"))


@pytest.mark.parametrize("content", [TBX2, TBX3])
def test_both_editions_of_tbx_are_read(tmp_path: Path, content: str) -> None:
    path = tmp_path / "terms.tbx"
    path.write_text(content, "utf-8")
    assert read_glossary(path) == (Entry("ศูนย์ข้อมูล", "data centre"),)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("terms.csv", "thai,english\nก,a\n"),
        ("terms.csv", ""),
        ("terms.tbx", "<martif>"),
        ("terms.tbx", BOMB),
        ("terms.csv", None),
    ],
)
def test_what_is_no_glossary_is_refused_by_its_name(tmp_path: Path, name: str, content: str | None) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(BadConfig, match=name):
        read_glossary(path)


def test_an_entry_is_looked_for_in_the_sources_language_and_its_short_form_in_both() -> None:
    entries = [Entry("ศูนย์ข้อมูล", "data centre", "DC")]
    assert list(both_ways(entries, "en")) == [("ศูนย์ข้อมูล", "data centre"), ("DC", "DC")]
    assert list(both_ways(entries, "th")) == [("data centre", "ศูนย์ข้อมูล"), ("DC", "DC")]
