"""Staff expected to leave because their journey grows: a stated curve of added minutes, with what it costs.

No published curve was found; the settings are illustrative, so three curves are shown and none is counted by default.
Each person's own change is read off the curve, never the mean change of a group.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility.costs.lines import Book, Line
from feasibility.costs.timeline import QUARTERS_PER_YEAR, Timeline
from feasibility.costs.words import firmness
from feasibility.scenario.people import AttritionSettings
from feasibility.tables import checked, headings
from feasibility.tables.policies import AttritionTable

CURVES = ("low", "central", "high")
COUNTED = "central"
HEADS_STEP = 5.0
"""Leavers are published to the nearest five; the money of the options holds what is expected, unrounded."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Lengthened:
    """How each person's journey changes at each site. Private."""

    employers: tuple[str, ...]
    groups: "pd.Index[str]"
    sites: "pd.Index[str]"
    members: Floats
    """Employer by group: 1 where the group is of that employer."""
    mean: Floats
    """Group by person: the person's part of the mean of the group."""
    added_minutes: Floats
    """Person by site: minutes added one way; not a number where unknown."""


NOBODY = Lengthened((), pd.Index([]), pd.Index([]), np.zeros((0, 0)), np.zeros((0, 0)), np.zeros((0, 0)))
"""Nobody's journey is known, so nobody is expected to leave."""


@dataclass(frozen=True)
class Leaving:
    """Share of each group expected to leave at each site. Private: a group may be one person."""

    employers: tuple[str, ...]
    groups: "pd.Index[str]"
    sites: "pd.Index[str]"
    members: Floats
    """Employer by group: 1 where the group is of that employer."""
    shares: Floats
    """Curve by group by site."""


def share(added_minutes: Floats, settings: AttritionSettings, curve: str) -> Floats:
    """Share who leave within a year, by minutes added one way: straight between the points, level beyond, 0 unknown."""
    curves = {"low": settings.low_shares, "central": settings.central_shares, "high": settings.high_shares}
    found = np.interp(np.nan_to_num(added_minutes, nan=-np.inf), settings.added_minutes, curves[curve])
    return np.where(added_minutes > 0, found, 0.0)


def lengthened(
    journeys: pd.DataFrame, employer: "pd.Series[str]", of_staff: "pd.Series[str]", considered: "pd.Index[str]"
) -> Lengthened:
    """How each person's journey changes at every site considered; done once a run.

    `journeys` is tables.PersonJourneys; `employer` and `of_staff` give staff key to authority and group. Groups have
    one employer each.
    """
    rows = journeys[journeys["site_id"].isin(considered)]
    place = pd.MultiIndex.from_product([of_staff.index, considered])
    minutes = (rows["minutes_after"] - rows["minutes_before"]).set_axis(
        pd.MultiIndex.from_frame(rows[["staff_key", "site_id"]])
    )
    added = minutes.reindex(place).to_numpy(dtype=float).reshape(len(of_staff), len(considered))
    groups = pd.Index(sorted(of_staff.unique()))
    mean = np.zeros((len(groups), len(of_staff)))
    mean[groups.get_indexer(of_staff), np.arange(len(of_staff))] = 1.0
    mean /= mean.sum(axis=1, keepdims=True)
    owners = employer.loc[of_staff.index].to_numpy()[mean.argmax(axis=1)]
    names = tuple(sorted(set(owners)))
    return Lengthened(
        employers=names,
        groups=groups,
        sites=considered,
        members=np.array([owners == name for name in names], dtype=float),
        mean=mean,
        added_minutes=added,
    )


def find(journeys: Lengthened, settings: AttritionSettings) -> Leaving:
    """Shares of every group at every site considered."""
    return Leaving(
        employers=journeys.employers,
        groups=journeys.groups,
        sites=journeys.sites,
        members=journeys.members,
        shares=np.array([journeys.mean @ share(journeys.added_minutes, settings, curve) for curve in CURVES]),
    )


