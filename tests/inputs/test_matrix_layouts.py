"""Matrices as tools write them, read against four people and three sites."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from feasibility.inputs import matrix
from feasibility.inputs.gathering import Gathering
from feasibility.scenario.travel import TravelSettings

PEOPLE = pd.DataFrame(
    {"staff_id": ["A1", "A2", "A3", "A4"], "home_postcode": ["BR1 3UH", "br13uh", "BR6 0AA", "ZZ9 9ZZ"]},
    index=pd.RangeIndex(2, 6),
)
"""A1 and A2 share a home; A4's postcode is not known, so A4 is left out."""
HOMES = gpd.GeoSeries(
    gpd.points_from_xy([1000, 1000, 6000], [1000, 1000, 1000]), index=["row-2", "row-3", "row-4"], crs="EPSG:27700"
)
CELLS = gpd.GeoDataFrame(
    {"code": ["E01000001", "E01000002", "E01000003"]},
    geometry=[shapely.box(0, 0, 4000, 2000), shapely.box(5000, 0, 9000, 2000), shapely.box(9000, 0, 9900, 2000)],
    crs="EPSG:27700",
)
SITES = pd.DataFrame(
    {"site_id": ["hall", "mid", "far"], "name": ["Town Hall", "Middle House", "Far End"],
     "postcode": ["BR1 1AA", "BR5 1LB", ""]}
)  # fmt: skip
LONG = (
    "A1,hall,12",
    "A1,mid,20",
    "A1,far,30",
    "A2,hall,13",
    "A2,mid,21",
    "A2,far,31",
    "A3,hall,14",
    "A3,mid,22",
    "A3,far,32",
)


@pytest.fixture
def supply(tmp_path):
    """Read the lines as a matrix for the mode: the supplied minutes, and the faults."""

    def read(*lines, mode="car", name="m.csv", by_file=None, **settings):
        path = tmp_path / name
        if by_file is None:
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        else:
            by_file(path)
        given = {"file": str(path), "mode": mode, **settings}
        travel = TravelSettings.model_validate(
            {"providers": {mode or "car": "matrix"}, "matrix": {"m": {k: v for k, v in given.items() if v is not None}}}
        )
        placed = gpd.GeoDataFrame(geometry=HOMES)
        gathering = Gathering()
        people, places = matrix.people(PEOPLE, placed, CELLS), matrix.places(SITES)
        return matrix.read_all(travel.matrix, [mode or "car"], people, places, gathering), gathering.faults

    return read


def minutes(supplied, column="minutes"):
    return supplied.pairs.set_index(["origin_id", "destination_id"])[column].round(6).to_dict()


def told(supply, *lines, **settings):
    supplied, faults = supply(*lines, **settings)
    assert supplied is None
    return faults


def as_layout(heading, joined=",".join, **changed):
    """The nine pairs under another heading; `changed` turns each of origin, site and minutes into the tool's."""
    cells = [line.split(",") for line in LONG]
    turn = [changed.get(key, lambda cell: cell) for key in ("origin", "site", "time")]
    return [heading, *(joined([f(cell) for f, cell in zip(turn, row, strict=True)]) for row in cells)]


USUAL = {
    (f"row-{row}", site): float(first + more)
    for row, more in ((2, 0), (3, 1), (4, 2))
    for site, first in (("hall", 12), ("mid", 20), ("far", 30))
}


