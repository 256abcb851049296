"""Journeys before and after, by option and employer or home area. Everyone counts once."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from feasibility.enumeration import Found
from feasibility.groups import Groups
from feasibility.plan import Plan
from feasibility.tables import ALL

NOTICED_MINUTES = 1.0
"""A change of up to a minute counts as unchanged (assumed: finer than any of the minutes can be known)."""


def everybody(
    found: Sequence[Found],
    groups: Groups,
    journeys: pd.DataFrame,
    people: pd.DataFrame,
    present_sites: Mapping[str, str],
) -> pd.DataFrame:
    """Where everybody is under each option that can be had. Private.

    `journeys` is tables.PersonJourneys; `people` has employer and area_id by staff key; `present_sites` gives the
    present site of each employer. A member of a group that splits between sites counts at each with a share. Columns:
    option_id, staff_key, site_id, share, the journey, employer, area_id, change, changed_mode.
    """
    after = journeys.set_index(["staff_key", "site_id"])
    frames = {
        item.option.option_id: _seated(item.plan, groups, people, present_sites)
        for item in found
        if item.plan is not None
    }
    rows = pd.concat(frames, names=["option_id"]).reset_index("option_id").reset_index(drop=True)
    rows = rows.join(after, on=["staff_key", "site_id"], validate="many_to_one")
    rows = rows.join(people, on="staff_key", validate="many_to_one")
    return rows.assign(
        change=rows["minutes_after"] - rows["minutes_before"], changed_mode=rows["mode_after"] != rows["mode_before"]
    )


def _seated(plan: Plan, groups: Groups, people: pd.DataFrame, present_sites: Mapping[str, str]) -> pd.DataFrame:
    if plan.stays:
        return pd.DataFrame(
            {"staff_key": people.index, "site_id": people["employer"].map(present_sites).to_numpy(), "share": 1.0}
        )
    sites, keys = list(plan.heads.columns), groups.of_staff.index.to_numpy()
    by_group = plan.heads.to_numpy() / groups.heads.reindex(plan.heads.index).to_numpy()[:, None]
    share = by_group[plan.heads.index.get_indexer(groups.of_staff.to_numpy())]
    person, site = np.nonzero(share.T)[::-1]
    return pd.DataFrame(
        {"staff_key": keys[person], "site_id": np.array(sites, dtype=object)[site], "share": share[person, site]}
    )


def by_employer(seated: pd.DataFrame) -> pd.DataFrame:
    """Journeys of each employer and of everybody, option by option (tables.JourneysTable). Not yet fit to publish."""
    columns = {c: seated[c].to_numpy() for c in ("share", "minutes_before", "minutes_after", "change", "changed_mode")}
    of_employer = seated.groupby(["option_id", "employer"], sort=True).indices
    rows = []
    for option_id, everybody_there in seated.groupby("option_id", sort=False).indices.items():
        parts = [(employer, rows_) for (option, employer), rows_ in of_employer.items() if option == option_id]
        for employer, chosen in [*parts, (ALL, everybody_there)]:
            rows.append(
                {"option_id": option_id, "employer": employer}
                | _statistics({name: values[chosen] for name, values in columns.items()})
            )
    return pd.DataFrame(rows)


def _statistics(part: Mapping[str, np.ndarray]) -> dict[str, object]:
    weights, change = part["share"], part["change"]

    def share(chosen: np.ndarray) -> float:
        return float(weights[chosen].sum() / weights.sum())

    row: dict[str, object] = {"heads": round(float(weights.sum()))}
    for stem, name in (("before", "minutes_before"), ("after", "minutes_after"), ("change", "change")):
        row[f"{stem}_minutes_mean"] = float(np.average(part[name], weights=weights))
        median, ninetieth = percentiles(part[name], weights, (0.5, 0.9))
        row[f"{stem}_minutes_median"], row[f"{stem}_minutes_p90"] = median, ninetieth
    return row | {
        "better_share": share(change < -NOTICED_MINUTES),
        "worse_share": share(change > NOTICED_MINUTES),
        "worse_15_share": share(change > 15),
        "worse_30_share": share(change > 30),
        "changed_mode_share": share(part["changed_mode"]),
    }


def percentiles(values: np.ndarray, weights: np.ndarray, shares: Sequence[float]) -> list[float]:
    """The least value that each share of the weight does not exceed (inverted distribution, Hyndman-Fan type 1)."""
    found = np.quantile(values, shares, weights=weights, method="inverted_cdf")
    return [float(value) for value in found]


def by_area(seated: pd.DataFrame) -> pd.DataFrame:
    """Staff and mean change by option and home area. Not yet fit to publish."""
    rows = seated.assign(weighted=seated["change"] * seated["share"])
    sums = rows.groupby(["option_id", "area_id"], sort=False)[["share", "weighted"]].sum()
    return pd.DataFrame(
        {"heads": sums["share"].round(), "change_minutes_mean": sums["weighted"] / sums["share"]}
    ).reset_index()


def by_area_and_site(seated: pd.DataFrame) -> pd.DataFrame:
    """Staff by option, home area and site. Not yet fit to publish."""
    heads = seated.groupby(["option_id", "area_id", "site_id"], sort=False)["share"].sum().round(6)
    return heads.rename("heads").reset_index()
