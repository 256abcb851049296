"""A tiny, complete release made by hand: two square boroughs, six places, seven options.

The world, in kilometres east and north of a corner: Bexley is the eastern square, Bromley the western one, and the
shared border is the line between them. Home areas are four strips; one is too small to publish and one has no outline.
"""

from copy import deepcopy
from functools import cache

import geopandas as gpd
import pandas as pd
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from feasibility import tables
from feasibility.appraisal.verdict import Told
from feasibility.publication.release import Heading, Layers, Release
from feasibility.tables import METRIC_CRS, SITE_FIGURES
from tests.publication.example_claims import claims
from tests.publication.example_figures import (
    AREAS,
    BANDS,
    CATCHMENTS,
    CERTIFICATE,
    CHANGES,
    EVIDENCE,
    JOURNEYS,
    KNOWN,
    LINES,
    MODES,
    OPTIONS,
    REGISTER,
    SITES,
    SOURCES,
    UNREACHED,
)
from tests.publication.example_money import money, totals
from tests.publication.example_partners import partners
from tests.publication.example_reported import reported
from tests.publication.example_robustness import NOTES, WORDS, robustness
from tests.publication.example_seats import seats
from tests.publication.example_tables import HOSTILE_AREA, HOSTILE_NOTE, HOSTILE_SITE, made, read, typed
from tests.publication.example_trade_offs import trade_offs
from tests.publication.example_value import value

__all__ = ["EXCLUDED_SITE", "HOSTILE_AREA", "HOSTILE_NOTE", "HOSTILE_SITE", "SUPPRESSED_AREA", "example_release"]

SUPPRESSED_AREA = "secret-lane"
"""Fewer than ten people live there: no figure about it may be shown."""
SPREAD = {"mean": 0, "median": -1, "p90": 20, "worst_tenth": 31}
CHANGES_TIMES = {"mean": 1, "median": 0.5, "p90": 3, "worst_tenth": 5, "mean_by_day": 0.9}
YEARLY = ("miles_per_year", "cost_gbp_per_year", "kgco2e_per_year")
EXCLUDED_SITE = "mottingham"
TOLD = Told(
    answer=(f"One shared site at {HOSTILE_SITE} costs least.", "Ruxley is a near-tie: £27,000 (2 %) more."),
    would_change=("It stays first unless its rent is above £300 a m² a year.",),
)

CORNER_M = (540_000, 166_000)


def _options(costs: pd.DataFrame) -> pd.DataFrame:
    """Totals are sums of the cost lines: King's House is 620,000 + 300,000 of resources and 275,000 of travel."""
    options = read(OPTIONS).set_index("option_id", drop=False)
    sums = totals(costs)
    options = options.join(sums)
    best = options["total_npc_gbp"].min()
    options["above_best_gbp"] = options["total_npc_gbp"] - best
    options["above_best_share"] = options["above_best_gbp"] / best
    desks = options[["workstations_available", "workstations_needed"]].astype(float)
    options["headroom_share"] = desks["workstations_available"] / desks["workstations_needed"] - 1
    names = {"mean": "travel_change_minutes_mean", "over15": "worse_15_share", "over30": "worse_30_share"}
    options["unreached_heads"] = pd.Series(0.0, index=sums.index)
    names["rent"] = "rent_change_to_lead_gbp_per_m2_per_year"
    return typed(options.rename(columns=names).reset_index(drop=True), "options")


def _journeys() -> pd.DataFrame:
    """Both bases; by the best mode each journey is two minutes shorter, before and after."""
    journeys = read(JOURNEYS)
    columns: dict[str, object] = {"heads_measured": journeys["heads"], "unchanged_share": "0.1"}
    for when in ("before", "after"):
        mean = journeys[when].astype(float)
        columns |= {f"{when}_minutes_{name}": mean + more for name, more in SPREAD.items()}
        columns |= {f"{when}_bad_day_minutes_mean": mean + 6, f"{when}_over_60_share": 0.05}
        columns |= {f"{when}_over_90_share": 0.0}
        columns |= {f"{when}_{name}": 1000 * mean for name in YEARLY}
    change = journeys["after"].astype(float) - journeys["before"].astype(float)
    columns |= {f"change_minutes_{name}": change * times for name, times in CHANGES_TIMES.items()}
    columns |= {f"change_{name}": 1000 * change for name in YEARLY}
    usual = journeys.assign(**columns, basis="usual")
    minutes = [c for c in columns if "_minutes_" in c and not c.startswith("change")]
    best = usual.assign(basis="best", **{c: usual[c] - 2 for c in minutes})
    table = pd.concat([usual, best], ignore_index=True)
    for name in ("before", "after", "change"):
        worst = f"{name}_minutes_worst_tenth"
        table[worst] = table[worst].where(table["employer"] == tables.ALL)  # a tenth of an employer's staff is too few
    return typed(table, "journeys")


def _sites() -> pd.DataFrame:
    sites = read(SITES).rename(columns={"rent": "rent_gbp_per_m2_per_year"})
    sites = sites.assign(
        rateable_value_gbp_per_m2="90", service_charge_gbp_per_m2_per_year="30", fit_out_gbp_per_m2="500",
        parking_spaces="", step_free="", network_ready="",
    )  # fmt: skip
    status = {"nia": "sourced", "rent": "sourced", "fit_out": "assumed"}
    for stem in SITE_FIGURES.values():
        sites[f"{stem}_status"], sites[f"{stem}_source"] = status.get(stem, "illustrative"), "Made for tests, 2010"
    return typed(sites, "sites")


