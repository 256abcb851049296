"""Sites that the corridor leaves out: what a wider one would bring, said and not tried."""

import math

import pandas as pd

from feasibility import pricing
from feasibility.appraisal.asked_again import Known
from feasibility.costs.book import rooms_of
from feasibility.explain.said import FLOAT
from feasibility.seats import space

KM_STEP = 0.1
"""Corridors are written in tenths of a kilometre."""


def left_out(known: Known, standing: pd.DataFrame) -> list[str]:
    """The nearest site outside the corridor that holds everybody by itself in some way of moving; none where none does.

    `standing` is `boundary.Border.sites`. Journeys to such a site are not measured: it is said that it was not tried.
    """
    sites, settings = known.evidence.sites, known.settings
    each, rooms = pricing.floor(settings)
    needed = {way: known.need.workstations[way] for way in ("apart", "pooled") if way in settings.ways.compared}
    outside = standing[~standing["considered"] & (standing["side"] != "outside")]
    for site, km in outside["border_km"].sort_values(kind="stable").items():
        m2 = float(sites.at[site, "nia_m2"])
        held = {way: space.workstations_held(m2, each, rooms_of(way, rooms).shared_m2) for way in needed}
        if any(held[way] >= needed[way] for way in needed):
            wide_km = math.ceil(float(km) / KM_STEP - FLOAT) * KM_STEP
            return [
                f"Not tried, for journeys there are not measured: boundary.corridor_km = {wide_km:.1f} instead of "
                f"{settings.boundary.corridor_km:g} brings in {sites.at[site, 'name']}, {m2:,.0f} m², which holds "
                f"{max(held.values())} workstations"
            ]
    return []
