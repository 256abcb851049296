"""Every file of a scenario into checked frames: the only reader, reporting every fault of every file at once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import (
    factors,
    further,
    geography,
    known_journeys,
    matrix,
    population,
    postcodes,
    register,
    services,
    sheets,
    sites,
    staff,
    window,
    word_template,
)
from feasibility.inputs.gathering import Gathering
from feasibility.inputs.postcodes import Postcodes
from feasibility.scenario.load import absent
from feasibility.scenario.model import Scenario, files_by_role
from feasibility.scenario.travel.providers import modes_from

BESIDE_SHAPEFILE = (".shx", ".dbf", ".prj", ".cpg")
"""Files that belong to a shapefile."""


@dataclass(frozen=True)
class Inputs:
    """What the files of the scenario hold, in EPSG:27700 metres."""

    authorities: gpd.GeoDataFrame
    """Partners by id: authority_id, name, geometry."""
    districts: gpd.GeoDataFrame
    """Every outline of the boundaries file: code, name, geometry."""
    sites: gpd.GeoDataFrame
    """tables.Sites by site id."""
    staff: gpd.GeoDataFrame
    """tables.Staff by staff key. Private."""
    bands: pd.DataFrame
    """The officer's own bands by staff key: a column a band, of words, blank where not stated. Private."""
    cells: gpd.GeoDataFrame
    """Small areas: code, geometry."""
    roads: gpd.GeoDataFrame
    railways: gpd.GeoDataFrame
    stations: gpd.GeoDataFrame
    """name, geometry."""
    barriers: gpd.GeoSeries | None
    """What only main roads cross."""
    places: gpd.GeoDataFrame
    """name, population, geometry."""
    street_points: pd.DataFrame
    """Unit postcodes of the window: easting, northing. Public; not homes."""
    supplied: matrix.Supplied | None
    """The council's own minutes, where a mode takes them. Private."""
    services: services.Services | None
    """Lines of public transport, their calls and stops."""
    factors: pd.DataFrame | None
    """tables.EmissionFactors."""
    known_journeys: gpd.GeoDataFrame | None
    """tables.KnownJourneys by an id of its own: public places."""
    population: gpd.GeoDataFrame | None
    """People by small area: district, persons, working_age, point."""
    area_bands: pd.DataFrame | None
    """Bands by code of small area: a column a band, of words, blank where not stated."""
    site_costs: pd.DataFrame | None
    """tables.SiteCosts. Each of these twenty is None where the scenario names no such file."""
    space_tiers: pd.DataFrame | None
    """tables.SpaceTiers."""
    leases: pd.DataFrame | None
    """tables.Leases."""
    rates_multipliers: pd.DataFrame | None
    """tables.RatesMultipliers."""
    deflators: pd.DataFrame | None
    """tables.Deflators."""
    travel_policies: pd.DataFrame | None
    """Excess-travel policies as rules."""
    funding: pd.DataFrame | None
    """Money promised to the programme, by quarter."""
    actuals: pd.DataFrame | None
    """What the authorities really spend now."""
    claims: pd.DataFrame | None
    """tables.channel_shift.Claims."""
    half_hours: pd.DataFrame | None
    """tables.seats.HalfHours."""
    months: pd.DataFrame | None
    """tables.seats.Months."""
    queues: pd.DataFrame | None
    """tables.seats.Queues."""
    partner_keys: pd.DataFrame | None
    """tables.partners.PartnerKeys."""
    judgements: pd.DataFrame | None
    """tables.value.Judgements."""
    mandate: pd.DataFrame | None
    """tables.reporting.Mandate."""
    risks: pd.DataFrame | None
    """tables.reporting.Risks."""
    programme: pd.DataFrame | None
    """tables.reporting.Programme."""
    log: pd.DataFrame | None
    """tables.reporting.Log."""
    equality: pd.DataFrame | None
    """tables.reporting.Equality."""
    site_facts: pd.DataFrame | None
    """tables.reporting.SiteFacts."""
    register: pd.DataFrame
    """tables.Assumptions: the scenario's further rows in place of those they share an id with."""
    register_stated: "pd.Index[str]"
    """Ids of the rows of the register that are stated for this scenario alone, and so must speak of it."""
    sources: pd.DataFrame
    checksums: Mapping[str, str]
    """Role of each file to the SHA-256 of its content."""
    warnings: tuple[str, ...]


def read(scenario: Scenario) -> Inputs:
    """Every file the scenario names. Raises `InputError` with the faults of all of them."""
    gathering = Gathering()
    checksums = _checksums(scenario, gathering)
    layers = geography.geography(scenario, gathering)
    people_and_places, known, letters = _tables(scenario, layers["cells"], gathering)
    template = scenario.files.word_template
    if template is not None and template not in gathering.unreadable:
        gathering.faults += [f"files.word_template: {fault}" for fault in word_template.faults(template)]
    gathering.faults += geography.far_away(scenario, layers, people_and_places["sites"])
    gathering.faults += geography.far_homes(scenario, layers, people_and_places["staff"])
    # A workbook that cannot be read is told once, however many roles it has.
    raise_all(InputError, f"files of scenario {scenario.name}", list(dict.fromkeys(gathering.faults)))
    placed_sites, placed_staff = people_and_places["sites"], people_and_places["staff"]
    street_points = window.street_points(known, letters, placed_sites.geometry, placed_staff.geometry)
    wet = window.in_the_river(placed_sites.geometry, layers["barriers"], street_points)
    raise_all(InputError, f"files of scenario {scenario.name}", [
        f"{scenario.files.sites.name}: site {site}: lies in the river or another barrier of "
        f"{scenario.files.barriers.name}; check easting and northing, or give its postcode instead"
        for site in wet.index
        if scenario.files.barriers is not None
    ])  # fmt: skip
    return Inputs(**layers, **people_and_places, street_points=street_points, checksums=checksums)


