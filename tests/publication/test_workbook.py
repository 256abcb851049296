import csv
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from pandas.api.types import is_integer_dtype

from feasibility import tables, wording
from feasibility.publication import csvs, workbook
from feasibility.publication.csvs import FORMULA_MARKS
from feasibility.publication.workbook import names, tables_of
from tests.publication.example_release import HOSTILE_SITE, SUPPRESSED_AREA, example_release

SUMS = ("Settings", "Discount factors", "Cost sheet", "Net present cost")
MARKING = "Exempt: rents & leases, paragraph 3"
TRUTHS = {"true": "yes", "false": "no"}
HOSTILE = ("=HYPERLINK(1)", "+1+1", "-1-1", "@SUM(A1)", "\t=1", "#N/A", "TRUE")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "results.xlsx"
    workbook.save(example_release(), path)
    return path


@pytest.fixture(scope="module")
def saved(path: Path) -> Workbook:
    return load_workbook(path)


def test_sheets_are_the_notes_the_sums_and_then_every_table_in_order(saved: Workbook):
    assert saved.sheetnames == [workbook.NOTES, *SUMS, *map(wording.worded, tables.PUBLISHED)]


def test_each_sheet_has_readable_frozen_headings_a_filter_and_all_rows(saved: Workbook):
    release = example_release()
    for name, schema in tables.PUBLISHED.items():
        sheet = saved[wording.worded(name)]
        titles = [cell.value for cell in sheet[1]]
        assert titles == list(tables_of.headings(schema).values())
        assert len({title.lower() for title in titles}) == len(titles)
        assert sheet.freeze_panes == "A2"
        assert not sheet.merged_cells.ranges
        assert sheet.max_row == len(release.tables[name]) + 1
        marked = [(table.ref, table.headerRowCount) for table in sheet.tables.values()]
        reference = f"A1:{get_column_letter(len(titles))}{sheet.max_row}"
        assert marked == ([(reference, 1)] if len(release.tables[name]) else [])


def test_every_heading_of_figures_says_its_unit():
    """The units that names of columns carry; a name without one is a count, whose heading says what is counted."""
    signs = {"share": "%", "gbp": "£", "minutes": "min", "seconds": "(s", "km": "km", "m2": "m²", "kgco2e": "CO2e"}
    checked = 0
    for schema in tables.PUBLISHED.values():
        kinds = schema.to_schema().columns
        for name, title in tables_of.headings(schema).items():
            unit = next((part for part in signs if part in name.split("_")), None)
            if unit and str(kinds[name].dtype) in ("float64", "int64"):
                assert signs[unit].lower() in title.lower() or (unit == "seconds" and "second" in title), (name, title)
                checked += 1
    assert checked > 200


def test_cells_are_those_of_the_csv_files(saved: Workbook, tmp_path: Path):
    release = example_release()
    csvs.save(release, tmp_path)
    cells = 0
    for name in tables.PUBLISHED:
        columns = list(release.tables[name].columns)
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[1:]
        shown = [list(row) for row in saved[wording.worded(name)].iter_rows(min_row=2, values_only=True)]
        whole = {column: is_integer_dtype(release.tables[name][column]) for column in columns}
        kept = [[in_file(v, c, whole=whole[c]) for v, c in zip(row, columns, strict=True)] for row in shown]
        assert kept == [[TRUTHS.get(text, text) for text in row] for row in rows], name
        cells += sum(map(len, rows))
    assert cells > 3000


def in_file(value: object, column: str, *, whole: bool) -> str:
    if isinstance(value, int | float):
        return str(value) if whole else wording.tidy(column, float(value))
    return "" if value is None else csvs.guarded(str(value))


