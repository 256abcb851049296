"""Every table of journeys, option by option. Not yet fit to publish: small numbers are taken out at the border."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.appraisal.journeys import statistics
from feasibility.appraisal.journeys.seated import CHOICES, Seats, at_seats, figures, seated
from feasibility.enumeration import Found
from feasibility.groups import Groups
from feasibility.tables import ALL, JourneysTable, headings


@dataclass(frozen=True)
class JourneyResults:
    """Journeys of all who are counted. Private until `publication.disclosure` has cleared them."""

    basis: str
    """The basis that ranks: `usual` or `best`."""
    by_employer: pd.DataFrame
    """tables.JourneysTable, both bases."""
    by_mode: pd.DataFrame
    """option_id, employer (`all` among them), mode, heads and days before and after."""
    by_band: pd.DataFrame
    """option_id, band, group, heads, heads_measured, before_minutes_mean, change_minutes_mean, worse_15_share."""
    by_area: pd.DataFrame
    """option_id, area_id, and the same figures."""
    by_area_and_site: pd.DataFrame
    """option_id, area_id, site_id, heads."""

    @property
    def ranking(self) -> pd.DataFrame:
        """The rows of `by_employer` that the options are judged by."""
        return self.by_employer[self.by_employer["basis"] == self.basis]


def results(
    found: Sequence[Found],
    groups: Groups,
    journeys: Mapping[str, pd.DataFrame],
    people: pd.DataFrame,
    bands: pd.DataFrame,
    present_sites: Mapping[str, str],
    basis: str,
) -> JourneyResults:
    """Every table of journeys.

    `journeys` gives, by basis, tables.PersonJourneys with the figures of `yearly.with_yearly`. `people` has employer,
    area_id and days_on_site_per_week by staff key, `bands` a column a band. Seats are those of the plans, whatever the
    basis.
    """
    keys, site_ids = people.index, pd.Index(sorted(set(journeys[basis]["site_id"])))
    days = people["days_on_site_per_week"].to_numpy(dtype=float)
    by_site = {name: figures(table, keys, site_ids) for name, table in journeys.items()}
    employer, area = _kinds(people["employer"]), _kinds(people["area_id"])
    band_kinds = {str(band): _kinds(bands[band].reindex(keys)) for band in bands.columns}
    employers, modes, banded, areas, cells = [], [], [], [], []
    for option_id, seats in seated(found, groups, people, site_ids, present_sites):
        there = {name: at_seats(table, days, seats) for name, table in by_site.items()}
        of = {"option_id": option_id}
        employers += [_by_employer(t, seats, employer).assign(**of, basis=name) for name, t in there.items()]
        ranks = there[basis]
        modes.append(_by_mode(ranks, seats, employer).assign(**of))
        banded += [_parts(ranks, seats, k, "group").assign(**of, band=band) for band, k in band_kinds.items()]
        areas.append(_parts(ranks, seats, area, "area_id").assign(**of))
        cells.append(_by_area_and_site(seats, area, site_ids).assign(**of))
    return JourneyResults(
        basis=basis,
        by_employer=_together(employers)[list(headings(JourneysTable))],
        by_mode=_together(modes),
        by_band=_together(banded),
        by_area=_together(areas),
        by_area_and_site=_together(cells),
    )


def _together(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    table = pd.concat(list(parts), ignore_index=True)
    return table[["option_id", *(name for name in table.columns if name != "option_id")]]


@dataclass(frozen=True)
class Kinds:
    """What people are told apart by: the place of each person's kind, and the kinds in order."""

    of_person: np.ndarray
    words: list[str]


def _kinds(values: "pd.Series[str]") -> Kinds:
    places, words = pd.factorize(values.to_numpy(), sort=True)
    return Kinds(places, [str(word) for word in words])


def _by_employer(there: Mapping[str, np.ndarray], seats: Seats, employer: Kinds) -> pd.DataFrame:
    """Each employer, then everybody."""
    of_row = employer.of_person[seats.person]
    found = [
        {"employer": word} | statistics.full({name: values[of_row == place] for name, values in there.items()})
        for place, word in enumerate(employer.words)
    ]
    return pd.DataFrame([*found, {"employer": ALL} | statistics.full(there)])


def _parts(there: Mapping[str, np.ndarray], seats: Seats, kinds: Kinds, name: str) -> pd.DataFrame:
    """The brief statistics of each kind."""
    table = statistics.brief(there, kinds.of_person[seats.person], len(kinds.words))
    return table.assign(**{name: kinds.words})


def _by_mode(there: Mapping[str, np.ndarray], seats: Seats, employer: Kinds) -> pd.DataFrame:
    """Staff and days on site by employer and mode, before and after; `all` for everybody."""
    names, shape = [*employer.words, ALL], (len(employer.words), len(CHOICES))
    found = {}
    for when in ("before", "after"):
        cell = employer.of_person[seats.person] * len(CHOICES) + there[f"mode_{when}"]
        for what, weights in (("heads", there["share"]), ("days", there["share"] * there["days"])):
            sums = np.bincount(cell, weights, minlength=shape[0] * shape[1]).reshape(shape)
            found[f"{what}_{when}"] = np.vstack([sums, sums.sum(axis=0)]).ravel()
    every = pd.MultiIndex.from_product([names, CHOICES], names=["employer", "mode"])
    table = pd.DataFrame(found, index=every).reset_index()
    return table[(table["heads_before"] > 0) | (table["heads_after"] > 0)]


def _by_area_and_site(seats: Seats, area: Kinds, site_ids: pd.Index) -> pd.DataFrame:
    cell = area.of_person[seats.person] * len(site_ids) + seats.site
    heads = np.bincount(cell, seats.share, minlength=len(area.words) * len(site_ids)).round(6)
    every = pd.MultiIndex.from_product([area.words, site_ids], names=["area_id", "site_id"])
    table = pd.Series(heads, index=every, name="heads").reset_index()
    return table[table["heads"] > 0]
