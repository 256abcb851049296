"""The method note says what the settings of the run say."""

from pathlib import Path

import pandas as pd
import pytest

from feasibility.publication import method
from feasibility.scenario import load
from feasibility.scenario.sections import Options
from feasibility.scenario.travel import Shift
from feasibility.seats import Seats
from feasibility.travel import parking

EXAMPLE = Path(__file__).parents[2] / "scenarios" / "bexley-bromley-2010.toml"
EVIDENCE = pd.DataFrame(
    [
        ("car", "error", "two minutes", ""),
        ("car", "error by borough", "one minute", ""),
        ("transit", "error, door to door", "six", ""),
        ("transit", "error, trains", "three", ""),
    ],
    columns=["mode", "measure", "value", "source"],
)
NEED = Seats("pooled", 0.0, 95, 950.0, 95, {"bexley": 37, "bromley": 62}, {"bexley": 29.0, "bromley": 51.0})


def note(**sections):
    scenario = load(EXAMPLE)
    changed = {name: getattr(scenario, name).model_copy(update=values) for name, values in sections.items()}
    return dict(method.note(scenario.model_copy(update=changed), NEED, EVIDENCE))


def test_headings_in_the_order_of_the_work():
    assert list(note()) == [
        "Border and corridor", "Seats", "Journeys", "Minutes by car", "Minutes by public transport",
        "Minutes on foot and by cycle", "Costs", "Ranking", "Model and proof", "Privacy"
    ]  # fmt: skip


def test_settings_are_quoted():
    words = note(boundary={"corridor_km": 2.5}, costs={"value_of_time_gbp_per_hour": 7.25})
    assert "within 2.5 km of that line" in words["Border and corridor"]
    assert "£7.25 an hour" in words["Ranking"]
    assert "Apart: Bexley 37 and Bromley 62. Pooled: 95." in words["Seats"]
    assert "Fewer than 10 are not shown" in words["Privacy"]


def test_a_narrow_near_tie_is_not_rounded():
    assert "Options within 2.5% of the least total" in note(options={"near_tie_share": 0.025})["Ranking"]


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (1, 1, "every single site among"),
        (2, 2, "every pair of sites among"),
        (1, 2, "every single site and every pair"),
    ],
)
def test_options_compared(least, most, words):
    options = Options(sites_open_min=least, sites_open_max=most).model_dump()
    assert words in note(options=options)["Model and proof"]


def test_present_centres_are_spoken_of_only_where_exempt():
    assert "A present centre may be shared" in note()["Border and corridor"]
    assert "present centre" not in note(boundary={"present_centres_exempt": False})["Border and corridor"]


def test_the_later_discount_rate_only_where_years_reach_it():
    assert "3.0% from year 31" not in note()["Costs"]
    assert "3.5% a year and 3.0% from year 31" in note(costs={"period_years": 40})["Costs"]


def test_joining_only_where_teams_are_pooled():
    assert "joining telephony" in note()["Costs"]
    assert "joining telephony" not in note(seats={"working": "apart"})["Costs"]


def with_travel(**sections):
    scenario = load(EXAMPLE)
    shift = {"shift": sections.pop("shift")} if "shift" in sections else {}
    values = {name: getattr(scenario.travel, name).model_copy(update=v) for name, v in sections.items()}
    return scenario.model_copy(update={"travel": scenario.travel.model_copy(update=values | shift)})


def test_the_source_of_each_mode_is_named():
    found = dict(method.note(with_travel(providers={"car": "matrix", "transit": "ferrobus"}), NEED, EVIDENCE))
    words = found["Journeys"]
    assert "car from the council's own matrix" in words
    assert "public transport from Ferrobus" in words
    assert "walking from the built-in network" in words
    # Only the built-in network is explained here; the evidence page has the rest.
    assert [title for title in found if title.startswith("Minutes")] == ["Minutes on foot and by cycle"]


def test_how_minutes_are_made_and_how_far_they_are_out():
    car = {"morning_peak_factor": 1.31, "scale": 0.77}
    found = dict(method.note(with_travel(car=car, transit={"rail_reliability_minutes": 1.25}), NEED, EVIDENCE))
    assert "0.77 times" in found["Minutes by car"]
    assert "driving takes 1.31 times as long" in found["Minutes by car"]
    assert found["Minutes by car"].endswith("Error: two minutes.")  # not the lines by borough
    assert "1.25 for rail" in found["Minutes by public transport"]
    assert found["Minutes by public transport"].endswith("Error, door to door: six. Error, trains: three.")


def test_the_basis_that_ranks_is_said():
    usual, best = (
        dict(method.note(with_travel(journeys={"basis": b}), NEED, EVIDENCE))["Journeys"] for b in ("usual", "best")
    )
    assert "the mode that each person uses now" in usual
    assert "the quickest mode open" in best


def test_travel_rules_quote_the_settings():
    late = Shift(day="saturday", arrive_from="12:00", arrive_by="12:30", leave_from="20:15", leave_by="20:30")
    journeys = {"walk_minutes_max": 33.0, "coverage_share_min": 0.9, "basis": "best"}
    rules = dict(method.travel_rules(with_travel(journeys=journeys, shift={"late": late})))
    assert "A walk over 33 minutes" in rules["Choice of mode"]
    assert "less than 90% of staff" in rules["When options are not ranked"]
    assert rules["Hours"] == "Shift late, saturday: at work between 12:00 and 12:30, leaving between 20:15 and 20:30."
    assert rules["Parking"] == parking.RULE
    assert "quickest mode open" in rules["Which journeys rank the options"]
    assert "Fewer than 10" not in rules["Small numbers"]
    assert "fewer than 10 staff are not shown" in rules["Small numbers"]


def test_paragraphs_are_whole():
    for words in (*note().values(), *dict(method.travel_rules(load(EXAMPLE))).values()):
        assert words.endswith(".")
        assert "  " not in words
