"""Journeys before and after, by option and employer or home area. Everyone counts once."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from feasibility.enumeration import Found
from feasibility.groups import Groups
from feasibility.plan import Plan

EVERYBODY = "all"
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
    by_group = plan.heads.div(groups.heads, axis=0)
    wide = by_group.loc[groups.of_staff.to_numpy()].set_axis(groups.of_staff.index)
    share = wide.rename_axis("staff_key").melt(ignore_index=False, var_name="site_id", value_name="share")
    return share[share["share"] > 0].reset_index()


def by_employer(seated: pd.DataFrame) -> pd.DataFrame:
    """Journeys of each employer and of everybody, option by option (tables.JourneysTable). Not yet fit to publish."""
    rows = [
        _statistics(str(option_id), employer, part)
        for option_id, of_option in seated.groupby("option_id", sort=False)
        for employer, part in [*of_option.groupby("employer"), (EVERYBODY, of_option)]
    ]
    return pd.DataFrame(rows)


def _statistics(option_id: str, employer: str, rows: pd.DataFrame) -> dict[str, object]:
    weights = rows["share"].to_numpy()

    def share(chosen: "pd.Series[bool]") -> float:
        return float(weights[chosen.to_numpy()].sum() / weights.sum())

    row: dict[str, object] = {"option_id": option_id, "employer": employer, "heads": round(float(weights.sum()))}
    for stem, column in (("before", "minutes_before"), ("after", "minutes_after"), ("change", "change")):
        values = rows[column].to_numpy()
        row[f"{stem}_minutes_mean"] = float(np.average(values, weights=weights))
        row[f"{stem}_minutes_median"] = percentile(values, weights, 0.5)
        row[f"{stem}_minutes_p90"] = percentile(values, weights, 0.9)
    return row | {
        "better_share": share(rows["change"] < -NOTICED_MINUTES),
        "worse_share": share(rows["change"] > NOTICED_MINUTES),
        "worse_15_share": share(rows["change"] > 15),
        "worse_30_share": share(rows["change"] > 30),
        "changed_mode_share": share(rows["changed_mode"]),
    }


def percentile(values: np.ndarray, weights: np.ndarray, share: float) -> float:
    """The least value that `share` of the weight does not exceed (inverted distribution function, Hyndman-Fan type 1)."""
    return float(np.quantile(values, share, weights=weights, method="inverted_cdf"))


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
