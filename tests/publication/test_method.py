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
NEED = Seats(
    take_up_share=0.0,
    workstations={"apart": 99, "pooled": 95, "virtual": 98},
    workstations_now={"bexley": 37, "bromley": 62},
    workstations_virtual={"bexley": 37, "bromley": 61},
    floor_m2={"apart": 990.0, "pooled": 950.0, "virtual": 980.0},
    agents={"now": 83, "apart": 83, "pooled": 82, "virtual": 82},
    posts={"now": 80.3, "apart": 80.3, "pooled": 76.6, "virtual": 76.6},
    full_time_equivalents={"bexley": 29.0, "bromley": 51.0},
    binding_half_hour={"apart": "10:00", "pooled": "10:30", "virtual": "10:30"},
)


def note(**sections):
    scenario = load(EXAMPLE)
    changed = {name: getattr(scenario, name).model_copy(update=values) for name, values in sections.items()}
    return dict(method.note(scenario.model_copy(update=changed), NEED, EVIDENCE))


def test_headings_in_the_order_of_the_work():
    assert list(note()) == [
        "Border and corridor", "Options", "Ways of working", "Agents", "People and space", "Journeys", "Minutes by car",
        "Minutes by public transport", "Minutes on foot and by cycle", "Costs over time", "Economic and financial case",
        "Optimism bias", "Leases and space left", "Staff", "Ranking", "Model and proof", "Privacy",
    ]  # fmt: skip


def test_settings_are_quoted():
    words = note(boundary={"corridor_km": 2.5}, costs={"value_of_time_gbp_per_hour": 7.25})
    assert "within 2.5 km of that line" in words["Border and corridor"]
    assert "£7.25 an hour" in words["Ranking"]
    assert "Each at its own centre: Bexley 37 and Bromley 62." in words["People and space"]
    assert "Together: apart 99, pooled 95, virtual 98." in words["People and space"]
    assert "83 with a queue for each authority (busiest at 10:00)" in words["Agents"]
    assert "82 with one queue (busiest at 10:30)" in words["Agents"]
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
    assert words in note(options=options)["Options"]


def test_present_centres_are_spoken_of_only_where_exempt():
    assert "A present centre may be shared" in note()["Border and corridor"]
    assert "present centre" not in note(boundary={"present_centres_exempt": False})["Border and corridor"]


def test_discounting_states_its_edition_and_both_rates():
    words = note()["Costs over time"]
    assert "Green Book 2003: 3.5% a year to year 30, 3% after; year 0 is not discounted." in words
    changed = note(costs={"green_book_edition": "2026", "discount_rate_share": 0.025, "period_years": 40})
    assert "Green Book 2026: 2.5% a year to year 30, 3% after" in changed["Costs over time"]
    assert "and 40 years follow" in changed["Costs over time"]


def test_ways_that_are_not_compared_are_not_spoken_of():
    every, apart = note(), note(ways={"compared": ("apart",)})
    assert "once apart and once pooled" in every["Options"]
    assert "Virtual pool: the centres stay and share one queue." in every["Options"]
    assert "once apart." in apart["Options"]
    assert "virtual" not in (apart["Options"] + apart["People and space"]).lower()
    assert "pooled" not in (apart["Options"] + apart["Ways of working"] + apart["Costs over time"]).lower()
    assert "two problems" in every["Model and proof"]
    assert "two problems" not in apart["Model and proof"]


def test_what_each_way_takes_to_set_up():
    words = note()["Ways of working"]
    # Apart needs nothing joined. Pooled joins telephony and records: £150,000 + £100,000, before bias.
    assert "Apart in shared buildings, each authority answering its own contacts" in words
    assert "£250,000 once" in words
    telephony = load(EXAMPLE).ways.pooled.model_copy(update={"telephony_gbp": 200_000.0})
    assert "£300,000 once" in note(ways={"pooled": telephony})["Ways of working"]


def test_agents_quote_their_targets():
    assert "Erlang C, by which nobody gives up, gives the fewest agents" in note()["Agents"]
    impatient = note(seats={"queue": "erlang-a", "patience_seconds": 90.0, "abandonment_share_max": 0.05})["Agents"]
    assert "Erlang A, by which callers give up after 90 seconds on average" in impatient
    assert "lose no more than 5% to callers who give up" in impatient
    assert "answer 80% within 20 seconds" in impatient


def test_both_cases_say_what_they_leave_out():
    words = note()["Economic and financial case"]
    assert "It leaves out VAT, taxes and transfers" in words
    assert "business rates, excess-travel pay with employer's National Insurance and redundancy are in" in words
    assert (
        "3.25% a year beyond it" in note(costs={"inflation_after_table_share": 0.0325})["Economic and financial case"]
    )


def test_bias_of_each_category_follows_its_mitigation():
    assert "network 200%" in note()["Optimism bias"]
    # Half of 200 % taken off for work done leaves 100 %.
    half = load(EXAMPLE).costs.bias.model_copy(update={"equipment_mitigated_share": 0.5})
    assert "network 100%" in note(costs={"bias": half})["Optimism bias"]


def test_staff_say_whether_posts_and_leavers_count():
    assert "None of the posts spared are counted as given up" in note()["Staff"]
    assert "60% of the posts spared are counted as given up" in note(people={"posts_released_share": 0.6})["Staff"]
    assert "are shown and not counted in the totals" in note()["Staff"]
    counted = load(EXAMPLE).people.attrition.model_copy(update={"counted": True})
    assert "are counted in the totals" in note(people={"attrition": counted})["Staff"]


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
