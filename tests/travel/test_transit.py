"""Door to door by public transport, with every sum worked by hand."""

import numpy as np
import pytest

from feasibility.errors import InputError
from feasibility.scenario.travel import JourneySettings, Shift, TransitSettings
from feasibility.travel import transit
from feasibility.travel.pairs import DESTINATION_OFF, MEASURED, NO_SERVICE, NO_WAY, ORIGIN_OFF
from tests.travel.transit_worlds import NOON, TRAVEL, at, built, line, measured, street, with_transit

STOPS = {"west": 1000, "mid": 5000, "east": 9000}
BUS = built([line("a")], {"a": [("west", None), ("east", None)]}, STOPS)
TRAIN = built([line("t", "train")], {"t": [("west", 0), ("east", 12)]}, STOPS)


def test_walk_wait_ride_walk_by_bus():
    got = measured(BUS, home=600, work=9400)
    # On foot 400 m (5), half of 10 minutes (5), reliability 2, 8,000 m at 400 m a minute (20), on foot 400 m (5).
    assert got["minutes"] == pytest.approx(37)
    # A whole headway of 10 instead of 5.
    assert got["bad_day_minutes"] == pytest.approx(42)
    assert got["km"] == pytest.approx(8.8)
    assert got["bus_km"] == pytest.approx(8.0)
    assert got["rail_km"] == 0
    assert not got["walked"]
    assert got["status"] == MEASURED


def test_a_bus_is_boarded_between_its_timing_points():
    # A stop every 400 m from 1,000: 3,000 and 7,000 are stops. 5 + 2 + 4,000 / 400.
    assert measured(BUS, home=3000, work=7000)["minutes"] == pytest.approx(17)


def test_a_train_is_boarded_at_its_stations_only():
    got = measured(TRAIN, home=600, work=9400)
    # 5 on foot, 5 of wait, 1 of reliability, 12 on board, 5 on foot.
    assert got["minutes"] == pytest.approx(28)
    assert got["rail_km"] == pytest.approx(8.0)
    assert measured(TRAIN, home=3000, work=9000)["status"] == NO_WAY


def test_both_ways_count_alike():
    # Peaks only: 6 an hour from 07:00 to 10:00 and 16:00 to 19:00, 3 between (36 + 24 over 8 hours).
    network = built([line("t", "train", services=60.0, peak_per_hour=6.0)], {"t": [("west", 0), ("east", 12)]}, STOPS)
    got = measured(network, 1000, 9000, shift=Shift(arrive_from="09:00", arrive_by="10:00",
                                                     leave_from="13:00", leave_by="14:00"))  # fmt: skip
    # To work 5 + 1 + 12 = 18; home 10 + 1 + 12 = 23.
    assert got["minutes"] == pytest.approx(20.5)
    assert got["bad_day_minutes"] == pytest.approx((10 + 20) / 2 + 13)


def test_walking_all_the_way_where_quicker():
    # 700 m on foot: 8.75 minutes. The nearest stops are 2,200 and 2,600: 2.5 + 7 + 1 + 1.25.
    got = measured(BUS, home=2000, work=2700)
    assert got["minutes"] == pytest.approx(700 / 80)
    assert got["walked"]
    assert got["km"] == pytest.approx(0.7)
    assert got["bus_km"] == 0
    assert got["bad_day_minutes"] == got["minutes"]


def test_walking_is_given_up_beyond_its_limit():
    lazy = TRAVEL.model_copy(update={"journeys": JourneySettings(walk_minutes_max=5.0)})
    got = measured(BUS, home=2200, work=3000, settings=lazy)
    assert not got["walked"]
    # Two stops of 400 m: 5 + 2 + 2. On foot it would be 10, were that allowed.
    assert got["minutes"] == pytest.approx(9)


def test_a_change_costs_its_penalty_its_walk_and_its_wait():
    # A train to the middle, then a bus from a stop 240 m on.
    network = built(
        [line("t", "train"), line("b")],
        {"t": [("west", 0), ("mid", 5)], "b": [("near", None), ("east", None)]},
        {**STOPS, "near": 5200},
    )
    got = measured(network, 1000, 9000)
    # 5 + 1 + 5 by train; 200 m on foot 2.5; to a bus 3, 5 + 2 of wait, 3,800 m 9.5. = 33
    # The way home: 5 + 2 + 9.5 by bus; 2.5 on foot; to a train 5, 5 + 1 of wait, 5. = 35
    assert got["minutes"] == pytest.approx(34)
    assert got["bad_day_minutes"] == pytest.approx(44)
    assert (got["bus_km"], got["rail_km"], got["km"]) == pytest.approx((3.8, 4.0, 8.0))


def test_stops_too_far_apart_are_no_change():
    calls = {"t": [("west", 0), ("mid", 5)], "b": [("off", None), ("east", None)]}
    near = built([line("t", "train"), line("b")], calls, {**STOPS, "off": 5400})
    far = built([line("t", "train"), line("b")], calls, {**STOPS, "off": 5500})
    assert measured(near, 1000, 9000)["status"] == MEASURED
    assert measured(far, 1000, 9000)["status"] == NO_WAY