@pytest.mark.parametrize(
    ("lines", "layout", "settings"),
    [
        (as_layout("origin,site_id,minutes"), "feasibility matrix", {}),
        (as_layout("from_id,to_id,travel_time_p50"), "r5r or r5py", {}),
        (as_layout("from_id,to_id,travel_time"), "r5r or r5py", {}),
        (as_layout("fromId,toId,travel_time"), "r5r or r5py", {}),
        (as_layout("OriginName,DestinationName,Total_TravelTime"), "ArcGIS OD cost matrix", {}),
        (as_layout("OriginID,DestinationID,Total_Time"), "ArcGIS OD cost matrix", {}),
        (
            as_layout("ObjectID,Name,Total_Minutes", lambda cells: f"7,{cells[0]} - {cells[1]},{cells[2]}"),
            "ArcGIS OD cost matrix",
            {},
        ),
        (
            as_layout("origin_id;destination_id;cost", ";".join, time=lambda cell: str(float(cell) * 60)),
            "QGIS network analysis (QNEAT3)",
            {"unit": "seconds"},
        ),
        (
            as_layout("FROM_ID,TO_ID,DURATION_H", time=lambda cell: repr(float(cell) / 60)),
            "ORS Tools of QGIS",
            {},
        ),
        (as_layout("search_id,id,travel_time", time=lambda cell: str(int(cell) * 60)), "TravelTime", {}),
        (
            as_layout("id,search_id,prop_travel_time", time=lambda cell: str(int(cell) * 60)),
            "TravelTime",  # the search starts at the site
            {},
        ),
        (as_layout("OriginName,DestinationName,Journey Time (mins)"), "TRACC", {}),
        (as_layout("Origin,Destination,JourneyTime"), "TRACC", {"unit": "minutes"}),
        (as_layout("who,where,how long"), "headings named in the scenario",
         {"origin": "who", "destination": "where", "minutes": "how long", "unit": "minutes"}),
        (as_layout("Origin,where,JourneyTime"), "TRACC", {"destination": "where", "unit": "minutes"}),
        (["home,hall,mid,far", "A1,12,20,30", "A2,13,21,31", "A3,14,22,32"], "one column a site", {"unit": "minutes"}),
        (["home,Town Hall,Middle House,Far End", "A1,12,20,30", "A2,13,21,31", "A3,14,22,32"], "one column a site",
         {"unit": "minutes"}),
    ],
)  # fmt: skip
def test_each_tool_gives_the_same_nine_journeys(supply, lines, layout, settings):
    supplied, faults = supply(*lines, **settings)
    assert faults == []
    assert minutes(supplied) == USUAL
    assert supplied.files[0].layout == layout
    assert supplied.files[0].origins == "ids"


def test_a_workbook_is_read_by_the_name_of_its_sheet(supply):
    frame = pd.DataFrame([line.split(",") for line in LONG], columns=["origin", "site_id", "minutes"])
    frame["minutes"] = frame["minutes"].astype(float)

    def write(path):
        with pd.ExcelWriter(path) as book:
            pd.DataFrame({"about": ["nothing"]}).to_excel(book, sheet_name="Notes", index=False)
            frame.to_excel(book, sheet_name="OD", index=False)

    assert minutes(supply(name="m.xlsx", by_file=write, sheet="OD")[0]) == USUAL
    assert told(supply, name="m.xlsx", by_file=write, sheet="XX") == [
        "m.xlsx: has no sheet of the name that the scenario gives; check its spelling"
    ]
    assert "its headings are those of no known tool" in told(supply, name="m.xlsx", by_file=write)[0]


def test_one_postcode_stands_for_everybody_who_lives_there(supply):
    lines = ["from_id,to_id,travel_time", "BR1 3UH,hall,12", "br6 0aa,hall,14", "BR5 1AA,hall,15"]
    supplied, faults = supply(*lines)
    assert faults == []
    # Two people of BR1 3UH; nobody lives at BR5 1AA, which is no fault but is counted.
    assert minutes(supplied) == {("row-2", "hall"): 12, ("row-3", "hall"): 12, ("row-4", "hall"): 14}
    assert (supplied.files[0].origins, supplied.files[0].unused_origins) == ("postcodes", 1)


def test_an_area_stands_for_the_homes_in_it(supply):
    lines = ["from_id,to_id,travel_time", "e01000001,mid,9", "E01000002,mid,10", "E01000003,mid,11"]
    supplied, _ = supply(*lines)
    # Homes at 1,000 m east lie in the first area (0 to 4,000), the one at 6,000 in the second; nobody in the third.
    assert minutes(supplied) == {("row-2", "mid"): 9, ("row-3", "mid"): 9, ("row-4", "mid"): 10}
    assert (supplied.files[0].origins, supplied.files[0].unused_origins) == ("codes of small areas", 1)


def test_sites_may_be_named_by_postcode(supply):
    supplied, _ = supply("from_id,to_id,travel_time", "A1,br1 1aa,12", "A1,BR51LB,20")
    assert minutes(supplied) == {("row-2", "hall"): 12, ("row-2", "mid"): 20}


def test_a_postcode_of_two_sites_names_neither(supply, monkeypatch):
    shared = SITES.assign(postcode=["BR1 1AA", "BR1 1AA", "BR5 1LB"])
    monkeypatch.setitem(globals(), "SITES", shared)
    assert told(supply, "from_id,to_id,travel_time", "A1,BR1 1AA,12", "A1,BR5 1LB,12") == [
        "m.csv: column to_id: row 2: stands for more than one site; name them by id"
    ]


