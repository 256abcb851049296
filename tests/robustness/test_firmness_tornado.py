"""Each figure alone at both ends of its distribution: against every option worked out from the start at that end."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from feasibility import enumeration, pricing
from feasibility.appraisal import asked_again
from feasibility.enumeration import place_among_equals
from feasibility.plan import objective_gbp, unreached_heads
from feasibility.pricing import Evidence
from feasibility.robustness import tornado
from feasibility.robustness.distributions import Distribution
from feasibility.scenario.changed import changed
from feasibility.scenario.model import Settings
from tests.priced_world import evidence, listed, settings


def uniform(key: str, low: float, high: float, *, whole: bool = False) -> Distribution:
    return Distribution(key, key, "uniform", low, (low + high) / 2, high, "", "assumed", whole=whole)


DRAWN = [
    uniform("costs.moving_gbp_per_workstation", 0.0, 5000.0),
    uniform("seats.handling_time_seconds", 200.0, 400.0),
    uniform("costs.period_years", 5.0, 14.0, whole=True),
    uniform("sites.new.rent_gbp_per_m2_per_year", 0.0, 900.0),
    uniform("sites.old-r.nia_m2", 10.0, 150.0),
]


@pytest.fixture(scope="module")
def study() -> tuple[Settings, Evidence]:
    asked = settings(options={"staff_per_site_min": 1, "sites_open_max": 2}, ways={"compared": ["apart", "pooled"]})
    return asked, evidence()


def every_total(asked: Settings, known: Evidence) -> "pd.Series[float]":
    """Every option from the start, none passed over."""
    problems = pricing.priced(asked, known).problems
    totals = {}
    for option in listed(asked, known):
        problem = problems.get(option.working, next(iter(problems.values())))
        plan = enumeration.best_of(problem, option).plan
        had = plan is not None and not unreached_heads(problem, plan)
        totals[option.option_id] = objective_gbp(problem, plan) if plan is not None and had else float("nan")
    return pd.Series(totals)


def at(asked: Settings, known: Evidence, key: str, figure: float) -> "pd.Series[float]":
    if not key.startswith("sites."):
        return every_total(changed(asked, key, f"{figure:.12g}"), known)
    _, site_id, column = key.split(".")
    places = known.sites.copy()
    places.loc[site_id, column] = figure
    return every_total(asked, replace(known, sites=places))


def first(totals: "pd.Series[float]") -> str:
    return min(totals.dropna().index, key=lambda i: (round(totals[i], 2), place_among_equals(i)))


def test_gaps_and_leaders_at_both_ends(study: tuple[Settings, Evidence]) -> None:
    asked, known = study
    now = every_total(asked, known)
    leader, options = first(now), listed(asked, known)
    swings = tornado.swings(asked_again.known(asked, known), options, DRAWN, now)
    assert swings["swing_gbp"].dropna().is_monotonic_decreasing
    assert (swings["swing_gbp"] > 0).sum() >= 3
    nothing_shared = {o.option_id for o in options if o.working == "now"}
    aside = nothing_shared if leader in nothing_shared else {leader}
    for key, row in swings.iterrows():
        for end in ("low", "high"):
            totals = at(asked, known, str(key), row[end])
            gap = totals[[i for i in totals.index if i not in aside]].min() - totals[leader]
            assert row[f"gap_{end}_gbp"] == pytest.approx(gap, abs=0.01), (key, end)
            assert row[f"best_{end}"] == first(totals), (key, end)
        assert row["swing_gbp"] == pytest.approx(abs(row["gap_high_gbp"] - row["gap_low_gbp"]), abs=0.01)


def test_ends_are_the_5th_and_95th_percentile(study: tuple[Settings, Evidence]) -> None:
    asked, known = study
    drawn = [d for d in DRAWN if d.assumption_id in {"sites.new.rent_gbp_per_m2_per_year", "costs.period_years"}]
    swings = tornado.swings(asked_again.known(asked, known), listed(asked, known), drawn, every_total(asked, known))
    assert swings.loc["sites.new.rent_gbp_per_m2_per_year", ["low", "high"]].tolist() == [
        45.0,
        855.0,
    ]  # 5 % of 900, 95 %
    assert swings.loc["costs.period_years", ["low", "high"]].tolist() == [5.0, 14.0]  # ten whole numbers


def test_what_cannot_be_tried_alone_says_so(study: tuple[Settings, Evidence]) -> None:
    asked, known = study
    odd = [uniform("journeys.car.everywhere", -5.0, 5.0), uniform("seats.take_up_share", 0.5, 1.5)]
    swings = tornado.swings(asked_again.known(asked, known), listed(asked, known), odd, every_total(asked, known))
    assert swings.loc["journeys.car.everywhere", "note"] == "no single setting: not tried alone"
    assert swings.loc["seats.take_up_share", "note"].startswith("not allowed: ")
    assert swings["swing_gbp"].isna().all()


def test_a_leader_that_is_shared_is_held_against_doing_nothing_too(study: tuple[Settings, Evidence]) -> None:
    """With stated totals that put a shared option first, the gap is to the best of all others, as now among them."""
    asked, known = study
    now = every_total(asked, known)
    options = listed(asked, known)
    shared = next(o.option_id for o in options if not o.stays and not np.isnan(now[o.option_id]))
    swings = tornado.swings(asked_again.known(asked, known), options, DRAWN[:1], now.where(now.index != shared, -1.0))
    row = swings.iloc[0]
    totals = at(asked, known, DRAWN[0].assumption_id, row["low"])
    assert row["gap_low_gbp"] == pytest.approx(totals.drop(shared).min() - totals[shared], abs=0.01)
    assert row["best_low"] == first(totals)


def test_the_leader_as_stated() -> None:
    level = pd.Series({"b": 5.0, "a": 5.0, "do-minimum": 5.001, "c": float("nan")})
    assert tornado.leader_of(level) == "do-minimum"  # level to the penny: ways of staying go first
    assert tornado.leader_of(level.drop("do-minimum")) == "a"
