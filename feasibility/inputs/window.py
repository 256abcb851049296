"""The land that journeys may cross: every unit postcode around the places they join."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from feasibility.inputs import postcodes
from feasibility.inputs.postcodes import Floats, Postcodes

WINDOW_STEP_M = 5_000.0
"""The window ends on lines this far apart: its edge would else give away where the outermost home is."""
WINDOW_MARGIN_M = 8_000.0
"""Streets are kept this far beyond the homes and sites, so that a journey may bend outwards."""
HOME_REACH_M = 60_000.0
"""Streets are built no farther than this from the middle of the sites; homes beyond it need supplied minutes."""
AREA_REACH_M = 5_000.0
"""A postcode area that reaches less than this into the land between homes and sites is left out of it (assumed)."""
STRANGE_M = 1_000.0
"""A place farther than this from every postcode read lies in a postcode area that was left out (assumed)."""
ON_LAND_M = 100.0
"""A place this near to a street is on land, however near the river's middle line (assumed)."""


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
    inside = _within([known, *(postcodes.read(letter) for letter in more)], west, south, east, north)
    places = pd.concat([sites, near])
    strange = places[_street_metres(places, inside) > STRANGE_M]
    left_out = sorted(_letters_at(strange) - set(letters) - set(more))
    inside = pd.concat([inside, _within([postcodes.read(letter) for letter in left_out], west, south, east, north)])
    return inside.sort_values(["easting", "northing"], ignore_index=True)


def _within(parts: Sequence[Postcodes], west: float, south: float, east: float, north: float) -> pd.DataFrame:
    found = [postcodes.within(part, west, south, east, north) for part in parts]
    return pd.concat(found) if found else pd.DataFrame(columns=["easting", "northing"], dtype=float)


def in_the_river(places: gpd.GeoSeries, barriers: gpd.GeoSeries | None, streets: pd.DataFrame) -> gpd.GeoSeries:
    """Those of the places that lie in a barrier: within a shape of it, or nearer to a line of it than to any street.

    `streets` are the points of `street_points`. A river is often drawn as its middle line, which tells no banks.
    """
    if barriers is None or barriers.empty:
        return places[:0]
    street_metres = _street_metres(places, streets)
    return places[(places.distance(barriers.union_all()) < street_metres) & (street_metres > ON_LAND_M)]


def _street_metres(places: gpd.GeoSeries, streets: pd.DataFrame) -> Floats:
    """Distance of each place to the nearest unit postcode."""
    metres, _ = cKDTree(streets[["easting", "northing"]].to_numpy()).query(places.get_coordinates().to_numpy())
    return np.asarray(metres, dtype=np.float64)


def _letters_at(places: gpd.GeoSeries) -> set[str]:
    """First letters of the postcode areas that reach around the places."""
    around = {postcodes.letters_within(place.x, place.y, place.x, place.y, reach_m=0.0) for place in places}
    return set("".join(around))
