"""Every pair of home area and site between which somebody's journey is not known, and why."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from feasibility.tables import NO_JOURNEY
from feasibility.travel.pairs import FILLED, PAIR_STATUSES, Provided

INSTEAD = "transit"
"""What is asked of those who walk, ride or drive now and have no such way."""
KNOWN = PAIR_STATUSES[: FILLED + 1]
"""Words of the pairs whose minutes are known: measured, supplied, filled."""


def listed(
    journeys: pd.DataFrame, measured: Mapping[str, Provided], people: pd.DataFrame, present_sites: Mapping[str, str]
) -> pd.DataFrame:
    """site_id, area_id, mode, reason, heads: how many staff of an area have no known journey to a site. Private.

    `journeys` is tables.PersonJourneys; `measured` the pairs of each mode; `people` has employer, area_id, usual_mode
    and shift by staff key. The reason is that of the mode used now or, where that one has a way but may not be used,
    of public transport. A present workplace is listed with the sites, for those who work there now.
    """
    after = journeys.loc[journeys["mode_after"] == NO_JOURNEY, ["staff_key", "site_id"]]
    now = journeys.loc[journeys["mode_before"] == NO_JOURNEY, ["staff_key"]].drop_duplicates()
    now = now.assign(site_id=now["staff_key"].map(people["employer"]).map(dict(present_sites)))
    rows = pd.concat([after, now], ignore_index=True).drop_duplicates().join(people, on="staff_key")
    rows = rows.assign(mode=rows["usual_mode"], reason=_words(rows, rows["usual_mode"], measured))
    given_up = rows["reason"].isin(KNOWN)  # a walk or ride too long, or a drive without a space at its end
    instead = pd.Series(INSTEAD, index=rows.index)
    reason = rows["reason"].mask(given_up, _words(rows, instead, measured))
    rows = rows.assign(mode=rows["mode"].mask(given_up, instead), reason=reason)
    keys = ["site_id", "area_id", "mode", "reason"]
    return rows.groupby(keys, sort=True).size().rename("heads").astype(float).reset_index()


def _words(rows: pd.DataFrame, mode: "pd.Series[str]", measured: Mapping[str, Provided]) -> "pd.Series[str]":
    """What was found of each person's pair by the mode given."""
    found = pd.Series("", index=rows.index, dtype=object)
    words = np.array(PAIR_STATUSES, dtype=object)
    for (name, shift), part in rows.groupby([mode, rows["shift"]], sort=False):
        status = measured[str(name)].by_shift[str(shift)].status
        people, sites = status.index.get_indexer(part["staff_key"]), status.columns.get_indexer(part["site_id"])
        found.loc[part.index] = words[status.to_numpy()[people, sites]]
    return found
