"""A leak planted in each format is caught, and what stands beside it is not."""

import base64
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import docx
import geopandas as gpd
import numpy as np
import openpyxl
import pytest
import typst
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from shapely.geometry import LineString, Point

from feasibility.privacy_check import looking, small_cells
from feasibility.privacy_check.pieces import Grid, Points, Text, UnreadableError
from feasibility.privacy_check.reading import pieces
from feasibility.privacy_check.wanted import Wanted

HOME, HOME_M, HOME_DEGREES = "DA15 7AW", (546_250.0, 172_000.0), (0.10312, 51.42761)
PLACE = "BR1 3UH"
WANTED = Wanted(
    homes=frozenset({"DA157AW"}),
    staff_ids=frozenset({"HR-000417"}),
    places=frozenset({"BR13UH"}),
    metres=np.array([HOME_M]),
    degrees=np.array([HOME_DEGREES]),
    shared=0,
)
NAMED = small_cells.titles()


def found(name: str, content: bytes, heads_min: int = 10, step: int = 1) -> set[str]:
    """Everything found in a file."""
    said: set[str] = set()
    for piece in pieces(name, content):
        if isinstance(piece, Text):
            said |= set(looking.in_text(piece, WANTED))
            if not piece.is_code and small_cells.in_text(piece, heads_min):
                said.add("small")
        elif isinstance(piece, Points):
            said |= {looking.HOME_POINT} if looking.in_points(piece, WANTED) else set()
        else:
            assert isinstance(piece, Grid)
            if list(small_cells.in_grid(piece, heads_min, step, NAMED)):
                said.add("small")
    return said


def word(text: str, *, cut: bool = False, heads: str = "25") -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for part in (text[:6], text[6:]) if cut else (text,):
        paragraph.add_run(part)
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(
        [*table.rows[0].cells, *table.rows[1].cells], ("Area", "Staff", "North", heads), strict=True
    ):
        cell.text = words
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def book(text: str, heads: int = 25, *, comment: str = "") -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Area", "Staff"])
    workbook.active.append([text, heads])
    if comment:
        workbook.active["A1"].comment = openpyxl.comments.Comment(comment, "somebody")
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def picture(note: str) -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("Comment", note)
    file = io.BytesIO()
    Image.new("L", (2, 2)).save(file, "PNG", pnginfo=notes)
    return file.getvalue()


def package(folder: Path, *, words: str = "North", point: tuple[float, float] = (500_000, 200_000), heads: int = 25):
    path = folder / "results.gpkg"
    frame = gpd.GeoDataFrame({"name": [words], "heads": [heads]}, geometry=[Point(*point)], crs="EPSG:27700")
    frame.to_file(path, layer="areas", driver="GPKG")
    return path.read_bytes()


def portable(text: str, *, note: str = "") -> bytes:
    made = typst.compile(b"#sys.inputs.text", format="pdf", sys_inputs={"text": text})
    if not note:
        return made
    writer = PdfWriter(clone_from=io.BytesIO(made))
    writer.add_metadata({"/Subject": note})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


CLEAN = f"The centre at {PLACE} seats 25 staff; fewer than 10 staff are not shown."


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.csv", lambda t: f'area,note\nnorth,"{t}"\n'.encode()),
        ("a.json", lambda t: json.dumps({"a": [t]}).encode()),
        ("a.toml", lambda t: f'note = "{t}"\n'.encode()),
        ("a.html", lambda t: f"<p>{t}</p>".encode()),
        ("a.html", lambda t: f'<p title="{t}">x</p>'.encode()),
        ("a.html", lambda t: f"<script>var a = '{t}';</script>".encode()),
        ("a.html", lambda t: f'<script type="application/json">["{t}"]</script>'.encode()),
        ("a.html", lambda t: f"<!-- {t} -->".encode()),
        (
            "a.html",
            lambda t: f'<a href="data:text/plain;base64,{base64.b64encode(t.encode()).decode()}">x</a>'.encode(),
        ),
        ("a.svg", lambda t: f"<svg><desc>{t}</desc></svg>".encode()),
        ("a.docx", word),
        ("a.docx", lambda t: word(t, cut=True)),
        ("a.xlsx", book),
        ("a.xlsx", lambda t: book("x", comment=t)),
        ("a.png", picture),
        ("a.pdf", portable),
        ("a.pdf", lambda t: portable("x", note=t)),
    ],
)
def test_a_home_is_caught_and_a_place_is_not(name, made):
    assert found(name, made(f"Home: {HOME}.")) == {looking.HOME}
    assert found(name, made("by HR-000417 alone")) == {looking.STAFF_ID}
    assert found(name, made(CLEAN)) == set()


