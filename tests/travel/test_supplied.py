"""The council's own minutes laid over people and sites: three people, two sites."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point

from feasibility.errors import InputError
from feasibility.inputs.matrix import MatrixFile, Supplied
from feasibility.travel import supplied
from feasibility.travel.pairs import FILLED, MEASURED, MISSING, NO_WAY, SUPPLIED, Pairs, Provided

PEOPLE = gpd.GeoSeries([Point(0, 0)] * 3, index=["row-2", "row-3", "row-9"], crs="EPSG:27700")
PLACES = gpd.GeoSeries([Point(0, 0)] * 2, index=["hall", "mid"], crs="EPSG:27700")


def given(*rows, missing="leave", **said):
    """Rows of origin, site, mode, minutes and, if known, km, shift and bad-day minutes."""
    columns = ["origin_id", "destination_id", "mode", "minutes", "km", "shift", "bad_day_minutes"]
    filled = [(*row, *(np.nan, "", np.nan)[len(row) - 4 :]) for row in rows]
    pairs = pd.DataFrame(filled, columns=columns).assign(matrix_id="council")
    modes = tuple(dict.fromkeys(row[2] for row in rows))
    facts = {
        "layout": "r5r or r5py", "origins": "ids", "unit": "minutes", "length_unit": "", "shift": "",
        "source": "TRACC run of the council", "date": "May 2010", "departure_window": "Tuesdays, 08:00 to 09:00",
        "licence": "own data", "unused_rows": 0, "unused_origins": 0,
    }  # fmt: skip
    return Supplied(pairs, (MatrixFile("council", modes=modes, missing=missing, **(facts | said)),))


def laid(of, modes=("car",), shifts=("day",)):
    return supplied.by_matrix(list(modes), PEOPLE, PLACES, of, list(shifts))


def test_pairs_stand_where_they_belong_and_the_others_are_missing():
    of = given(("row-9", "hall", "car", 12.0, 5.0), ("row-2", "mid", "car", 30.0), ("row-7", "mid", "car", 1.0))
    pairs = laid(of)["car"].by_shift["day"]
    expected = pd.DataFrame([[np.nan, 30.0], [np.nan, np.nan], [12.0, np.nan]], PEOPLE.index, PLACES.index)
    pd.testing.assert_frame_equal(pairs.minutes, expected)
    assert pairs.km.loc["row-9", "hall"] == 5
    assert np.isnan(pairs.km.loc["row-2", "mid"])  # no length was given: none is made up
    assert pairs.status.to_numpy().tolist() == [[MISSING, SUPPLIED], [MISSING, MISSING], [SUPPLIED, MISSING]]
    assert pairs.bad_day_minutes is None


def test_a_shift_takes_the_rows_of_every_shift_and_its_own():
    of = given(
        ("row-2", "hall", "transit", 30.0),
        ("row-2", "mid", "transit", 40.0, 9.0, "late", 55.0),
    )
    found = laid(of, ["transit"], ["day", "late"])["transit"].by_shift
    assert found["day"].minutes.loc["row-2"].tolist()[0] == 30
    assert found["day"].status.loc["row-2"].tolist() == [SUPPLIED, MISSING]
    assert found["late"].minutes.loc["row-2"].tolist() == [30, 40]
    assert found["late"].bad_day_minutes.loc["row-2", "mid"] == 55


def test_missing_pairs_stop_the_run_and_are_named_by_row_and_site():
    of = given(("row-2", "hall", "car", 12.0), missing="stop")
    with pytest.raises(InputError) as told:
        laid(of)
    # Six pairs, one given: hall lacks two people, mid everybody.
    assert told.value.faults == (
        "car: 5 of 6 pairs have no minutes: to hall from rows 3, 9; to mid from everybody; supply them, or say missing "
        '= "network" (built-in minutes) or missing = "leave" (no journey)',
    )
    every = [(person, site, "car", 10.0) for person in PEOPLE.index for site in PLACES.index]
    assert (laid(given(*every, missing="stop"))["car"].by_shift["day"].status == SUPPLIED).all(axis=None)


def test_the_same_gap_in_two_shifts_is_told_once_and_a_long_list_of_rows_is_cut():
    of = given(("row-2", "hall", "car", 12.0), missing="stop")
    with pytest.raises(InputError) as told:
        laid(of, shifts=["day", "late"])
    assert len(told.value.faults) == 1
    many = gpd.GeoSeries([Point(0, 0)] * 200, index=[f"row-{2 * n}" for n in range(1, 201)], crs="EPSG:27700")
    with pytest.raises(InputError) as told:
        supplied.by_matrix(["car"], many, PLACES, of, ["day"])
    assert "rows 4, 6, 8" in told.value.faults[0]
    assert "and more; to mid from everybody" in told.value.faults[0]
    assert len(told.value.faults[0]) < 500


def test_gaps_are_filled_from_the_network_and_say_so():
    def frame(values):
        return pd.DataFrame(values, index=PEOPLE.index, columns=PLACES.index)

    network = Pairs(
        minutes=frame([[1.0, 2.0], [3.0, 4.0], [5.0, np.nan]]),
        km=frame([[0.1, 0.2], [0.3, 0.4], [0.5, np.nan]]),
        status=frame([[MEASURED, MEASURED], [MEASURED, MEASURED], [MEASURED, NO_WAY]]).astype(np.int8),
        bus_km=frame([[0.1, 0.1], [0.1, 0.1], [0.1, np.nan]]),
        bad_day_minutes=frame([[9.0, 9.0], [9.0, 9.0], [9.0, np.nan]]),
    )
    of = given(("row-2", "hall", "transit", 12.0, 7.0), ("row-3", "mid", "transit", 14.0), missing="network")
    pairs = supplied.filled(laid(of, ["transit"])["transit"], Provided({"day": network}, ())).by_shift["day"]
    assert pairs.minutes.fillna(-1).to_numpy().tolist() == [[12, 2], [3, 14], [5, -1]]
    # The length of row 3 to mid was not given: it is the network's.
    assert pairs.km.fillna(-1).to_numpy().tolist() == [[7, 0.2], [0.3, 0.4], [0.5, -1]]
    assert pairs.status.to_numpy().tolist() == [[SUPPLIED, FILLED], [FILLED, SUPPLIED], [FILLED, NO_WAY]]
    # What part of a supplied journey is by bus is not known; of a filled one it is.
    assert pairs.bus_km.fillna(-1).to_numpy().tolist() == [[-1, 0.1], [0.1, -1], [0.1, -1]]
    assert pairs.bad_day_minutes.fillna(-1).to_numpy().tolist() == [[-1, 9], [9, -1], [9, -1]]
    assert supplied.modes_to_fill(of) == ("transit",)
    assert supplied.modes_to_fill(given(("row-2", "hall", "car", 1.0))) == ()
    assert supplied.modes_to_fill(None) == ()


def test_the_evidence_says_who_made_it_and_that_nobody_measured_it():
    of = given(("row-2", "hall", "car", 12.0), unused_origins=3)
    rows = {row.measure: row for row in laid(of)["car"].evidence}
    assert rows["method"].value == (
        "the council's own matrix, laid out as r5r or r5py; origins by ids; times in minutes, without lengths"
    )
    assert {row.source for row in rows.values()} == {"matrix council"}
    assert {name: rows[name].value for name in ("made by", "date", "licence", "departure window")} == {
        "made by": "TRACC run of the council",
        "date": "May 2010",
        "licence": "own data",
        "departure window": "Tuesdays, 08:00 to 09:00; taken for every shift alike",
    }
    assert rows["error"].value == "not measured: taken as supplied"
    assert rows["defaulted"].value.startswith("pairs that the matrix lacks: left without a journey")
    assert rows["origins of the matrix where no staff live"].value == "3"
