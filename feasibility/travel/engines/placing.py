"""What is said of homes and sites that an extract does not hold, whichever engine found it so."""

import geopandas as gpd
import numpy as np
import pandas as pd

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
    """How many of `what` are placed and how far they were moved; distances rounded to 10 m, so that no home shows."""
    on = placed["status"] == ON_NETWORK
    share = f" ({on.mean():.1%})" if len(on) else ""
    rows = [Evidence(mode, f"{what} placed on the extract", f"{on.sum():,} of {len(on):,}{share}", source)]
    near = placed.loc[on, "metres"]
    if len(near):
        median, far = (round(float(near.quantile(q)), -1) for q in (0.5, 0.95))
        measure = f"{what}: metres to the network, median and 95th percentile"
        rows.append(Evidence(mode, measure, f"{median:.0f} and {far:.0f}", source))
    stranded = int((placed["status"] == NO_WAY).sum())
    if stranded:
        rows.append(Evidence(mode, f"{what} on streets that join no others", f"{stranded:,}", source))
    return rows


def degrees(points: gpd.GeoSeries) -> gpd.GeoSeries:
    """The points as an engine takes them."""
    return points.to_crs(WEB_CRS)
