"""What is said of homes and sites that an extract does not hold, whichever engine found it so."""

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility import wording
from feasibility.tables.base import WEB_CRS
from feasibility.travel.engines.extract import ON_NETWORK
from feasibility.travel.pairs import DESTINATION_OFF, MEASURED, NO_WAY, ORIGIN_OFF, Evidence


def statuses(origins: pd.DataFrame, destinations: pd.DataFrame) -> pd.DataFrame:
    """Status of each pair before any journey is asked for: measured, or why there can be none.

    Both frames have `metres` to the network and `status`. A destination off the
    network is said before an origin off it.
    """
    frame = pd.DataFrame(MEASURED, index=origins.index, columns=destinations.index, dtype=np.int8)
    frame.loc[:, destinations["status"] == NO_WAY] = NO_WAY
    frame.loc[origins["status"] == NO_WAY, :] = NO_WAY
    frame.loc[origins["status"] == ORIGIN_OFF, :] = ORIGIN_OFF
    frame.loc[:, destinations["status"] == DESTINATION_OFF] = DESTINATION_OFF
    return frame


def evidence(mode: str, what: str, placed: pd.DataFrame, source: str) -> list[Evidence]:
    """How many of `what` are placed and how far they were moved; rounded, so that no home shows."""
    on = placed["status"] == ON_NETWORK
    rows = [Evidence(mode, f"{what} placed on the extract", _how_many(on, what), source)]
    near = placed.loc[on, "metres"]
    if len(near):
        median, far = (round(float(near.quantile(q)), -1) for q in (0.5, 0.9))
        measure = f"{what}: metres to the network, median and 90th percentile"
        rows.append(Evidence(mode, measure, f"{median:.0f} and {far:.0f}", source))
    stranded = placed["status"] == NO_WAY
    if stranded.any():
        rows.append(Evidence(mode, f"{what} on streets that join no others", _how_many(stranded, what), source))
    return rows


def _how_many(chosen: "pd.Series[bool]", what: str) -> str:
    """Homes as a share that tells of no single one; anything else counted."""
    if what == "homes":
        return wording.share_of_homes(float(chosen.mean())) if len(chosen) else "none to place"
    return f"{chosen.sum():,} of {len(chosen):,}"


def degrees(points: gpd.GeoSeries) -> gpd.GeoSeries:
    """The points as an engine takes them."""
    return points.to_crs(WEB_CRS)
