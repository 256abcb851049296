"""One provider a mode: which source is asked, what stops it, and what is said of all together."""

import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError

from feasibility.errors import FeasibilityError, InputError
from feasibility.inputs.matrix import MatrixFile, Supplied
from feasibility.scenario.travel import TravelSettings
from feasibility.travel import measure
from feasibility.travel.network import Network
from feasibility.travel.pairs import (
    DESTINATION_OFF,
    FILLED,
    MEASURED,
    MISSING,
    NO_SERVICE,
    ORIGIN_OFF,
    SUPPLIED,
    Pairs,
    Provided,
)
from tests.travel.worlds import PLAIN, at, chain

# Nodes at 0, 1,000, 3,000 and 9,000 m; 500 m a minute by car, and 2 minutes.
STREETS = Network(chain(1000, 2000, 6000), None)
PEOPLE = at(**{"row-2": (0, 0), "row-3": (1000, 0)})
PLACES = at(near=(3000, 0), far=(9000, 0))
MODES = ("car", "walk", "cycle", "transit")
EVERY = "journeys from every home to every site"


def settings(missing="leave", **providers):
    """PLAIN with some modes from a matrix."""
    given = {"file": "m.csv", "missing": missing}
    return TravelSettings.model_validate(
        PLAIN.model_dump()
        | {"providers": providers}
        | ({"matrix": {"council": given}} if "matrix" in providers.values() else {})
    )


def given(rows, missing="leave"):
    columns = ["origin_id", "destination_id", "mode", "minutes"]
    pairs = pd.DataFrame(rows, columns=columns).assign(km=np.nan, bad_day_minutes=np.nan, shift="", matrix_id="council")
    modes = tuple(dict.fromkeys(row[2] for row in rows))
    file = MatrixFile(
        "council", "r5r or r5py", "ids", "minutes", "", modes, "", missing, "TRACC", "2010", "mornings", "own", 0, 0
    )  # fmt: skip
    return Supplied(pairs, (file,))


def every(mode, minutes):
    return [(person, place, mode, minutes) for person in PEOPLE.index for place in PLACES.index]


def measured(asked, supplied, network=STREETS, people=PEOPLE, places=PLACES, **more):
    return measure.measure(people, places, network, supplied, asked.shift, asked, **more)


def test_modes_are_freely_mixed_and_each_says_where_it_is_from():
    asked, said = settings(transit="matrix", walk="matrix"), []
    found = measured(asked, given(every("transit", 50.0) + every("walk", 70.0)), say=said.append)
    assert list(found) == list(MODES)
    car = found["car"].by_shift["day"]
    # 3,000 m at 500 m a minute and 2 = 8 minutes off-peak; slower in the peaks of a weekday.
    assert car.minutes.loc["row-2", "near"] >= 8
    assert (car.status == MEASURED).all(axis=None)
    assert (found["transit"].by_shift["day"].minutes == 50).all(axis=None)
    assert (found["walk"].by_shift["day"].status == SUPPLIED).all(axis=None)
    assert found["cycle"].by_shift["day"].minutes.loc["row-2", "near"] == pytest.approx(15)  # 200 m a minute
    assert said == [
        "Minutes by walk, transit from the council's own matrix",
        "Minutes by car, cycle from the built-in network",
    ]
    words = measure.evidence(found, asked)
    sources = words[words["measure"] == "minutes from"].set_index("mode")["value"].to_dict()
    assert sources == {
        "car": "the built-in network", "walk": "the council's own matrix", "cycle": "the built-in network",
        "transit": "the council's own matrix",
    }  # fmt: skip


def test_what_a_matrix_lacks_is_left_filled_or_stops_the_run():
    rows = [*every("transit", 50.0), ("row-2", "near", "car", 31.0)]
    asked = settings(car="matrix", transit="matrix")
    left = measured(asked, given(rows))["car"].by_shift["day"]
    assert left.status.to_numpy().tolist() == [[SUPPLIED, MISSING], [MISSING, MISSING]]
    asked = settings("network", car="matrix")
    found = measure.by_mode(
        ["car"], PEOPLE, PLACES, measure.At(STREETS, given(rows[-1:], "network")), asked.shift, asked
    )
    filled = found["car"].by_shift["day"]
    assert filled.status.to_numpy().tolist() == [[SUPPLIED, FILLED], [FILLED, FILLED]]
    assert filled.minutes.loc["row-2", "near"] == 31
    assert filled.km.loc["row-2", "near"] == pytest.approx(3)  # the network's, for want of a supplied one
    asked = settings("stop", car="matrix", transit="matrix")
    with pytest.raises(
        InputError, match=r"car: 3 of 4 pairs have no minutes: to near from row 3; to far from everybody"
    ):
        measured(asked, given(rows, "stop"))


def test_the_network_is_built_only_where_something_needs_it():
    everything = dict.fromkeys(MODES, "matrix")
    assert measure.needs_network(TravelSettings())
    assert not measure.needs_network(settings(**everything))
    assert measure.needs_network(settings("network", **everything))
    assert measure.needs_network(settings(car="matrix"))
    assert not measure.needs_network(settings(car="matrix"), ["car"])
    asked = settings(**everything)
    rows = [row for mode in MODES for row in every(mode, 20.0)]
    assert set(measured(asked, given(rows), network=None)) == set(MODES)


