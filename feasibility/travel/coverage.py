"""For whom journeys are known: who is measured, what share of staff that is, and when it is too small to rank."""

import pandas as pd

from feasibility.errors import InputError
from feasibility.inputs.typed import row_words
from feasibility.tables import NO_JOURNEY

WHERE = "journeys"
ROWS_NAMED = 20
"""Rows named in one message; the rest are counted."""


def measured(journeys: pd.DataFrame, considered: "pd.Index[str]") -> "pd.Series[bool]":
    """By staff key: whether a journey is known to the present workplace and to at least one site considered.

    `journeys` is tables.PersonJourneys. Whoever is not measured keeps a place among heads and seats, adds no travel to
    any option, and is in no figure of minutes.
    """
    known = pd.DataFrame(
        {
            "staff_key": journeys["staff_key"],
            "before": journeys["mode_before"] != NO_JOURNEY,
            "after": (journeys["mode_after"] != NO_JOURNEY) & journeys["site_id"].isin(considered),
        }
    )
    return known.groupby("staff_key", sort=True)[["before", "after"]].any().all(axis=1)


def share(journeys: pd.DataFrame, considered: "pd.Index[str]") -> float:
    """Share of all staff who are `measured`: the coverage of the journeys."""
    return float(measured(journeys, considered).mean())


def refuse_too_few(
    journeys: pd.DataFrame,
    staff: pd.DataFrame,
    considered: "pd.Index[str]",
    coverage_share_min: float,
    lost: pd.DataFrame,
) -> None:
    """Raise `InputError` where journeys are known for a smaller share of staff than options may be ranked on.

    `lost` are the journeys not known: mode, reason, heads. The message counts them by mode and reason, and those who
    lack a journey by usual mode, present workplace and site, and names rows of the staff file: never a home.
    """
    known = measured(journeys, considered)
    if known.mean() >= coverage_share_min:
        return
    people = staff.set_axis(pd.Index(staff["staff_key"].to_numpy()), axis="index").loc[known.index]
    before = journeys.drop_duplicates("staff_key").set_index("staff_key")["mode_before"] == NO_JOURNEY
    after = journeys[journeys["site_id"].isin(considered)]
    nowhere = (after["mode_after"] == NO_JOURNEY).groupby(after["site_id"], sort=True)
    raise InputError(
        WHERE,
        [
            f"journeys are known for {int(known.sum())} of {len(known)} staff ({known.mean():.1%}): to the present "
            f"workplace and to at least one site considered. travel.journeys.coverage_share_min asks for "
            f"{coverage_share_min:.1%}, so the options are not ranked: {_rows(known)}",
            f"not known by usual mode: {_counts(~known, people['usual_mode'])}",
            f"why, of all journeys not known: {_reasons(lost)}",
            f"no journey to the present workplace, by employer: {_counts(before.loc[known.index], people['employer'])}",
            f"no journey to a site: {_of_groups(nowhere.sum(), nowhere.size())}",
            "check the postcodes of those rows, supply minutes for them (travel.providers: matrix), raise "
            "travel.snap_metres_max or the limits of travel.journeys, or lower travel.journeys.coverage_share_min and "
            "say why",
        ],
    )


def warnings(journeys: pd.DataFrame, considered: "pd.Index[str]") -> tuple[str, ...]:
    """What is said of those not measured where the run goes on: nothing, or one sentence that names their rows."""
    known = measured(journeys, considered)
    if known.all():
        return ()
    return (
        f"no journey is known for {int((~known).sum())} of {len(known)} staff: {_rows(known)} of the staff file; they "
        "are counted in heads and seats and in no figure of travel",
    )


def _rows(known: "pd.Series[bool]") -> str:
    """Row numbers of those not known: a staff key is `row-` and the number."""
    rows = sorted(int(str(key).removeprefix("row-")) for key in known.index[~known])
    more = f" and {len(rows) - ROWS_NAMED} more" if len(rows) > ROWS_NAMED else ""
    return row_words(pd.Index(rows[:ROWS_NAMED])) + more


def _reasons(lost: pd.DataFrame) -> str:
    """`transit, no service 20; car, no way 3`: journeys by mode and reason."""
    heads = lost.groupby(["mode", "reason"], sort=True)["heads"].sum()
    return "; ".join(f"{mode}, {reason} {int(count)}" for (mode, reason), count in heads.items())


def _counts(lacking: "pd.Series[bool]", kinds: "pd.Series[str]") -> str:
    groups = lacking.groupby(kinds, sort=True)
    return _of_groups(groups.sum(), groups.size())


def _of_groups(some: "pd.Series[int]", of: "pd.Series[int]") -> str:
    """`car 3 of 40, transit 2 of 60`: each kind with some."""
    words = [f"{kind} {int(count)} of {int(of[kind])}" for kind, count in some.items() if count]
    return ", ".join(words) if words else "none"
