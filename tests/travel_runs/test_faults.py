"""Bad travel input through the command line: one message each, which rows, what to do; exit 1; nothing written."""

import json
from collections.abc import Callable

import geopandas as gpd
import pytest
import shapely

from tests.inputs.study import POSTCODES, Study
from tests.travel_study import BASES, Done, feasibility, made, staff

Go = Callable[..., Done]
FAR = {"Newcastle": "NE1 4ST", "Penzance": "TR18 2AB"}


@pytest.fixture
def study(tmp_path) -> Study:
    return staff(made(tmp_path / "study"), usual_mode=["transit"] * 12)


@pytest.fixture
def refused(study, cache, monkeypatch, capsys, tables_alone) -> Go:
    """Run the study, which must be refused: exit 1, nothing written, no home named."""

    def told() -> Done:
        before = {path: path.read_bytes() for path in study.folder.rglob("*") if path.is_file()}
        words = ("run", str(study.scenario), "--out", str(study.folder / "outputs"))
        done = feasibility(*words, cache=cache, monkeypatch=monkeypatch, capsys=capsys)
        assert done.code == 1, done.err
        assert done.out == ""
        assert {path: path.read_bytes() for path in study.folder.rglob("*") if path.is_file()} == before
        assert not (study.folder / "outputs").exists()
        assert not any("part" in path.suffix for path in cache.rglob("*"))
        for home in (*POSTCODES, *FAR.values()):
            assert home not in done.err
            assert home.replace(" ", "") not in done.err
        assert str(study.folder) not in done.err
        return done

    return told


def only(done: Done, *parts: str) -> None:
    assert len(done.faults) == 1, done.err
    for part in parts:
        assert part in done.faults[0]


@pytest.mark.parametrize("town", FAR)
def test_a_home_300_km_away(study, refused, town):
    study.cell("staff.csv", 5, "home_postcode", FAR[town])
    only(
        refused(),
        "staff.csv: column home_postcode: row 5: more than 150 km from the partners' areas",
        "take the row out",
    )


def test_a_home_300_km_away_that_is_meant_counts_against_the_coverage(study, refused):
    study.cell("staff.csv", 5, "home_postcode", FAR["Penzance"])
    study.state("staff", home_km_max=500.0)
    done = refused()
    # One of twelve: 91.7 %.
    assert done.faults[0].startswith("journeys are known for 11 of 12 staff (91.7%)")
    assert done.faults[0].endswith("so the options are not ranked: row 5")
    assert "why, of all journeys not known: transit, origin off the network 3" in done.faults
    assert done.faults[-1].startswith("check the postcodes of those rows, supply minutes for them")


def test_a_site_in_the_river(study, refused):
    # A river drawn as its middle line, north to south; no postcode lies within 400 m of the spot chosen.
    line = shapely.LineString([(549_211, 167_000), (549_211, 176_000)])
    gpd.GeoSeries([line], crs="EPSG:27700").to_crs("EPSG:4326").to_file(study.folder / "river.geojson")
    study.state("files", barriers="river.geojson")
    for column, value in {"postcode": "", "easting": "549211", "northing": "172293"}.items():
        study.cell("sites.csv", 4, column, value)
    only(
        refused(),
        "sites.csv: site mid: lies in the river or another barrier of river.geojson",
        "check easting and northing, or give its postcode instead",
    )


def matrix(study: Study, minutes: Callable[[int], float], sites: tuple[str, ...] = tuple(BASES)) -> None:
    rows = [f"s{i},{site},{minutes(i)}" for i in range(1, 13) for site in sites]
    (study.folder / "m.csv").write_text("\n".join(["origin,site_id,minutes", *rows]) + "\n", encoding="utf-8")
    study.state("travel.providers", transit="matrix").state("travel.matrix.tracc", file="m.csv", mode="transit")


def test_a_matrix_in_seconds(study, refused):
    matrix(study, lambda i: 1500 + i)
    only(
        refused(),
        "m.csv: column minutes: half of the journeys by transit are longer than 1,506 minutes when read as minutes",
        "if they are seconds or hours, say so with unit",
    )