def test_blank_ends_stand_for_nothing(supply):
    # The site `far` has no postcode: a blank must not mean it.
    assert told(supply, "from_id,to_id,travel_time", "A1,BR1 1AA,12", "A1,BR5 1LB,12", "A1,,12", ",BR5 1LB,12") == [
        "m.csv: column to_id: row 4: names no site that is known by its postcode, as other rows do",
        "m.csv: column from_id: row 5: is none of the ids that the other rows give; a matrix has origins of one kind",
    ]


def test_lengths_are_taken_in_km_whatever_their_unit(supply):
    for heading, length, settings in (
        ("search_id,id,travel_time,distance", 6400, {}),
        ("FROM_ID,TO_ID,DURATION_H,DIST_KM", 6.4, {"unit": "seconds"}),
        ("OriginName,DestinationName,Total_Time,Total_Miles", 6.4 / 1.609344, {"unit": "seconds"}),
        ("OriginName,DestinationName,Total_Time,Total_Distance", 6400, {"unit": "seconds", "length_unit": "metres"}),
    ):
        supplied, faults = supply(heading, f"A1,hall,720,{length!r}", **settings)
        assert faults == []
        assert minutes(supplied, "km") == {("row-2", "hall"): pytest.approx(6.4)}
        assert minutes(supplied) == {("row-2", "hall"): 12}
    assert np.isnan(supply("from_id,to_id,travel_time", "A1,hall,12")[0].pairs["km"]).all()


def test_the_median_of_r5_is_taken_and_its_last_percentile_is_a_bad_day(supply):
    lines = ["from_id,to_id,travel_time_p25,travel_time_p50,travel_time_p85,travel_time_p95", "A1,hall,20,25,31,40"]
    supplied, _ = supply(*lines, mode="transit")
    assert minutes(supplied) == {("row-2", "hall"): 25}
    assert minutes(supplied, "bad_day_minutes") == {("row-2", "hall"): 40}
    assert told(supply, "from_id,to_id,travel_time_p25,travel_time_p85", "A1,hall,20,31") == [
        "m.csv: its headings fit more than one tool: minutes could be column C or D; name the right ones in "
        "[travel.matrix.m]"
    ]


def test_a_pair_without_a_way_is_missing_not_nought(supply):
    supplied, faults = supply("FROM_ID,TO_ID,DURATION_H,DIST_KM", "A1,hall,,", "A2,hall,NA,NA", "A3,hall,0.25,9")
    assert faults == []
    assert minutes(supplied) == {("row-4", "hall"): 15}


def test_a_column_of_modes_is_read_and_rows_of_other_modes_are_left(supply):
    lines = ["origin,site_id,mode,minutes", "A1,hall,driving,12", "A1,hall,PUBLIC_TRANSPORT,40", "A1,mid,Car,13"]
    supplied, faults = supply(*lines, mode=None)
    assert faults == []
    assert minutes(supplied) == {("row-2", "hall"): 12, ("row-2", "mid"): 13}
    assert supplied.files[0].unused_rows == 1
    assert told(supply, "origin,site_id,minutes", "A1,hall,12", mode=None) == [
        "m.csv: has no column of modes: state mode in [travel.matrix.m]"
    ]
    assert told(supply, "origin,site_id,mode,minutes", "A1,hall,car,12") == [
        "m.csv: has a column of modes: take mode out of [travel.matrix.m]"
    ]


def test_a_matrix_that_does_not_say_its_unit_is_asked_for_it(supply):
    wide = ["home,hall,mid,far", "A1,12,20,30"]
    assert told(supply, *wide) == [
        "m.csv: no heading says the unit of its times; state unit (minutes, seconds, hours) in [travel.matrix.m]"
    ]
    assert "state length_unit (km, metres, miles)" in told(
        supply, "Origin,Destination,Journey Time (mins),Distance", "A1,hall,12,6"
    )[0]  # fmt: skip


def test_seconds_read_as_minutes_are_refused_by_their_median(supply):
    lines = as_layout("from_id,to_id,travel_time", time=lambda cell: str(int(cell) * 60))
    # The median of 12, 20, 30, 13, 21, 31, 14, 22 and 32 minutes is 21: 1,260 when it is seconds.
    assert told(supply, *lines) == [
        "m.csv: column travel_time: half of the journeys by car are longer than 1,260 minutes when read as minutes; if "
        "they are seconds or hours, say so with unit"
    ]
    assert minutes(supply(*lines, unit="seconds")[0]) == USUAL


