"""Tables read into text, numbers and people: what the messages rest on."""

import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.inputs import places, postcodes, sheets, typed


@pytest.mark.parametrize(
    ("rows", "words"),
    [([2], "row 2"), ([2, 3, 4], "rows 2-4"), ([9, 2, 3, 5], "rows 2-3, 5, 9"), ([7, 9], "rows 7, 9")],
)
def test_rows_are_told_in_ranges(rows, words):
    assert typed.row_words(pd.Index(rows)) == words


@pytest.mark.parametrize(("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA")])
def test_columns_are_lettered_as_in_a_spreadsheet(place, name):
    assert sheets.letter(place) == name


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1250", 1250), ("1,250.5", 1250.5), ("-5", -5), (".5", 0.5), ("1e3", 1000), ("12,345,678", 12345678)],
)
def test_numbers_as_typed(cell, value):
    frame, faults = typed.numbers(pd.DataFrame({"rent": [cell]}), ["rent"], show=True)
    assert faults == []
    assert frame["rent"].tolist() == [value]


@pytest.mark.parametrize(
    "cell", ["1,2", "12,50", "inf", "nan", "£5", "5 m2", "-", ".", "1e400", "1e13", "0x10", "TRUE", "5%"]
)
def test_what_is_no_number(cell):
    _, shown = typed.numbers(pd.DataFrame({"rent": [cell]}, index=[2]), ["rent"], show=True)
    _, hidden = typed.numbers(pd.DataFrame({"rent": [cell]}, index=[2]), ["rent"], show=False)
    assert len(shown) == len(hidden) == 1
    assert f'row 2, column rent: found "{cell}"' in shown[0]
    assert hidden[0].startswith("column rent: row 2: not a number")


def test_rows_keep_their_number_in_the_file(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text('\na, b ,\n1,"two\nlines",\n,,\n 3 ,4,\n', encoding="utf-8")
    frame = sheets.read(path)
    # Row 1 is blank, row 2 the heading; the cell of two lines is one row, as a spreadsheet shows it.
    assert frame.to_dict("index") == {3: {"a": "1", "b": "two\nlines"}, 5: {"a": "3", "b": "4"}}


def test_the_nearest_heading_is_offered_once():
    raw = pd.DataFrame(columns=["rent_per_year", "nia_m2", "extra"])
    faults = typed.column_faults(raw, ["rent_gbp_per_year", "nia_m2"], ["rent_gbp_per_year", "nia_m2"])
    assert faults == [
        "column rent_gbp_per_year: is missing; is it column rent_per_year? Name it rent_gbp_per_year",
        "column extra: is not a known column; take it out",
    ]


def test_postcodes_are_compared_without_case_and_spaces():
    assert postcodes.compact(pd.Series(["br1 3uh", " BR1\u00a03UH "])).tolist() == ["BR13UH", "BR13UH"]


def test_a_grid_reference_wins_over_a_postcode():
    directory = pd.DataFrame({"easting": [540629.0], "northing": [169142.0]}, index=pd.Index(["BR13UH"]))
    raw = pd.DataFrame(
        {"site_id": ["a", "b"], "postcode": ["BR1 3UH"] * 2, "easting": ["", "545000"], "northing": ["", "170000"]}
    )
    positions, faults = places.located(raw, directory)
    assert faults == []
    assert positions.to_numpy().tolist() == [[540629.0, 169142.0], [545000.0, 170000.0]]


PLAIN_TABLES = (
    "a,b\n1,2\n\n3,\n4\n",
    "a;b\r\n1,5;x y \r\n",
    "\na,b\n1,2\n",
    "a\tb\n NA\tnan\n",
    "a,b\n1,2,3\n",
    "a,a\n1,2\n",
    'a,b\n"1,5",2\n',
)


@pytest.mark.parametrize("text", PLAIN_TABLES)
def test_a_large_file_is_read_as_a_small_one_is(text, tmp_path, monkeypatch):
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode())

    def outcome():
        try:
            found = sheets.read(path)
        except InputError as err:
            return err.faults
        return list(found.columns), list(found.index), found.to_numpy().tolist()

    small = outcome()
    monkeypatch.setattr(sheets, "LARGE_CHARACTERS", 0)
    assert outcome() == small