def test_a_matrix_that_lacks_a_site(study, refused):
    matrix(study, lambda i: 25 + i, sites=("hall-w", "hall-e"))
    only(
        refused(),
        "transit: 12 of 36 pairs have no minutes: to mid from everybody; supply them",
        'missing = "network" (built-in minutes) or missing = "leave" (no journey)',
    )


def test_streets_that_leave_part_of_the_staff_on_an_island(study, refused):
    # Roads cut short and a moat around Petts Wood (BR5 1AA), where s4 and s10 live; no bus goes there.
    moat = gpd.GeoSeries([shapely.Point(543_770, 167_281).buffer(1_500).exterior], crs="EPSG:27700")
    moat.to_crs("EPSG:4326").to_file(study.folder / "moat.geojson")
    cut = {"nodes": [[51.37, 0.15], [51.42, 0.16]], "edges": [[0, 1, 9.0]]}
    (study.folder / "cut.json").write_text(json.dumps(cut), encoding="utf-8")
    study.state("files", barriers="moat.geojson", roads="cut.json").state("travel.transit", feeder_km_max=0.0)
    study.text("calls.csv", lambda text: text.replace("valley,1,petts,\nvalley,2,middle", "valley,1,middle")
               .replace("valley,3", "valley,2").replace("valley,4", "valley,3"))  # fmt: skip
    staff(study, usual_mode=["car"] * 12)
    done = refused()
    assert done.faults[0].startswith("journeys are known for 10 of 12 staff (83.3%)")
    assert done.faults[0].endswith("not ranked: rows 5, 11")
    assert "why, of all journeys not known: car, no way 6" in done.faults  # two people, three sites


@pytest.mark.parametrize(
    ("row", "column", "value", "says"),
    [
        # The stops are in rows 2 to 9: middle in row 3, bromley in row 4.
        (3, "easting", "51.4", "stops.csv: column easting: row 3: lies outside Great Britain; write metres"),
        (3, "northing", "267861", "stops.csv: stop middle: lies 100 km from cray, orpington, petts, next to it on line "
         "train, valley: more than a vehicle covers in the minutes between; check where the stops are"),
        (4, "northing", "267861", "stops.csv: stop bromley: lies 97 km from chislehurst, next to it on line round"),
    ],
)  # fmt: skip
def test_stops_in_the_wrong_place(study, refused, row, column, value, says):
    study.cell("stops.csv", row, column, value)
    only(refused(), says)


def test_a_line_that_calls_at_an_unknown_stop(study, refused):
    study.cell("calls.csv", 3, "stop_id", "midle")
    only(refused(), 'calls.csv: row 3, column stop_id: found "midle"; is not in stops.csv')


def test_lines_that_are_not_there(study, refused):
    (study.folder / "lines.csv").unlink()
    only(refused(), "files.lines: lines.csv is not there; check the path")


def test_public_transport_of_a_network_without_lines(study, refused):
    for name in ("lines", "calls", "stops"):
        study.settings["files"].pop(name)
    study.save()
    only(refused(), "files.lines, files.calls, files.stops: are not named, and public transport is measured on them")


def test_coverage_below_the_stated_share_gives_the_reason(study, refused):
    # Nothing runs after half past six in the morning.
    study.text("lines.csv", lambda text: text.replace("24:00", "06:20").replace("20:00", "06:20"))
    study.state("travel.journeys", walk_minutes_max=5.0)
    done = refused()
    assert done.faults[0].startswith("journeys are known for 0 of 12 staff (0.0%)")
    assert "so the options are not ranked: rows 2-13" in done.faults[0]
    assert "not known by usual mode: transit 12 of 12" in done.faults
    assert "why, of all journeys not known: transit, no service 36" in done.faults


def test_a_feed_or_an_extract_that_is_not_there(study, refused):
    study.state("travel.providers", transit="ferrobus")
    study.state("travel.ferrobus", extract="town.osm.pbf", gtfs=["buses.zip"], weekday="2026-03-03")
    done = refused()
    assert [fault.split(";")[0] for fault in done.faults] == [
        "travel.ferrobus.extract: town.osm.pbf is not there",
        "travel.ferrobus.gtfs.1: buses.zip is not there",
    ]
