"""Two present centres and a new site with round figures, the books over them, and worlds at random."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.costs import book, prices
from feasibility.costs.book import Further
from feasibility.costs.lines import Book, quantities
from feasibility.costs.prices import Prices
from feasibility.costs.timeline import Timeline
from feasibility.groups import Groups, pairs, travel_gbp
from feasibility.options import BOOK_OF
from feasibility.problem import Problem, build
from feasibility.scenario.costs import BiasSettings, CostsSettings, RatesSettings
from feasibility.scenario.sections import Options
from feasibility.scenario.ways import WaySettings, WaysSettings
from feasibility.tables import (
    COST_LINES,
    COST_UNITS,
    SITE_FIGURES,
    Leases,
    RatesMultipliers,
    SiteCosts,
    checked,
    headings,
)

BIAS = BiasSettings(
    standard_buildings_upper_share=0.2, standard_buildings_lower_share=0.0,
    equipment_upper_share=1.0, equipment_lower_share=0.0,
)  # fmt: skip
RATES = RatesSettings(
    supplement_share=0.1, supplement_rateable_value_gbp_above=4_500.0, small_rateable_value_gbp_below=4_000.0
)
ROUND = CostsSettings(
    period_years=2,
    discount_rate_share=0.25,  # a pound of year 0 is worth 1, of year 1 0.8, of year 2 0.64
    move_after_months=12,
    bias=BIAS,
    rates=RATES,
    running_gbp_per_m2_per_year=10.0,
    site_running_gbp_per_year=1000.0,
    site_set_up_gbp=500.0,
    moving_gbp_per_workstation=50.0,
    fit_out_spread_shares=(0.5, 0.5),
    double_running_months=3,
    vat_rate_share=0.2,
    value_of_time_gbp_per_hour=6.0,
    working_weeks_per_year=40.0,
)
"""Staff who work apart move in quarter 4 (year 1); works begin in quarter 2. Years of a yearly pound, discounted: all
12 quarters 2.44; until the move 1; from it 1.44; from the works 0.5 + 1.44 = 1.94; double running 0.25 x 0.8 = 0.2;
after that 1.24."""
WAYS = WaysSettings(
    apart=WaySettings(lead_time_months=12),
    pooled=WaySettings(telephony_gbp=1500.0, records_gbp=500.0, upkeep_gbp_per_year=200.0, lead_time_months=18),
    virtual=WaySettings(telephony_gbp=1000.0, upkeep_gbp_per_year=100.0, lead_time_months=6),
)
FLOOR_M2 = 10.0

FIGURES = {
    # site id: present of, occupied m², released share, NIA m², rent, rateable value, service charge, fit-out
    "old-b": ("bexley", 40.0, 0.5, 60.0, 100.0, 50.0, 30.0, 200.0),
    "old-r": ("bromley", 50.0, 1.0, 50.0, 120.0, 0.0, 20.0, 0.0),
    "new": ("", 0.0, 1.0, 100.0, 80.0, 50.0, 40.0, 300.0),
}
"""Rates a square metre a year: old-b 60 m² x 50 = 3000, small: 50 x 0.3 = 15. New 100 x 50 = 5000, standard with the
supplement: 50 x (0.4 + 0.1) = 25."""
TENURES = {"old-b": "owned"}
"""The others are leased."""
MULTIPLIERS = checked(
    pd.DataFrame(
        {
            "year": ["2009-10", "2010-11", "2012-13"],
            "standard": [0.35, 0.4, 0.45],
            "small": [0.25, 0.3, 0.44],
            "high": [float("nan"), float("nan"), 0.6],
            "source": "Table of multipliers",
        }
    ),
    RatesMultipliers,
    "multipliers",
)


def sites(
    figures: Mapping[str, tuple[object, ...]] = FIGURES, tenures: Mapping[str, str] = TENURES
) -> gpd.GeoDataFrame:
    """tables.Sites by site id; every figure is sourced."""
    names = ["present_of", "occupied_m2", "released_share", *SITE_FIGURES]
    frame = pd.DataFrame.from_dict(dict(figures), orient="index", columns=names)
    for stem in SITE_FIGURES.values():
        frame = frame.assign(**{f"{stem}_status": "sourced", f"{stem}_source": f"Source of {stem}"})
    frame = frame.assign(site_id=frame.index, name=frame.index.str.upper(), notes="")
    frame["tenure"] = [tenures.get(site_id, "leased") for site_id in frame.index]
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy([0.0] * len(frame), [0.0] * len(frame)), crs=27700)


def site_costs(*rows: tuple[str, str, str, float, str], **others: object) -> pd.DataFrame:
    """tables.SiteCosts from site, line, moment, amount and unit; `others` fill further columns of every row."""
    frame = pd.DataFrame(list(rows), columns=["site_id", "line", "moment", "amount", "unit"])
    filled = {
        "first_date": "", "last_date": "", "bias": "none", "irrecoverable_vat_share": 0.0, "status": "sourced",
        "source": "Cost row", "date": "2010",
    } | others  # fmt: skip
    return checked(frame.assign(**filled)[list(headings(SiteCosts))], SiteCosts, "site_costs")


def leases(*rows: tuple[object, ...]) -> pd.DataFrame:
    """tables.Leases from site, event, date and, where the event has them, rent, notice in months and penalty."""
    nothing = (float("nan"),) * 3
    filled = [(*row, *nothing[len(row) - 3 :]) for row in rows]
    frame = pd.DataFrame(filled, columns=list(headings(Leases))[:6]).assign(status="assumed", source="The lease")
    figures = ["rent_gbp_per_m2_per_year", "notice_months", "penalty_gbp"]
    return checked(frame.astype(dict.fromkeys(figures, float)), Leases, "leases")


def timeline_of(settings: CostsSettings = ROUND) -> Timeline:
    return Timeline(settings.first_financial_year, settings.period_years)


def books(
    places: gpd.GeoDataFrame | None = None, settings: CostsSettings = ROUND, ways: WaysSettings = WAYS, *,
    costs: pd.DataFrame | None = None, events: pd.DataFrame | None = None,
    multipliers: pd.DataFrame | None = MULTIPLIERS, statuses: Mapping[str, str] | None = None,
    further: Further | None = None,
) -> dict[str, Book]:  # fmt: skip
    return book.books(
        sites() if places is None else places, site_costs=costs, leases=events, multipliers=multipliers,
        settings=settings, ways=ways, timeline=timeline_of(settings), floor_m2_per_workstation=FLOOR_M2,
        statuses=statuses or {}, further=further,
    )  # fmt: skip


def prices_of(made: Book, places: gpd.GeoDataFrame | None = None) -> Prices:
    return prices.prices(made, sites() if places is None else places, FLOOR_M2)


def taken(
    made: Book, workstations: Mapping[str, int], places: gpd.GeoDataFrame | None = None, *, stays: bool = False
) -> dict[str, float]:
    """Line id to units, for a plan that takes `workstations` by site."""
    found = sites() if places is None else places
    held = prices_of(made, found).sites["workstations_present"]
    present = list(found.index[found["present_of"] != ""])
    beyond = {site: max(0, count - int(held[site])) for site, count in workstations.items()}
    return quantities(made, beyond, present, stays=stays)


def npc(made: Book, quantity: Mapping[str, float]) -> dict[str, float]:
    """Present cost of each line that a plan takes; lines without any are left out."""
    gbp = {i: made.npc_gbp(made.by_id[i]) / made.by_id[i].per_driver * units for i, units in quantity.items()}
    return {line_id: round(amount, 6) for line_id, amount in gbp.items() if amount}


def cash(made: Book, quantity: Mapping[str, float]) -> dict[str, float]:
    """What councils pay for each line, undiscounted, with bias and VAT; lines that are no cash are left out."""
    gbp = {}
    for line_id, units in quantity.items():
        line = made.by_id[line_id]
        if line.cash:
            uplift = 1 + line.bias_share + line.vat_share
            gbp[line_id] = round(units * line.rate_gbp * sum(line.timing) * uplift, 6)
    return gbp


def asked(
    made: Mapping[str, Book], way: str, heads: Mapping[str, int], minutes_per_year: pd.DataFrame, needed: int, *,
    places: gpd.GeoDataFrame | None = None, settings: CostsSettings = ROUND, rules: Options | None = None,
) -> tuple[Problem, Groups]:  # fmt: skip
    """The problem of a way of working over every site, and its groups: minutes a year added to a head, nothing else."""
    groups = Groups(pd.Series(dict(heads)), pd.Series(dtype=str), minutes_per_year)
    found = prices_of(made[way], places)
    problem = build(
        pairs(groups, found.sites.index), travel_gbp(groups, settings, made[way]), found,
        {option: prices.staying_gbp(made[key]) for option, key in BOOK_OF.items() if key in made},
        needed, rules or Options(staff_per_site_min=1),
    )  # fmt: skip
    return problem, groups


@dataclass(frozen=True)
class World:
    """A study at random."""

    places: gpd.GeoDataFrame
    settings: CostsSettings
    ways: WaysSettings
    books: Mapping[str, Book]


@cache
def at_random(seed: int) -> World:
    """Two present centres and up to four new sites, with settings, lease events and cost rows at random."""
    rng = np.random.default_rng(seed)
    figures: dict[str, tuple[object, ...]] = {}
    for number in range(rng.integers(3, 7)):
        owner = ("bexley", "bromley", "", "", "", "")[number]
        occupied = float(rng.integers(20, 120)) if owner else 0.0
        money = (float(rng.integers(0, 300)) * int(rng.random() < 0.9) for _ in range(4))
        nia = max(occupied, float(rng.integers(100, 400)))
        figures[f"s-{number}"] = (owner, occupied, float(rng.choice([0.1, 0.5, 1])), nia, *money)
    settings = CostsSettings(
        period_years=int(rng.integers(2, 40)),
        move_after_months=int(rng.integers(0, 24)),
        running_gbp_per_m2_per_year=float(rng.choice([0.0, 25.0])),
        fit_out_spread_shares=((1.0,), (0.5, 0.5), (0.2, 0.3, 0.5))[rng.integers(0, 3)],
        double_running_months=int(rng.integers(0, 14)),
        rates=RatesSettings(empty_share=float(rng.uniform(0, 1)), empty_free_months=int(rng.integers(0, 8))),
    )
    ways = WaysSettings(
        pooled=WaySettings(telephony_gbp=5000.0, upkeep_gbp_per_year=70.0, lead_time_months=int(rng.integers(0, 24)))
    )
    tenures = {site: str(rng.choice(["owned", "leased", "nhs", "unknown"])) for site in figures}
    places = sites(figures, tenures)
    made = books(places, settings, ways, costs=_rows_at_random(rng, figures), events=_events_at_random(rng, figures))
    return World(places, settings, ways, made)


def _rows_at_random(rng: np.random.Generator, figures: Mapping[str, Sequence[object]]) -> pd.DataFrame:
    rows = []
    for _ in range(rng.integers(1, 15)):
        site = str(rng.choice(list(figures)))
        moments = ["in_use", "moving_in"] + (["leaving", "after_leaving", "staying"] if figures[site][0] else [])
        moment = str(rng.choice(moments))
        yearly = moment in ("in_use", "after_leaving", "staying")
        units = [u for u in COST_UNITS if u.endswith("_per_year") == yearly and (u[0] == "g" or moment == "moving_in")]
        rows.append((site, str(rng.choice(COST_LINES)), moment, float(rng.integers(-50, 900)), str(rng.choice(units))))
    return site_costs(*rows, bias="equipment", irrecoverable_vat_share=0.3)


def _events_at_random(rng: np.random.Generator, figures: Mapping[str, object]) -> pd.DataFrame:
    def day() -> str:
        return f"{rng.integers(2008, 2018)}-{rng.integers(1, 13):02d}-{rng.integers(1, 29):02d}"

    rows: list[tuple[object, ...]] = []
    for site in figures:
        kinds: tuple[tuple[object, ...], ...] = (
            ("start", day()), ("rent_free_end", day()), ("rent", day(), float(rng.integers(0, 300))),
            ("review", day(), 90.0), ("break", day(), float("nan"), 6.0, 700.0), ("expiry", day()),
            ("earliest_vacation", day()),
        )  # fmt: skip
        rows += [(site, *kind) for kind in kinds if rng.random() < 0.4 or not rows]
    return leases(*rows)
