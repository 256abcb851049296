"""Every table of journeys, option by option. Not yet fit to publish: small numbers are taken out at the border."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.appraisal.journeys import statistics
from feasibility.appraisal.journeys.seated import CHOICES, Seats, at_seats, figures, seated
from feasibility.enumeration import Found
from feasibility.groups import Groups
from feasibility.tables import ALL, JourneysTable, headings
from feasibility.travel import parking


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
    leads_to = _kinds(parking.sites_of(site_ids.to_series()))
    band_kinds = {str(band): _kinds(bands[band].reindex(keys)) for band in bands.columns}
    employers, modes, banded, areas, cells = [], [], [], [], []
    for option_id, seats in seated(found, groups, people, site_ids, present_sites):
        there = {name: at_seats(table, days, seats) for name, table in by_site.items()}
        of = {"option_id": option_id}
        employers += [{**of, "basis": n, **row} for n, t in there.items() for row in _by_employer(t, seats, employer)]
        ranks = there[basis]
        modes.append((of, _by_mode(ranks, seats, employer)))
        banded += [(of | {"band": band}, _parts(ranks, seats, k, "group")) for band, k in band_kinds.items()]
        areas.append((of, _parts(ranks, seats, area, "area_id")))
        cells.append((of, _by_area_and_site(seats, area, leads_to)))
    return JourneyResults(
        basis=basis,
        by_employer=pd.DataFrame(employers)[list(headings(JourneysTable))],
        by_mode=_together(modes),
        by_band=_together(banded),
        by_area=_together(areas),
        by_area_and_site=_together(cells),
    )


def _together(parts: Sequence[tuple[Mapping[str, str], Mapping[str, np.ndarray]]]) -> pd.DataFrame:
    """One table of many parts: the words that stand in all rows of a part, and its columns."""
    words, columns = parts[0]
    rows = [len(next(iter(of_part.values()))) for _, of_part in parts]
    labels = {name: np.repeat([of[name] for of, _ in parts], rows) for name in words}
    return pd.DataFrame(labels | {name: np.concatenate([of_part[name] for _, of_part in parts]) for name in columns})


@dataclass(frozen=True)
class Kinds:
    """What people are told apart by: the place of each person's kind, and the kinds in order."""

    of_person: np.ndarray
    words: np.ndarray


def _kinds(values: "pd.Series[str]") -> Kinds:
    places, words = pd.factorize(values.to_numpy(), sort=True)
    return Kinds(places, np.array([str(word) for word in words], dtype=np.str_))


def _by_employer(
    there: Mapping[str, np.ndarray], seats: Seats, employer: Kinds
) -> Iterator[dict[str, str | float]]:  # fmt: skip
    """Each employer, then everybody."""
    of_row = employer.of_person[seats.person]
    for place, word in enumerate(employer.words):
        yield {"employer": str(word)} | statistics.full(statistics.at(there, np.flatnonzero(of_row == place)))
    yield {"employer": ALL} | statistics.full(there)


def _parts(there: Mapping[str, np.ndarray], seats: Seats, kinds: Kinds, name: str) -> dict[str, np.ndarray]:
    """The brief statistics of each kind."""
    return {name: kinds.words} | statistics.brief(there, kinds.of_person[seats.person], len(kinds.words))


def _by_mode(there: Mapping[str, np.ndarray], seats: Seats, employer: Kinds) -> dict[str, np.ndarray]:
    """Staff and days on site by employer and mode, before and after; `all` for everybody."""
    names, shape = [*employer.words, ALL], (len(employer.words), len(CHOICES))
    found = {"employer": np.repeat(names, len(CHOICES)), "mode": np.tile(CHOICES, len(names))}
    for when in ("before", "after"):
        cell = employer.of_person[seats.person] * len(CHOICES) + there[f"mode_{when}"]
        for what, weights in (("heads", there["share"]), ("days", there["share"] * there["days"])):
            sums = np.bincount(cell, weights, minlength=shape[0] * shape[1]).reshape(shape)
            found[f"{what}_{when}"] = np.vstack([sums, sums.sum(axis=0)]).ravel()
    return statistics.at(found, np.flatnonzero((found["heads_before"] > 0) | (found["heads_after"] > 0)))


def _by_area_and_site(seats: Seats, area: Kinds, leads_to: Kinds) -> dict[str, np.ndarray]:
    """Heads by home area and site; `leads_to` gives the site of each place in the index of sites."""
    sites = leads_to.words
    cell = area.of_person[seats.person] * len(sites) + leads_to.of_person[seats.site]
    heads = np.bincount(cell, seats.share, minlength=len(area.words) * len(sites)).round(6)
    found = {
        "area_id": np.repeat(area.words, len(sites)),
        "site_id": np.tile(sites, len(area.words)),
        "heads": heads,
    }
    return statistics.at(found, np.flatnonzero(heads > 0))