def _area_changes(areas: pd.DataFrame) -> pd.DataFrame:
    wide = read(CHANGES).assign(**{SUPPRESSED_AREA: ""})
    changes = wide.melt("option_id", var_name="area_id", value_name="change_minutes_mean")
    changes = changes.assign(before_minutes_mean="27.5", worse_15_share="0.1").merge(
        areas[["area_id", "heads", "suppressed"]], on="area_id", validate="many_to_one"
    )
    return typed(changes.sort_values(["option_id", "area_id"], ignore_index=True), "area_changes")


def _assignments(changes: pd.DataFrame, options: pd.DataFrame) -> pd.DataFrame:
    first_site = options.set_index("option_id")["sites"].str.split(" ").str[0]
    return typed(changes.assign(site_id=changes["option_id"].map(first_site)), "assignments")


def _metres(east_km: float, north_km: float) -> tuple[float, float]:
    return CORNER_M[0] + 1000 * east_km, CORNER_M[1] + 1000 * north_km


def _square(west_km: float, south_km: float, east_km: float, north_km: float) -> Polygon:
    return box(*_metres(west_km, south_km), *_metres(east_km, north_km))


def _line(*corners_km: tuple[float, float]) -> LineString:
    return LineString([_metres(*corner) for corner in corners_km])


def _point(east_km: float, north_km: float) -> Point:
    return Point(_metres(east_km, north_km))


def _layer(geometry: list[BaseGeometry], **columns: list[object]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=geometry, crs=METRIC_CRS)


def _layers(sites: pd.DataFrame, areas: pd.DataFrame) -> Layers:
    corners = read(AREAS)[["west_km", "south_km", "east_km", "north_km"]].to_numpy().tolist()
    outlines = [_square(*map(float, row)) if row[0] else Polygon() for row in corners]
    points = [_point(float(e), float(n)) for e, n in read(SITES)[["east_km", "north_km"]].to_numpy().tolist()]
    boroughs = [_square(5, 0, 10, 10), _square(0, 0, 5, 10), _square(-5, 5, 0, 12)]
    names = ["Bexley", "Bromley", "Lewisham"]
    return Layers(
        authorities=_layer(boroughs, authority_id=[n.lower() for n in names], name=names, partner=[True, True, False]),
        border=_layer([_line((5, 0), (5, 10))], name=["Shared border"]),
        corridor=_layer([_square(2, 0, 8, 10)], name=["Corridor"], corridor_km=[3.0]),
        areas=gpd.GeoDataFrame(areas.copy(), geometry=outlines, crs=METRIC_CRS),
        sites=gpd.GeoDataFrame(sites.copy(), geometry=points, crs=METRIC_CRS),
        roads=_layer([_line((-40, 4), (60, 4)), _line((6, -2), (6, 12))]),
        railways=_layer([_line((0, 2), (10, 8))]),
        stations=_layer([_point(4, 4.4), _point(8, 6.8)], name=["West & East", "Sidings"]),
        places=_layer(
            [_point(8.5, 6.5), _point(1.5, 2.5), _point(5.2, 9)],
            name=["Bexleyheath", "Bromley", "<i>Hamlet</i>"],
            population=[31_929, 41_000, 0],
        ),
    )


def example_release() -> Release:
    """The release, a test's own to change; every table has passed its schema."""
    return deepcopy(_made_once())


@cache
def _made_once() -> Release:
    of_money, sites = money(), _sites()
    areas, options = made(AREAS, "areas"), _options(of_money["costs"])
    changes, travel = _area_changes(areas), _journeys()
    published = {
        "options": options,
        "journeys": travel,
        **trade_offs(options, travel),
        **value(options),
        **robustness(),
        **of_money,
        **partners(of_money["costs"]),
        **claims(of_money["cash_flow"]),
        **seats(),
        "sites": sites,
        "areas": areas,
        "area_changes": changes,
        "assignments": _assignments(changes, options),
        "journey_modes": made(MODES, "journey_modes"),
        "journey_bands": made(BANDS, "journey_bands"),
        "catchments": made(CATCHMENTS, "catchments"),
        "unreached": made(UNREACHED, "unreached"),
        "known_journeys": made(KNOWN, "known_journeys"),
        "transit_lines": made(LINES, "transit_lines"),
        "assumptions": made(REGISTER, "assumptions"),
        "evidence": made(EVIDENCE, "evidence"),
        "certificate": made(CERTIFICATE, "certificate"),
        "sources": made(SOURCES, "sources"),
        **reported(),
    }
    heading = Heading(
        title="A shared contact centre for Bexley & Bromley",
        subtitle="Sites along the shared border",
        as_at="1 September 2010",
        price_base="2010 prices",
        run_id="0123abcd",
        draft=True,
        firmness="Of the money behind it, 20% rests on sourced figures, 30% on assumed and 50% on illustrative ones.",
        licence_lines=("Contains OS data © Crown copyright and database right 2010.", "© OpenStreetMap contributors."),
    )
    return Release(
        heading=heading,
        verdict=TOLD.sentences,
        told=TOLD,
        method=(("Travel", "Minutes door to door, one way."), ("Money", "Real, discounted at 3.5 % a year.")),
        travel_rules=(("Parking", f"First come, {HOSTILE_NOTE}."), ("Hours", "day: weekday.")),
        basis="usual",
        warnings=("Some figures are illustrative.", "2 of 3 assumptions have not been validated."),
        authority_names={"bexley": "Bexley", "bromley": "Bromley"},
        suppression_heads_min=10,
        firmness_words=WORDS,
        trial_notes=NOTES,
        value_words=(f"By value alone, {HOSTILE_NOTE} is first for all weights.",),
        tables=published,
        layers=_layers(sites, areas),
    )
