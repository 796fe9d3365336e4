"""The lexicons: the shipped one is well formed, a user's is read or refused."""

import csv
from pathlib import Path

import pytest

from songphasa.acronyms.lexicon import SHIPPED, Lexicon, Sense, read_lexicon
from songphasa.errors import BadConfig


def test_the_shipped_lexicon_has_whole_rows_and_ranked_senses() -> None:
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert len(rows) > 2000
    for row in rows:
        assert row["short"].strip() == row["short"] != ""
        assert row["long_th"] or row["long_en"]
        assert row["kind"] in ("latin", "thai_dotted", "thai_spelled", "title")
        assert row["source"]
        assert row["licence"]
        assert int(row["rank"]) >= 1
    assert len({(row["short"], row["rank"]) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("form", "thai", "english"),
    [
        ("สกมช.", "สำนักงานคณะกรรมการการรักษาความมั่นคงปลอดภัยไซเบอร์แห่งชาติ", "National Cyber Security Agency"),
        ("ดีอีเอส", "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "Ministry of Digital Economy and Society"),
        ("ไอทียู", "สหภาพโทรคมนาคมระหว่างประเทศ", "International Telecommunication Union"),
        ("CII", "โครงสร้างพื้นฐานสำคัญทางสารสนเทศ", "Critical Information Infrastructure"),
        ("กสทช", "สำนักงานคณะกรรมการกิจการกระจายเสียง กิจการโทรทัศน์ และกิจการโทรคมนาคมแห่งชาติ", None),
        ("WRC-27", "การประชุมใหญ่ระดับโลกว่าด้วยวิทยุคมนาคม", "World Radiocommunication Conference"),
    ],
)
def test_forms_are_found_in_every_spelling(form: str, thai: str, english: str | None) -> None:
    first = Lexicon.shipped().find(form)[0]
    assert first.long_th == thai
    assert english in (None, first.long_en)


def test_dots_and_kinds_choose_among_senses() -> None:
    lexicon = Lexicon.of(
        "test",
        [
            Sense("กก.", "thai_dotted", "กรมกรรมการ", None),
            Sense("กก.", "title", "กิโลกรัม", None, rank=2),
            Sense("ก.ก.", "thai_dotted", "กองกลาง", None, rank=3),
        ],
    )
    assert lexicon.find("กก.")[0].long_th == "กรมกรรมการ"
    assert lexicon.find("กก.", "title")[0].long_th == "กิโลกรัม"
    assert lexicon.find("ก.ก.")[0].long_th == "กองกลาง"


@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_file_of_the_user_is_read(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "mine.txt"
    rows = (("long_en", "short", "long_th"), ("Moon Garden", "MG", ""), ("", "", "ว่าง"), ("", "สวจท.", "สวนจันทร์ทอง"))
    path.write_text("\n".join(mark.join(row) for row in rows), "utf-8-sig")
    lexicon = read_lexicon(path, "user")
    assert lexicon.find("MG") == (Sense("MG", "latin", None, "Moon Garden"),)
    assert lexicon.find("สวจท") == (Sense("สวจท.", "thai_dotted", "สวนจันทร์ทอง", None),)


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="cannot be read"):
        read_lexicon(tmp_path / "missing.csv", "user")
    (tmp_path / "wrong.csv").write_text("name,meaning\na,b\n", "utf-8")
    with pytest.raises(BadConfig, match="needs the columns"):
        read_lexicon(tmp_path / "wrong.csv", "user")
