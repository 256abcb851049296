"""Excess-travel pay as cost lines and a published table, rounded at the source so that no total tells of a person."""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from feasibility.costs.lines import Line
from feasibility.costs.timeline import QUARTERS_PER_YEAR, Timeline
from feasibility.costs.words import firmness
from feasibility.excess_travel.entitlement import Owed
from feasibility.scenario.people import PeopleSettings
from feasibility.tables import checked, headings
from feasibility.tables.policies import ExcessTravelTable

PAY_STEP_GBP, FEW_STEP_GBP = 1_000.0, 5_000.0
HEADS_STEP, HOURS_STEP = 5.0, 100.0
NI_KEY = "people.employers_ni_share"


def rounded_pay_gbp(pay_gbp: float, recipients: float, heads_min: int) -> float:
    """A year's pay of one employer to the nearest £1,000; to the nearest £5,000 where fewer than `heads_min` get it."""
    step = FEW_STEP_GBP if recipients < heads_min else PAY_STEP_GBP
    return _nearest(pay_gbp, step)


def rounded_heads(heads: float, heads_min: int) -> float:
    """Staff to the nearest 5; nought as it is; blank where some but fewer than `heads_min`."""
    if heads < heads_min:
        return 0.0 if heads <= 0 else float("nan")
    return _nearest(heads, HEADS_STEP)


def _nearest(value: float, step: float) -> float:
    """To the nearest step; a half goes up."""
    return math.floor(value / step + 0.5) * step


def lines(
    owed: Sequence[Owed], names: Mapping[str, str], timeline: Timeline, move_quarter: int, people: PeopleSettings,
    status_of: Mapping[str, str], heads_min: int,
) -> list[Line]:  # fmt: skip
    """Lines of one option: pay of each employer and, where its policy owes it, National Insurance on that pay.

    `names` gives authority id to name, `status_of` setting key to status. Nothing where rounded pay is nought.
    """
    found: list[Line] = []
    for employer in dict.fromkeys(year.employer for year in owed):
        years = [year for year in owed if year.employer == employer]
        due = _by_quarter(years, timeline, move_quarter, heads_min)
        total = sum(rounded_pay_gbp(y.pay_gbp, y.recipients, heads_min) for y in years)
        if not total:
            continue
        timing, policy = tuple((due / total).tolist()), years[0].policy
        status = firmness(status_of, [f"authority.{employer}.travel_policy"], ["assumed"])
        basis = f"policy {policy.policy_id}; travel stage"
        found.append(_line(f"excess-travel@{employer}", f"Excess travel pay: {names[employer]}", employer, total,
                           timing, status, basis))  # fmt: skip
        if policy.employers_ni and people.employers_ni_share:
            found.append(_line(
                f"excess-travel-ni@{employer}",
                f"Employer's National Insurance on excess travel pay: {names[employer]}",
                employer, total * people.employers_ni_share, timing, firmness(status_of, [NI_KEY], [status]),
                f"{basis}; {NI_KEY}",
            ))  # fmt: skip
    return found


def _by_quarter(
    years: Sequence[Owed], timeline: Timeline, move_quarter: int, heads_min: int
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Rounded pay in each quarter of the timeline; what falls after it is left out."""
    due = np.zeros(timeline.quarters)
    for year in years:
        rounded = rounded_pay_gbp(year.pay_gbp, year.recipients, heads_min)
        for i, amount in enumerate(year.quarters_gbp):
            quarter = move_quarter + (year.year - 1) * QUARTERS_PER_YEAR + i
            if rounded and quarter < timeline.quarters:
                due[quarter] += rounded * amount / year.pay_gbp
    return due


def _line(
    line_id: str, line: str, payer: str, rate_gbp: float, timing: tuple[float, ...], status: str, basis: str
) -> Line:
    return Line(
        line_id=line_id, line=line, group="people", place="all", payer=payer, kind="revenue", driver="always",
        unit="scheme", per_driver=1.0, rate_gbp=rate_gbp, timing=timing, status=status, basis=basis,
        cash=True, economic=False,
    )  # fmt: skip


def rows(option_id: str, owed: Iterable[Owed], people: PeopleSettings, heads_min: int) -> list[dict[str, object]]:
    """Rows of tables.ExcessTravelTable for one option, from the same rounded pay as its lines."""
    found: list[dict[str, object]] = []
    for year in owed:
        pay = rounded_pay_gbp(year.pay_gbp, year.recipients, heads_min)
        few_off = 0 < year.time_off_heads < heads_min
        found.append({
            "option_id": option_id,
            "employer": year.employer,
            "policy_id": year.policy.policy_id,
            "year_since_move": year.year,
            "recipients": rounded_heads(year.recipients, heads_min),
            "pay_gbp": pay,
            "employers_ni_gbp": pay * people.employers_ni_share if year.policy.employers_ni else 0.0,
            "time_off_hours": np.nan if few_off else _nearest(year.time_off_hours, HOURS_STEP),
            "relocation_heads": rounded_heads(year.relocation_heads, heads_min),
            "unsaid_heads": rounded_heads(year.unsaid_heads, heads_min),
            "unknown_heads": rounded_heads(year.unknown_heads, heads_min),
        })  # fmt: skip
    return found


def table(found: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """tables.ExcessTravelTable of all options' rows."""
    names = list(headings(ExcessTravelTable))
    frame = pd.DataFrame(list(found), columns=names)
    texts, whole = ("option_id", "employer", "policy_id"), ("year_since_move",)
    types = {name: "str" if name in texts else "int64" if name in whole else "float64" for name in names}
    return checked(frame.astype(types), ExcessTravelTable, "excess travel")