def _checksums(scenario: Scenario, gathering: Gathering) -> dict[str, str]:
    """Checksum of every file the scenario names, by role."""
    checksums = {}
    for role, path in files_by_role(scenario).items():
        key = role if "." in role else f"files.{role}"
        try:
            checksums[role] = sha256(path)
            continue
        except FileNotFoundError:
            fault = absent(key, path)
        except IsADirectoryError:
            named = f"names the folder {path.name}; name the file in it" if path.name else "is blank; name a file"
            fault = f"{key}: {named}"
        except (OSError, ValueError) as err:
            reason = getattr(err, "strerror", None) or "its path holds characters that no path may"
            fault = f"{key}: {path.name!r} cannot be read: {reason}"
        gathering.unreadable.add(path)
        gathering.faults.append(fault)
    return checksums


def sha256(path: Path) -> str:
    """Checksum of a file's content; of a shapefile, which is several files, with that of those beside it."""
    with path.open("rb") as file:  # an extract of a country is too large to hold
        digest = hashlib.file_digest(file, "sha256")
    if path.suffix.lower() == ".shp":
        for suffix in BESIDE_SHAPEFILE:
            beside = path.with_suffix(suffix)
            digest.update(beside.read_bytes() if beside.is_file() else b"")
    return digest.hexdigest()


def _tables(
    scenario: Scenario, cells: gpd.GeoDataFrame | None, gathering: Gathering
) -> tuple[dict[str, Any], Postcodes, str]:
    """The tables of the scenario by their name in `Inputs`, with the postcodes they need and the letters of those."""
    files, attempt, authorities = scenario.files, gathering.attempt, list(scenario.authority)
    raw_sites, of_sites = attempt(lambda path: sheets.of_role(path, "sites"), files.sites) or (None, "")
    raw_staff, of_staff = attempt(lambda path: sheets.of_role(path, "staff"), files.staff) or (None, "")
    raw_known = attempt(sheets.read, files.known_journeys) if files.known_journeys else None
    wanted = _wanted(raw_sites, raw_staff, raw_known)
    letters = postcodes.first_letters(wanted)
    known = postcodes.read(letters)
    directory = postcodes.placed(known, wanted)
    placed_sites = journeys = None
    if raw_sites is not None:
        placed_sites = attempt(lambda _: sites.read(raw_sites, directory, authorities, of_sites), files.sites)
    placed_staff, bands, warnings = _staff(scenario, raw_staff, directory, of_staff, gathering)
    if raw_known is not None and files.known_journeys:
        journeys = attempt(lambda path: known_journeys.read(raw_known, directory, path.name), files.known_journeys)
    assumed, stated = register.of_files(files, gathering)
    placed = {
        "sites": placed_sites,
        "staff": placed_staff,
        "bands": bands,
        "supplied": matrix.read_all(
            scenario.travel.matrix,
            modes_from(scenario.travel.providers, "matrix"),
            matrix.people(raw_staff, placed_staff, cells),
            matrix.places(raw_sites),
            gathering,
        ),
        "services": services.of_scenario(files, gathering, needed=scenario.travel.providers.transit == "network"),
        "factors": attempt(factors.of_file, files.emission_factors) if files.emission_factors else None,
        "known_journeys": journeys,
        "population": population.of_file(files.population, scenario.travel.journeys.working_age_share, gathering),
        "area_bands": population.bands_of_file(files.bands, cells, gathering),
        **further.of_scenario(scenario, raw_sites, gathering),
        "register": assumed,
        "register_stated": stated,
        "sources": attempt(lambda path: register.read_sources(sheets.read(path), path.name), files.sources),
        "warnings": tuple(warnings),
    }
    return placed, known, letters


def _staff(
    scenario: Scenario, raw: pd.DataFrame | None, directory: pd.DataFrame, where: str, gathering: Gathering
) -> tuple[gpd.GeoDataFrame | None, pd.DataFrame | None, list[str]]:
    """Staff, their bands and what is to be warned of; None for what cannot be used."""
    if raw is None:
        return None, None, []
    authorities, shifts = list(scenario.authority), list(scenario.travel.shift)
    share = scenario.staff.unplaced_share_max
    outcome = gathering.attempt(
        lambda _: staff.read(raw, directory, authorities, shifts, share, where), scenario.files.staff
    )
    return outcome if outcome is not None else (None, None, [])


def _wanted(raw_sites: pd.DataFrame | None, raw_staff: pd.DataFrame | None, raw_known: pd.DataFrame | None) -> set[str]:
    """Every postcode that the tables name."""
    of_known = [_compacts(raw_known, name) for name in known_journeys.POSTCODES]
    return _compacts(raw_sites, "postcode").union(_compacts(raw_staff, "home_postcode"), *of_known)


def _column(raw: pd.DataFrame | None, name: str) -> "pd.Series[str] | None":
    return raw[name] if raw is not None and name in raw.columns else None


def _compacts(raw: pd.DataFrame | None, name: str) -> set[str]:
    column = _column(raw, name)
    return set() if column is None else set(postcodes.compact(column))
