"""People and bands of small areas as an officer types them."""

import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.inputs import population


def typed(text: str) -> pd.DataFrame:
    rows = [line.split("|") for line in text.strip().splitlines()]
    frame = pd.DataFrame(rows[1:], columns=rows[0])
    return frame.set_axis(pd.RangeIndex(2, len(frame) + 2))


def told(text: str, share: float = 0.63) -> list[str]:
    with pytest.raises(InputError) as caught:
        population.read(typed(text), "people.csv", share)
    return list(caught.value.faults)


def test_names_of_the_census_are_known_and_a_share_stands_for_working_age():
    found = population.read(typed("""
lsoa_name|oseast1m|osnrth1m|lsoa_cd|la|persons|households
Bexley 001A|548256.0|179770.0|E01000466|Bexley|1000|602
"""), "people.csv", 0.63)  # fmt: skip
    row = found.loc["E01000466"]
    assert row[["district", "persons", "working_age"]].tolist() == ["Bexley", 1000, 630]
    assert (row.geometry.x, row.geometry.y) == (548256, 179770)
    assert found.crs.to_epsg() == 27700


def test_a_column_of_working_age_takes_the_place_of_the_share():
    text = "code|easting|northing|persons|working_age\nE1|540000|170000|1,000|500"
    found = population.read(typed(text), "people.csv", 0.63)
    assert found.at["E1", "working_age"] == 500
    assert found.at["E1", "district"] == "district not named"


def test_every_fault_at_once():
    assert told("""
code|easting|northing|persons
E1|540000|170000|many
E1|0.12|51.4|100
|540000|1700000|-5
""") == [
        'row 2, column persons: found "many"; write a number such as 1250 or 12.5, without unit or pound sign',
        "column code: row 4: is blank; give the area's code",
        "column code: rows 2-3: stands more than once; each area once",
        "column easting: row 3: lies off the National Grid; write metres, not degrees",
        "column northing: rows 3-4: lies off the National Grid; write metres, not degrees",
        "column persons: row 4: must be 0 or more",
    ]


def test_missing_columns_and_nobody_at_all():
    assert told("code|easting|persons\nE1|540000|9") == ["column northing: is missing"]
    assert told("code|easting|northing|persons\nE1|540000|170000|0") == [
        "has nobody of working age; check the column of persons"
    ]


def test_more_of_working_age_than_persons():
    assert "is more than all persons" in told("code|easting|northing|persons|working_age\nE1|540000|170000|10|11")[0]


class TestBands:
    def test_every_other_column_is_a_band(self):
        found = population.bands(typed("LSOA11CD|deprivation|rural\nE1|most|\nE2|least|yes"), "bands.csv", ["E1", "E9"])
        assert found.to_dict() == {"deprivation": {"E1": "most", "E2": "least"}, "rural": {"E1": "", "E2": "yes"}}

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("name|deprivation\nE1|most", "column code: is missing"),
            ("code\nE1", "has no column besides the code"),
            ("code|deprivation\nE1|a\nE1|b", "column code: rows 2-3: stands more than once"),
            ("code|deprivation\nE5|a", "none is that of an area of files.areas, such as E1, E2"),
        ],
    )
    def test_told(self, text, words):
        with pytest.raises(InputError, match=words):
            population.bands(typed(text), "bands.csv", ["E2", "E1"])
