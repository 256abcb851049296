"""Every published table, whichever it is: written, read back, listed, repeated, and told to the reader."""

import re
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from feasibility import tables, wording
from feasibility.publication import csvs, manifest, workbook
from feasibility.publication.release import Release
from tests.publication.example_release import example_release
from tests.publication.example_tables import typed

ROOT = Path(__file__).parents[2]
NAMES = tuple(tables.PUBLISHED)


@pytest.fixture(scope="module")
def release() -> Release:
    return example_release()


@pytest.fixture(scope="module")
def folder(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(release, tmp_path_factory.mktemp("run"))


def written(release: Release, place: Path) -> Path:
    """Tables, workbook and manifest in a folder, as a run leaves them."""
    csvs.save(release, place)
    workbook.save(release, place / "results.xlsx")
    (place / manifest.SCENARIO).write_text("[study]\n", encoding="utf-8")
    deflators = ROOT / "data" / "reference" / "deflators_gdp.csv"
    manifest.manifest(release, inputs={"deflators": deflators}, versions={}, solver={}, folder=place)
    return place


def unguarded(cell: object) -> object:
    """The text before `csvs.guarded`."""
    bare = str(cell)[1:]
    return bare if str(cell).startswith("'") and csvs.guarded(bare) == cell else cell


def read_back(path: Path, name: str) -> pd.DataFrame:
    text = pd.read_csv(path, dtype=str, keep_default_na=False)
    return typed(text.replace({"true": "True", "false": "False"}).map(unguarded), name)


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_example_has_rows_in_every_table(release: Release):
    assert set(release.tables) == set(NAMES)
    assert [name for name in NAMES if release.tables[name].empty] == []


def test_a_table_read_back_fits_its_schema_and_says_the_same(name: str, release: Release, folder: Path):
    given, found = release.tables[name], read_back(folder / f"{name}.csv", name)
    for column in given.columns:
        if pd.api.types.is_float_dtype(given[column]):
            half_a_digit = 0.5 * 10.0 ** -wording.measure(column).file_decimals * 1.0001
            assert found[column].isna().tolist() == given[column].isna().tolist(), column
            assert (found[column] - given[column]).abs().max() <= half_a_digit or given[column].isna().all(), column
        else:
            assert found[column].tolist() == given[column].tolist(), column


def test_a_table_with_a_column_lost_would_not_read_back(folder: Path, tmp_path: Path):
    pd.read_csv(folder / "exits.csv", dtype=str).drop(columns="rule").to_csv(tmp_path / "exits.csv", index=False)
    with pytest.raises(KeyError, match="rule"):
        read_back(tmp_path / "exits.csv", "exits")


def test_workbook_and_manifest_hold_every_table(release: Release, folder: Path):
    book = openpyxl.load_workbook(folder / "results.xlsx")
    rows = {name: book[wording.worded(name)].max_row - 1 for name in NAMES}
    assert rows == {name: len(release.tables[name]) for name in NAMES}
    said = (folder / manifest.NAME).read_text(encoding="utf-8")
    assert [name for name in NAMES if f'"{name}.csv": "{manifest.checksum(folder / f"{name}.csv")}"' not in said] == []


def test_names_of_sheets_fit_excel_and_differ():
    titles = [wording.worded(name) for name in NAMES]
    assert all(len(title) <= 31 for title in titles)
    assert len({title.casefold() for title in titles}) == len(titles)


def test_two_writes_give_the_same_bytes(folder: Path, tmp_path: Path):
    other = written(example_release(), tmp_path)
    files = sorted(path.name for path in folder.iterdir())
    assert files == sorted(path.name for path in other.iterdir())
    assert len(files) == len(NAMES) + 3  # workbook, scenario and manifest
    assert [one for one in files if (folder / one).read_bytes() != (other / one).read_bytes()] == []


def test_no_file_names_a_folder_of_this_machine(folder: Path):
    said = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert b"deflators_gdp.csv" in said[manifest.NAME]  # an input is named, without its folder
    for place in (ROOT, folder, Path.home()):
        assert [file for file, text in said.items() if str(place).encode() + b"/" in text] == []


def test_every_column_says_its_unit_and_its_meaning(name: str):
    titles = tables.headings(tables.PUBLISHED[name])
    assert len({title for title, _ in titles.values()}) == len(titles), "two columns of one heading"
    for column, (title, meaning) in titles.items():
        assert title, column
        assert meaning, column
        assert not re.search(r"_min(_|$)", column), "minutes are written out"


def test_the_readme_names_every_table_that_comes_out():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.split("\n## What comes out\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    told = [file for row in rows for file in re.findall(r"`([^`]+)`", row)]
    assert len(told) == len(set(told)), "a file is named twice"
    assert {file.removesuffix(".csv") for file in told if file.endswith(".csv")} == set(NAMES)
    documents = {f"{name}.{form}" for name in ("appendices", "milestone-report") for form in ("html", "docx", "pdf")}
    others = {"index.html", "map.html", "evidence.html", "results.xlsx", "results.gpkg", "figures/", "tables/"}
    stated = {"scenario.toml", "manifest.json"}
    assert others | documents | stated == {file for file in told if not file.endswith(".csv")}