def test_an_evening_or_a_sunday_without_service_is_said_so():
    late = Shift(arrive_from="12:00", arrive_by="13:00", leave_from="20:45", leave_by="20:45")
    got = measured(BUS, 600, 9400, shift=late)
    assert got["status"] == NO_SERVICE
    assert all(np.isnan(got[name]) for name in ("minutes", "km", "bad_day_minutes", "bus_km", "rail_km"))
    assert not got["walked"]
    assert measured(BUS, 600, 9400, shift=NOON.model_copy(update={"day": "sunday"}))["status"] == NO_SERVICE
    # A stop where the last bus of 20:00 passes 20 minutes later still has it at 20:15, but seldom.
    thin = measured(BUS, 600, 9400, shift=late.model_copy(update={"leave_from": "19:30", "leave_by": "19:30"}))
    assert thin["minutes"] > 37


def test_who_walks_needs_no_service():
    assert measured(BUS, 2000, 2700, shift=NOON.model_copy(update={"day": "sunday"}))["walked"]


def test_points_off_the_streets():
    found = transit.by_transit(
        at(far=(600, 5000), home=600), at(work=9400, lost=(9400, 5000)), BUS, {"day": NOON}, TRAVEL
    )
    status = found.by_shift["day"].status
    assert status.loc["home", "work"] == MEASURED
    assert status.loc["far", "work"] == ORIGIN_OFF
    assert status.loc["home", "lost"] == DESTINATION_OFF
    assert found.by_shift["day"].minutes.isna().sum().sum() == 3


def test_the_way_to_the_street_is_walked():
    # 80 m off the street at home, 160 m at work: 1 and 2 minutes on the 37.
    assert measured(BUS, (600, 80), (9400, -160))["minutes"] == pytest.approx(40)


def test_homes_at_one_place_are_alike_and_shifts_keep_apart():
    shifts = {"day": NOON, "sunday": NOON.model_copy(update={"day": "sunday"})}
    found = transit.by_transit(at(one=600, two=600, other=1000), at(work=9400), BUS, shifts, TRAVEL).by_shift
    assert found["day"].minutes["work"].to_dict() == pytest.approx({"one": 37, "two": 37, "other": 32})
    assert (found["sunday"].status == NO_SERVICE).all().all()


def test_a_far_home_reaches_a_station_by_an_assumed_bus():
    local = with_transit(feeder_km_max=3.0, feeder_bus_metres=400.0, feeder_km_per_hour=30.0, feeder_wait_minutes=10.0)
    got = measured(TRAIN, home=3000, work=9000, settings=local)
    # To work: wait 10, 2,000 m at 500 m a minute 4; to a train 5, 5 + 1 of wait, 12 on board = 37.
    # Home: 5 + 1 + 12; to a bus 3, wait 10, 4 = 35.
    assert got["minutes"] == pytest.approx(36)
    assert got["bus_km"] == pytest.approx(2.0)
    # Every wait whole: 10 more for the local bus, 5 for the train.
    assert got["bad_day_minutes"] == pytest.approx(51)
    # Beyond its reach, or near a bus of the table, there is none.
    assert measured(TRAIN, home=4500, work=9000, settings=local)["status"] == NO_WAY
    with_bus = built(
        [line("t", "train"), line("b")],
        {"t": [("west", 0), ("east", 12)], "b": [("stop", None), ("next", None)]},
        {**STOPS, "stop": 3000, "next": 3300},
    )
    assert measured(with_bus, home=3000, work=9000, settings=local)["status"] == NO_WAY


def test_without_tables_the_officer_is_told_what_to_give():
    with pytest.raises(InputError, match=r"files.lines, files.calls and files.stops.*matrix.*ferrobus"):
        measured(transit.Network(street(), None), 600, 9400)


def test_the_evidence_says_where_the_minutes_come_from():
    network = built([line("a"), line("t", "train", year=2012)],
                    {"a": [("west", None), ("mid", None)], "t": [("west", 0), ("east", 9), ("beyond", 30)]},
                    {**STOPS, "beyond": 30_000})  # fmt: skip
    shifts = {"day": NOON, "sunday": NOON.model_copy(update={"day": "sunday"})}
    found = transit.by_transit(at(home=1000, near=8800), at(work=9000), network, shifts, TRAVEL)
    told = {row.measure: row.value for row in found.evidence}
    assert told["bus lines"] == "1, as they ran in 2010: 1 illustrative"
    assert told["train lines"] == "1, as they ran in 2012: 1 illustrative"
    assert all(row.mode == "transit" and row.value and row.source for row in found.evidence)
    assert told["stops beyond the streets, ridden through and not walked to"] == "1: Beyond"
    assert told["hours, shift day"] == "weekday, at work from 12:00 to 13:00, leaving from 13:00 to 14:00"
    assert told["journeys quickest on foot all the way, shift day"] == "about 50%"
    # On Sunday the far home has no service: of the journeys known, all are on foot.
    assert told["journeys quickest on foot all the way, shift sunday"] == "all"
    # These are not the shipped settings, so the shipped error is not claimed for them.
    errors = [row.value for row in found.evidence if row.measure.startswith("error")]
    assert errors and all(words.startswith("not measured with this run's bus_km_per_hour") for words in errors)