def test_minutes_read_as_seconds_are_refused_as_well(supply):
    lines = as_layout("search_id,id,travel_time")
    # 21 seconds are 0.35 minutes.
    assert told(supply, *lines) == [
        "m.csv: column travel_time: half of the journeys by car are shorter than 0.35 minutes when read as seconds; if "
        "they are minutes or hours, say so with unit"
    ]


def test_lengths_of_a_mistaken_unit_are_refused(supply):
    lines = ["origin,site_id,minutes,km", *(f"{line},{6400 + place}" for place, line in enumerate(LONG))]
    # 6,404 km in 21 minutes is 18,000 km an hour.
    assert "column km: half of the journeys by car are faster than" in told(supply, *lines)[0]
    assert told(supply, *lines, length_unit="miles") != []
    assert supply(*lines, length_unit="metres")[1] == []


def test_a_walk_of_a_day_is_no_fault_a_drive_of_a_day_is(supply):
    far = ("from_id,to_id,travel_time", "A1,hall,3750")  # 300 km at 80 m a minute
    assert supply(*far, mode="walk")[1] == []
    assert told(supply, *far) == [
        "m.csv: column travel_time: row 2: a journey by car of more than 600 minutes when read as minutes; is the unit "
        "right?"
    ]


def test_origins_are_of_one_kind(supply):
    lines = ["from_id,to_id,travel_time", "A1,hall,12", "A2,hall,13", "BR6 0AA,hall,14"]
    assert told(supply, *lines) == [
        "m.csv: column from_id: row 4: is none of the ids that the other rows give; a matrix has origins of one kind"
    ]
    assert told(supply, "from_id,to_id,travel_time", "X1,hall,12", "X2,hall,12") == [
        "m.csv: column from_id: rows 2-3: names no id, no home postcode and no small area that is known"
    ]
    assert told(supply, "from_id,to_id,travel_time", "BR5 1AA,hall,12") == [
        "m.csv: speaks of nobody: its origins are postcodes, and nobody lives there"
    ]


def test_a_row_for_somebody_who_is_left_out_is_no_fault(supply):
    supplied, faults = supply("from_id,to_id,travel_time", "A1,hall,12", "A4,hall,13")
    assert faults == []
    assert minutes(supplied) == {("row-2", "hall"): 12}


def test_a_pair_given_twice_is_refused_in_a_file_and_between_files(supply, tmp_path):
    assert told(supply, "from_id,to_id,travel_time", "A1,hall,12", "a1,HALL,13", "A2,hall,9") == [
        "m.csv: column from_id: rows 2-3: give one origin, site and mode more than once; keep one"
    ]
    (tmp_path / "other.csv").write_text("from_id,to_id,travel_time\nBR1 3UH,hall,12\n", encoding="utf-8")
    (tmp_path / "m.csv").write_text("from_id,to_id,travel_time\nA1,hall,12\nA3,hall,9\n", encoding="utf-8")
    files = {name: {"file": str(tmp_path / f"{name}.csv"), "mode": "car"} for name in ("m", "other")}
    travel = TravelSettings.model_validate({"providers": {"car": "matrix"}, "matrix": files})
    gathering = Gathering()
    placed = gpd.GeoDataFrame(geometry=HOMES)
    people, places = matrix.people(PEOPLE, placed, CELLS), matrix.places(SITES)
    assert matrix.read_all(travel.matrix, ["car"], people, places, gathering) is None
    # A1 to the hall stands in both.
    assert gathering.faults == [
        "travel.matrix.m and travel.matrix.other: 1 pairs by car are given more than once; keep one of each"
    ]


def test_headings_that_fit_two_tools_are_refused_without_being_quoted(supply):
    assert told(supply, "origin,destination,minutes,journey_time_mins", "A1,hall,12,13") == [
        "m.csv: its headings fit more than one tool: minutes could be column C or D; name the right ones in "
        "[travel.matrix.m]"
    ]
    lines = ["origin,destination,minutes,journey_time_mins", "A1,hall,12,13"]
    assert minutes(supply(*lines, minutes="journey_time_mins")[0]) == {("row-2", "hall"): 13}
    assert told(supply, "home,hall,BR7 5RW", "A1,12,13", unit="minutes") == [
        "m.csv: column C: its heading names no site, and those of other columns do; take the column out, or name the "
        "columns in [travel.matrix.m]"
    ]
    assert told(supply, "origin,destination,minutes", "A1,hall,12", minutes="Time") == [
        "m.csv: minutes: no column has the heading that is named there; check its spelling"
    ]