@pytest.fixture(scope="module")
def unfriendly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An exempt workbook whose sites and warnings are all texts that mean harm."""
    release = example_release()
    sites = release.tables["sites"].iloc[[0] * len(HOSTILE)].assign(name=list(HOSTILE)).reset_index(drop=True)
    path = tmp_path_factory.mktemp("unfriendly") / "results.xlsx"
    shown = {**release.tables, "sites": sites}
    marked = replace(release, tables=shown, warnings=(*HOSTILE, "a\x00b"), edition="exempt", marking=MARKING)
    workbook.save(marked, path)
    return path


def test_the_marking_stands_on_every_printed_page_and_in_the_notes(unfriendly: Path):
    book = load_workbook(unfriendly)
    with zipfile.ZipFile(unfriendly) as archive:
        for number, sheet in enumerate(book.worksheets, start=1):
            part = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert "<oddHeader>&amp;C Exempt: rents &amp;&amp; leases, paragraph 3</oddHeader>" in part
            assert sheet.sheet_properties.tabColor is not None
    assert ("Edition", MARKING) in [row[:2] for row in book[workbook.NOTES].iter_rows(values_only=True)]
    assert book.properties.description == MARKING
    assert (book.properties.creator, book.properties.lastModifiedBy) == ("feasibility", None)


def test_a_public_workbook_is_not_marked(saved: Workbook):
    assert all(sheet.oddHeader.center.text is None for sheet in saved.worksheets)
    assert all(sheet.sheet_properties.tabColor is None for sheet in saved.worksheets)


def test_names_that_a_spreadsheet_takes_for_a_cell_are_changed():
    assert [names.valid(name) for name in ("options", "q1", "r", "c", "r1c1", "log", "true")] == [
        "options", "q1_table", "r_table", "c_table", "r1c1_table", "log", "true_table",
    ]  # fmt: skip


def test_figures_are_numbers_in_the_format_of_their_unit(saved: Workbook):
    sheet, options = saved["Options"], example_release().tables["options"]
    place = list(options.columns).index("total_npc_gbp") + 1
    assert sheet.cell(2, place).value == options.loc[0, "total_npc_gbp"] == 1_195_000  # 620,000 + 300,000 + 275,000
    assert sheet.cell(2, place).number_format == '"£"#,##0'
    share = sheet.cell(3, list(options.columns).index("worse_15_share") + 1)
    assert (share.value, share.number_format) == (0.15, "0.0%")


def test_figures_have_the_decimals_of_the_csv_file():
    options = example_release().tables["options"]
    shown = options.assign(total_npc_gbp=options["total_npc_gbp"] + 1 / 3)
    columns = tables_of.columns(shown, tables.PUBLISHED["options"])
    column = columns[list(options.columns).index("total_npc_gbp")]
    assert str(column.cells[0]) == wording.tidy("total_npc_gbp", 1_195_000 + 1 / 3).rstrip("0")


def test_figures_that_do_not_exist_and_suppressed_cells_are_empty(saved: Workbook):
    areas = saved["Areas"]
    row = next(row for row in areas.iter_rows(min_row=2) if row[0].value == SUPPRESSED_AREA)
    assert (row[3].value, row[4].value) == (None, "yes")


def test_the_notes_say_what_the_run_is_and_what_every_column_means(saved: Workbook):
    rows = [tuple(cell.value for cell in row) for row in saved[workbook.NOTES].iter_rows()]
    assert ("Run", "0123abcd", None) in rows
    assert ("As at", "1 September 2010", None) in rows
    assert ("Options", "Every option, best first.", "7") in rows
    for name, schema in tables.PUBLISHED.items():
        titles = tables_of.headings(schema)
        for column, (_, meaning) in tables.headings(schema).items():
            assert (wording.worded(name), titles[column], meaning) in rows


def test_no_text_is_ever_a_formula(unfriendly: Path):
    book = load_workbook(unfriendly)
    shown = [book["Sites"].cell(row, 2) for row in range(2, len(HOSTILE) + 2)]
    assert [cell.value for cell in shown] == list(HOSTILE)
    assert [cell.quotePrefix for cell in shown] == [text.startswith(FORMULA_MARKS) for text in HOSTILE]
    kinds = {c.data_type for s in book if s.title not in SUMS for row in s.iter_rows() for c in row}
    assert kinds <= {"s", "inlineStr", "n"}  # neither formulas nor errors nor truths
    told = [str(c.value) for title in SUMS for row in book[title].iter_rows() for c in row if c.data_type == "f"]
    assert not any(text in formula for formula in told for text in HOSTILE[:4])
    warnings = [row[1].value for row in book[workbook.NOTES].iter_rows() if row[0].value == "Warning"]
    assert warnings == [*HOSTILE, "a\ufffdb"]  # a character that XML cannot hold is replaced


def test_names_are_kept_as_they_are(saved: Workbook):
    assert saved["Sites"]["B2"].value == HOSTILE_SITE


def test_bytes_are_the_same_twice_and_every_date_is_fixed(saved: Workbook, path: Path, tmp_path: Path):
    workbook.save(example_release(), tmp_path / "two.xlsx")
    assert path.read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
    assert saved.properties.created == saved.properties.modified == workbook.FIXED_DATE
