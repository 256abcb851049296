"""All that a run finds out of its staff's journeys, from the minutes of each mode to what must be said of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from feasibility import areas
from feasibility.appraisal import catchments
from feasibility.appraisal import known_journeys as known
from feasibility.appraisal.journeys import bands, unreached, yearly
from feasibility.areas import HomeAreas
from feasibility.inputs.read import Inputs
from feasibility.scenario import Scenario
from feasibility.scenario.travel import Shift, TravelSettings
from feasibility.tables import BASES, CatchmentsTable, EvidenceTable, KnownJourneysTable, checked, empty
from feasibility.travel import coverage, journeys, measure, parking
from feasibility.travel.network import Network, network
from feasibility.travel.pairs import Provided
from feasibility.travel.transit import legs

Say = Callable[[str], None]


@dataclass(frozen=True)
class StaffTravel:
    """Journeys of the staff before and after. Private, but for catchments, known journeys and evidence."""

    judged: pd.DataFrame
    """tables.PersonJourneys on the basis that ranks; with and without a space to sites with a limited number."""
    by_basis: Mapping[str, pd.DataFrame]
    """`usual` and `best`: tables.PersonJourneys with miles, pounds and carbon a year."""
    bands: pd.DataFrame
    """Staff key by band: the group of each."""
    unreached: pd.DataFrame
    """site_id, area_id, mode, reason, heads of journeys not known."""
    catchments: pd.DataFrame
    """tables.CatchmentsTable."""
    known_journeys: pd.DataFrame
    """tables.KnownJourneysTable."""
    evidence: pd.DataFrame
    """tables.EvidenceTable."""
    asides: tuple[str, ...]
    """What the officer should know and nobody else: it names rows of the staff file."""


def find(
    scenario: Scenario,
    files: Inputs,
    home_areas: HomeAreas,
    considered: "pd.Index[str]",
    present: Mapping[str, str],
    cache: Path | None,
    say: Say,
) -> StaffTravel:
    """Everything of `StaffTravel`. Raises `InputError` where journeys are known for too few staff to rank options."""
    settings = scenario.travel
    ways = _ways(files, scenario, cache)
    sites = files.sites.geometry
    measured = measure.measure(
        files.staff.geometry, sites, ways, files.supplied, settings.shift, settings, say, cache_dir=cache
    )
    people = _on_each_basis(files, measured, present, settings)
    judged = people[settings.journeys.basis]
    who = files.staff[["employer", "usual_mode", "shift"]].assign(area_id=home_areas.of_staff)
    lost = unreached.listed(parking.with_spaces(judged), measured, who, present)
    coverage.refuse_too_few(judged, files.staff, considered, settings.journeys.coverage_share_min, lost)

    factors = yearly.chosen_factors(files.factors, scenario.study.price_base_year)
    weeks = scenario.costs.working_weeks_per_year
    by_basis: dict[str, pd.DataFrame] = {
        basis: yearly.with_yearly(table, files.staff, files.sites, present, factors, weeks)
        for basis, table in people.items()
    }
    facts = [measure.evidence(measured, settings), yearly.evidence(factors, scenario.study.price_base_year)]
    return StaffTravel(
        judged=judged,
        by_basis=by_basis,
        bands=bands.of_staff(
            files.staff, judged, files.bands, areas.cells_of(files.staff, files.cells), files.area_bands
        ),
        unreached=lost,
        catchments=_catchments(files, sites.loc[considered], ways, scenario),
        known_journeys=_known(files.known_journeys, ways, scenario),
        evidence=checked(pd.concat(facts, ignore_index=True), EvidenceTable, "travel evidence"),
        asides=coverage.warnings(judged, considered),
    )


def _on_each_basis(
    files: Inputs, measured: Mapping[str, Provided], present: Mapping[str, str], settings: TravelSettings
) -> dict[str, pd.DataFrame]:
    """Basis to tables.PersonJourneys. Spaces are given by the basis that ranks: who asks for none then has none."""
    asked = files.staff, measured, files.sites, present, settings
    judged = journeys.before_and_after(*asked, settings.journeys.basis)
    may_park = journeys.askers(judged)
    return {
        basis: judged if basis == settings.journeys.basis else journeys.before_and_after(*asked, basis, may_park)
        for basis in BASES
    }


def _ways(files: Inputs, scenario: Scenario, cache: Path | None) -> Network | None:
    """Streets and lines of the window, where any mode is measured on them."""
    if not measure.needs_network(scenario.travel):
        return None
    lines = files.services
    return network(
        files.street_points, files.roads, scenario.travel, barriers=files.barriers, railways=files.railways,
        lines=lines.lines if lines else None, calls=lines.calls if lines else None,
        stops=lines.stops if lines else None, cache_dir=cache,
    )  # fmt: skip


def _usual_shift(scenario: Scenario) -> dict[str, Shift]:
    name = next(iter(scenario.travel.shift))
    return {name: scenario.travel.shift[name]}


def _on_network(scenario: Scenario, ways: Network | None) -> list[str]:
    """Modes that can be measured between any two points: those that the built-in network gives."""
    sources = scenario.travel.providers
    return [mode for mode in ("car", "transit", "cycle", "walk") if ways and getattr(sources, mode) == measure.NETWORK]


def _catchments(files: Inputs, sites: gpd.GeoSeries, ways: Network | None, scenario: Scenario) -> pd.DataFrame:
    """Who could be recruited: by the modes of the built-in network, since a matrix of staff knows of nobody else."""
    modes = _on_network(scenario, ways)
    if files.population is None or not modes:
        return empty(CatchmentsTable)
    people_to_sites = _between(files.population.geometry, sites, modes, ways, scenario)
    return catchments.within(people_to_sites, files.population, list(sites.index))


def _known(journeys_known: gpd.GeoDataFrame | None, ways: Network | None, scenario: Scenario) -> pd.DataFrame:
    """Journeys of public places, leg by leg, on the built-in network."""
    if journeys_known is None or ways is None:
        return empty(KnownJourneysTable)
    shift = next(iter(_usual_shift(scenario).values()))
    shown = journeys_known[journeys_known["mode"].isin(_on_network(scenario, ways))]
    steps = legs(*_ends(shown[shown["mode"] == "transit"]), ways, shift, scenario.travel)
    minutes: dict[str, float] = {}
    for mode, part in shown[shown["mode"] != "transit"].groupby("mode", sort=True):
        pairs = next(iter(_between(*_ends(part), [str(mode)], ways, scenario)[str(mode)].by_shift.values()))
        minutes |= {str(key): float(pairs.minutes.at[key, key]) for key in part.index}
    return known.table(shown, steps, minutes)


def _ends(journeys_known: gpd.GeoDataFrame) -> tuple[gpd.GeoSeries, gpd.GeoSeries]:
    start, finish = (
        gpd.GeoSeries(journeys_known[name], index=journeys_known.index, crs=journeys_known.crs)
        for name in ("origin", "destination")
    )
    return start, finish


def _between(
    origins: gpd.GeoSeries, destinations: gpd.GeoSeries, modes: list[str], ways: Network | None, scenario: Scenario
) -> dict[str, Provided]:
    at = measure.At(ways, None, None)
    return measure.by_mode(modes, origins, destinations, at, _usual_shift(scenario), scenario.travel)
