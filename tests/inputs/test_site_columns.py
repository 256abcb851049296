"""Parking at a site: columns that a sites file may have."""

import csv
import io

import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.inputs import sites
from feasibility.tables import Sites, checked
from tests.inputs.study import _sites

DIRECTORY = pd.DataFrame({"easting": [545_000.0], "northing": [170_000.0], "district": ["E1"]}, index=["BR51LB"])


def raw(**columns: list[str]) -> pd.DataFrame:
    heading, *rows = csv.reader(io.StringIO(_sites()))
    frame = pd.DataFrame(rows, columns=heading, index=pd.RangeIndex(2, 5))
    return frame.assign(**columns)


def read(frame: pd.DataFrame):
    return sites.read(frame, DIRECTORY, ["west", "east"], "sites.csv")


def test_without_them_parking_is_neither_limited_nor_paid_for():
    places = read(raw())
    checked(places.reset_index(drop=True), Sites, "sites")
    assert places["parking_spaces"].isna().all()
    assert (places["parking_gbp_per_day"] == 0).all()


def test_a_blank_is_no_limit_and_no_price_and_nought_is_no_space():
    places = read(raw(parking_spaces=["12", "", "0"], parking_gbp_per_day=["", "4.50", "0"]))
    assert places["parking_spaces"].fillna(-1).tolist() == [12, -1, 0]
    assert places["parking_gbp_per_day"].tolist() == [0, 4.5, 0]


def test_every_fault():
    with pytest.raises(InputError) as raised:
        read(raw(parking_spaces=["-1", "many", ""], parking_gbp_per_day=["£4", "-2", ""]))
    number = "write a number such as 1250 or 12.5, without unit or pound sign"
    assert raised.value.faults == (
        f'row 3, column parking_spaces: found "many"; {number}',
        f'row 2, column parking_gbp_per_day: found "£4"; {number}',
        "row 2, column parking_spaces: found -1; must be 0 or more",
        "row 3, column parking_gbp_per_day: found -2; must be 0 or more",
    )


class TestWhatIsKnownOfASite:
    def test_without_them_nothing_is_known(self):
        places = read(raw())
        assert (places[["step_free", "network_ready", "fallback"]] == "").all(axis=None)

    def test_yes_no_and_blank_however_they_are_written(self):
        places = read(raw(step_free=["Yes", "n", ""], fallback=["", "TRUE", "0"]))
        checked(places.reset_index(drop=True), Sites, "sites")
        assert places["step_free"].tolist() == ["yes", "no", ""]
        assert places["fallback"].tolist() == ["", "yes", "no"]

    def test_neither_yes_nor_no(self):
        with pytest.raises(InputError) as raised:
            read(raw(network_ready=["perhaps", "", "yes"]))
        assert raised.value.faults == (
            "column network_ready: row 2: write yes or no, or leave it blank where it is not known",
        )
