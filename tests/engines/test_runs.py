"""Whole runs with the engines, through the command line: a small study in the town."""

from pathlib import Path

import pandas as pd
import pytest

from tests.engines import worlds
from tests.inputs.study import Study
from tests.travel_study import Done, feasibility, made, staff

pytestmark = pytest.mark.engine
HOMES = ("BR7 6PN", "DA14 6LT")
"""Homes of odd and even staff: by the corners (1, 2) and (5, 4) of the town."""
SITES = {"hall-w": (0, 0), "hall-e": (7, 0), "mid": (4, 3)}


@pytest.fixture
def study(tmp_path) -> Study:
    """The halls stand at A and B, where the bus calls; nothing of the built-in network is used."""
    study = made(tmp_path / "study")
    for row, place in enumerate(SITES.values(), start=2):
        spot = worlds.point({"site": place})["site"]
        study.cell("sites.csv", row, "postcode", "").cell("sites.csv", row, "easting", str(round(spot.x)))
        study.cell("sites.csv", row, "northing", str(round(spot.y)))
    return staff(study, home_postcode=list(HOMES) * 6)


@pytest.fixture
def go(study, tmp_path, monkeypatch, capsys):
    def done(*words: str) -> Done:
        words = words or ("run", str(study.scenario), "--out", str(study.folder / "outputs"))
        return feasibility(*words, cache=tmp_path / "cache", monkeypatch=monkeypatch, capsys=capsys)

    return done


def between(study: Study, go, mode: str) -> pd.DataFrame:
    """Minutes of `feasibility matrix` from the two homes to the sites."""
    (study.folder / "homes.csv").write_text("id,postcode\n" + "".join(f"{i},{p}\n" for i, p in enumerate(HOMES)))
    spots = worlds.point(SITES)
    rows = [f"{site},{spots[site].x:.0f},{spots[site].y:.0f}" for site in SITES]
    (study.folder / "ends.csv").write_text("\n".join(["id,easting,northing", *rows]) + "\n")
    out = study.folder / "minutes.csv"
    ends = [str(study.folder / name) for name in ("homes.csv", "ends.csv")]
    done = go("matrix", *ends, "--mode", mode, "--out", str(out), "--scenario", str(study.scenario))
    assert done.code == 0, done.err
    return pd.read_csv(out).pivot_table(index="origin", columns="destination", values="minutes", dropna=False)


def by_ferrobus(study: Study, town: Path, buses: Path, **settings: object) -> Study:
    study.state("travel.providers", transit="ferrobus")
    stated = {"extract": str(town), "gtfs": [str(buses)], "weekday": "2026-03-03"} | settings
    return staff(study.state("travel.ferrobus", **stated), usual_mode=["transit"] * 12)


@pytest.mark.usefixtures("ferrobus")
def test_public_transport_by_ferrobus(study, go, town, buses):
    by_ferrobus(study, town, buses)
    minutes = between(study, go, "transit")
    assert minutes.notna().all(axis=None)
    done = go()
    # Six people live at each home; odd ones work at West Hall, even ones at East.
    before = (minutes.at[0, "hall-w"] + minutes.at[1, "hall-e"]) / 2
    assert done.minutes("before_minutes_mean", "do-nothing") == pytest.approx(before, abs=0.05)
    for site in SITES:
        assert done.minutes("after_minutes_mean", site) == pytest.approx(minutes[site].mean(), abs=0.05)
    # From (1, 2) to A: three blocks of 250 m at 1.4 m a second, 8.9 minutes; the postcode lies 13 m off its corner.
    assert minutes.at[0, "hall-w"] == pytest.approx(3 * 250 / 1.4 / 60, abs=0.3)
    said = done.said("transit")
    assert said["minutes from"] == "the engine ferrobus"
    assert done.said("car")["minutes from"] == "the built-in network"
    assert done.table("unreached").empty


@pytest.mark.usefixtures("valhalla", "journeys_alone")
def test_car_walk_and_cycle_by_valhalla(study, go, town):
    study.state("travel.providers", car="valhalla", walk="valhalla", cycle="valhalla")
    study.state("travel.valhalla", extract=str(town))
    minutes = between(study, go, "car")
    assert minutes.notna().all(axis=None)
    done = go()
    for site in SITES:
        assert done.minutes("after_minutes_mean", site) == pytest.approx(minutes[site].mean(), abs=0.05)
    assert done.said("car")["minutes from"] == "the engine Valhalla"


@pytest.mark.usefixtures("ferrobus", "tables_alone")
@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (
            {"weekday": "2026-07-01"},
            ("nothing runs on Wednesday 01 July 2026", "covers 05 January 2026 to 27 June 2026"),
        ),
        ({"weekday": "2026-03-07"}, ("a Saturday", "give the date of a weekday")),
    ],
)
def test_a_feed_without_a_service_on_the_day(study, go, town, buses, settings, says):
    by_ferrobus(study, town, buses, **settings)
    done = go()
    assert (done.code, done.out, len(done.faults)) == (1, "", 1), done.err
    assert all(part in done.faults[0] for part in says), done.faults
    assert not (study.folder / "outputs").exists()


@pytest.mark.usefixtures("ferrobus", "tables_alone")
def test_an_extract_that_misses_part_of_the_area(study, go, town, buses):
    by_ferrobus(study, town, buses)
    study.cell("sites.csv", 4, "easting", "549500")  # 2.5 km off every street of the town but the high road
    study.cell("sites.csv", 4, "northing", "173500")
    done = go()
    assert (done.code, done.out) == (1, ""), done.err
    assert len(done.faults) == 1, done.err
    assert "mid" in done.faults[0]
    assert not (study.folder / "outputs").exists()
    study.cell("sites.csv", 4, "easting", "546000").cell("sites.csv", 4, "northing", "170750")
    staff(study, home_postcode=["BR1 3UH"] * 3 + [HOMES[0]] * 9)
    done = go()
    assert (done.code, done.out) == (1, ""), done.err
    assert "rows 2-4" in done.err
    assert "BR1" not in done.err
    assert not (study.folder / "outputs").exists()
