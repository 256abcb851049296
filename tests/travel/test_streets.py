import numpy as np
import pandas as pd
import pytest

from feasibility.scenario.travel import CarSettings, FootSettings, JourneySettings, Shift
from feasibility.travel import street
from feasibility.travel.pairs import BEYOND, DESTINATION_OFF, MEASURED, NO_WAY, ORIGIN_OFF
from feasibility.travel.street_evidence import CAR_ERRORS
from feasibility.travel.streets import by_street, car_factor
from tests.travel.worlds import PLAIN, STREET, at, chain, lines, no_roads, points, row

DAY = {"day": Shift()}
ROW = chain(*[500.0] * 20)
"""Nodes every 500 m, each a minute by car from the next."""


def only(mode, origins, destinations, graph=ROW, shifts=DAY, settings=PLAIN):
    found = by_street([mode], origins, destinations, graph, shifts, settings)
    assert list(found) == [mode]
    return found[mode]


def evidence(provided):
    return {row.measure: row.value for row in provided.evidence}


OFF_PEAK = PLAIN.model_copy(update={"car": CarSettings(scale=1.0, terminal_minutes=2.0, morning_peak_factor=1.0,
                                                       evening_peak_factor=1.0)})  # fmt: skip


def test_car_minutes_are_terminal_and_scaled_driving():
    settings = PLAIN.model_copy(
        update={"car": CarSettings(scale=2.0, terminal_minutes=3.0, morning_peak_factor=1.5, evening_peak_factor=2.0)}
    )
    pairs = only("car", at(home=(0, 0)), at(site=(5000, 0)), settings=settings).by_shift["day"]
    # 10 minutes of the graph x 2 = 20 of driving; in 1.5 and back 2.0 times as long, 1.75 in the mean; 3 + 35 = 38.
    assert pairs.minutes.at["home", "site"] == pytest.approx(38)
    assert pairs.km.at["home", "site"] == pytest.approx(5)
    assert pairs.status.at["home", "site"] == MEASURED


def test_the_way_to_the_street_counts_at_street_speed():
    ends = at(home=(0, 250)), at(site=(5000, -250))
    pairs = only("car", *ends, settings=OFF_PEAK).by_shift["day"]
    # 250 m at each end at the 500 m a minute of streets: 1 minute together; 2 + 10 + 1.
    assert pairs.minutes.at["home", "site"] == pytest.approx(13)
    assert pairs.km.at["home", "site"] == pytest.approx(5.5)


@pytest.mark.parametrize(
    ("shift", "factor"),
    [
        (Shift(), (1.15 + 1.24) / 2),  # 08:30 in the morning peak, 17:15 in the evening peak
        (Shift(day="saturday"), 1.0),
        (Shift(day="sunday"), 1.0),
        # 12:15 and 20:15, between and after the peaks
        (Shift(arrive_from="12:00", arrive_by="12:30", leave_from="20:00", leave_by="20:30"), 1.0),
        (Shift(arrive_from="07:30", arrive_by="08:00", leave_from="15:00", leave_by="15:30"), (1.15 + 1) / 2),
        # The middle decides: 10:00 is no longer in the morning peak, 16:00 already in that of the evening.
        (Shift(arrive_from="09:30", arrive_by="10:30", leave_from="15:30", leave_by="16:30"), (1 + 1.24) / 2),
        # Nights: in during the evening peak, back at half past six, before that of the morning.
        (Shift(arrive_from="18:00", arrive_by="18:30", leave_from="06:15", leave_by="06:45"), (1.24 + 1) / 2),
    ],
)
def test_each_way_is_as_slow_as_its_hours(shift, factor):
    assert car_factor(shift, CarSettings()) == pytest.approx(factor)


def test_shifts_differ_by_car_and_not_on_foot():
    shifts = {"day": Shift(), "weekend": Shift(day="saturday")}
    found = by_street(["car", "walk"], at(home=(0, 0)), at(site=(2000, 0)), ROW, shifts, PLAIN)
    minutes = {shift: pairs.minutes.at["home", "site"] for shift, pairs in found["car"].by_shift.items()}
    # 2 + 4 x 1.195 and 2 + 4.
    assert minutes == pytest.approx({"day": 6.78, "weekend": 6.0})
    assert found["walk"].by_shift["day"] is found["walk"].by_shift["weekend"]


def test_walking_and_cycling_take_the_shortest_way_within_their_limits():
    found = by_street(["walk", "cycle"], at(home=(0, 0)), at(near=(3500, 0), far=(4000, 0)), ROW, DAY, PLAIN)
    walk, cycle = found["walk"].by_shift["day"], found["cycle"].by_shift["day"]
    # 3,500 m at 80 m a minute = 43.75 minutes; 4,000 m = 50, over 45. Cycling at 200 m a minute: 17.5 and 20.
    assert walk.minutes.loc["home"].tolist() == pytest.approx([43.75, np.nan], nan_ok=True)
    assert walk.status.loc["home"].tolist() == [MEASURED, BEYOND]
    assert np.isnan(walk.km.at["home", "far"])
    assert cycle.minutes.loc["home"].tolist() == pytest.approx([17.5, 20.0])
    assert cycle.km.loc["home"].tolist() == pytest.approx([3.5, 4.0])


def test_a_way_exactly_as_long_as_the_limit_is_within_it():
    settings = PLAIN.model_copy(update={"journeys": JourneySettings(walk_minutes_max=50.0)})
    assert only("walk", at(home=(0, 0)), at(site=(4000, 0)), settings=settings).by_shift["day"].minutes.at[
        "home", "site"
    ] == pytest.approx(50)


