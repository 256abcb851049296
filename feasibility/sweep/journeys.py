"""What everybody's journeys come to under an option: the few figures that a cell publishes, without the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.appraisal.journeys import seated, statistics
from feasibility.enumeration import Found
from feasibility.groups import Groups
from feasibility.tables import ALL

FIGURES = ("before", "change")


@dataclass(frozen=True)
class Everybody:
    """Minutes of each person at each site, on the basis that ranks. Private, though it holds no place."""

    people: pd.DataFrame
    """employer by staff key."""
    site_ids: "pd.Index[str]"
    by_site: Mapping[str, np.ndarray]
    """`before` and `change` in minutes one way: arrays of sites by people."""
    present_sites: Mapping[str, str]
    """Authority id to the site id of its present centre."""


def everybody(journeys: pd.DataFrame, staff: pd.DataFrame, present_sites: Mapping[str, str]) -> Everybody:
    """`journeys` is tables.PersonJourneys with yearly figures, `staff` has the employer by staff key."""
    people = pd.DataFrame({"employer": staff["employer"]})
    site_ids = pd.Index(sorted(set(journeys["site_id"])))
    found = seated.figures(journeys, people.index, site_ids)
    return Everybody(people, site_ids, {name: found[name] for name in FIGURES}, present_sites)


def of_options(sound: Sequence[Found], groups: Groups, known: Everybody) -> pd.DataFrame:
    """By option, for all staff together, what the ranking reads of tables.JourneysTable, and the staff measured.

    The sums are those of `appraisal.journeys.results`.
    """
    rows = []
    for option_id, seats in seated.seated(sound, groups, known.people, known.site_ids, known.present_sites):
        there = {name: values[seats.site, seats.person] for name, values in known.by_site.items()}
        rows.append({"option_id": option_id, "employer": ALL} | _figures(there, seats.share))
    return pd.DataFrame(rows)


def _figures(there: Mapping[str, np.ndarray], share: np.ndarray) -> dict[str, float]:
    """A journey that is known before and not after has a change without end: it is in no mean, and worse than any."""
    before = ~np.isnan(there["before"])
    known = before & np.isfinite(there["change"])
    worse = {
        f"worse_{minutes}_share": statistics.mean(there["change"][before] > minutes, share[before])
        for minutes in statistics.WORSE_BY
    }
    return {
        "heads_measured": float(round(float(share[known].sum()))),
        "change_minutes_mean": statistics.mean(there["change"][known], share[known]),
        **worse,
    }
