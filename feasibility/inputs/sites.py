"""The table of places considered."""

import difflib
from collections.abc import Collection

import geopandas as gpd
import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import places, typed
from feasibility.tables import METRIC_CRS, SITE_FIGURES, Sites, headings

POSITION = ("postcode", "easting", "northing")
PARKING = ("parking_spaces", "parking_gbp_per_day")
"""Columns that may be left out: a blank number of spaces is no limit, a blank price is nothing."""
KNOWN_OF = ("step_free", "network_ready", "fallback")
"""Columns of yes and no that may be left out, or blank: not known."""
YEARLY = ("rent_gbp_per_m2_per_year", "rateable_value_gbp_per_m2", "service_charge_gbp_per_m2_per_year")
YEARLY_GBP_PER_M2_MOST = 2_000.0
"""No office costs more a m² a year; what is above was meant as pence, or for the whole place (assumed)."""


def read(raw: pd.DataFrame, directory: pd.DataFrame, authorities: Collection[str], where: str) -> gpd.GeoDataFrame:
    """Sites placed on the National Grid and checked against their schema.

    `raw` holds text by file row. Raises `InputError` with every fault: unknown columns, cells that are no numbers,
    negative costs, repeated ids, unknown postcodes, places outside England and Wales, and present centres that do not
    name one authority each.
    """
    columns = [c for c in headings(Sites) if c != "geometry"]
    faults = typed.column_faults(raw, [c for c in columns if c not in (*PARKING, *KNOWN_OF)], [*columns, *POSITION])
    raise_all(InputError, where, faults)
    left_out = [c for c in (*POSITION, *PARKING, *KNOWN_OF) if c not in raw.columns]
    raw = raw.reindex(columns=[*raw.columns, *left_out], fill_value="")
    blank_is = {"occupied_m2": "0", "released_share": "1", "parking_gbp_per_day": "0"}
    raw = raw.assign(**{name: raw[name].replace("", figure) for name, figure in blank_is.items()})
    raw, strange = _known_of(raw)
    figures = [*SITE_FIGURES, "occupied_m2", "released_share", *PARKING]
    frame, faults = typed.numbers(raw, figures, show=True, may_be_blank=["parking_spaces"])
    faults += strange
    positions, misplaced = places.located(raw, directory)
    located = gpd.GeoDataFrame(
        frame[columns], geometry=gpd.points_from_xy(positions["easting"], positions["northing"]), crs=METRIC_CRS
    )
    faults += misplaced + typed.schema_faults(located, Sites, show=True) + _present_faults(located, authorities)
    faults += (
        _great(located)
        + _unsourced(located)
        + typed.in_rows("name", raw.index[raw["name"] == ""], "is blank; name the place")
    )
    raise_all(InputError, where, faults)
    return located.set_index("site_id", drop=False).rename_axis(None)


def _known_of(raw: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The table with `yes`, `no` or blank in the columns of what is known of a site, and the cells that say neither."""
    words = dict.fromkeys(typed.YES, "yes") | dict.fromkeys(typed.NO, "no") | {"": ""}
    told = {name: raw[name].str.lower().map(words) for name in KNOWN_OF}
    faults = [
        fault
        for name, cells in told.items()
        for fault in typed.in_rows(
            name, raw.index[cells.isna()], "write yes or no, or leave it blank where it is not known"
        )
    ]
    return raw.assign(**{name: cells.fillna("") for name, cells in told.items()}), faults


def _present_faults(sites: gpd.GeoDataFrame, authorities: Collection[str]) -> list[str]:
    faults, known = [], ", ".join(authorities)
    for row, owner in sites["present_of"].items():
        if owner and owner not in authorities:
            faults.append(f'row {row}, column present_of: found "{owner}"; write one of {known}, or leave it blank')
        if owner and sites.at[row, "occupied_m2"] <= 0:
            faults.append(f"row {row}, column occupied_m2: a present centre needs the floor area paid for now")
        if not owner and sites.at[row, "occupied_m2"] > 0:
            faults.append(
                f"row {row}, column occupied_m2: found {sites.at[row, 'occupied_m2']:g}, but the place is no present "
                "centre; clear the cell, or name the authority in present_of"
            )
    for authority in authorities:
        rows = sites.index[sites["present_of"] == authority]
        if rows.empty:
            faults.append(f"column present_of: no site is the present centre of {authority}; mark exactly one")
        if len(rows) > 1:
            faults.append(
                f"column present_of: {typed.row_words(rows)} are the present centre of {authority}; mark exactly one"
            )
    return faults


def _great(sites: gpd.GeoDataFrame) -> list[str]:
    """Yearly figures that no floor could cost: pounds of the whole place, or pence."""
    words = f"is above £{YEARLY_GBP_PER_M2_MOST:,.0f} a m²: is it pence, or the figure of the whole place?"
    return [f for name in YEARLY for f in typed.in_rows(name, sites.index[sites[name] > YEARLY_GBP_PER_M2_MOST], words)]


def _unsourced(sites: gpd.GeoDataFrame) -> list[str]:
    columns = [f"{stem}_source" for stem in SITE_FIGURES.values()]
    words = "is blank; say where the figure comes from and its date"
    return [fault for name in columns for fault in typed.in_rows(name, sites.index[sites[name] == ""], words)]


def unknown(site_ids: "pd.Series[str]", known: Collection[str] | None) -> dict[int, str]:
    """Row to fault, where a row names no site or one that the table of sites lacks, with the nearest it has.

    `known` None knows no sites: the table of sites itself could not be read.
    """
    faults = {}
    for row, site in site_ids.items():
        if not site:
            faults[row] = f"row {row}, column site_id: is blank; name a site of the table of sites"
        elif known is not None and site not in known:
            near = difflib.get_close_matches(site, sorted(known), n=1, cutoff=0.6)
            hint = f"is it {near[0]}?" if near else f"it has {', '.join(sorted(known))}"
            faults[row] = f'row {row}, column site_id: found "{site[:40]}", which the table of sites lacks; {hint}'
    return faults


def told(site_ids: "pd.Series[str]", faults: Collection[int]) -> "pd.Series[str]":
    """The ids, with a good one where `unknown` has told of a row, so that a schema does not tell of it again."""
    return site_ids.mask(site_ids.index.isin(list(faults)), "told")
