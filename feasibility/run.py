"""A scenario file into a finished run folder: the table of contents of the product."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from feasibility import (
    areas,
    assumptions,
    audit,
    boundary,
    certificate,
    enumeration,
    groups,
    model,
    options,
    problem,
    staff_travel,
)
from feasibility import seats as seating
from feasibility.appraisal import journeys as appraised
from feasibility.appraisal import ranking
from feasibility.appraisal.findings import Findings
from feasibility.costs import prices as pricing
from feasibility.costs.sheet import Ledger
from feasibility.identity import run_id
from feasibility.inputs import read as inputs
from feasibility.publication import beside, packing, writing
from feasibility.question import Question
from feasibility.scenario import load
from feasibility.scenario.model import flat_settings

Say = Callable[[str], None]


@dataclass(frozen=True)
class Finished:
    """A run that is done: the ranked options and the verdict, as published, and where everything lies."""

    options: pd.DataFrame
    verdict: tuple[str, ...]
    warnings: tuple[str, ...]
    folder: Path


def check(path: Path, cache: Path | None, say: Say) -> Question:
    """Everything up to the solver. Raises a `FeasibilityError` for what an officer can put right.

    `cache` is a folder to keep the built street graph in (it holds no home), None to keep nothing.
    """
    say("Reading the scenario and its files")
    scenario = load(path)
    files = inputs.read(scenario)
    settings = flat_settings(scenario)
    register = assumptions.used(settings, files.register)

    say("Finding the border and the corridor")
    border = boundary.measure(files.authorities, files.sites, scenario.boundary)
    boundary.refuse_empty_corridor(border, scenario.boundary)
    considered = border.sites.index[border.sites["considered"]]
    home_areas = areas.join(
        files.staff, files.cells, files.districts, files.places, scenario.publication.suppression_heads_min
    )

    say("Working out seats")
    contacts = {key: authority.contacts_per_year for key, authority in scenario.authority.items()}
    seats = seating.plan(contacts, scenario.seats)
    need = seating.required(seats, scenario.seats)

    say("Measuring journeys")
    present = files.sites[files.sites["present_of"] != ""].set_index("present_of")["site_id"].to_dict()
    travel = staff_travel.find(scenario, files, home_areas, considered, present, cache, say)

    say("Costing the sites")
    floor_m2, pooled = scenario.seats.floor_m2_per_workstation, need.working == "pooled"
    ledger = Ledger(files.sites, scenario.costs, floor_m2, pooled, assumptions.statuses(register))
    prices = pricing.prices(files.sites, floor_m2_per_workstation=floor_m2, pooled=pooled, settings=scenario.costs)
    staff_groups = groups.gather(files.staff, travel.judged, considered, scenario.costs)
    travel_gbp = groups.travel_gbp(staff_groups, scenario.costs)

    question = problem.build(staff_groups, travel_gbp, prices, considered, need.workstations, scenario.options)
    listed = options.listed(files.sites.loc[considered, "name"].to_dict(), list(present.values()), scenario.options)
    return Question(
        scenario=scenario, run_id=run_id(scenario, files.checksums), inputs=files, border=border, seats=seats,
        need=need, home_areas=home_areas, travel=travel, groups=staff_groups,
        register=register, ledger=ledger, present_sites=present, problem=question, options=listed,
        warnings=(*files.warnings, *assumptions.unmatched(settings, files.register)),
        workstations_held=prices.sites["workstations_max"],
        workstations_present=prices.sites["workstations_present"],
    )  # fmt: skip


def answer(asked: Question, say: Say) -> Findings:
    """Every option enumerated, the best certified by the optimiser, every plan audited and recounted."""
    say(f"Comparing {len(asked.options)} options")
    found = enumeration.enumerate_all(asked.problem, asked.options)

    say("Proving the answer")
    plan, outcome = model.solve(asked.problem, asked.scenario.solver)
    proof = certificate.certify(asked.problem, found, plan, outcome)

    say("Auditing every plan")
    sound = [item for item in found if item.plan is not None]
    costs = audit.cost_sheets(sound, asked.problem, asked.groups, asked.ledger)
    people = asked.inputs.staff[["employer", "days_on_site_per_week"]].assign(area_id=asked.home_areas.of_staff)
    journeys = appraised.results(
        sound, asked.groups, asked.travel.by_basis, people, asked.travel.bands, asked.present_sites,
        asked.scenario.travel.journeys.basis,
    )  # fmt: skip
    ranked = ranking.ranked(
        found, costs, journeys.ranking, asked.problem, asked.need, asked.workstations_present, asked.scenario.costs
    )
    return Findings(ranked, costs, journeys, certificate=proof)


def run(path: Path, out: Path, cache: Path | None, say: Say) -> Finished:
    """The whole job. The run folder is complete, or it is not there."""
    with beside.artist() as draw:
        asked = check(path, cache, say)
        findings = answer(asked, say)
        say("Writing map, appendix and tables")
        release = packing.pack(asked, findings)
        folder = writing.write(release, asked, findings.certificate, out, draw)
    return Finished(release.tables["options"], release.verdict, (*asked.warnings, *asked.travel.asides), folder)
