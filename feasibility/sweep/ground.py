"""What cells have in common: a study whose journeys are measured, without a single home in it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import pandas as pd

from feasibility.areas import HomeAreas
from feasibility.inputs.read import Inputs
from feasibility.question import Question, evidence_of
from feasibility.scenario import Scenario
from feasibility.staff_travel import StaffTravel
from feasibility.sweep.journeys import Everybody, everybody

MEASURED_BY = ("study", "files", "boundary", "staff", "travel", "publication")
"""Sections that the reading of files and the measuring of journeys rest on."""
PRICED_LATER = {"contacts_per_year", "population"}
"""What a scenario says of a partner that no journey rests on."""


@dataclass(frozen=True)
class Ground:
    """What a cell is worked out from, beside its settings. Private: groups of staff may be one person.

    It holds no postcode, no point and no area of a home. Minutes to known sites are in it all the same.
    """

    asked: Question
    """`without_homes`."""
    journeys: Everybody


def measured_by(scenario: Scenario) -> str:
    """Scenarios alike in this share their files and journeys: all settings that these rest on, as text."""
    stated = scenario.model_dump(mode="json", include=set(MEASURED_BY))
    authorities = {key: a.model_dump(mode="json", exclude=PRICED_LATER) for key, a in scenario.authority.items()}
    money = [scenario.costs.working_weeks_per_year, scenario.costs.rates.year]
    return json.dumps([stated, authorities, money], sort_keys=True)


def grouped_by(scenario: Scenario) -> str:
    """Scenarios of the same journeys alike in this share their groups of staff and what staff are owed."""
    years = [scenario.costs.first_financial_year, scenario.costs.period_years]
    return json.dumps([scenario.rules.model_dump(mode="json"), years], sort_keys=True)


def grounds(asked: Question, scenarios: Sequence[Scenario]) -> dict[str, Ground]:
    """One ground for each way of grouping staff (`grouped_by`) among scenarios that share these journeys."""
    known = everybody(
        asked.travel.by_basis[asked.scenario.travel.journeys.basis], asked.inputs.staff, asked.present_sites
    )
    found: dict[str, Ground] = {}
    for scenario in scenarios:
        key = grouped_by(scenario)
        if key not in found:
            statuses = asked.evidence.statuses
            evidence = evidence_of(scenario, asked.inputs, asked.border, asked.travel, statuses)
            found[key] = Ground(without_homes(replace(asked, evidence=evidence)), known)
    return found


def without_homes(asked: Question) -> Question:
    """The question without homes, their areas or anybody's journeys one by one, and without maps that no cell draws."""
    return replace(
        asked,
        inputs=_without_places(asked.inputs),
        home_areas=HomeAreas(_no_rows(asked.home_areas.areas), asked.home_areas.of_staff.iloc[:0]),
        travel=_without_people(asked.travel),
        border=replace(asked.border, line=_no_rows(asked.border.line), corridor=_no_rows(asked.border.corridor)),
    )


def _without_places(files: Inputs) -> Inputs:
    layers = ("authorities", "districts", "cells", "roads", "railways", "stations", "places")
    return replace(
        files,
        staff=gpd.GeoDataFrame(pd.DataFrame({"employer": files.staff["employer"]})),
        bands=files.bands.iloc[:0],
        street_points=files.street_points.iloc[:0],
        supplied=None, services=None, barriers=None, known_journeys=None, population=None, area_bands=None,
        **{name: _no_rows(getattr(files, name)) for name in layers},
    )  # fmt: skip


def _without_people(travel: StaffTravel) -> StaffTravel:
    return replace(
        travel,
        judged=travel.judged.iloc[:0],
        by_basis={basis: table.iloc[:0] for basis, table in travel.by_basis.items()},
        bands=travel.bands.iloc[:0],
        unreached=travel.unreached.iloc[:0],
        asides=(),
    )


def _no_rows(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return layer.iloc[:0]
