"""Minutes by mode into each person's journey before (to the present workplace) and after (to each site)."""

from collections.abc import Callable, Mapping
from typing import Literal

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility import tables
from feasibility.errors import InputError, raise_all
from feasibility.scenario.travel import JourneySettings, TravelSettings
from feasibility.tables import MODES, NO_JOURNEY
from feasibility.travel import parking
from feasibility.travel.pairs import Pairs, Provided

WHERE = "journeys"
CHOICES = (*MODES, NO_JOURNEY)
"""A chosen mode stands in the frames below as its place in this list."""
CAR, WALK, CYCLE, TRANSIT, NONE = range(len(CHOICES))
TRIED = {"walk": ("walk", "transit"), "cycle": ("cycle", "transit"), "transit": ("transit",)}
"""Modes that a person tries in turn who does not drive now, by usual mode. Nobody of them is put into a car."""
WITHOUT_CAR = ("transit", "walk", "cycle")
"""Modes open without a car; of two equally quick ones the earlier is taken."""
QUANTITIES = ("minutes", "bad_day_minutes", "km", "bus_km", "rail_km")

Basis = Literal["usual", "best"]


def before_and_after(
    staff: gpd.GeoDataFrame,
    measured: Mapping[str, Provided],
    sites: gpd.GeoDataFrame,
    present_site_by_employer: Mapping[str, str],
    settings: TravelSettings,
    basis: Basis,
    may_park: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Each person's journey to the present workplace and to each site: a table of `tables.PersonJourneys`. Private.

    `staff` and `sites` are tables.Staff and tables.Sites by their keys; `measured` gives the pairs of every mode, staff
    key by site id, for every shift that somebody works. `usual`: by the mode used now; a walk or ride over its limit,
    or one that does not exist, is replaced by public transport, and a drive without a way or a space by the quickest of
    public transport, walking and cycling. `best`: the quickest open to the person; the car is open to those who have
    one or go by car now, where they have a space. The rule is the same before and after, so a person who stays put has
    exactly no change. Where no journey is known the mode is `none` and the figures are blank.

    A site with a limited number of spaces has two rows a person: under its id with a space for each newcomer who would
    drive there, under `parking.without_space` of it with none for newcomers (`parking.RULE`); `may_park`, staff key by
    limited site, says which newcomers a plan may give one, None all. Raises `InputError` where an employer has no
    present centre.
    """
    people = _labelled(staff, "staff_key")
    places = _labelled(sites, "site_id")
    present = people["employer"].map(dict(present_site_by_employer))
    _refuse_unknown(people, present, places.index)
    pairs = {mode: _of_all_shifts(measured[mode], people["shift"], places.index) for mode in MODES}
    chosen, unparked = _chosen(pairs, people, places, present, settings.journeys, basis, may_park)
    return tables.checked(_table(pairs, chosen, unparked, present), tables.PersonJourneys, WHERE)


def askers(journeys: pd.DataFrame) -> pd.DataFrame:
    """Who would use a space at each site with a limited number, staff key by site, from tables.PersonJourneys."""
    sites = pd.Index(journeys["site_id"].unique())
    rows = journeys[journeys["site_id"].isin(parking.limited(sites, sites))].set_index(["staff_key", "site_id"])
    return rows["parked_after"].unstack("site_id")  # noqa: PD010 - one column a site


def _labelled(frame: gpd.GeoDataFrame, key: str) -> gpd.GeoDataFrame:
    return frame.set_axis(pd.Index(frame[key].to_numpy()), axis="index").sort_index()


def _refuse_unknown(people: gpd.GeoDataFrame, present: "pd.Series[str]", site_ids: "pd.Index[str]") -> None:
    without = sorted(people.loc[~present.isin(site_ids), "employer"].unique())
    raise_all(InputError, WHERE, [f"employer {employer} has no present centre among the sites" for employer in without])


def _of_all_shifts(provided: Provided, shift: "pd.Series[str]", site_ids: "pd.Index[str]") -> Pairs:
    """The pairs of everybody, each person's from the shift worked."""
    parts = [(provided.by_shift[str(name)], keys) for name, keys in shift.index.groupby(shift.to_numpy()).items()]

    def joined(name: str) -> pd.DataFrame | None:
        frames = [getattr(pairs, name) for pairs, _ in parts]
        if any(frame is None for frame in frames):
            return None
        rows = [frame.loc[keys, site_ids] for frame, (_, keys) in zip(frames, parts, strict=True)]
        return rows[0].loc[shift.index] if len(rows) == 1 else pd.concat(rows).loc[shift.index]

    return Pairs(**{name: joined(name) for name in ("minutes", "km", "status", "bad_day_minutes", "bus_km", "rail_km")})


def _chosen(
    pairs: Mapping[str, Pairs], people: gpd.GeoDataFrame, places: gpd.GeoDataFrame, present: "pd.Series[str]",
    settings: JourneySettings, basis: Basis, may_park: pd.DataFrame | None,
) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """The mode of each person to each site, as its place in `CHOICES`; and that to limited sites without a space."""
    longest = {"walk": settings.walk_minutes_max, "cycle": settings.cycle_minutes_max}
    minutes = {m: p.minutes.where(p.minutes <= longest.get(m, np.inf)) for m, p in pairs.items()}
    usual = people["usual_mode"]
    quickest = _quickest(minutes, WITHOUT_CAR)
    if basis == "usual":
        tried = [_first(minutes, order, usual.index[usual == mode]) for mode, order in TRIED.items()]
        without = pd.concat([*tried, quickest[usual == "car"]]).loc[people.index]
    else:
        without = quickest
    by_other_way = _picked(minutes, without)
    saving = (by_other_way - minutes["car"]).mask(by_other_way.isna() & minutes["car"].notna(), np.inf)
    drives = usual == "car"
    if basis == "usual":
        asked = minutes["car"].notna().mul(drives, axis=0)
    else:
        asked = (saving > 0).mul(drives | people["has_car"], axis=0)
    held = parking.held_now(saving, asked, people, places, present)
    if held.empty:
        return without.mask(asked, CAR), without[held.columns]
    works_there = pd.DataFrame({site: present == site for site in held.columns}, index=held.index)
    newcomers = asked[held.columns] & ~works_there
    if may_park is not None:
        newcomers &= may_park.reindex_like(newcomers)
    parks = asked.assign(**{str(site): of_site for site, of_site in (held | newcomers).items()})
    return without.mask(parks, CAR), without[held.columns].mask(held, CAR)


def _quickest(minutes: Mapping[str, pd.DataFrame], modes: tuple[str, ...]) -> pd.DataFrame:
    least = minutes[modes[0]].fillna(np.inf)
    chosen = (least == np.inf).replace({True: NONE, False: CHOICES.index(modes[0])}).astype("int8")
    for mode in modes[1:]:
        better = minutes[mode] < least
        least, chosen = least.mask(better, minutes[mode]), chosen.mask(better, CHOICES.index(mode))
    return chosen


def _first(minutes: Mapping[str, pd.DataFrame], order: tuple[str, ...], keys: "pd.Index[str]") -> pd.DataFrame:
    columns = minutes[order[0]].columns
    chosen = pd.DataFrame(NONE, index=keys, columns=columns, dtype="int8")
    for mode in reversed(order):
        chosen = chosen.mask(minutes[mode].loc[keys].notna(), CHOICES.index(mode))
    return chosen


def _picked(by_mode: Mapping[str, pd.DataFrame | None], chosen: pd.DataFrame) -> pd.DataFrame:
    """The figure of the chosen mode; blank where there is none."""
    picked = pd.DataFrame(np.nan, index=chosen.index, columns=chosen.columns)
    for mode, figures in by_mode.items():
        if figures is not None:
            picked = picked.mask(chosen == CHOICES.index(mode), figures)
    return picked


def _figures(pairs: Mapping[str, Pairs], quantity: str) -> dict[str, pd.DataFrame | None]:
    """A quantity by mode. Only public transport has waits that may grow, or km by bus and rail."""
    found: dict[str, pd.DataFrame | None] = {}
    for mode, of_mode in pairs.items():
        if mode == "transit" or quantity in ("minutes", "km"):
            found[mode] = getattr(of_mode, quantity)
        else:
            found[mode] = of_mode.minutes if quantity == "bad_day_minutes" else of_mode.minutes * 0.0
    return found


def _table(
    pairs: Mapping[str, Pairs], chosen: pd.DataFrame, unparked: pd.DataFrame, present: "pd.Series[str]"
) -> pd.DataFrame:
    """One row a person and site, in the order of their ids; behind them those without a space."""
    here, words = chosen.columns.get_indexer(present), np.array(CHOICES, dtype=object)
    places = [*chosen.columns, *(parking.without_space(str(site)) for site in unparked.columns)]
    people = np.arange(len(chosen))
    columns: dict[str, np.ndarray] = {
        "staff_key": np.repeat(chosen.index.to_numpy(dtype=object), len(places)),
        "site_id": np.tile(np.array(places, dtype=object), len(chosen)),
    }

    def add(stem: str, figures: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
        values = np.hstack([figures(modes).to_numpy() for modes in (chosen, unparked) if len(modes.columns)])
        columns[f"{stem}_before"] = np.repeat(values[people, here], len(places))
        columns[f"{stem}_after"] = values.ravel()

    add("mode", lambda modes: pd.DataFrame(words[modes.to_numpy()], index=modes.index, columns=modes.columns))
    for quantity in QUANTITIES:
        by_mode = _figures(pairs, quantity)
        add(quantity, lambda modes, by_mode=by_mode: _picked(by_mode, modes))  # type: ignore[misc]
    add("parked", lambda modes: modes == CAR)
    return pd.DataFrame(columns)[list(tables.headings(tables.PersonJourneys))]