@pytest.mark.parametrize(
    "spelt",
    ["da157aw", "DA15  7AW", "DA15-7AW", "DA15%207AW", "DA15&nbsp;7AW", "DA15\\u00207AW", "&#68;A15 7AW", "DA15,7AW",
     '"DA15","7AW"', "ＤＡ１５ ７ＡＷ", "DA15\u200b7AW", "home_DA157AW_1", "DA15</td><td>7AW"],
)  # fmt: skip
def test_however_it_is_spelt(spelt):
    assert found("a.html", f"<table><tr><td>{spelt}</td></tr></table>".encode()) >= {looking.HOME}
    assert found("a.txt", spelt.replace("</td><td>", ",").encode()) == {looking.HOME}


def test_in_the_name_of_a_file_and_of_a_member():
    assert found("DA157AW.csv", b"a\n") == {looking.HOME}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("homes/DA15 7AW.txt", "x")
    assert found("a.zip", file.getvalue()) == {looking.HOME}


def test_a_full_postcode_of_nobody_known_is_told_apart_from_one_that_does_not_exist():
    # SE9 4AF is a postcode of Mottingham and no place of the study; ZZ9 9ZZ is none at all.
    assert found("a.txt", b"see SE9 4AF") == {looking.ANY_POSTCODE}
    assert found("a.txt", b"see ZZ9 9ZZ, DA15 and SE9") == set()


def test_a_geopackage_is_read_to_its_last_table(tmp_path):
    assert found("a.gpkg", package(tmp_path)) == set()
    assert found("a.gpkg", package(tmp_path, words=HOME)) == {looking.HOME}
    assert found("a.gpkg", package(tmp_path, point=HOME_M)) == {looking.HOME_POINT}
    assert found("a.gpkg", package(tmp_path, point=(HOME_M[0] + 3, HOME_M[1]))) == set()
    assert found("a.gpkg", package(tmp_path, heads=9)) == {"small"}
    with sqlite3.connect(tmp_path / "results.gpkg") as database:
        database.execute("CREATE TABLE aside (note TEXT)")
        database.execute("INSERT INTO aside VALUES (?)", (HOME,))
    assert found("a.gpkg", (tmp_path / "results.gpkg").read_bytes()) >= {looking.HOME}


def test_the_corner_of_an_outline_is_no_home(tmp_path):
    path = tmp_path / "lines.gpkg"
    line = LineString([HOME_M, (HOME_M[0] + 500, HOME_M[1])])
    gpd.GeoDataFrame({"name": ["border"]}, geometry=[line], crs="EPSG:27700").to_file(path, driver="GPKG")
    assert found("a.gpkg", path.read_bytes()) == set()


@pytest.mark.parametrize(
    "text", ["[546250, 172000]", "546250.0,172000.0", "[0.10312, 51.42761]", "lat 51.42761, lon 0.10312"]
)
def test_a_home_as_a_pair_of_figures(text):
    assert found("a.json", text.encode()) == {looking.HOME_POINT}
    assert found("a.json", text.replace("1", "3").encode()) == set()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.csv", lambda n: f"area_id,heads\nnorth,{n}\n".encode()),
        (
            "a.html",
            lambda n: f"<table><tr><th>Area</th><th>Staff</th></tr><tr><td>N</td><td>{n}</td></tr></table>".encode(),
        ),
        ("a.html", lambda n: f"<p>{n} staff live there</p>".encode()),
        ("a.html", lambda n: f'<script type="application/json">{{"staff": "{n} staff"}}</script>'.encode()),
        ("a.docx", lambda n: word("x", heads=str(n))),
        ("a.xlsx", lambda n: book("x", n)),
        ("a.pdf", lambda n: portable(f"{n} members of staff")),
    ],
)
def test_a_small_number_of_people_is_caught_in_each_format(name, made):
    # Ten may be told of, nine may not; nought is nobody.
    assert found(name, made(9)) == {"small"}
    assert found(name, made(10)) == set()
    assert found(name, made(0)) == set()
    assert found(name, made(4), heads_min=5) == {"small"}
    assert found(name, made(5), heads_min=5) == set()


def test_numbers_of_the_public_edition_are_rounded():
    table = b"area_id,heads\nnorth,25\nsouth,32\n"
    assert found("a.csv", table, step=1) == set()
    assert found("a.csv", table, step=5) == {"small"}


def test_posts_that_a_formula_asks_for_are_no_people():
    said = [*small_cells.in_grid(Grid("people.csv the table", [["heads"], ["3"]]), 10, 5, NAMED)]
    assert said == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("a.docx", b"no archive"),
        ("a.gpkg", b"no database"),
        ("a.png", b"no picture"),
        ("a.pdf", b"%PDF"),
    ],
)
def test_what_cannot_be_read_is_not_proved_clean(name, content):
    with pytest.raises(UnreadableError):
        list(pieces(name, content))


def test_rows_of_one_fault_are_told_together():
    grid = Grid("the table", [["area", "heads"], *([f"a{n}", "3"] for n in range(7)), ["b", "25"], ["c", "26"]])
    assert list(small_cells.in_grid(grid, 10, 5.0, frozenset({"heads"}))) == [
        "rows 2, 3, 4, 5, 6 and 2 more, heads: some people, but fewer than 10",
        "row 10, heads: a number of people that is not rounded to 5",
    ]
