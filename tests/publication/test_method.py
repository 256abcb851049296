"""The method note says what the settings of the run say."""

from pathlib import Path

import pytest

from feasibility.publication import method
from feasibility.scenario import load
from feasibility.scenario.sections import Options
from feasibility.seats import Seats

EXAMPLE = Path(__file__).parents[2] / "scenarios" / "bexley-bromley-2010.toml"
NEED = Seats("pooled", 0.0, 95, 950.0, 95, {"bexley": 37, "bromley": 62}, {"bexley": 29.0, "bromley": 51.0})


def note(**sections):
    scenario = load(EXAMPLE)
    changed = {name: getattr(scenario, name).model_copy(update=values) for name, values in sections.items()}
    return dict(method.note(scenario.model_copy(update=changed), NEED))


def test_headings_in_the_order_of_the_work():
    assert list(note()) == [
        "Border and corridor", "Seats", "Journeys", "Costs", "Ranking", "Model and proof", "Privacy"
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


def test_supplied_minutes_only_where_supplied():
    assert "Minutes supplied by the council" not in note()["Journeys"]
    assert "Minutes supplied by the council" in note(files={"travel_minutes": Path("m.csv")})["Journeys"]


def test_paragraphs_are_whole():
    for words in note().values():
        assert words.endswith(".")
        assert "  " not in words