def test_the_error_of_the_shipped_lines_is_not_claimed_for_others():
    shipped = TRAVEL.model_copy(update={"transit": TransitSettings()})
    found = transit.by_transit(at(home=600), at(work=9400), BUS, {"day": NOON}, shipped)
    errors = [row.value for row in found.evidence if row.measure.startswith("error")]
    assert len(errors) == 2
    assert all(words.startswith("not measured with this run's tables of lines; as shipped") for words in errors)


def test_no_home_or_no_site_is_an_empty_answer():
    none = at().astype("geometry")
    found = transit.by_transit(none, at(work=9400), BUS, {"day": NOON}, TRAVEL).by_shift["day"]
    assert found.minutes.shape == (0, 1)
    assert transit.by_transit(at(home=600), none, BUS, {"day": NOON}, TRAVEL).by_shift["day"].minutes.shape == (1, 0)


def by_hand(network, home, work, settings):
    """Minutes to work by relaxing every stop in turn: slow, plain and apart from the search of the product."""
    lines, stops, plan = network.transit, network.transit.stops, settings.transit
    at_stop = stops["easting"].to_numpy()
    best = {
        s: abs(at_stop[s] - work) / 80 if abs(at_stop[s] - work) <= plan.walk_metres_max else np.inf
        for s in stops.index
    }
    options = {}
    for entry in range(len(lines.rides.call)):
        key = lines.rides.start[entry], lines.rides.end[entry], bool(lines.rides.rail[entry])
        row = lines.runs.line[lines.rides.call[entry]]
        options.setdefault(key, []).append((lines.rides.minutes[entry], lines.lines["weekday_services"][row] / 14))

    def ride(key, first):
        chosen, expected, total, weighted = None, np.inf, 0.0, 0.0
        for minutes, often in sorted(options[key]):
            total, weighted = total + often, weighted + often * minutes
            if (30 + weighted) / total < expected:
                chosen, expected = (total, weighted), (30 + weighted) / total
        rail = key[2]
        wait = 30 / chosen[0]
        wait = min(wait, plan.first_wait_minutes_max) if first else wait
        change = 0 if first else (plan.change_to_rail_minutes if rail else plan.change_to_bus_minutes)
        late = plan.rail_reliability_minutes if rail else plan.bus_reliability_minutes
        return change + wait + late + chosen[1] / chosen[0]

    first, later = ({key: ride(key, kind) for key in options} for kind in (True, False))
    for _ in range(len(stops)):
        boarding = {s: min([np.inf, *(m + best[k[1]] for k, m in later.items() if k[0] == s)]) for s in stops.index}
        new = {
            s: min([best[s], *(abs(at_stop[s] - at_stop[o]) / 80 + boarding[o] for o in stops.index
                               if abs(at_stop[s] - at_stop[o]) <= plan.change_metres_max)])
            for s in stops.index
        }  # fmt: skip
        if new == best:
            break
        best = new
    from_home = [
        abs(at_stop[key[0]] - home) / 80 + minutes + best[key[1]]
        for key, minutes in first.items()
        if abs(at_stop[key[0]] - home) <= plan.walk_metres_max
    ]
    on_foot = abs(home - work) / 80
    return min([np.inf, *from_home, *([on_foot] if on_foot <= settings.journeys.walk_minutes_max else [])])


@pytest.mark.parametrize("seed", range(6))
def test_the_search_agrees_with_a_plain_one(seed):
    rng = np.random.default_rng(seed)
    stops = {f"s{i}": int(x) for i, x in enumerate(rng.choice(np.arange(0, 10_001, 100), 9, replace=False))}
    lines, calls = [], {}
    for number in range(6):
        vehicle = "train" if rng.random() < 0.6 else "bus"
        chosen = rng.choice(list(stops), 4, replace=False)
        minutes = np.concatenate([[0], np.cumsum(rng.integers(2, 12, 3))])
        calls[f"l{number}"] = [(s, None if vehicle == "bus" else m) for s, m in zip(chosen, minutes, strict=True)]
        lines.append(line(f"l{number}", vehicle, services=float(rng.integers(14, 140))))
    network = built(lines, calls, stops)
    capped = with_transit(first_wait_minutes_max=8.0, headway_minutes_max=1000.0)
    homes, works = rng.choice(np.arange(0, 10_001, 100), 4), rng.choice(np.arange(0, 10_001, 100), 3)
    for home in homes:
        for work in works:
            told = transit.legs(at(way=int(home)), at(way=int(work)), network, NOON, capped)["way"]
            expected = by_hand(network, home, work, capped)
            total = sum(leg.total_minutes for leg in told)
            assert (total if told else np.inf) == pytest.approx(expected, abs=1e-6), (home, work)
