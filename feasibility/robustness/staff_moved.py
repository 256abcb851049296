"""What draws of the staff and errors of journeys add to each option's travel, over what its plan adds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility.groups import JOURNEYS_PER_DAY, Groups
from feasibility.robustness import curves
from feasibility.robustness.quick import Costed, Moved, Travel
from feasibility.robustness.seated import PARTS, Seated, per_head
from feasibility.tables import NO_JOURNEY
from feasibility.travel import coverage, parking

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Trips:
    """One-way journeys a year of one head by mode. Private: a group may be one person."""

    after: Mapping[str, pd.DataFrame]
    """Mode to group by place: journeys there by that mode."""
    before: Mapping[str, pd.DataFrame]
    """Mode to group by present centre: journeys now by that mode."""

    def added_minutes(self, errors: Mapping[str, "pd.Series[float]"]) -> pd.DataFrame:
        """Group by place: minutes a year that errors (mode to site to minutes one way) add to one head's travel."""
        first = next(iter(self.after.values()))
        total = pd.DataFrame(0.0, index=first.index, columns=first.columns)
        for mode, of_sites in errors.items():
            sites = parking.sites_of(first.columns)
            total += self.after[mode] * of_sites.reindex(sites).to_numpy()
            now = self.before[mode]
            total = total.sub((now * of_sites.reindex(now.columns).to_numpy()).sum(axis=1), axis="index")
        return total


def trips(
    journeys: pd.DataFrame, staff: pd.DataFrame, groups: Groups, considered: "pd.Index[str]",
    present_sites: Mapping[str, str], modes: Sequence[str], *, working_weeks_per_year: float,
) -> Trips:  # fmt: skip
    """`journeys` is tables.PersonJourneys on the basis that ranks, `staff` tables.Staff by staff key."""
    per_year = JOURNEYS_PER_DAY * staff["days_on_site_per_week"] * working_weeks_per_year
    per_year = per_year.where(coverage.measured(journeys, considered).reindex(staff.index), 0.0)
    here = journeys[journeys["site_id"].isin(groups.places)]
    known = (here["mode_after"] != NO_JOURNEY) & (here["mode_before"] != NO_JOURNEY)
    each = here["staff_key"].map(per_year).where(known, 0.0)
    present = staff["employer"].map(present_sites)
    mode_now = here.groupby("staff_key")["mode_before"].first().reindex(staff.index)

    def after(mode: str) -> pd.DataFrame:
        by_person = each.where(here["mode_after"] == mode, 0.0).groupby([here["staff_key"], here["site_id"]]).sum()
        table = by_person.unstack("site_id").reindex(index=staff.index, columns=groups.places)  # noqa: PD010
        return table.fillna(0.0).groupby(groups.of_staff).mean().reindex(groups.heads.index)

    def before(mode: str) -> pd.DataFrame:
        by_person = per_year.where(mode_now == mode, 0.0)
        table = pd.DataFrame({site: by_person.where(present == site, 0.0) for site in present_sites.values()})
        return table.groupby(groups.of_staff).mean().reindex(groups.heads.index)

    return Trips({mode: after(mode) for mode in modes}, {mode: before(mode) for mode in modes})


def moved(
    options: Sequence[Seated], groups: Groups, resampled: pd.DataFrame | None,
    errors: Mapping[str, pd.DataFrame], of_trips: Trips | None,
) -> Moved:  # fmt: skip
    """What is added a year. `resampled` is draw by group (heads), `errors` mode to draw by site (minutes one way).

    Errors move journeys as planned, of the staff as they are: the two are not multiplied together.
    """
    ids = [option.option_id for option in options]
    if not ids or (resampled is None and not errors):
        return Moved({})
    draws = next(iter(errors.values())).index if resampled is None else resampled.index
    by_part = {part: np.zeros((len(draws), len(ids))) for part in PARTS}
    if resampled is not None:
        times = resampled[groups.heads.index].to_numpy() / groups.heads.to_numpy() - 1.0
        for part in PARTS:
            by_part[part] += times @ np.array([option.of_groups[part] for option in options]).T
    if of_trips is not None:
        for mode, of_mode in errors.items():
            by_part["minutes"] += of_mode.to_numpy() @ _journeys(options, of_trips, mode, of_mode.columns).to_numpy()
    return Moved({part: pd.DataFrame(added, index=draws, columns=ids) for part, added in by_part.items()})


def _journeys(options: Sequence[Seated], of_trips: Trips, mode: str, sites: "pd.Index[str]") -> pd.DataFrame:
    """Site by option id: one-way journeys a year by a mode that go there after the move, less those that do now."""
    after, before = of_trips.after[mode], of_trips.before[mode]
    each, now = after.to_numpy(), before.to_numpy()
    # Everybody moves in every option, so the journeys of now are those of all staff.
    found = np.zeros((len(sites), len(options)))
    for place, option in enumerate(options):
        heads = option.journey_heads.to_numpy()
        columns = after.columns.get_indexer(option.journey_heads.columns)
        there = (each[:, columns] * heads).sum(axis=0)
        np.add.at(found[:, place], sites.get_indexer(parking.sites_of(option.journey_heads.columns)), there)
        found[sites.get_indexer(before.columns), place] -= (now * heads.sum(axis=1)[:, None]).sum(axis=0)
    return pd.DataFrame(found, index=sites, columns=[option.option_id for option in options])


def anew(
    given: Costed, option: Seated, groups: Groups, resampled: pd.DataFrame | None,
    errors: Mapping[str, pd.DataFrame], of_trips: Trips | None,
) -> Travel:  # fmt: skip
    """Journeys of an option of two sites with the staff and the journeys of each draw, in the order of that draw.

    Arguments as `moved`; both sites are within reach of everybody.
    """
    first, second = option.site_ids
    unit_gbp, draws = given.unit_gbp(option.way), len(given.needed.refused)
    heads = groups.heads.to_numpy()[None, :] if resampled is None else resampled[groups.heads.index].to_numpy()
    heads = np.broadcast_to(heads, (draws, groups.heads.size)).astype(np.int64)

    def head_gbp(site: str) -> Floats:
        """Draw by group: what one head adds at a site."""
        each = [np.outer(unit_gbp[part], frame[site].to_numpy()) for part, frame in per_head(groups).items()]
        return np.asarray(np.sum(each, axis=0)) + unit_gbp["minutes"][:, None] * _error_minutes(site)

    def _error_minutes(site: str) -> Floats:
        total = np.zeros((draws, groups.heads.size))
        if of_trips is None:
            return total
        for mode, of_mode in errors.items():
            total += np.outer(of_mode[site].to_numpy(), of_trips.after[mode][site].to_numpy())
            now = of_trips.before[mode]
            total -= of_mode[now.columns].to_numpy() @ now.to_numpy().T
        return total

    second_gbp = head_gbp(second)
    return Travel((heads * second_gbp).sum(axis=1), curves.anew(heads, head_gbp(first) - second_gbp))
