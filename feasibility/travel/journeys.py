"""Minutes by mode into each person's journey before (to the present workplace) and after (to each site)."""

from collections.abc import Mapping

import pandas as pd

from feasibility import tables
from feasibility.errors import InputError, raise_all
from feasibility.scenario.travel import TravelSettings

WHERE = "journeys"
KEYS_SHOWN = 5
"""Row keys named in a message; a key is a row number, never a name or a home."""

FALLBACK = {
    "car": ("car", "transit"),
    "walk": ("walk", "transit"),
    "cycle": ("cycle", "transit"),
    "transit": ("transit",),
}
"""Modes a person tries in turn, by usual mode. Nobody is put into a car who does not use one now."""


def before_and_after(
    staff: pd.DataFrame,
    minutes: pd.DataFrame,
    present_site_by_employer: Mapping[str, str],
    settings: TravelSettings,
) -> pd.DataFrame:
    """Each person's journey to the present workplace and to each site: a table of `tables.PersonJourneys`.

    The mode is the usual one; a walk or ride over its limit, or a way that does not exist, is replaced by public
    transport. The rule is the same before and after, so a person who stays put has exactly no change. Raises
    `InputError` with counts and row keys, never homes, when somebody has no journey at all to a site.
    """
    staff = staff[["staff_key", "employer", "usual_mode"]].reset_index(drop=True)
    chosen = _chosen(staff, minutes, settings)
    present = staff["employer"].map(dict(present_site_by_employer))
    _refuse_unknown(staff, present)
    _refuse_stranded(chosen, staff, sorted(set(minutes["site_id"]) | set(present)))
    workplace = pd.DataFrame({"staff_key": staff["staff_key"], "site_id": present})
    before = workplace.merge(chosen, on=["staff_key", "site_id"], validate="one_to_one").drop(columns="site_id")
    journeys = chosen.merge(before, on="staff_key", suffixes=("_after", "_before"), validate="many_to_one")
    ordered = journeys[list(tables.headings(tables.PersonJourneys))]
    ordered = ordered.sort_values(["staff_key", "site_id"], kind="stable").reset_index(drop=True)
    return tables.checked(ordered, tables.PersonJourneys, WHERE)


def _chosen(staff: pd.DataFrame, minutes: pd.DataFrame, settings: TravelSettings) -> pd.DataFrame:
    """The first mode of each person's order that serves the pair: staff_key, site_id, mode, minutes, km."""
    order = pd.DataFrame(
        [(usual, mode, place) for usual, modes in FALLBACK.items() for place, mode in enumerate(modes)],
        columns=["usual_mode", "mode", "preference"],
    )
    limits = minutes["mode"].map({"walk": settings.walk_minutes_max, "cycle": settings.cycle_minutes_max})
    within = minutes.loc[~(minutes["minutes"] > limits), ["staff_key", "site_id", "mode", "minutes", "km"]]
    usual = staff[["staff_key", "usual_mode"]]
    usable = within.merge(usual, on="staff_key", validate="many_to_one").merge(
        order, on=["usual_mode", "mode"], validate="many_to_one"
    )
    best = usable.sort_values(["staff_key", "site_id", "preference"], kind="stable")
    best = best.drop_duplicates(["staff_key", "site_id"])  # the first of each pair is the one preferred
    return best[["staff_key", "site_id", "mode", "minutes", "km"]]


def _refuse_unknown(staff: pd.DataFrame, present: pd.Series) -> None:
    without = sorted(staff.loc[present.isna(), "employer"].unique())
    raise_all(InputError, WHERE, [f"employer {employer} has no present centre among the sites" for employer in without])


def _refuse_stranded(chosen: pd.DataFrame, staff: pd.DataFrame, site_ids: list[str]) -> None:
    every = pd.MultiIndex.from_product([site_ids, staff["staff_key"]], names=["site_id", "staff_key"])
    lacking = every.difference(pd.MultiIndex.from_frame(chosen[["site_id", "staff_key"]])).to_frame(index=False)
    faults = [
        f"site {site_id}: {len(keys)} of {len(staff)} staff have no journey there by usual mode or public transport "
        f"({', '.join(keys[:KEYS_SHOWN])}{' and more' if len(keys) > KEYS_SHOWN else ''})"
        for site_id, keys in lacking.groupby("site_id")["staff_key"].agg(sorted).items()
    ]
    remedy = "supply minutes for them (files.travel_minutes), raise the limits of [travel], or leave the site out"
    raise_all(InputError, WHERE, [*faults, remedy] if faults else [])
