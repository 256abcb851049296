import sys

import pytest
from pydantic import ValidationError

from feasibility.errors import FeasibilityError
from feasibility.scenario import paths
from feasibility.scenario.model import Settings
from feasibility.scenario.travel import TravelSettings
from feasibility.travel.engines import presence

FERROBUS = {"extract": "town.osm.pbf", "gtfs": ["bus.zip", "rail.zip"], "weekday": "2026-03-03"}
BY_FERROBUS = {"providers": {"transit": "ferrobus"}}


def faults(stated):
    with pytest.raises(ValidationError) as caught:
        TravelSettings.model_validate(stated)
    return [(".".join(map(str, error["loc"])), error["msg"]) for error in caught.value.errors()]


def test_an_engine_that_is_asked_for_needs_its_section():
    told = faults({"providers": {"car": "valhalla", "walk": "valhalla", "transit": "ferrobus"}})
    assert [where for where, _ in told] == ["valhalla", "ferrobus"]
    assert "asks valhalla for car, walk" in told[0][1]
    assert "[travel.ferrobus]" in told[1][1]


def test_an_engine_may_be_described_and_not_used():
    assert TravelSettings.model_validate({"ferrobus": FERROBUS}).ferrobus is not None


def test_every_kind_of_day_that_a_shift_has_needs_a_date():
    shifts = {"shift": {"day": {}, "late": {"day": "saturday"}}}
    (told,) = faults(BY_FERROBUS | shifts | {"ferrobus": FERROBUS})
    assert "shift late is of a saturday" in told[1]
    given = BY_FERROBUS | shifts | {"ferrobus": FERROBUS | {"saturday": "2026-03-07"}}
    assert TravelSettings.model_validate(given).ferrobus.date_of("saturday").isoformat() == "2026-03-07"


def test_a_date_is_of_the_day_it_stands_for():
    # 3 March 2026 is a Tuesday.
    (told,) = faults({"ferrobus": FERROBUS | {"sunday": "2026-03-03"}})
    assert told[0] == "ferrobus.sunday"
    assert "a Tuesday" in told[1]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"bad_day_percentile": 40.0}, "below usual_percentile"),
        # Ten minutes on foot leave 400 m at most to the nearest junction.
        ({"walk_minutes_max": 10.0, "snap_metres_max": 401.0}, "leaves 400"),
        ({"gtfs": []}, "at least 1"),
    ],
)
def test_settings_that_contradict_each_other_are_refused(changes, words):
    (told,) = faults({"ferrobus": FERROBUS | changes})
    assert words in told[1]


def test_every_file_of_an_engine_is_placed_from_the_scenario():
    travel = {"valhalla": {"extract": "a.osm.pbf"}, "ferrobus": FERROBUS}
    found = paths.found({"travel": travel}, Settings)
    assert found == {
        "travel.valhalla.extract": "a.osm.pbf",
        "travel.ferrobus.extract": "town.osm.pbf",
        "travel.ferrobus.gtfs.1": "bus.zip",
        "travel.ferrobus.gtfs.2": "rail.zip",
    }


def test_an_engine_that_is_absent_says_what_to_type(monkeypatch):
    monkeypatch.setattr(presence, "find_spec", lambda _: None)
    with pytest.raises(FeasibilityError, match=r'pip install "\.\[transit\]"'):
        presence.engine_version("transit", "ferrobus", ("ferrobus", "osmium"))


def test_valhalla_on_python_3_11_names_the_python_it_needs(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 11, 9))
    with pytest.raises(FeasibilityError, match=r"needs Python 3\.12 or later"):
        presence.engine_version("valhalla", "pyvalhalla", ("valhalla", "osmium"))
