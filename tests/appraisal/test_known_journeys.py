"""Legs into rows that a reader can add up."""

import numpy as np
import pandas as pd
import pytest

from feasibility.appraisal.known_journeys import table
from feasibility.travel.transit.legs import FINISH, START, WALK, Leg

KNOWN = pd.DataFrame(
    {
        "journey": ["Sidcup to Bromley", "Sidcup to Bromley", "Erith to Nowhere"],
        "mode": ["transit", "car", "transit"],
        "from_name": ["Sidcup High Street", "Sidcup High Street", "Erith"],
        "to_name": ["Bromley Market Square", "Bromley Market Square", "Nowhere"],
        "published_minutes": [45.0, np.nan, np.nan],
        "published_by": ["a planner", "", ""],
        "why": ["One bus.", "Eight km of suburb.", "No bus goes there."],
    },
    index=["known-1", "known-2", "known-3"],
)
LEGS = [
    Leg(WALK, (), START, "Sidcup, Police Station", 0.0, 0.0, 3.0, 0.24),
    Leg("bus", ("269", "51"), "Sidcup, Police Station", "Bromley North", 0.0, 6.0, 30.0, 9.0),
    Leg("bus", ("208",), "Bromley North", "Bromley South", 2.0, 4.0, 5.0, 1.0),
    Leg(WALK, (), "Bromley South", FINISH, 0.0, 0.0, 2.0, 0.16),
]


def test_legs_waits_and_totals():
    found = table(KNOWN, {"known-1": LEGS, "known-3": []}, {"known-2": 24.5})
    bus = found[(found["journey"] == "Sidcup to Bromley") & (found["mode"] == "transit")]
    assert bus["leg"].tolist() == [1, 2, 3, 4, 5, 6]
    assert bus["by"].tolist() == [
        "on foot", "wait", "bus 269 or 51", "change and wait", "bus 208", "on foot"
    ]  # fmt: skip
    assert bus["minutes"].tolist() == [3, 6, 30, 6, 5, 2]
    assert set(bus["total_minutes"]) == {52.0}  # 3 + 6 + 30 + 6 + 5 + 2
    assert bus["from_place"].iloc[0] == "Sidcup High Street"
    assert bus["to_place"].iloc[-1] == "Bromley Market Square"
    assert set(bus["published_minutes"]) == {45.0}


def test_names_of_several_words_stand_apart():
    trains = Leg("train", ("Sidcup line, fast", "Hayes line"), "Lee", "Hither Green", 0.0, 5.0, 4.0, 2.0)
    feeder = Leg("local bus, assumed", (), START, "Lee", 0.0, 0.0, 4.0, 2.0)
    found = table(KNOWN.iloc[:1], {"known-1": [feeder, trains]}, {})
    assert found["by"].tolist() == ["local bus, assumed", "wait", "train: Sidcup line, fast; or Hayes line"]


def test_other_modes_are_one_leg_and_no_journey_is_blank():
    found = table(KNOWN, {"known-3": []}, {"known-2": 24.5}).set_index(["journey", "mode"])
    assert found.loc[("Sidcup to Bromley", "car"), ["by", "total_minutes"]].tolist() == ["by car", pytest.approx(24.5)]
    assert np.isnan(found.loc[("Erith to Nowhere", "transit"), "total_minutes"])


def test_no_journeys_at_all():
    assert table(KNOWN.iloc[:0], {}, {}).empty