def _year_after(timeline: Timeline, move_quarter: int) -> tuple[float, ...]:
    """The timing of what leavers cost: evenly over the year after the move."""
    return timeline.each_quarter(move_quarter, min(move_quarter + QUARTERS_PER_YEAR, timeline.quarters))


def present_value(leaving: Leaving, book: Book, settings: AttritionSettings) -> pd.DataFrame:
    """Group by site: present value in pounds of what one head is expected to cost by leaving, on the counted curve."""
    return weighed(leaving, book, settings, book.factors)


def weighed(leaving: Leaving, book: Book, settings: AttritionSettings, weights: Sequence[float]) -> pd.DataFrame:
    """The same where a pound of each quarter of the timeline counts `weights`: discount factors give present value."""
    timing = _year_after(book.timeline, book.move_quarter)
    pound = sum(part * weight for part, weight in zip(timing, weights, strict=True) if part)
    gbp = leaving.shares[CURVES.index(COUNTED)] * settings.leaver_gbp * pound
    return pd.DataFrame(gbp, index=leaving.groups, columns=leaving.sites)


def expected(leaving: Leaving, heads: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Employer to curve to leavers expected, unrounded, were staff seated as in `heads` (group by site)."""
    seated = heads.reindex(leaving.groups).fillna(0).to_numpy(dtype=float)
    places = leaving.sites.get_indexer(heads.columns)
    found = (leaving.shares[:, :, places] * seated).sum(axis=2) @ leaving.members.T
    return {name: dict(zip(CURVES, found[:, i].tolist(), strict=True)) for i, name in enumerate(leaving.employers)}


def leavers(expected: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """The same in whole leavers; a half goes up."""
    return {
        name: {curve: float(np.floor(count + 0.5)) for curve, count in curves.items()}
        for name, curves in expected.items()
    }


def stepped(leavers: float) -> float:
    """To the nearest `HEADS_STEP`; a half goes up."""
    return float(np.floor(leavers / HEADS_STEP + 0.5) * HEADS_STEP)


def lines(
    expected: Mapping[str, Mapping[str, float]], names: Mapping[str, str], timeline: Timeline, move_quarter: int,
    settings: AttritionSettings, status_of: Mapping[str, str],
) -> list[Line]:  # fmt: skip
    """A line an employer whose staff are expected to leave under the central curve, over the year after the move.

    None unless the scenario counts attrition. Recruiting and training use resources, so the optimiser holds the same
    money a head: `present_value`. `expected` is unrounded.
    """
    keys = ("people.attrition.central_shares", "people.attrition.added_minutes", "people.attrition.leaver_gbp")
    if not settings.counted:
        return []
    timing = _year_after(timeline, move_quarter)
    return [
        Line(
            line_id=f"attrition@{employer}", line=f"Staff lost to longer journeys: {names[employer]}", group="people",
            place="all", payer=employer, kind="revenue", driver="always",
            unit="leavers expected", per_driver=curves[COUNTED], rate_gbp=settings.leaver_gbp, timing=timing,
            status=firmness(status_of, keys), basis="; ".join(keys),
        )
        for employer, curves in expected.items()
        if curves[COUNTED]
    ]  # fmt: skip


def rows(
    option_id: str, leavers: Mapping[str, Mapping[str, float]], settings: AttritionSettings, heads_min: int
) -> list[dict[str, object]]:
    """Rows of tables.policies.AttritionTable for one option, whole leavers; blank where some but under `heads_min`."""
    return [
        {"option_id": option_id, "employer": employer, "curve": curve,
         "leavers": np.nan if 0 < count < heads_min else stepped(count),
         "cost_gbp": stepped(count) * settings.leaver_gbp, "counted": settings.counted and curve == COUNTED}
        for employer, curves in leavers.items() for curve, count in curves.items()
    ]  # fmt: skip


def table(found: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """tables.policies.AttritionTable of all options' rows."""
    names = list(headings(AttritionTable))
    types = {"leavers": "float64", "cost_gbp": "float64", "counted": "bool"}
    frame = pd.DataFrame(list(found), columns=names).astype({name: types.get(name, "str") for name in names})
    return checked(frame, AttritionTable, "attrition")
