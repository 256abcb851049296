"""The land that journeys may cross: every unit postcode around the places they join."""

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.inputs import postcodes
from feasibility.inputs.postcodes import Postcodes

WINDOW_STEP_M = 5_000.0
"""The window ends on lines this far apart: its edge would else give away where the outermost home is."""
WINDOW_MARGIN_M = 8_000.0
"""Streets are kept this far beyond the homes and sites, so that a journey may bend outwards."""
HOME_REACH_M = 60_000.0
"""Streets are built no farther than this from the middle of the sites; homes beyond it need supplied minutes."""
AREA_REACH_M = 5_000.0
"""A postcode area that reaches less than this into the land between homes and sites is left out of it (assumed)."""


def street_points(known: Postcodes, letters: str, sites: gpd.GeoSeries, homes: gpd.GeoSeries) -> pd.DataFrame:
    """Unit postcodes around the sites and homes (points, EPSG:27700): easting, northing, from west to east.

    `known` holds the postcodes of `letters`, which are read already.
    """
    centre = sites.union_all().centroid
    near = homes[homes.distance(centre) <= HOME_REACH_M]
    bounds = np.vstack([sites.total_bounds] + ([near.total_bounds] if len(near) else []))
    hull = (*bounds[:, :2].min(axis=0), *bounds[:, 2:].max(axis=0))
    west, south = (np.floor((edge - WINDOW_MARGIN_M) / WINDOW_STEP_M) * WINDOW_STEP_M for edge in hull[:2])
    east, north = (np.ceil((edge + WINDOW_MARGIN_M) / WINDOW_STEP_M) * WINDOW_STEP_M for edge in hull[2:])
    # Nobody may live in a postcode area that streets run through: its letter is read all the same.
    more = sorted(set(postcodes.letters_within(*hull, reach_m=AREA_REACH_M)) - set(letters))
    parts = [known, *(postcodes.read(letter) for letter in more)]
    inside = pd.concat([postcodes.within(part, west, south, east, north) for part in parts])
    return inside.sort_values(["easting", "northing"], ignore_index=True)
