"""Settings and evidence small enough to price in a blink: two present centres, two new sites, twelve staff."""

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd

from feasibility import options
from feasibility.groups import Groups
from feasibility.options import Option
from feasibility.pricing import Evidence
from feasibility.scenario.model import Settings
from tests.costs.worlds import MULTIPLIERS, ROUND, sites

FIGURES = {
    # site id: present of, occupied m², released share, NIA m², rent, rateable value, service charge, fit-out
    "old-b": ("bexley", 120.0, 1.0, 220.0, 100.0, 50.0, 30.0, 200.0),
    "old-r": ("bromley", 130.0, 1.0, 150.0, 120.0, 0.0, 20.0, 0.0),
    "new": ("", 0.0, 1.0, 300.0, 80.0, 50.0, 40.0, 300.0),
    "far": ("", 0.0, 1.0, 280.0, 60.0, 50.0, 40.0, 300.0),
}
GROUPS = Groups(
    heads=pd.Series({"g-1": 5, "g-2": 7}),
    of_staff=pd.Series(dtype=str),
    minutes_per_year=pd.DataFrame(
        {"old-b": [0.0, 900.0], "old-r": [800.0, 0.0], "new": [300.0, 400.0], "far": [3_000.0, 3_000.0]},
        index=["g-1", "g-2"],
    ),
    vehicle_km_per_year=pd.DataFrame(100.0, index=["g-1", "g-2"], columns=list(FIGURES)),
    kgco2e_per_year=pd.DataFrame(20.0, index=["g-1", "g-2"], columns=list(FIGURES)),
)


def settings(**sections: Mapping[str, object]) -> Settings:
    """A study of two authorities with round costs; `sections` say what differs."""
    named = dict.fromkeys(
        ("sites", "staff", "assumptions", "boundaries", "areas", "roads", "railways", "stations", "places", "sources"),
        Path("none.csv"),
    )
    stated = {
        "study": {"title": "A small study", "as_at": "May 2010", "price_base_year": 2010},
        "authority": {
            "bexley": {"name": "Bexley", "code": "B", "contacts_per_year": 40_000.0},
            "bromley": {"name": "Bromley", "code": "R", "contacts_per_year": 60_000.0},
        },
        "files": named,
        "costs": ROUND.model_dump(),
        "ways": {"pooled": {"telephony_gbp": 1500.0, "records_gbp": 500.0, "lead_time_months": 18}},
        "options": {"staff_per_site_min": 1},
    }
    merged = {name: {**stated.get(name, {}), **sections.get(name, {})} for name in {**stated, **sections}}
    return Settings.model_validate(merged)


def evidence(places: gpd.GeoDataFrame | None = None, **others: object) -> Evidence:
    """What the figures are worked out from; no optional table but the multipliers of business rates."""
    found = sites(FIGURES) if places is None else places
    given = {
        "sites": found, "site_costs": None, "leases": None, "multipliers": MULTIPLIERS, "demand": None,
        "groups": GROUPS, "considered": pd.Index(found.index), "statuses": {},
    }  # fmt: skip
    return Evidence(**given | others)


def listed(asked: Settings, found: Evidence) -> list[Option]:
    """Every option of the study."""
    present = found.sites.index[found.sites["present_of"] != ""]
    names = found.sites["name"].to_dict()
    return options.listed(names, list(present), asked.options, asked.ways.compared)
