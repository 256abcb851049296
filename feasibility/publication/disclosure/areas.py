"""Home areas and what is published by them."""

import geopandas as gpd
import pandas as pd

from feasibility.publication.disclosure.parts import hidden_parts
from feasibility.publication.disclosure.rounding import MINUTES_DECIMALS, stepped
from feasibility.tables import AreaChangesTable, AreasTable, UnreachedTable, empty, headings


def areas(joined: gpd.GeoDataFrame, heads_min: int, measured: "pd.Series[float] | None" = None) -> gpd.GeoDataFrame:
    """Home areas with numbers only where there are `heads_min` staff.

    `measured` gives the fewest staff of each area whose journey is known under any option: an area is hidden, too,
    where those are too few, for its mean would be theirs. Where any area is hidden, others follow by
    `parts.hidden_parts`.
    """
    staffed = joined[joined["heads"] > 0].assign(area_id=lambda f: f.index)
    sizes = staffed["heads"].astype(float)
    if measured is not None:
        sizes = sizes.clip(upper=measured.reindex(staffed.index).fillna(0.0))
    small = hidden_parts(sizes, heads_min)
    cleared = staffed.assign(suppressed=small, heads=staffed["heads"].astype(float).mask(small))
    return cleared[[*headings(AreasTable), "geometry"]].reset_index(drop=True)


def area_changes(table: pd.DataFrame, cleared: gpd.GeoDataFrame) -> pd.DataFrame:
    """Journeys by area, blank for the areas that `areas` has taken out."""
    small = table["area_id"].isin(_hidden(cleared))
    of = table["heads_measured"] if "heads_measured" in table.columns else table["heads"]
    figures = ("heads", "change_minutes_mean", "before_minutes_mean", "worse_15_share")
    shown = {name: table[name].astype(float).mask(small) for name in figures}
    for name in ("change_minutes_mean", "before_minutes_mean"):
        shown[name] = shown[name].round(MINUTES_DECIMALS)
    shown["worse_15_share"] = stepped(shown["worse_15_share"], of)
    return table.assign(**shown, suppressed=small)[list(headings(AreaChangesTable))]


def unreached(table: pd.DataFrame, cleared: gpd.GeoDataFrame, heads_min: int) -> pd.DataFrame:
    """Journeys not known, by site, area, mode and reason: every pair is listed, small numbers are blank.

    The cells of a site are the parts of a total that may be known. The same people may be counted at every site, so
    what is taken out at one is taken out at all.
    """
    if table.empty:
        return empty(UnreachedTable)
    keys = ["area_id", "mode", "reason"]
    cells = pd.MultiIndex.from_frame(table[keys])
    heads = table["heads"].where(~table["area_id"].isin(_hidden(cleared)), 0.0)  # too few, whatever their number
    small = pd.Series(False, index=table.index)
    while True:
        found = small.copy()
        for _, of_site in heads.groupby(table["site_id"], sort=False):
            found[of_site.index] = hidden_parts(of_site, heads_min, also=small[of_site.index])
        found = pd.Series(cells.isin(cells[found]), index=table.index)
        if found.equals(small):
            break
        small = found
    shown = table.assign(heads=table["heads"].astype(float).mask(small), suppressed=small)
    return shown[list(headings(UnreachedTable))]


def _hidden(cleared: gpd.GeoDataFrame) -> set[str]:
    return set(cleared.loc[cleared["suppressed"], "area_id"])
