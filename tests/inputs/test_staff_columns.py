"""Columns that a staff file may have: car, shift and the officer's own bands."""

import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.inputs import staff
from feasibility.tables import Staff, checked
from tests.inputs.officer import SECRET

DIRECTORY = pd.DataFrame(
    {"easting": [543_000.0, 544_000.0], "northing": [170_000.0, 171_000.0], "district": ["E1", "E2"]},
    index=["BR11AA", "BR12BB"],
)
MODES = ("car", "train", "walk", "car")
HOMES = ("BR1 1AA", "BR1 2BB", "BR1 1AA", "BR1 2BB")


def raw(**columns: list[str]) -> pd.DataFrame:
    """Four people, rows 2 to 5 of their file."""
    frame = pd.DataFrame(
        {
            "staff_id": ["s1", "s2", "s3", "s4"],
            "employer": ["west", "east", "west", "east"],
            "home_postcode": HOMES,
            "contract_share": "0.8",
            "days_on_site_per_week": "4",
            "usual_mode": MODES,
            **columns,
        }
    )
    return frame.set_axis(pd.RangeIndex(2, 6), axis="index")


def read(frame: pd.DataFrame, unplaced_share_max: float = 0.0):
    return staff.read(frame, DIRECTORY, ["west", "east"], ["day", "late"], unplaced_share_max, "staff.csv")


def faults(frame: pd.DataFrame) -> tuple[str, ...]:
    with pytest.raises(InputError) as raised:
        read(frame)
    return raised.value.faults


def test_without_them_drivers_have_a_car_and_all_work_the_first_shift():
    people, bands, warnings = read(raw())
    checked(people.reset_index(drop=True), Staff, "staff")
    assert people["has_car"].tolist() == [True, False, False, True]
    assert people["shift"].tolist() == ["day"] * 4
    assert (list(bands.index), list(bands.columns), warnings) == (["row-2", "row-3", "row-4", "row-5"], [], [])


def test_a_stated_car_and_shift_stand_and_a_blank_is_the_default():
    people, _, _ = read(raw(has_car=["No", "YES", "", ""], shift=["Late", "", "day", "late"]))
    assert people["has_car"].tolist() == [False, True, False, True]
    assert people["shift"].tolist() == ["late", "day", "day", "late"]


def test_neither_yes_nor_no_and_no_such_shift():
    assert faults(raw(has_car=["perhaps", SECRET, "", "n"], shift=["night", "", "", SECRET])) == (
        "column has_car: rows 2-3: write yes or no, or leave it blank: yes where the usual mode is car",
        "column shift: rows 2, 5: not a shift of this scenario; write one of day, late, or leave it blank for day",
    )


def test_bands_are_words_by_staff_key():
    _, bands, _ = read(raw(band_disability=["yes", "", "no", "Yes"], band_pay_band=["Grade  5", "grade 5", "G6", "G6"]))
    assert bands.loc["row-2"].to_dict() == {"disability": "Yes", "pay band": "Grade 5"}
    # Small and capital letters tell no two words apart, and a blank is kept as one.
    assert bands["disability"].tolist() == ["Yes", "", "no", "Yes"]
    assert bands["pay band"].tolist() == ["Grade 5", "Grade 5", "G6", "G6"]


def test_bands_of_staff_left_out_are_left_out():
    _, bands, _ = read(raw(home_postcode=["BR1 1AA", "ZZ1 1ZZ", "BR1 1AA", "BR1 2BB"], band_x=list("abcd")), 0.5)
    assert bands["x"].to_dict() == {"row-2": "a", "row-4": "c", "row-5": "d"}


def test_a_band_that_would_point_to_a_person():
    found = faults(raw(band_team=["a", "br75rw", SECRET, "x" * 41]))
    assert found == (
        "column band_team: rows 3-4: looks like a postcode; a band is a word that many of the staff share",
        "column band_team: row 5: is longer than 40 letters; write a shorter word",
    )


@pytest.mark.parametrize(("words", "told"), [(20, False), (21, True)])
def test_a_band_with_a_word_for_everybody(words, told):
    frame = pd.concat([raw(), *(raw() for _ in range(9))], ignore_index=True).set_axis(pd.RangeIndex(2, 42))
    frame = frame.assign(staff_id=[f"s{i}" for i in range(40)], band_name=[f"w{i % words}" for i in range(40)])
    if told:
        assert faults(frame) == ("column band_name: has 21 different words; join them until there are 20 or fewer",)
    else:
        assert read(frame)[1]["name"].nunique() == 20


@pytest.mark.parametrize("heading", ["band_", "Band_disability", f"band_{SECRET}", "band_Pay Band"])
def test_a_band_without_a_name_is_told_by_its_place(heading):
    assert faults(raw(**{heading: ["a"] * 4})) == (
        "column G: the heading of a band is band_ and small letters, such as band_disability or band_pay_band",
    )


def test_a_team_is_a_word_or_none():
    assert read(raw())[0]["team"].tolist() == [""] * 4
    people, _, _ = read(raw(team=["Tax", "", "tax", "Benefits"]))
    checked(people.reset_index(drop=True), Staff, "staff")
    assert people["team"].tolist() == ["Tax", "", "tax", "Benefits"]
