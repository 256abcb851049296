"""The PDF as a screen reader meets it: tags, language, title, descriptions; and no font but the package's own."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from feasibility.publication.report import pdf
from tests.publication.example_document import document


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    pdf.save(document(), path)
    return path


def told(tool: str, *arguments: str) -> str:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} (poppler) is not installed")
    return subprocess.run([tool, *arguments], capture_output=True, text=True, check=True).stdout


def test_the_file_says_that_it_is_tagged_and_in_which_language(made: Path) -> None:
    raw = made.read_bytes()
    assert re.search(rb"/MarkInfo\s*<<[^>]*/Marked true", raw)
    assert b"/StructTreeRoot" in raw and b"/Lang(en-GB)" in raw
    assert b"pdfuaid:part" in raw and b"CreationDate" not in raw


def test_headings_tables_lists_links_and_pictures_are_tagged(made: Path) -> None:
    tree = told("pdfinfo", "-struct", str(made))
    kinds = re.findall(r"^\s*(\w+)(?: |:|$)", tree, re.MULTILINE)
    for kind in (
        "H1",
        "H2",
        "H3",
        "P",
        "L",
        "LI",
        "LBody",
        "Table",
        "Caption",
        "THead",
        "TH",
        "TD",
        "Figure",
        "Link",
        "TOC",
    ):
        assert kind in kinds, kind
    assert kinds.count("Table") == 2
    assert kinds.count("TH") == 2 + 3 + 14  # shared headings and headings of the first table, headings of the second


def test_pictures_have_descriptions(made: Path) -> None:
    assert b"Option one costs 1,000 pounds." in made.read_bytes()


def test_only_the_font_of_the_package_is_used_and_it_is_inside(made: Path) -> None:
    rows = [line.split() for line in told("pdffonts", str(made)).splitlines()[2:]]
    assert rows and all("SourceSans3" in row[0] for row in rows)


def test_the_marking_stands_on_every_page_and_pages_with_wide_tables_lie_across(made: Path) -> None:
    pages = told("pdftotext", "-layout", str(made), "-").split("\f")[:-1]
    assert len(pages) >= 4
    assert all(page.count('Part 2: exempt – "paragraph 3"') == 2 for page in pages)
    assert all("run 1a2b3c · Draft" in page and f"of {len(pages)}" in page for page in pages)
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", told("pdfinfo", "-l", "-1", str(made)))
    across = [float(width) > float(height) for width, height in sizes]
    assert across[0] is False and across.count(True) == 1 and across[-1] is False
