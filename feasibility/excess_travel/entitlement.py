"""What each employer's policy owes its staff at each site, and what an option then pays in each year since the move."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility.costs.timeline import QUARTERS_PER_YEAR, Timeline
from feasibility.excess_travel.policy import Policy
from feasibility.excess_travel.rules import AMAP_CAR_GBP_PER_MILE, Due, Floats, Trips, due
from feasibility.travel.pairs import KM_PER_MILE

NO_POLICY = ""
MEASURES = ("pay_gbp", "paid", "time_off_hours", "with_time_off", "relocates", "unsaid", "unknown")
"""What is held of each person and site: pounds and hours of a full year, and whether counted."""

Era = TypeVar("Era")


@dataclass(frozen=True)
class Entitlement:
    """What the policies owe, as means over the staff of each group. Private: a group may be one person."""

    policies: Mapping[str, Policy]
    """Authority id to its policy; an authority without one is left out."""
    groups: "pd.Index[str]"
    sites: "pd.Index[str]"
    members: Floats
    """Employer (in the order of `policies`) by group: 1 where the group is of that employer."""
    means: Mapping[int, npt.NDArray[np.float64]]
    """First financial year of a mileage rate to an array of measure, group and site."""
    timeline: Timeline


@dataclass(frozen=True)
class Owed:
    """What one employer owes under one option in one year since the move. Private until rounded: see `lines`.

    Staff are expected numbers: where a plan splits a group, each site has its share of the group's mean.
    """

    employer: str
    policy: Policy
    year: int
    """Since the move, from 1."""
    recipients: float
    pay_gbp: float
    quarters_gbp: tuple[float, ...]
    """The pay of each quarter of that year since the move."""
    time_off_hours: float
    time_off_heads: float
    relocation_heads: float
    unsaid_heads: float
    unknown_heads: float


def find(
    journeys: pd.DataFrame,
    staff: pd.DataFrame,
    of_staff: "pd.Series[str]",
    considered: "pd.Index[str]",
    policies: Mapping[str, Policy],
    timeline: Timeline,
    working_weeks_per_year: float,
    transit_extra_gbp_per_day: pd.DataFrame | None = None,
) -> Entitlement:
    """Entitlement of every group at every site considered; done once a run.

    `journeys` is tables.PersonJourneys with `cost_gbp_per_year_before` and `_after`; `staff` tables.Staff by staff key;
    `of_staff` staff key to group id; `policies` authority id to policy. Pay follows the journey made by the mode used
    now. `transit_extra_gbp_per_day` (staff key by site) is what the change would cost by public transport, for policies
    that pay the cheapest way; where it is left out they pay drivers by the mile. Groups have one employer each.
    """
    keys = of_staff.index
    trips = _trips(journeys, staff.loc[keys], considered, working_weeks_per_year, transit_extra_gbp_per_day)
    employer = staff.loc[keys, "employer"].to_numpy()
    groups = pd.Index(sorted(of_staff.unique()))
    mean = np.zeros((len(groups), len(keys)))
    mean[groups.get_indexer(of_staff), np.arange(len(keys))] = 1.0
    mean /= mean.sum(axis=1, keepdims=True)
    owners = employer[mean.argmax(axis=1)]
    last_year = timeline.first_financial_year + timeline.period_years
    eras = [year for year, _ in AMAP_CAR_GBP_PER_MILE if year <= last_year]
    means = {era: mean @ _of_people(trips, employer, policies, era, working_weeks_per_year) for era in eras}
    return Entitlement(
        policies=dict(policies),
        groups=groups,
        sites=considered,
        members=np.array([owners == name for name in policies], dtype=float).reshape(len(policies), len(groups)),
        means=means,
        timeline=timeline,
    )


def _trips(
    journeys: pd.DataFrame, staff: pd.DataFrame, considered: "pd.Index[str]", weeks: float,
    transit_extra_gbp_per_day: pd.DataFrame | None,
) -> Trips:  # fmt: skip
    """Person by site."""
    rows = journeys[journeys["site_id"].isin(considered)]
    place = pd.MultiIndex.from_product([staff.index, considered])
    found = rows.set_index(pd.MultiIndex.from_frame(rows[["staff_key", "site_id"]])).reindex(place)
    shape = (len(staff), len(considered))

    def figures(name: str) -> Floats:
        return np.asarray(found[name], dtype=float).reshape(shape)

    days = np.repeat(staff["days_on_site_per_week"].to_numpy(dtype=float)[:, None], len(considered), axis=1)
    extra_gbp = figures("cost_gbp_per_year_after") - figures("cost_gbp_per_year_before")
    lost = found["mode_before"].isna() | (found["mode_before"] == "none")
    by_transit = np.full(shape, np.nan)
    if transit_extra_gbp_per_day is not None:
        by_transit = transit_extra_gbp_per_day.reindex(index=staff.index, columns=considered).to_numpy(dtype=float)
    return Trips(
        vehicle=found["mode_after"].mask(lost, "none").fillna("none").to_numpy(dtype=object).reshape(shape),
        miles_before=figures("km_before") / KM_PER_MILE,
        miles_after=figures("km_after") / KM_PER_MILE,
        minutes_before=figures("minutes_before"),
        minutes_after=figures("minutes_after"),
        extra_gbp_per_day=extra_gbp / (days * weeks),
        days_per_week=days,
        transit_extra_gbp_per_day=by_transit,
    )


def _of_people(
    trips: Trips, employer: npt.NDArray[np.object_], policies: Mapping[str, Policy], era: int, weeks: float
) -> npt.NDArray[np.float64]:
    """Measure by person by site; nought for staff whose employer has no policy."""
    held = np.zeros((len(MEASURES), *trips.days_per_week.shape))
    for name, policy in policies.items():
        theirs = employer == name
        one = Trips(**{field: figures[theirs] for field, figures in vars(trips).items()})
        owed = due(policy, one, financial_year=era, working_weeks_per_year=weeks)
        held[:, theirs] = np.array(_measured(owed))
    return held


def _measured(owed: Due) -> tuple[Floats, ...]:
    """In the order of `MEASURES`."""
    flags = (owed.pay_gbp > 0, owed.time_off_hours > 0, owed.relocates, owed.unsaid, owed.unknown)
    paid, with_time_off, relocates, unsaid, unknown = (flag.astype(float) for flag in flags)
    return owed.pay_gbp, paid, owed.time_off_hours, with_time_off, relocates, unsaid, unknown


def owed(entitlement: Entitlement, heads: pd.DataFrame, move_quarter: int) -> tuple[Owed, ...]:
    """What each employer owes in each year since the move, were staff seated as in `heads` (group by site).

    Each quarter is paid at the mileage rate of the financial year it stands in.
    """
    seated = heads.reindex(entitlement.groups).fillna(0).to_numpy(dtype=float)
    places = entitlement.sites.get_indexer(heads.columns)
    # Measure by employer, for each mileage rate.
    totals = {
        era: (means[:, :, places] * seated).sum(axis=2) @ entitlement.members.T
        for era, means in entitlement.means.items()
    }
    found = []
    for i, (employer, policy) in enumerate(entitlement.policies.items()):
        by_era = {era: dict(zip(MEASURES, total[:, i].tolist(), strict=True)) for era, total in totals.items()}
        found += [
            _of_year(employer, policy, year, by_era, entitlement.timeline, move_quarter)
            for year in range(1, policy.years + 1)
        ]
    return tuple(found)


def _of_year(
    employer: str, policy: Policy, year: int, by_era: Mapping[int, Mapping[str, float]], timeline: Timeline,
    move_quarter: int,
) -> Owed:  # fmt: skip
    shares = policy.quarter_shares()
    quarters = range((year - 1) * QUARTERS_PER_YEAR, min(year * QUARTERS_PER_YEAR, len(shares)))
    eras = [_latest(by_era, timeline, move_quarter + q) for q in quarters]
    amounts = tuple(shares[q] * era["pay_gbp"] for q, era in zip(quarters, eras, strict=True))
    first = eras[0] if eras else _latest(by_era, timeline, move_quarter)
    time_off_share = math.fsum(1 / QUARTERS_PER_YEAR for _ in quarters)
    return Owed(
        employer=employer,
        policy=policy,
        year=year,
        recipients=first["paid"] if sum(amounts) > 0 else 0.0,
        pay_gbp=math.fsum(amounts),
        quarters_gbp=amounts,
        time_off_hours=first["time_off_hours"] * time_off_share,
        time_off_heads=first["with_time_off"] if quarters else 0.0,
        relocation_heads=first["relocates"],
        unsaid_heads=first["unsaid"],
        unknown_heads=first["unknown"],
    )


def per_head_gbp(
    entitlement: Entitlement, timeline: Timeline, move_quarter: int, weights: Sequence[float], ni_share: float
) -> dict[str, pd.DataFrame]:
    """Employer to group by site: pay of one head and, where its policy owes it, National Insurance at `ni_share`.

    A pound of each quarter of the timeline counts `weights`: discount factors give present value, 1 in the quarters of
    one year the cash of that year. Unrounded; what is published is rounded option by option (`excess_travel.lines`).
    """
    found = {}
    for i, (employer, policy) in enumerate(entitlement.policies.items()):
        shares = policy.quarter_shares()[: policy.years * QUARTERS_PER_YEAR]
        gbp = np.zeros((len(entitlement.groups), len(entitlement.sites)))
        for quarter, share in enumerate(shares, start=move_quarter):
            if quarter < timeline.quarters and share * weights[quarter]:
                pay = _latest(entitlement.means, timeline, quarter)[MEASURES.index("pay_gbp")]
                gbp += share * weights[quarter] * pay
        gbp *= entitlement.members[i][:, None] * (1 + ni_share if policy.employers_ni else 1)
        found[employer] = pd.DataFrame(gbp, index=entitlement.groups, columns=entitlement.sites)
    return found


def _latest(by_era: Mapping[int, Era], timeline: Timeline, quarter: int) -> Era:
    """What goes by the mileage rate of the financial year that a quarter stands in."""
    financial_year = timeline.first_financial_year + timeline.year_of(quarter)
    return by_era[max(era for era in by_era if era <= financial_year)]
