"""Journeys into miles, pounds and carbon a year, for each person before and at each site."""

from collections.abc import Mapping

import pandas as pd

from feasibility.tables import MODES
from feasibility.travel import parking
from feasibility.travel.pairs import KM_PER_MILE

JOURNEYS_PER_DAY = 2
"""There and back."""
RAIL_VEHICLES = ("rail", "train", "tube", "tram", "dlr")
"""Vehicles whose factor stands for km by rail, the first that the file has: trains carry most of those km (assumed)."""
OWN_FEET = ("walk", "cycle")
"""Modes that burn nothing and cost nothing to ride, where the file of factors does not say otherwise (assumed)."""
FIGURES = ("kgco2e_per_km", "gbp_per_km", "gbp_per_journey")


def chosen_factors(factors: pd.DataFrame | None, year: int) -> pd.DataFrame:
    """The factors of the year nearest to `year`, the earlier of two as near: one row for car, bus and rail each.

    `factors` has mode, vehicle, year, kgco2e_per_km, gbp_per_km, gbp_per_journey, source, status. Rows are labelled
    car, walk, cycle, bus and rail; what the file lacks is blank, walking and cycling nought.
    """
    labels = (*(m for m in MODES if m != "transit"), "bus", "rail")
    found = {label: _nearest(factors, label, year) for label in labels}
    free = {"year": float(year), **dict.fromkeys(FIGURES, 0.0), "source": "nothing is burnt and no fare paid"}
    rows = {label: free | {"status": "assumed"} if row is None and label in OWN_FEET else row
            for label, row in found.items()}  # fmt: skip
    columns = ["year", *FIGURES, "source", "status"]
    table = pd.DataFrame([row if row is not None else {} for row in rows.values()], index=list(rows), columns=columns)
    return table.astype(dict.fromkeys(["year", *FIGURES], float))


def _nearest(factors: pd.DataFrame | None, label: str, year: int) -> dict[str, object] | None:
    if factors is None:
        return None
    if label in ("bus", "rail"):
        wanted = ("bus",) if label == "bus" else RAIL_VEHICLES
        of_transit = factors[factors["mode"] == "transit"]
        vehicle = next((v for v in wanted if (of_transit["vehicle"] == v).any()), None)
        rows = of_transit[of_transit["vehicle"] == vehicle]
    else:
        rows = factors[factors["mode"] == label]
    if rows.empty:
        return None
    gap = (rows["year"] - year).abs()
    return dict(rows.assign(gap=gap).sort_values(["gap", "year"], kind="stable").iloc[0].drop("gap"))


def evidence(factors: pd.DataFrame, price_base_year: int) -> pd.DataFrame:
    """The factors used as rows of tables.EvidenceTable: what a km burns and costs, of which year, from where."""
    rows = []
    for label, f in factors.iterrows():
        if pd.isna(f["year"]):
            rows.append(("all", f"carbon and cost: {label}", "no factor: left blank", "the file of factors"))
            continue
        figures = (("kgco2e_per_km", "kg CO2e a km"), ("gbp_per_km", "pounds a km"),
                   ("gbp_per_journey", "pounds a journey"))  # fmt: skip
        words = "; ".join(f"{float(f[c]):.4g} {unit}" for c, unit in figures if not pd.isna(f[c]))
        year = f"{int(f['year'])}, nearest to the price base {price_base_year}"
        rows.append(("all", f"carbon and cost: {label}", f"{words} ({year}; {f['status']})", str(f["source"])))
    return pd.DataFrame(rows, columns=["mode", "measure", "value", "source"])


def with_yearly(
    journeys: pd.DataFrame,
    staff: pd.DataFrame,
    sites: pd.DataFrame,
    present_sites: Mapping[str, str],
    factors: pd.DataFrame,
    working_weeks_per_year: float,
) -> pd.DataFrame:
    """The journeys (tables.PersonJourneys) with miles, pounds and kg CO2e a year, before and after, of each person.

    Journeys a year are 2 x days on site a week x working weeks. Pounds are running cost or fares and, on days parked,
    the price of a space. A figure is blank where the length of the journey or the factor is not known.
    """
    days = journeys["staff_key"].map(staff["days_on_site_per_week"]) * working_weeks_per_year
    price = sites["parking_gbp_per_day"]
    here = journeys["staff_key"].map(staff["employer"].map(dict(present_sites)))
    found = journeys
    for when, site in (("before", here), ("after", parking.sites_of(journeys["site_id"]))):
        made = JOURNEYS_PER_DAY * days
        kg, fares = (_a_journey(journeys, when, factors, *names) for names in
                     (("kgco2e_per_km", ""), ("gbp_per_km", "gbp_per_journey")))  # fmt: skip
        space = site.map(price).where(journeys[f"parked_{when}"], 0.0)
        found = found.assign(**{
            f"miles_per_year_{when}": journeys[f"km_{when}"] / KM_PER_MILE * made,
            f"kgco2e_per_year_{when}": kg * made,
            f"cost_gbp_per_year_{when}": fares * made + space * days,
        })  # fmt: skip
    return found


def _a_journey(journeys: pd.DataFrame, when: str, factors: pd.DataFrame, per_km: str, each: str) -> "pd.Series[float]":
    """One way: rate times km and, where `each` is named, a fare for boarding a bus or a train at all."""
    mode = journeys[f"mode_{when}"]
    found = journeys[f"km_{when}"] * mode.map(factors[per_km])
    if each:
        found = found + mode.map(factors[each])
    ridden = journeys[f"km_{when}"] * 0.0
    for vehicle in ("bus", "rail"):
        km = journeys[f"{vehicle}_km_{when}"]
        part = km * factors.at[vehicle, per_km]
        fare = part if not each else part + factors.at[vehicle, each]
        ridden = ridden + fare.where(km != 0, 0.0)  # none aboard: no fare, and no factor needed
    return found.where(mode != "transit", ridden)
