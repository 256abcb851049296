import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from feasibility import tables, wording
from feasibility.publication import workbook
from feasibility.publication.csvs import FORMULA_MARKS
from tests.publication.example_release import HOSTILE_SITE, SUPPRESSED_AREA, example_release

HOSTILE = ("=HYPERLINK(1)", "+1+1", "-1-1", "@SUM(A1)", "\t=1", "#N/A", "TRUE")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("book") / "results.xlsx"
    workbook.save(example_release(), path)
    return load_workbook(path)


def test_sheets_are_the_notes_and_then_every_table_in_order(saved: Workbook):
    assert saved.sheetnames == [workbook.NOTES, *map(wording.worded, tables.PUBLISHED)]


def test_each_sheet_has_readable_frozen_headings_a_filter_and_all_rows(saved: Workbook):
    release = example_release()
    for name, schema in tables.PUBLISHED.items():
        sheet = saved[wording.worded(name)]
        assert [cell.value for cell in sheet[1]] == [title for title, _ in tables.headings(schema).values()]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.max_row == len(release.tables[name]) + 1


def test_figures_are_numbers_in_the_format_of_their_unit(saved: Workbook):
    sheet, options = saved["Options"], example_release().tables["options"]
    place = list(options.columns).index("total_npc_gbp") + 1
    assert sheet.cell(2, place).value == options.loc[0, "total_npc_gbp"] == 1_195_000  # 620,000 + 300,000 + 275,000
    assert sheet.cell(2, place).number_format == '"£"#,##0'
    share = sheet.cell(3, list(options.columns).index("worse_15_share") + 1)
    assert (share.value, share.number_format) == (0.15, "0.0%")


def test_figures_have_the_decimals_of_the_csv_file(tmp_path: Path):
    release = example_release()
    options = release.tables["options"]
    shown = options.assign(total_npc_gbp=options["total_npc_gbp"] + 1 / 3)
    workbook.save(replace(release, tables={**release.tables, "options": shown}), tmp_path / "results.xlsx")
    sheet = load_workbook(tmp_path / "results.xlsx")["Options"]
    value = sheet.cell(2, list(options.columns).index("total_npc_gbp") + 1).value
    assert str(value) == wording.tidy("total_npc_gbp", 1_195_000 + 1 / 3).rstrip("0")


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
        for title, meaning in tables.headings(schema).values():
            assert (wording.worded(name), title, meaning) in rows


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_ever_a_formula(tmp_path: Path, text: str):
    release = example_release()
    hostile = release.tables["sites"].assign(name=text)
    release = replace(release, tables={**release.tables, "sites": hostile}, warnings=(text,))
    workbook.save(release, tmp_path / "results.xlsx")
    book = load_workbook(tmp_path / "results.xlsx")
    assert book["Sites"]["B2"].value == text
    formulas_errors_and_truths = {"f", "e", "b"}
    assert not formulas_errors_and_truths & {c.data_type for sheet in book for row in sheet.iter_rows() for c in row}
    assert book["Sites"]["B2"].quotePrefix == text.startswith(FORMULA_MARKS)


def test_characters_that_xml_cannot_hold_are_replaced(tmp_path: Path):
    release = replace(example_release(), warnings=("a\x00b",))
    workbook.save(release, tmp_path / "results.xlsx")
    rows = load_workbook(tmp_path / "results.xlsx")[workbook.NOTES].iter_rows(values_only=True)
    assert "a�b" in [row[1] for row in rows]


def test_names_are_kept_as_they_are(saved: Workbook):
    assert saved["Sites"]["B2"].value == HOSTILE_SITE


def test_bytes_are_the_same_twice_and_every_date_is_fixed(tmp_path: Path):
    for name in ("one.xlsx", "two.xlsx"):
        workbook.save(example_release(), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.xlsx") as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
    properties = load_workbook(tmp_path / "one.xlsx").properties
    assert properties.created == properties.modified == workbook.FIXED_DATE