def test_what_lies_off_the_streets_is_said_so():
    origins = at(home=(0, 0), away=(0, 1500))
    destinations = at(site=(1000, 0), moor=(1000, 9000))
    for mode in ("car", "walk", "cycle"):
        pairs = only(mode, origins, destinations).by_shift["day"]
        assert pairs.status.loc["home"].tolist() == [MEASURED, DESTINATION_OFF]
        assert pairs.status.loc["away"].tolist() == [ORIGIN_OFF, ORIGIN_OFF]
        assert pairs.minutes.notna().to_numpy().sum() == 1
        assert pairs.km.notna().to_numpy().sum() == 1


def test_no_way_is_told_from_a_way_too_long():
    # Two hamlets 3 km apart, farther than a link may be; the second goes on for 20 km.
    hamlets = pd.concat([points((-3000, 0), (-3100, 5), (-3050, 80)), row(20_000)])
    graph = street.build(hamlets, no_roads(), None, STREET)
    destinations = at(end=(20_000, 0), beyond=(-3000, 0))
    walk = only("walk", at(home=(0, 0)), destinations, graph).by_shift["day"]
    assert walk.status.loc["home"].tolist() == [BEYOND, NO_WAY]
    car = only("car", at(home=(0, 0)), destinations, graph).by_shift["day"]
    assert car.status.loc["home"].tolist() == [MEASURED, NO_WAY]
    assert np.isnan(car.minutes.at["home", "beyond"])


def test_frames_keep_the_labels_and_their_order():
    origins, destinations = at(b=(500, 0), a=(0, 0)), at(z=(1000, 0), y=(0, 0), x=(500, 0))
    pairs = only("car", origins, destinations, settings=OFF_PEAK).by_shift["day"]
    for frame in (pairs.minutes, pairs.km, pairs.status):
        assert (frame.index.tolist(), frame.columns.tolist()) == (["b", "a"], ["z", "y", "x"])
    assert pairs.minutes.loc["b"].tolist() == pytest.approx([3, 3, 2])
    assert pairs.minutes.loc["a"].tolist() == pytest.approx([4, 2, 3])
    assert pairs.status.dtypes.unique().tolist() == [np.dtype("int8")]


def test_the_same_pair_is_the_same_whoever_else_is_asked_for():
    graph = street.build(row(8000), lines([(0, 0), (8000, 0)]), None, STREET)
    alone = only("car", at(home=(200, 0)), at(site=(7000, 0)), graph).by_shift["day"]
    among = only(
        "car", at(home=(200, 0), other=(3400, 0)), at(site=(7000, 0), far=(8000, 0)), graph
    ).by_shift["day"]  # fmt: skip
    assert alone.minutes.at["home", "site"] == pytest.approx(among.minutes.at["home", "site"], abs=1e-9)
    assert alone.km.at["home", "site"] == pytest.approx(among.km.at["home", "site"], abs=1e-9)


def test_nobody_and_nowhere_are_no_fault():
    nobody = at(home=(0, 0)).iloc[:0]
    found = by_street(["car", "walk", "cycle"], nobody, at(site=(500, 0)), ROW, DAY, PLAIN)
    assert {mode: provided.by_shift["day"].minutes.shape for mode, provided in found.items()} == dict.fromkeys(
        found, (0, 1)
    )
    assert evidence(found["car"])["homes placed on streets"] == "none to place"


def test_the_evidence_rounds_and_tells_no_home():
    origins = at(one=(0, 4), two=(500, 16), three=(1000, 444), lost=(0, 5000))
    walk = evidence(only("walk", origins, at(near=(0, 0), far=(9000, 0))))
    assert walk["homes placed on streets"] == "about 75%"
    # Distances 4, 16 and 444 m: median 16; nine tenths of the way to the third: 16 + 0.8 x 428 = 358.4.
    # The farthest is not told.
    assert walk["distance from home postcode to street"] == "median 20 m, 90th percentile 360 m"
    assert "440" not in str(walk)
    assert "lost" not in str(walk)


FAST = lines([(0, 0), (4000, 0)], road_class="motorway")


def shipped(**changes):
    return PLAIN.model_copy(update={"street": type(STREET)(), "car": CarSettings(), **changes})


def test_the_error_is_claimed_for_the_shipped_settings_only():
    graph = street.build(row(4000), FAST, None, STREET)
    ends = at(home=(0, 0)), at(site=(4000, 0))
    as_shipped = evidence(only("car", *ends, graph, settings=shipped()))
    assert {measure: as_shipped[measure] for measure in CAR_ERRORS} == CAR_ERRORS
    changed = evidence(only("car", *ends, graph, settings=shipped(car=CarSettings(scale=0.7))))
    assert changed["error"].startswith("not measured with this run's travel.car.scale; as shipped: ")
    # The speed on foot is no matter of cars.
    on_foot = evidence(only("car", *ends, graph, settings=shipped(foot=FootSettings(walk_km_per_hour=4.0))))
    assert on_foot["error"] == CAR_ERRORS["error"]


def test_a_road_file_without_motorways_is_said_to_tell_none():
    graph = street.build(row(4000), lines([(0, 0), (4000, 0)]), None, STREET)
    ends = at(home=(0, 0)), at(site=(4000, 0))
    assert "tells no motorways" in evidence(only("car", *ends, graph, settings=shipped()))["error"]
    assert "are not kept out" in evidence(only("walk", *ends, graph))["method"]
    told = street.build(row(4000), FAST, None, STREET)
    assert "are kept out" in evidence(only("walk", *ends, told))["method"]
