"""Who works where under each option, and the figures of the journeys there.

Hundreds of options are counted over all staff, so people and sites stand as places in two indexes here; labels go in
and labels come out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from feasibility.appraisal.journeys import statistics
from feasibility.enumeration import Found
from feasibility.groups import Groups
from feasibility.plan import Plan
from feasibility.tables import MODES, NO_JOURNEY

Ints: TypeAlias = "np.typing.NDArray[np.int64]"
Floats: TypeAlias = "np.typing.NDArray[np.float64]"
CHOICES = (*MODES, NO_JOURNEY)
"""A mode stands as its place in this list."""


@dataclass(frozen=True)
class Seats:
    """Who works where under one option: arrays of one length. Private."""

    person: Ints
    """Place of the person in the index of people."""
    site: Ints
    """Place in the index of sites, which holds one more for the journeys without a space to each that has too few."""
    share: Floats
    """Part of the person who works there: members of a group that splits count at each site. Sums to 1 a person."""


def seated(
    found: Sequence[Found], groups: Groups, people: pd.DataFrame, site_ids: pd.Index, present_sites: Mapping[str, str]
) -> Iterator[tuple[str, Seats]]:
    """Each option that can be had, by its id. `people` has the employer by staff key."""
    here = site_ids.get_indexer(people["employer"].map(dict(present_sites)))
    for item in found:
        if item.plan is None:
            continue
        if item.plan.stays:
            yield item.option.option_id, Seats(np.arange(len(people)), here, np.ones(len(people)))
        else:
            yield item.option.option_id, _moved(item.plan, groups, people.index, site_ids)


def _moved(plan: Plan, groups: Groups, keys: pd.Index, site_ids: pd.Index) -> Seats:
    heads = plan.journey_heads
    by_group = heads.to_numpy() / groups.heads.reindex(heads.index).to_numpy()[:, None]
    share = by_group[heads.index.get_indexer(groups.of_staff.reindex(keys))]
    site, person = np.nonzero(share.T)
    return Seats(person, site_ids.get_indexer(heads.columns)[site], share[person, site])


def figures(journeys: pd.DataFrame, keys: pd.Index, site_ids: pd.Index) -> dict[str, np.ndarray]:
    """What the statistics read of every journey, each figure an array of sites by people.

    `journeys` is tables.PersonJourneys with the figures of `yearly.with_yearly`. Modes are places in `CHOICES`.
    """
    every = pd.MultiIndex.from_product([keys, site_ids])
    rows = journeys.set_index(["staff_key", "site_id"]).reindex(every)
    modes = {f"mode_{w}": rows[f"mode_{w}"].map(CHOICES.index).to_numpy() for w in ("before", "after")}
    columns = statistics.columns_of(rows) | modes
    # Sites by people, since seats are listed site after site: what is read together then lies together.
    return {name: values.reshape(len(keys), len(site_ids)).T.copy() for name, values in columns.items()}


def at_seats(by_site: Mapping[str, np.ndarray], days: Floats, seats: Seats) -> dict[str, np.ndarray]:
    """The figures of everybody at the seats of one option, with the share and the days on site of each."""
    there = {name: values[seats.site, seats.person] for name, values in by_site.items()}
    return there | {"share": seats.share, "days": days[seats.person]}
