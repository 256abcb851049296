"""Assumptions tried: what is taken over from the first answer against all worked out again, and by enumeration."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from feasibility import enumeration, options, pricing, scenario
from feasibility.appraisal import asked_again, fragile
from feasibility.groups import Groups
from feasibility.options import Option
from feasibility.plan import objective_gbp, unreached_heads
from feasibility.pricing import Evidence
from feasibility.problem import Problem
from feasibility.scenario.changed import changed
from feasibility.scenario.model import Settings
from feasibility.tables import RegisterTable, headings
from tests.costs.worlds import MULTIPLIERS, leases, site_costs, sites

SCENARIO = Path(__file__).parents[2] / "scenarios" / "bexley-bromley-2010.toml"
FIGURES = {
    # site id: present of, occupied m², released share, NIA m², rent, rateable value, service charge, fit-out
    "old-b": ("bexley", 500.0, 0.5, 1600.0, 140.0, 50.0, 30.0, 200.0),
    "old-r": ("bromley", 800.0, 1.0, 1500.0, 120.0, 0.0, 20.0, 0.0),
    "new-a": ("", 0.0, 1.0, 2000.0, 80.0, 50.0, 40.0, 300.0),
    "new-c": ("", 0.0, 1.0, 2100.0, 85.0, 60.0, 35.0, 250.0),
}
SETTINGS_TRIED = [
    ("authority.bexley.contacts_per_year", "300000"),
    ("authority.bexley.contacts_per_year", "1200000"),  # more than its centre holds: space is added
    ("seats.handling_time_seconds", "400"),
    ("seats.take_up_share", "0.2"),
    ("seats.floor_m2_per_workstation", "8"),
    ("space.training_places", "12"),
    ("costs.discount_rate_share", "0.01"),
    ("costs.period_years", "25"),
    ("costs.move_after_months", "24"),
    ("costs.value_of_time_gbp_per_hour", "30"),
    ("costs.rates.empty_free_months", "6"),
    ("ways.apart.lead_time_months", "30"),
    ("ways.pooled.records_gbp", "900000"),
    ("ways.virtual.upkeep_gbp_per_year", "5000"),
    ("people.posts_released_share", "1"),
    ("options.staff_per_site_min", "20"),
]
SITES_TRIED = [
    ("new-a", "rent_gbp_per_m2_per_year", 300.0),
    ("new-c", "rent_gbp_per_m2_per_year", 0.0),
    ("new-a", "fit_out_gbp_per_m2", 0.0),
    ("new-a", "nia_m2", 900.0),
    ("old-b", "released_share", 1.0),
    ("old-b", "occupied_m2", 700.0),
    ("old-r", "rateable_value_gbp_per_m2", 90.0),
]


@pytest.fixture(scope="module")
def settings() -> Settings:
    return scenario.load(SCENARIO)


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    """Sixty staff in two groups, who would travel 2,000 to 9,000 minutes a year more, one of them less."""
    places = sites(FIGURES, {"old-b": "owned"})
    minutes = pd.DataFrame(
        [[0.0, 4000.0, 3000.0, 2500.0], [9000.0, 0.0, 2000.0, -1000.0]], index=["g-1", "g-2"], columns=places.index
    )
    return Evidence(
        sites=places,
        site_costs=site_costs(
            ("old-b", "backlog_maintenance", "staying", 90_000.0, "gbp"),
            ("new-a", "energy", "in_use", 12.0, "gbp_per_m2_per_year"),
        ),
        leases=leases(("old-r", "break", "2012-04-01", float("nan"), 6.0, 7000.0), ("new-c", "start", "2010-09-29")),
        multipliers=MULTIPLIERS,
        demand=None,
        groups=Groups(pd.Series({"g-1": 25, "g-2": 35}), pd.Series(dtype=str), minutes),
        considered=places.index,
        statuses={},
    )


@pytest.fixture(scope="module")
def listed(settings: Settings) -> list[Option]:
    names = {site: site.upper() for site in FIGURES}
    return options.listed(names, ["old-b", "old-r"], settings.options, settings.ways.compared)


def assert_alike(one: dict[str, Problem], other: dict[str, Problem]) -> None:
    """To the last bit: nothing is summed in another order."""
    assert list(one) == list(other)
    for way, problem in one.items():
        for name in ("sites", "travel_gbp", "unreached"):
            assert_frame_equal(getattr(problem, name), getattr(other[way], name), check_exact=True)
        for name in ("moving_gbp", "staying_gbp", "workstations_needed", "rules", "as_now"):
            assert getattr(problem, name) == getattr(other[way], name), (way, name)


@pytest.mark.parametrize(("key", "text"), SETTINGS_TRIED)
def test_a_changed_setting_puts_the_questions_that_a_fresh_start_would(settings, evidence, key, text):
    other = changed(settings, key, text)
    known = asked_again.with_settings(asked_again.known(settings, evidence), other)
    assert_alike(known.problems, pricing.priced(other, evidence).problems)


@pytest.mark.parametrize(("site_id", "column", "figure"), SITES_TRIED)
def test_a_changed_figure_of_a_site_puts_the_questions_that_a_fresh_start_would(
    settings, evidence, site_id, column, figure
):
    places = evidence.sites.copy()
    places.loc[site_id, column] = figure
    known = asked_again.with_site(asked_again.known(settings, evidence), site_id, column, figure)
    whole = pricing.priced(settings, replace(evidence, sites=places))
    assert_alike(known.problems, whole.problems)
    moved = replace(evidence, sites=places)
    bare = pricing.books_of(settings, moved, pricing.sheets_of(moved))
    assert {way: of_way.lines for way, of_way in known.books.items()} == {w: b.lines for w, b in bare.items()}


@pytest.mark.parametrize(("site_id", "column", "figure"), SITES_TRIED)
def test_so_it_does_where_centres_are_too_small_and_take_the_fit_out_of_the_candidates(
    settings, evidence, site_id, column, figure
):
    crowded = changed(settings, "authority.bromley.contacts_per_year", "1500000")
    places = evidence.sites.copy()
    places.loc[site_id, column] = figure
    known = asked_again.with_site(asked_again.known(crowded, evidence), site_id, column, figure)
    whole = pricing.priced(crowded, replace(evidence, sites=places))
    assert [short.site_id for short in whole.short["now"]] == ["old-r"]
    assert_alike(known.problems, whole.problems)


def test_what_is_unchanged_is_not_worked_out_again(settings, evidence):
    known = asked_again.known(settings, evidence)
    seats = asked_again.with_settings(known, changed(settings, "seats.handling_time_seconds", "400"))
    assert seats.books is known.books
    lead = asked_again.with_settings(known, changed(settings, "ways.pooled.records_gbp", "1"))
    assert lead.need is known.need
    assert [way for way in known.books if lead.books[way].lines == known.books[way].lines] == [
        way for way in known.books if way != "pooled"
    ]


def register(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """tables.RegisterTable of assumptions with a low and a high."""
    blank = {name: "" for name in headings(RegisterTable) if name != "key"}
    told = [blank | {"assumption_id": i, "low": low, "high": high, "status": "assumed"} for i, low, high in rows]
    return pd.DataFrame(told).assign(key=False)


def best_by_enumeration(problems: dict[str, Problem], listed: list[Option]) -> str:
    """Fewest out of reach, then least money, over every option worked out in full."""
    first = next(iter(problems.values()))
    standings = []
    for found in enumeration.enumerate_all(problems, listed):
        if found.plan is not None:
            problem = first if found.option.stays else problems[found.option.working]
            money = objective_gbp(problem, found.plan)
            standings.append((unreached_heads(problem, found.plan), money, len(standings), found.option.title))
    return min(standings)[3]  # of equals the first, as they are listed


def test_each_winner_is_the_best_of_a_full_enumeration_under_that_figure(settings, evidence, listed):
    rows = [
        ("authority.bromley.contacts_per_year", "400000", "900000"),
        ("costs.discount_rate_share", "0", "0.2"),
        ("costs.period_years", "2", "30"),
        ("people.posts_released_share", "0", "1"),
        ("sites.new-c.rent_gbp_per_m2_per_year", "0", "400"),
        ("sites.old-b.released_share", "0", "1"),
        ("travel.car.peak_factor", "1", "2"),  # journeys would have to be measured again: not tried
    ]
    table = fragile.tried(settings, evidence, register(*rows), listed).set_index("assumption_id")
    assert set(table.index) == {key for key, _, _ in rows[:-1]}
    now = best_by_enumeration(pricing.priced(settings, evidence).problems, listed)
    for key, low, high in rows[:-1]:
        winners = []
        for text in (low, high):
            if key.startswith(fragile.SITE):
                _, site_id, column = key.split(".")
                places = evidence.sites.copy()
                places.loc[site_id, column] = float(text)
                priced = pricing.priced(settings, replace(evidence, sites=places))
            else:
                priced = pricing.priced(changed(settings, key, text), evidence)
            winners.append(best_by_enumeration(priced.problems, listed))
        row = table.loc[key]
        assert [row["winner_at_low"], row["winner_at_high"]] == winners, key
        assert row["changes"] == any(winner != now for winner in winners), key
    assert set(table["changes"]) == {True, False}


def test_an_end_that_is_refused_is_told_in_its_words(settings, evidence, listed):
    rows = [("costs.period_years", "1", "200"), ("seats.floor_m2_per_workstation", "1", "10")]
    table = fragile.tried(settings, evidence, register(*rows), listed).set_index("assumption_id")
    assert table.at["costs.period_years", "winner_at_high"].startswith("not allowed: ")
    assert table.at["seats.floor_m2_per_workstation", "winner_at_low"].startswith(("not allowed: ", "no answer: "))
