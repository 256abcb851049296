"""What staff travel is worth in the economic case: time, the running of cars and carbon, each counted once.

Time is minutes at the value of time. Vehicle cost is km by car at a resource cost, fuel duty and VAT left out. Carbon
is kg CO2e by every mode at the value of carbon. Fares and parking are left out: what staff pay there, operators and
councils receive. So is excess-travel pay, which employers give and staff receive.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.costs.lines import SHARED, Book, Line
from feasibility.costs.timeline import Timeline
from feasibility.costs.words import firmness
from feasibility.scenario.costs import CostsSettings

MINUTES_PER_HOUR = 60
KG_PER_TONNE = 1000


@dataclass(frozen=True)
class Added:
    """Travel that a plan adds over that of today, a year, all staff together; less where negative."""

    hours: float
    vehicle_km: float
    tonnes: float
    """Carbon dioxide equivalent."""


def added(
    minutes_per_year: pd.DataFrame, vehicle_km_per_year: pd.DataFrame, kgco2e_per_year: pd.DataFrame,
    heads: pd.DataFrame,
) -> Added:  # fmt: skip
    """What `heads` (group by open site) add, from figures a head by group and site; a blank figure adds nothing."""
    seated = heads.to_numpy(dtype=float)

    def total(frame: pd.DataFrame) -> float:
        if frame.empty:
            return 0.0
        rows = frame.index.get_indexer(heads.index)
        columns = frame.columns.get_indexer(heads.columns)
        if (rows < 0).any() or (columns < 0).any():
            raise KeyError("staff are seated in a group or at a site that travel is not known of")
        return float((np.nan_to_num(frame.to_numpy(dtype=float)[np.ix_(rows, columns)]) * seated).sum())

    return Added(
        hours=total(minutes_per_year) / MINUTES_PER_HOUR,
        vehicle_km=total(vehicle_km_per_year),
        tonnes=total(kgco2e_per_year) / KG_PER_TONNE,
    )


def gbp_per_year(
    minutes_per_year: pd.DataFrame, vehicle_km_per_year: pd.DataFrame, kgco2e_per_year: pd.DataFrame,
    settings: CostsSettings,
) -> pd.DataFrame:  # fmt: skip
    """Pounds a year that one head adds, group by site: time, vehicle and carbon together; 0 where a figure is blank."""

    def figures(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.reindex(index=minutes_per_year.index, columns=minutes_per_year.columns).fillna(0.0).astype(float)

    return (
        figures(minutes_per_year) * (settings.value_of_time_gbp_per_hour / MINUTES_PER_HOUR)
        + figures(vehicle_km_per_year) * settings.vehicle_gbp_per_km
        + figures(kgco2e_per_year) * (settings.carbon_gbp_per_tonne / KG_PER_TONNE)
    )


def present_value(yearly_gbp: pd.DataFrame, book: Book) -> pd.DataFrame:
    """Present value of yearly pounds that begin when the book's staff move."""
    return yearly_gbp * book.discounted(book.timeline.each_quarter(book.move_quarter))


def lines(
    travel: Added, settings: CostsSettings, timeline: Timeline, move_quarter: int, status_of: Mapping[str, str]
) -> list[Line]:
    """The lines of one option, from the move on. Not council cash. `status_of` gives setting key to status."""
    timing = timeline.each_quarter(move_quarter)
    parts = (
        ("time", "Staff travel time added", "hours a year", travel.hours, settings.value_of_time_gbp_per_hour,
         "costs.value_of_time_gbp_per_hour", "minutes from the travel stage"),
        ("vehicle", "Vehicle running cost added", "km a year", travel.vehicle_km, settings.vehicle_gbp_per_km,
         "costs.vehicle_gbp_per_km", "km by car from the travel stage; fares and parking left out as transfers"),
        ("carbon", "Carbon added", "tonnes CO2e a year", travel.tonnes, settings.carbon_gbp_per_tonne,
         "costs.carbon_gbp_per_tonne", "km of the travel stage x emission factors"),
    )  # fmt: skip
    return [
        Line(
            line_id=f"travel-{stem}@all", line=name, group="travel", place="all", payer=SHARED, kind="revenue",
            driver="always", unit=unit, per_driver=quantity, rate_gbp=rate_gbp, timing=timing,
            status=firmness(status_of, [key, "costs.working_weeks_per_year"], ["assumed"]),
            basis=f"{key}; {of}", cash=False, economic=True,
        )
        for stem, name, unit, quantity, rate_gbp, key, of in parts
    ]  # fmt: skip
