"""Who could be recruited: people of working age within reach of each site, by mode."""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import pandas as pd

from feasibility.tables import CatchmentsTable, checked
from feasibility.travel.pairs import Provided

ROUNDED_TO = 100
"""Catchments are published to the nearest hundred: the share of working age is not known closer."""


def within(
    measured: Mapping[str, Provided],
    population: gpd.GeoDataFrame,
    site_ids: Sequence[str],
    bands: Sequence[int] = (30, 45, 60),
) -> pd.DataFrame:
    """People of working age within so many minutes of each site, by mode: tables.CatchmentsTable.

    `measured` gives, by mode, the pairs of the points of `population` and the sites, of which those of the first shift
    count. `population` has working_age and district by code (`inputs.population`). A point that cannot reach a
    site is in no band. All people of working age of the file are the whole that the share is of.
    """
    people, districts = population["working_age"], ", ".join(sorted(population["district"].unique()))
    rows = []
    for mode, provided in measured.items():
        minutes = next(iter(provided.by_shift.values())).minutes
        for site_id in site_ids:
            to_site = minutes[site_id].reindex(population.index)
            for limit in bands:
                reached = float(people[to_site <= limit].sum())
                rows.append((site_id, mode, limit, _rounded(reached), reached / float(people.sum()), districts))
    table = pd.DataFrame(
        rows, columns=["site_id", "mode", "within_minutes", "working_age_people", "counted_share", "districts"]
    )
    places = {site_id: place for place, site_id in enumerate(site_ids)}
    table = table.sort_values("site_id", key=lambda ids: ids.map(places), kind="stable", ignore_index=True)
    return checked(table, CatchmentsTable, "catchments")


def _rounded(people: float) -> float:
    return float(round(people / ROUNDED_TO) * ROUNDED_TO)
