"""Cost lines of sites from the officer's file: the right unit for each, of a known site, in pounds."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import dates, sheets, sites, typed
from feasibility.tables import COST_UNITS, SiteCosts, headings

FIGURES = ("amount", "irrecoverable_vat_share")
DATES = ("first_date", "last_date")
YEARLY = tuple(unit for unit in COST_UNITS if unit.endswith("_per_year"))
ONCE = tuple(unit for unit in COST_UNITS if unit not in YEARLY)
YEARLY_MOMENTS, ONCE_MOMENTS = ("in_use", "after_leaving"), ("moving_in", "leaving")
"""Moments that last, and moments that happen once. While centres stay there may be both: a repair, or a charge."""
YEARLY_LINES = ("rent", "opportunity_cost", "service_charge", "letting_income", "void_cost")
ONCE_LINES = ("stamp_duty", "dilapidations", "capital_receipt")
"""Lines that are by their nature paid every year, or once. The others may be either."""
RECEIVED = ("capital_receipt", "letting_income")
"""Money that comes in: negative."""
CONTRIBUTED = ("fit_out_cat_a", "fit_out_cat_b")
"""Works that a landlord may pay for: of either sign."""
GBP_MOST = {
    "gbp_per_m2_per_year": 2_000.0,
    "gbp_per_m2": 10_000.0,
    "gbp_per_workstation_per_year": 20_000.0,
    "gbp_per_workstation": 50_000.0,
}
"""No office costs more a unit; what is above was meant as pence, or for the whole place (assumed)."""
WHOLE_PLACE, WHOLE_PLACE_GBP_LEAST = ("gbp", "gbp_per_year"), 100.0
"""No line of a whole place is smaller; what is below was meant as thousands (assumed)."""
SHARE_UNIT = "share_of_fit_out"
KEY = ["site_id", "line", "moment", "amount", "unit", *DATES]


def of_file(path: Path, site_ids: Collection[str] | None = None) -> pd.DataFrame:
    """The cost lines of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "site_costs"), site_ids)


def read(raw: pd.DataFrame, where: str, site_ids: Collection[str] | None = None) -> pd.DataFrame:
    """tables.SiteCosts, with dates as `2012-04-01`. `site_ids` are those of the table of sites, None if not known.

    Raises `InputError` for sites that the study lacks, a yearly unit at a moment that happens once and the reverse,
    amounts of the wrong sign or that look like pence, thousands or per cent, dates that are none or out of order, blank
    sources and rows that stand twice.
    """
    columns = list(headings(SiteCosts))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame, faults = typed.numbers(raw[columns], FIGURES, show=True)
    frame, date_faults = dates.days(frame, DATES, may_be_blank=DATES)
    unknown = sites.unknown(frame["site_id"], site_ids)
    faults += date_faults + list(unknown.values())
    faults += typed.schema_faults(frame.assign(site_id=sites.told(frame["site_id"], unknown)), SiteCosts, show=True)
    faults += _unit_faults(frame) + _amount_faults(frame) + _order_faults(frame)
    twice = frame.duplicated(KEY, keep=False) & frame["amount"].notna()
    faults += typed.in_rows("site_id", frame.index[twice], "give the same line more than once; keep one")
    faults += typed.in_rows("source", frame.index[frame["source"] == ""], "is blank; say where the amount comes from")
    raise_all(InputError, where, faults)
    return frame.astype(dict.fromkeys(FIGURES, float)).reset_index(drop=True)


def _unit_faults(frame: pd.DataFrame) -> list[str]:
    """One fault for each row whose unit does not fit when, or what, is paid. Words not known are told elsewhere."""
    faults = []
    for row, line in frame.loc[frame["unit"].isin(COST_UNITS)].iterrows():
        words = _misfit(line["line"], line["moment"], line["unit"])
        faults += [f'row {row}, column unit: found "{line["unit"]}", {words}'] if words else []
    return faults


def _misfit(line: str, moment: str, unit: str) -> str:
    """Why a unit cannot be, and which can; blank where it can."""
    yearly = unit in YEARLY
    if moment in ONCE_MOMENTS and line in YEARLY_LINES:
        return f"but {line} is paid every year and {moment} happens once; give a moment that lasts and a yearly unit"
    if moment in YEARLY_MOMENTS and line in ONCE_LINES:
        return f"but {line} is paid once and {moment} lasts; give a moment such as leaving and a unit paid once"
    if yearly and (moment in ONCE_MOMENTS or line in ONCE_LINES):
        once = f"{moment} happens" if moment in ONCE_MOMENTS else f"{line} is paid"
        return f"a yearly unit, but {once} once; write one of {', '.join(ONCE)}"
    if not yearly and (moment in YEARLY_MOMENTS or line in YEARLY_LINES):
        lasting = f"{moment} lasts" if moment in YEARLY_MOMENTS else f"{line} is paid every year"
        return f"a unit paid once, but {lasting}; write one of {', '.join(YEARLY)}"
    if unit == SHARE_UNIT and (moment != "moving_in" or line in CONTRIBUTED):
        return "which is a part of the fit-out at moving_in, for lines such as fees; write gbp, or gbp_per_m2"
    return ""


def _amount_faults(frame: pd.DataFrame) -> list[str]:
    """Signs that do not fit the line, and amounts that look like pence, thousands or per cent."""
    amount, size, unit, rows = frame["amount"], frame["amount"].abs(), frame["unit"], frame.index
    received, either = frame["line"].isin(RECEIVED), frame["line"].isin(CONTRIBUTED)
    negative = "is negative, as money received is; a cost is written without the sign"
    faults = typed.in_rows("amount", rows[received & (amount > 0)], "money received is negative: write -250000")
    faults += typed.in_rows("amount", rows[~received & ~either & (amount < 0)], negative)
    for name, most in GBP_MOST.items():
        words = f"is above £{most:,.0f} for {name}: are these pence, or pounds for the whole place?"
        faults += typed.in_rows("amount", rows[(unit == name) & (size > most)], words)
    small = unit.isin(WHOLE_PLACE) & (size > 0) & (size < WHOLE_PLACE_GBP_LEAST)
    words = f"is below £{WHOLE_PLACE_GBP_LEAST:g} for a whole place: are these thousands? Write pounds"
    faults += typed.in_rows("amount", rows[small], words)
    per_cent = (unit == SHARE_UNIT) & (size > 1)
    faults += typed.in_rows("amount", rows[per_cent], "is above 1 for a share: is it per cent? Write 0.12 for 12%")
    return faults


def _order_faults(frame: pd.DataFrame) -> list[str]:
    first, last = frame["first_date"], frame["last_date"]  # ISO dates sort as text
    before = (first != "") & (last != "") & (last < first)
    return [
        f"row {row}, column last_date: {last[row]} is before first_date, {first[row]}; mend one of the two"
        for row in frame.index[before]
    ]
