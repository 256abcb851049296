"""One excess-travel policy as a value, from its row in the table of policies."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from feasibility.tables.policies import NOTHING, UNSAID

MONTHS_PER_YEAR = 12
MONTHS_PER_QUARTER = 3
VEHICLES = ("car", "motorcycle", "cycle", "transit")
"""Ways of travel that a policy may pay for. Walking costs nothing, so nothing is paid for it (assumed)."""


@dataclass(frozen=True)
class Trigger:
    """A threshold; None where the policy has none."""

    value: float | None
    at_least: bool
    """True where the threshold itself is enough, False where it must be passed."""


@dataclass(frozen=True)
class Policy:
    """The columns of tables.policies.TravelPolicies; None for a figure the policy does not have."""

    policy_id: str
    name: str
    extra_miles: Trigger
    extra_minutes: Trigger
    gbp_per_week: Trigger
    after_miles_min: float | None
    after_minutes_min: float | None
    net_cost_required: bool
    first_miles_excluded: float
    gbp_per_week_excluded: float
    bases: Mapping[str, str]
    """Vehicle to how it is paid."""
    gbp_per_mile: Mapping[str, float]
    """Vehicle to pounds a mile, where paid by pence."""
    cap_gbp_per_year: float | None
    duration_months: float | None
    year_shares: tuple[float, ...]
    """Share paid in each year since the move; one for every year that pay lasts."""
    days_per_year: float | None
    weeks_per_year: float | None
    pro_rata: bool
    taxable: bool
    employers_ni: bool
    time_off_minutes_above: float | None
    relocation: tuple[float, float, float] | None
    """Least extra miles, miles and extra minutes one way for help to move home; None where there is none."""

    @property
    def years(self) -> int:
        """Years since the move that the policy speaks of; one where it pays nothing."""
        return max(len(self.year_shares), 1)

    def quarter_shares(self) -> tuple[float, ...]:
        """Part of a full year's pay due in each quarter after the move: tapered, and the last one perhaps in part."""
        months = self.duration_months or 0.0
        due = []
        for quarter in range(math.ceil(months / MONTHS_PER_QUARTER)):
            covered = min(months - quarter * MONTHS_PER_QUARTER, MONTHS_PER_QUARTER)
            share = self.year_shares[quarter * MONTHS_PER_QUARTER // MONTHS_PER_YEAR]
            due.append(share * covered / MONTHS_PER_YEAR)
        return tuple(due)


def by_id(table: pd.DataFrame) -> dict[str, Policy]:
    """Policy id to policy, from tables.policies.TravelPolicies."""
    return {str(row["policy_id"]): of_row(row) for row in table.to_dict("records")}


def shares(text: str, duration_months: float) -> tuple[float, ...]:
    """The taper `1 0.5` as shares; all of it in every year where blank. Raises `ValueError` for what is no number."""
    years = math.ceil(duration_months / MONTHS_PER_YEAR) if not math.isnan(duration_months) else 0
    return tuple(float(word) for word in text.split()) if text.strip() else (1.0,) * years


def of_row(row: Mapping[str, Any]) -> Policy:
    """One row of tables.policies.TravelPolicies as a policy."""

    def figure(name: str) -> float | None:
        return None if pd.isna(row[name]) else float(row[name])

    def trigger(name: str, comparison: str) -> Trigger:
        return Trigger(figure(name), row[comparison] == "at least")

    moves = [figure(f"relocation_{name}") for name in ("extra_miles", "after_miles", "extra_minutes")]
    pence = {vehicle: figure(f"{vehicle}_pence_per_mile") for vehicle in VEHICLES}
    return Policy(
        policy_id=str(row["policy_id"]),
        name=str(row["name"]),
        extra_miles=trigger("trigger_miles", "trigger_miles_is"),
        extra_minutes=trigger("trigger_minutes", "trigger_minutes_is"),
        gbp_per_week=trigger("trigger_gbp_per_week", "trigger_gbp_is"),
        after_miles_min=figure("after_miles_min"),
        after_minutes_min=figure("after_minutes_min"),
        net_cost_required=bool(row["net_cost_required"]),
        first_miles_excluded=figure("first_miles_excluded") or 0.0,
        gbp_per_week_excluded=figure("gbp_per_week_excluded") or 0.0,
        bases={vehicle: str(row[f"{vehicle}_basis"]) for vehicle in VEHICLES},
        gbp_per_mile={vehicle: p / 100 for vehicle, p in pence.items() if p is not None},
        cap_gbp_per_year=figure("cap_gbp_per_year"),
        duration_months=figure("duration_months"),
        year_shares=shares(str(row["year_shares"]), float(row["duration_months"])),
        days_per_year=figure("days_per_year"),
        weeks_per_year=figure("weeks_per_year"),
        pro_rata=bool(row["pro_rata"]),
        taxable=bool(row["taxable"]),
        employers_ni=bool(row["employers_ni"]),
        time_off_minutes_above=figure("time_off_minutes_above"),
        relocation=None if all(m is None for m in moves) else (moves[0] or 0.0, moves[1] or 0.0, moves[2] or 0.0),
    )


def pays(policy: Policy) -> bool:
    """Whether the policy pays for travel by anything."""
    return any(basis not in (NOTHING, UNSAID) for basis in policy.bases.values())
