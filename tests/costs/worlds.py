"""Two present centres and a new site with round figures, a ledger over them, and worlds at random."""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.costs.prices import Prices, prices
from feasibility.costs.sheet import Ledger
from feasibility.groups import Groups, travel_gbp
from feasibility.problem import Problem, build
from feasibility.scenario.costs import CostsSettings
from feasibility.scenario.sections import Options
from feasibility.tables import SITE_FIGURES

ROUND = CostsSettings(
    period_years=2,
    discount_rate_share=0.25,  # a pound of year 1 is worth 0.8, of year 2 0.64: 1.44 for both years
    rates_multiplier=0.4,
    running_gbp_per_m2_per_year=10.0,
    site_running_gbp_per_year=1000.0,
    site_set_up_gbp=500.0,
    pooling_gbp=2000.0,
    moving_gbp_per_workstation=50.0,
    capital_optimism_bias_share=0.2,
    equipment_optimism_bias_share=1.0,
    fit_out_spread_shares=(0.5, 0.5),  # 0.5 + 0.5 x 0.8 = 0.9
    value_of_time_gbp_per_hour=6.0,
    working_weeks_per_year=40.0,
)
FLOOR_M2 = 10.0

FIGURES = {
    # site id: present of, occupied m², released share, NIA m², rent, rateable value, service charge, fit-out
    "old-b": ("bexley", 40.0, 0.5, 60.0, 100.0, 50.0, 30.0, 200.0),
    "old-r": ("bromley", 50.0, 1.0, 50.0, 120.0, 0.0, 20.0, 0.0),
    "new": ("", 0.0, 1.0, 100.0, 80.0, 50.0, 40.0, 300.0),
}
"""A square metre costs a year: old-b 100 + 50 x 0.4 + 30 + 10 = 160; old-r 150; new 150."""


def sites(figures: Mapping[str, tuple[object, ...]] = FIGURES) -> gpd.GeoDataFrame:
    """tables.Sites by site id; every figure is sourced."""
    names = ["present_of", "occupied_m2", "released_share", *SITE_FIGURES]
    frame = pd.DataFrame.from_dict(dict(figures), orient="index", columns=names)
    for stem in SITE_FIGURES.values():
        frame = frame.assign(**{f"{stem}_status": "sourced", f"{stem}_source": f"Source of {stem}"})
    frame = frame.assign(site_id=frame.index, name=frame.index.str.upper(), tenure="leased", notes="")
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy([0.0] * len(frame), [0.0] * len(frame)), crs=27700)


def ledger(
    places: gpd.GeoDataFrame | None = None,
    settings: CostsSettings = ROUND,
    *,
    pooled: bool = True,
    status_of: Mapping[str, str] | None = None,
) -> Ledger:
    return Ledger(sites() if places is None else places, settings, FLOOR_M2, pooled, status_of or {})


def prices_of(book: Ledger) -> Prices:
    return prices(
        book.sites, floor_m2_per_workstation=book.floor_m2_per_workstation, pooled=book.pooled, settings=book.settings
    )


def asked(
    book: Ledger, heads: Mapping[str, int], minutes_per_year: pd.DataFrame, needed: int
) -> tuple[Problem, Groups]:
    """The problem over every site of a ledger, and its groups."""
    staff = pd.Series(dict(heads))
    groups = Groups(staff, pd.Series(dtype=str), minutes_per_year)
    rules = Options(staff_per_site_min=1)
    built = build(groups, travel_gbp(groups, book.settings), prices_of(book), book.sites.index, needed, rules)
    return built, groups


def at_random(seed: int) -> tuple[Ledger, Problem, Groups]:
    """Two present centres and up to four new sites, with settings and staff at random."""
    rng = np.random.default_rng(seed)
    figures: dict[str, tuple[object, ...]] = {}
    for number in range(rng.integers(3, 7)):
        owner = ("bexley", "bromley", "", "", "", "")[number]
        occupied = float(rng.integers(20, 120)) if owner else 0.0
        money = (float(rng.integers(0, 300)) * int(rng.random() < 0.9) for _ in range(4))
        nia = max(occupied, float(rng.integers(100, 400)))
        figures[f"s-{number}"] = (owner, occupied, float(rng.choice([0, 0.3, 0.5, 1])), nia, *money)
    settings = CostsSettings(
        period_years=int(rng.integers(1, 40)),
        rates_multiplier=float(rng.uniform(0, 0.6)),
        running_gbp_per_m2_per_year=float(rng.choice([0.0, 25.0])),
        fit_out_spread_shares=((1.0,), (0.5, 0.5), (0.2, 0.3, 0.5))[rng.integers(0, 3)],
        capital_optimism_bias_share=float(rng.uniform(0, 0.5)),
    )
    book = ledger(sites(figures), settings, pooled=bool(rng.random() < 0.5))
    heads = {f"g-{i}": int(rng.integers(1, 6)) for i in range(rng.integers(2, 6))}
    minutes = pd.DataFrame(rng.normal(0, 3000, (len(heads), len(figures))), index=list(heads), columns=list(figures))
    return book, *asked(book, heads, minutes, int(rng.integers(5, 20)))