def test_every_site_off_the_network_is_named_at_once():
    places = at(near=(3000, 0), river=(0, 90_000), sea=(0, 80_000))
    rows = [(person, place, "transit", 50.0) for person in PEOPLE.index for place in places.index]
    asked = settings(transit="matrix")
    with pytest.raises(InputError) as told:
        measured(asked, given(rows), places=places)
    assert [fault.split(":")[0] for fault in told.value.faults] == [
        "site river lies off the network by car, walk, cycle",
        "site sea lies off the network by car, walk, cycle",
    ]
    assert "raise travel.snap_metres_max" in told.value.faults[0]
    # Of a list of places the same is no fault but a status.
    found = measure.by_mode(["car"], PEOPLE, places, measure.At(STREETS), asked.shift, asked)
    assert (found["car"].by_shift["day"].status["river"] == DESTINATION_OFF).all()


def test_a_home_300_km_away_is_unreached_or_supplied_and_never_a_crash():
    people = at(**{"row-2": (0, 0), "row-3": (300_000, 0)})
    rows = [(person, place, "transit", 280.0) for person in people.index for place in PLACES.index]
    asked = settings(transit="matrix")
    found = measured(asked, given(rows), people=people)
    car = found["car"].by_shift["day"]
    assert (car.status.loc["row-3"] == ORIGIN_OFF).all()
    assert car.minutes.loc["row-3"].isna().all()
    assert (found["transit"].by_shift["day"].minutes.loc["row-3"] == 280).all()
    words = measure.evidence(found, asked).set_index(["mode", "measure"])["value"]
    assert words["all", "homes placed on every network used"] == "about 50%"
    assert words["car", EVERY] == "about 50% measured; about 50% origin off the network"
    assert words["transit", EVERY] == "all supplied"


def test_the_shares_of_all_modes_together():
    rows = every("transit", 50.0)[:2]
    asked = settings(transit="matrix")
    words = measure.evidence(measured(asked, given(rows)), asked).set_index(["mode", "measure"])["value"]
    # 4 pairs a mode, 16 in all. Car 4; on foot 45 minutes are 3,600 m: both people to near, 2; by cycle 60 minutes are
    # 12,000 m: 4; supplied 2 of public transport. 12 of 16 = 75 %; 2 of 12 = 16.7 % supplied.
    assert words["all", f"{EVERY} by every mode, with minutes"] == "about 75%"
    assert words["all", "where those minutes come from"] == "about 85% measured; about 15% supplied by the council"
    assert words["transit", EVERY] == "about 50% supplied; about 50% missing"
    assert not words.str.contains(r"\d,?\d* of \d").any()  # no count, from which one home could be told


def test_shifts_that_differ_are_told_apart():
    def pairs(*codes):
        frame = pd.DataFrame([codes], index=["row-2"], columns=PLACES.index)
        return Pairs(minutes=frame * 1.0, km=frame * 1.0, status=frame)

    both = {"day": pairs(MEASURED, MEASURED), "early": pairs(MEASURED, MEASURED), "late": pairs(MEASURED, NO_SERVICE)}
    words = measure.evidence({"transit": Provided(both, ())}, settings()).set_index("measure")["value"]
    assert words[f"{EVERY}, shift day"] == "all measured"
    assert f"{EVERY}, shift early" not in words.index  # as by day
    assert words[f"{EVERY}, shift late"] == "about 50% measured; about 50% no service"


@pytest.mark.parametrize(("engine", "mode"), [("valhalla", "car"), ("ferrobus", "transit")])
def test_an_engine_that_is_absent_says_how_to_install_it(engine, mode, monkeypatch, tmp_path):
    extract = {"extract": "x.osm.pbf"} | ({"gtfs": ["f.zip"], "weekday": "2026-03-03"} if engine == "ferrobus" else {})
    asked = TravelSettings.model_validate({"providers": {mode: engine}, engine: extract})
    monkeypatch.setattr("feasibility.travel.engines.presence.find_spec", lambda name: None)
    with pytest.raises(FeasibilityError, match=r"pip install|needs Python 3\.12"):
        measure.by_mode([mode], PEOPLE, PLACES, measure.At(cache_dir=tmp_path), asked.shift, asked)


@pytest.mark.parametrize(
    ("stated", "says"),
    [
        ({"providers": {"car": "matrix"}}, "asks for a matrix for car, and none is given"),
        ({"matrix": {"m": {"file": "m.csv"}}}, 'm is used by no mode; write car = "matrix"'),
        ({"providers": {"car": "matrix"}, "matrix": {"m": {"file": "m.csv", "mode": "walk"}}},
         'm is used by no mode; write walk = "matrix"'),
        ({"providers": {"car": "matrix"}, "matrix": {"m": {"file": "m.csv", "shift": "night"}}},
         "m.shift: night is no shift of this scenario, which has day"),
    ],
)  # fmt: skip
def test_a_matrix_and_the_modes_that_take_it_must_agree(stated, says):
    with pytest.raises(ValidationError, match=says):
        TravelSettings.model_validate(stated)
