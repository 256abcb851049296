"""The layers of the GeoPackage, and what each is.

Roads and railways stay out: they come from OpenStreetMap, whose licence asks that they be kept in files of their own.
"""

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd

from feasibility.publication.map import bands, standing
from feasibility.publication.release import Release

GEOMETRY = {
    "authorities": "MultiPolygon",
    "border": "MultiLineString",
    "corridor": "MultiPolygon",
    "areas": "MultiPolygon",
    "area_changes": "MultiPolygon",
    "sites": "Point",
    "stations": "Point",
    "places": "Point",
}
"""Layers in the order they are written, and what each is made of."""
ABSTRACTS = {
    "authorities": "The partners of the study and their neighbours.",
    "border": "The border that the partners share.",
    "corridor": "Land within the corridor distance of the shared border.",
    "areas": "Home areas of staff, joined until each is large enough to publish.",
    "area_changes": "Mean change in journey of the staff of each home area under the best option that moves anybody; "
    "the table area_changes_all has every option.",
    "sites": "Every place considered or left out, with its verdict and the best rank of an option that uses it.",
    "stations": "Railway stations.",
    "places": "Names of places, to find one's way.",
}
"""What each layer is, in a sentence."""


def frames(release: Release) -> dict[str, gpd.GeoDataFrame]:
    """The layers of `GEOMETRY` by name."""
    layers = release.layers
    return {
        "authorities": layers.authorities,
        "border": layers.border,
        "corridor": layers.corridor,
        "areas": layers.areas,
        "area_changes": _area_changes(release),
        "sites": _sites(release),
        "stations": layers.stations,
        "places": layers.places,
    }


def area_changes_all(release: Release) -> pd.DataFrame:
    """Every option's change in each home area: to be joined to the layer `areas` by `area_id`."""
    changes = release.tables["area_changes"]
    names = release.tables["options"].set_index("option_id")["option"]
    shown = changes.assign(option=changes["option_id"].map(names), band=_bands(changes["change_minutes_mean"]))
    return shown.sort_values(["option_id", "area_id"]).reset_index(drop=True)


def _area_changes(release: Release) -> gpd.GeoDataFrame:
    """Home areas with the mean change in journey under the option that maps show first; blank where suppressed."""
    changes = release.tables["area_changes"]
    of_best = changes[changes["option_id"] == standing.shown_first(release)].drop(columns=["heads", "suppressed"])
    found = release.layers.areas.merge(of_best, on="area_id", how="left", validate="one_to_one")
    return found.assign(band=_bands(found["change_minutes_mean"]))


def _bands(minutes: "pd.Series[float]") -> list[str]:
    """The class of each change as the map has it, in words."""
    return [bands.band(float(change)).words for change in minutes]


def _sites(release: Release) -> gpd.GeoDataFrame:
    """Sites with what the map's markers say: the verdict, and the best rank of any option that uses them, if any."""
    found: Mapping[str, standing.Standing] = {one.site_id: one for one in standing.standings(release)}
    sites = release.layers.sites
    ranks = sites["site_id"].map({site_id: one.rank or None for site_id, one in found.items()})
    verdicts = sites["site_id"].map({site_id: standing.KIND_WORDS[one.kind] for site_id, one in found.items()})
    return sites.assign(best_rank=ranks.astype(float), verdict=verdicts)
