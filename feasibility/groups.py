"""Staff as groups that the optimiser can count: alike in employer, way of travel, hours, home square and reach."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from feasibility.costs import travel_values
from feasibility.costs.lines import Book
from feasibility.scenario.costs import CostsSettings
from feasibility.scenario.rules import NO_RULES, RulesSettings
from feasibility.travel import coverage, limits, parking

JOURNEYS_PER_DAY = 2
"""There and back."""


@dataclass(frozen=True)
class Groups:
    """Groups by id. Private: a group may be one person."""

    heads: "pd.Series[int]"
    """Group id to number of staff."""
    of_staff: "pd.Series[str]"
    """Staff key to group id."""
    minutes_per_year: pd.DataFrame
    """Group by site considered: minutes a year that one of its staff travels more (less, when negative) than now; the
    mean of the group where homes differ. Blank where its staff have no journey there; 0 for staff not measured."""
    vehicle_km_per_year: pd.DataFrame = field(default_factory=pd.DataFrame)
    """The same of km driven. Blank as minutes are, and where the length of a journey is not known; empty for none."""
    kgco2e_per_year: pd.DataFrame = field(default_factory=pd.DataFrame)
    """The same of kg CO2e by every mode. Blank as km are, and where there is no emission factor."""
    change_minutes: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Group by site considered: minutes that one of its staff travels more than now, one way; the mean of the group.
    Blank where its staff have no journey there; 0 for staff not measured."""
    employer: "pd.Series[str]" = field(default_factory=lambda: pd.Series(dtype=str))
    """Group id to authority id."""
    measured: "pd.Series[bool]" = field(default_factory=lambda: pd.Series(dtype=bool))
    """Group id to whether its staff's journeys are known (`travel.coverage`). Groups never mix the two."""
    beyond: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    """Setting of a limit on single journeys (`travel.limits`) to group by site: True where its staff are beyond it.
    Groups never mix the two."""
    teams: "pd.Series[str]" = field(default_factory=lambda: pd.Series(dtype=str))
    """Group id to a number for the team of all its staff, where teams are to be kept together; groups of no team are
    not named."""
    days: "pd.Series[float]" = field(default_factory=lambda: pd.Series(dtype=float))
    """Group id to days a week on site of one of its staff."""
    asks: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Group by site considered that has a limited number of spaces: True where its staff would use one, or keep theirs.
    Groups never mix the two; empty where no site is so."""
    keeps: pd.DataFrame = field(default_factory=pd.DataFrame)
    """The same: True where its staff have a space there now."""
    rules: RulesSettings = NO_RULES
    """The rules whose limits and teams they are as fine as."""

    @property
    def places(self) -> "pd.Index[str]":
        """Columns of the tables by site: the sites considered, then those of `parking.without_space`."""
        return self.minutes_per_year.columns

    @property
    def unreached(self) -> pd.DataFrame:
        """Group by site: True where none of its staff has a journey to the site. Groups never mix the two."""
        return self.minutes_per_year.isna()


@dataclass(frozen=True)
class Pairs:
    """Groups and the sites that may be chosen: what no price changes. Private: a group may be one person."""

    heads: "pd.Series[int]"
    """Group id to number of staff."""
    unreached: pd.DataFrame
    """Group by site: True where none of its staff has a journey to the site."""
    change_minutes: pd.DataFrame
    """Group by site: minutes that one of its staff travels more than now, one way; 0 where the site is not reached."""


def pairs(groups: Groups, considered: "pd.Index[str]") -> Pairs:
    """The pairs of groups and the sites `considered`."""
    return Pairs(
        heads=groups.heads,
        unreached=groups.unreached.reindex(columns=considered),
        change_minutes=groups.change_minutes.reindex(index=groups.heads.index, columns=considered).fillna(0.0),
    )


def gather(
    staff: gpd.GeoDataFrame, journeys: pd.DataFrame, considered: "pd.Index[str]", settings: CostsSettings,
    rules: RulesSettings = NO_RULES,
) -> Groups:  # fmt: skip
    """Groups of staff, and what each site considered adds to the travel of one of their heads.

    `staff` is tables.Staff by staff key, `journeys` tables.PersonJourneys with `kgco2e_per_year_before` and `_after`. A
    home counts by the kilometre square of the National Grid it stands in. Two journeys a day on site. Whoever is not
    measured (`travel.coverage`) adds no travel. Groups are finer where `rules` set limits on single journeys or keep
    teams together, and where spaces are limited; what they add up to is the same. Every table by site has one column
    more for the journey without a space to each site with a limited number (`travel.parking`).
    """
    places = parking.with_and_without(considered, journeys)
    known = coverage.measured(journeys, considered).reindex(staff.index)

    def added(after: "pd.Series[float]", before: "pd.Series[float]") -> pd.DataFrame:
        return _by_person(journeys, after - before, places).reindex(staff.index).mask(~known, 0.0)

    minutes = added(journeys["minutes_after"], journeys["minutes_before"])
    squares = (
        (staff.geometry.x // 1000).astype(int).astype(str) + "-" + (staff.geometry.y // 1000).astype(int).astype(str)
    )
    traits = [staff[trait] for trait in ("employer", "usual_mode", "days_on_site_per_week")]
    after = _by_person(journeys, journeys["minutes_after"], places).reindex(staff.index)
    beyond = limits.beyond(after, minutes, known, rules)
    alike = [*traits, squares, staff["shift"], staff["has_car"], known, limits.as_word(minutes.notna())]
    asks, keeps = _spaces(journeys, considered, places)
    alike += [limits.as_word(flags.reindex(staff.index)) for flags in (asks, keeps) if not flags.empty]
    alike += limits.sides(beyond) + ([_teams(staff)] if rules.keep_teams_together else [])
    of_staff = staff.groupby(alike, sort=True).ngroup().map(lambda n: f"g-{n + 1:05d}")
    journeys_per_year = JOURNEYS_PER_DAY * staff["days_on_site_per_week"] * settings.working_weeks_per_year

    def mean(of_people: pd.DataFrame) -> pd.DataFrame:
        return of_people.groupby(of_staff, sort=True).mean()

    driven = added(_driven_km(journeys, "after"), _driven_km(journeys, "before"))
    return Groups(
        heads=of_staff.value_counts().sort_index(),
        of_staff=of_staff,
        minutes_per_year=mean(minutes.mul(journeys_per_year, axis="index")),
        vehicle_km_per_year=mean(driven.mul(journeys_per_year, axis="index")),
        kgco2e_per_year=mean(added(journeys["kgco2e_per_year_after"], journeys["kgco2e_per_year_before"])),
        change_minutes=mean(minutes),
        employer=staff["employer"].groupby(of_staff, sort=True).first(),
        measured=known.groupby(of_staff, sort=True).first(),
        beyond={setting: flags.groupby(of_staff, sort=True).first() for setting, flags in beyond.items()},
        teams=_teams_of(staff, of_staff) if rules.keep_teams_together else pd.Series(dtype=str),
        days=staff["days_on_site_per_week"].groupby(of_staff, sort=True).first(),
        asks=asks if asks.empty else asks.groupby(of_staff, sort=True).first(),
        keeps=keeps if keeps.empty else keeps.groupby(of_staff, sort=True).first(),
        rules=rules,
    )


def _driven_km(journeys: pd.DataFrame, when: str) -> "pd.Series[float]":
    """One way by car; 0 by any other mode, blank where there is no journey."""
    mode = journeys[f"mode_{when}"]
    return journeys[f"km_{when}"].where(mode == "car", 0.0).where(mode != "none")


def _by_person(journeys: pd.DataFrame, figures: "pd.Series[float]", considered: "pd.Index[str]") -> pd.DataFrame:
    """Staff key by site considered."""
    here = journeys["site_id"].isin(considered)
    keys = pd.MultiIndex.from_frame(journeys.loc[here, ["staff_key", "site_id"]])
    return figures[here].set_axis(keys).unstack("site_id")[list(considered)]  # noqa: PD010 - one column a site


def _spaces(
    journeys: pd.DataFrame, considered: "pd.Index[str]", places: "pd.Index[str]"
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Staff key by site with a limited number of spaces: who would use one there, and who has one there now."""
    sites = parking.limited(considered, places)
    if not sites:
        return pd.DataFrame(), pd.DataFrame()
    parked = _by_person(journeys, journeys["parked_after"], places)
    return parked[sites], parked[[parking.without_space(s) for s in sites]].set_axis(sites, axis="columns")


def _teams(staff: gpd.GeoDataFrame) -> "pd.Series[str]":
    """Each person's team as a number, since words of the staff file stay in it; blank for none.

    The same word at two employers is two teams.
    """
    words = staff["team"].str.casefold()
    numbers = staff["employer"].where(words != "").str.cat(words, sep="/").rank(method="dense")
    return numbers.map(lambda number: f"team-{number:03.0f}", na_action="ignore").fillna("").astype(str)


def _teams_of(staff: gpd.GeoDataFrame, of_staff: "pd.Series[str]") -> "pd.Series[str]":
    teams = _teams(staff).groupby(of_staff, sort=True).first()
    return teams[teams != ""]


def travel_gbp(groups: Groups, settings: CostsSettings, book: Book) -> pd.DataFrame:
    """Group by site: present value in pounds of the travel that a move adds to one head, from the book's move on.

    Time, the running of cars, and carbon. Nothing where the site is not reached: no sum of money stands for a journey
    that does not exist. An option that seats anybody there is ranked below every other instead.
    """
    yearly = travel_values.gbp_per_year(
        groups.minutes_per_year, groups.vehicle_km_per_year, groups.kgco2e_per_year, settings
    )
    return travel_values.present_value(yearly, book)
