"""Excess-travel policies from the officer's table."""

import math
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, typed
from feasibility.tables import headings
from feasibility.tables.policies import AMAP, COMPARISONS, NOTHING, PAY_BASES, PENCE, UNSAID, TravelPolicies

TRIGGERS = {
    "trigger_miles": "trigger_miles_is",
    "trigger_minutes": "trigger_minutes_is",
    "trigger_gbp_per_week": "trigger_gbp_is",
}
VEHICLES = ("car", "motorcycle", "cycle", "transit")
BASES = tuple(f"{vehicle}_basis" for vehicle in VEHICLES)
PENCE_COLUMNS = tuple(f"{vehicle}_pence_per_mile" for vehicle in VEHICLES)
FIGURES = (
    *TRIGGERS, "after_miles_min", "after_minutes_min", "first_miles_excluded", "gbp_per_week_excluded", *PENCE_COLUMNS,
    "cap_gbp_per_year", "duration_months", "days_per_year", "weeks_per_year", "time_off_minutes_above",
    "relocation_extra_miles", "relocation_after_miles", "relocation_extra_minutes",
)  # fmt: skip
CHOICES = ("net_cost_required", "pro_rata", "taxable", "employers_ni")
PENCE_LEAST = 2.0
"""No council pays less a mile; what is below it was meant as pounds (assumed)."""
MONTHS_PER_YEAR = 12
BASIS_WORDS = f"write {', '.join(b for b in PAY_BASES if b)}, or leave it blank where the source does not say"


def of_file(path: Path) -> pd.DataFrame:
    """The policies of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "travel_policies"))


def read(raw: pd.DataFrame, where: str) -> pd.DataFrame:
    """tables.policies.TravelPolicies, one row a policy.

    Raises `InputError` for missing columns, figures that are none, a trigger without its comparison, pay with no end,
    pence that look like pounds, a taper that does not fit the years, and National Insurance without tax.
    """
    columns = list(headings(TravelPolicies))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame, faults = typed.numbers(raw[columns], FIGURES, show=True, may_be_blank=FIGURES)
    nobody = pd.Series(False, index=frame.index)
    for name in CHOICES:
        frame[name], told = typed.yes_or_no(raw, name, nobody, "no")
        faults += told
    faults += _words(frame)
    plain = frame.assign(
        **{n: frame[n].where(frame[n].isin(COMPARISONS), "") for n in TRIGGERS.values()},
        **{n: frame[n].where(frame[n].isin(PAY_BASES), "") for n in BASES},
        **{n: frame[n].where(frame[n] >= PENCE_LEAST) for n in PENCE_COLUMNS},
    )  # what has its own words above is not told a second time by the schema
    faults += typed.schema_faults(plain, TravelPolicies, show=True)
    faults += _triggers(frame) + _rates(frame) + _time(frame) + _rest(frame)
    raise_all(InputError, where, faults)
    return frame.astype(dict.fromkeys(FIGURES, float)).reset_index(drop=True)


def _words(frame: pd.DataFrame) -> list[str]:
    faults = []
    for name in TRIGGERS.values():
        strange = frame.index[~frame[name].isin(COMPARISONS)]
        faults += typed.in_rows(name, strange, "write at least, or above, or leave it blank where there is no trigger")
    for name in BASES:
        faults += typed.in_rows(name, frame.index[~frame[name].isin(PAY_BASES)], BASIS_WORDS)
    return faults


def _triggers(frame: pd.DataFrame) -> list[str]:
    faults = []
    for figure, comparison in TRIGGERS.items():
        given, said = frame[figure].notna(), frame[comparison] != ""
        faults += typed.in_rows(
            comparison, frame.index[given & ~said], f"is blank beside a {figure}; write at least, or above"
        )
        faults += typed.in_rows(
            comparison, frame.index[said & ~given], f"stands without a {figure}; give the trigger or clear this cell"
        )
    return faults


def _rates(frame: pd.DataFrame) -> list[str]:
    faults = []
    for basis, pence in zip(BASES, PENCE_COLUMNS, strict=True):
        given = frame[pence].notna()
        by_pence = frame[basis] == PENCE
        faults += typed.in_rows(
            pence, frame.index[by_pence & ~given], f"is blank where {basis} is pence; give the rate"
        )
        idle = given & ~frame[basis].isin([PENCE, "cheapest"])
        faults += typed.in_rows(pence, frame.index[idle], f"is given where {basis} is not pence; clear one of them")
        pounds = frame[pence] < PENCE_LEAST
        faults += typed.in_rows(
            pence, frame.index[pounds], f"is below {PENCE_LEAST:g}: are these pounds? Give pence, 45 and not 0.45"
        )
    by_amap = frame.index[frame["transit_basis"] == AMAP]
    return faults + typed.in_rows(
        "transit_basis", by_amap, "HMRC has no mileage rate for passengers; write cost or pence"
    )


def _time(frame: pd.DataFrame) -> list[str]:
    pays = ~frame[list(BASES)].isin([NOTHING, UNSAID]).all(axis=1) | frame["time_off_minutes_above"].notna()
    endless = frame.index[pays & frame["duration_months"].isna()]
    faults = typed.in_rows("duration_months", endless, "the policy has no end; give the months for which it pays")
    both = frame["days_per_year"].notna() & frame["weeks_per_year"].notna()
    faults += typed.in_rows("weeks_per_year", frame.index[both], "days_per_year is given too; keep one of them")
    for row, text in frame["year_shares"].items():
        if text.strip():
            faults += _taper(int(str(row)), text, float(frame.at[row, "duration_months"]))
    return faults


def _taper(row: int, text: str, months: float) -> list[str]:
    where = f"row {row}, column year_shares"
    try:
        shares = [float(word) for word in text.split()]
    except ValueError:
        return [f'{where}: found "{text[:40]}"; write a share for each year with spaces between, such as 1 0.5']
    if not all(0 <= share <= 1 for share in shares):
        return [f"{where}: every share must be from 0 to 1, such as 0.5 for half"]
    if not math.isnan(months) and len(shares) != math.ceil(months / MONTHS_PER_YEAR):
        years = math.ceil(months / MONTHS_PER_YEAR)
        return [f"{where}: {len(shares)} shares for {months:g} months; give {years}, one for each year begun"]
    return []


def _rest(frame: pd.DataFrame) -> list[str]:
    untaxed = frame.index[frame["employers_ni"] & ~frame["taxable"]]
    faults = typed.in_rows("employers_ni", untaxed, "National Insurance is owed on taxable pay alone; correct taxable")
    for name, words in (("name", "say whose scheme it is"), ("source", "say where the scheme was published")):
        faults += typed.in_rows(name, frame.index[frame[name] == ""], f"is blank; {words}")
    return faults


def strange(policies: pd.DataFrame, of_authority: Mapping[str, str | None], where: str) -> list[str]:
    """A fault for each authority (id to policy id) whose policy is not in the table of the file `where`."""
    known = sorted(policies["policy_id"])
    return [
        f"authority.{authority}.travel_policy: {where} has no policy {policy}; it has {', '.join(known) or 'none'}"
        for authority, policy in of_authority.items()
        if policy is not None and policy not in known
    ]
