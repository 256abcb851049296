"""A scenario file into a finished run folder: the table of contents of the product."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from feasibility import (
    areas,
    assumptions,
    boundary,
    business_case,
    listing,
    model,
    options,
    pricing,
    robustness,
    rules,
    seated,
    seatings,
    staff_travel,
)
from feasibility.appraisal import journeys as appraised
from feasibility.appraisal import partners, ranking
from feasibility.appraisal.findings import Findings
from feasibility.errors import InputError, raise_all
from feasibility.identity import run_id
from feasibility.inputs import read as inputs
from feasibility.publication import beside, packing, writing
from feasibility.publication.disclosure import between_runs
from feasibility.publication.release import Release
from feasibility.question import Question, evidence_of
from feasibility.scenario import Scenario, load
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
    return checked(load(path), cache, say)


def checked(scenario: Scenario, cache: Path | None, say: Say) -> Question:
    """`check` of a scenario that is read already."""
    asked = prepared(scenario, cache, say)
    robustness.declared_of(asked)  # what cannot be drawn is told before anything is worked out
    listing.refuse_impossible(asked, say)
    return asked


def prepared(scenario: Scenario, cache: Path | None, say: Say) -> Question:
    """`checked`, but for whether any shared option can be had."""
    files = inputs.read(scenario)
    supplied_keys = set() if files.partner_keys is None else set(files.partner_keys["key"])
    raise_all(InputError, f"scenario {scenario.name}", partners.faults(
        scenario.partners, scenario.authority, supplied_keys, scenario.costs.period_years,
        [authority.name for authority in scenario.authority.values()],
    ))  # fmt: skip
    settings = flat_settings(scenario)
    figures = assumptions.of_tables(files.sites, _tables(files), files.register, scenario.study.price_base_year)
    register = pd.concat([assumptions.used(settings, files.register), figures], ignore_index=True)

    say("Finding the border and the corridor")
    border = boundary.measure(files.authorities, files.sites, scenario.boundary)
    out = border.sites.loc[~border.sites["considered"], "reason"]
    raise_all(InputError, f"scenario {scenario.name}", rules.faults(scenario, files.sites, files.staff, out))
    boundary.refuse_empty_corridor(border, scenario.boundary)
    considered = border.sites.index[border.sites["considered"]]
    home_areas = areas.join(
        files.staff, files.cells, files.districts, files.places, scenario.publication.suppression_heads_min
    )

    say("Measuring journeys")
    present = files.sites[files.sites["present_of"] != ""].set_index("present_of")["site_id"].to_dict()
    travel = staff_travel.find(scenario, files, home_areas, considered, present, cache, say)

    say("Working out seats and costs")
    evidence = evidence_of(scenario, files, border, travel, assumptions.statuses(register))
    priced = pricing.priced(scenario, evidence)
    names = files.sites.loc[considered, "name"].to_dict()
    return Question(
        scenario=scenario, run_id=run_id(scenario, files.checksums), inputs=files, border=border,
        home_areas=home_areas, travel=travel, evidence=evidence, priced=priced, register=register,
        present_sites=present,
        options=options.listed(names, list(present.values()), scenario.options, scenario.ways.compared),
        warnings=(*files.warnings, *assumptions.unmatched(set(register["assumption_id"]), files.register_stated),
                  *priced.planned.warnings),
    )  # fmt: skip


def _tables(files: inputs.Inputs) -> dict[str, pd.DataFrame | None]:
    """The further tables of the study whose figures stand in the register."""
    return {name: getattr(files, name) for name in assumptions.ROWS_OF}


def answer(asked: Question, say: Say) -> Findings:
    """Every option enumerated, the best certified by the optimiser, every plan audited and recounted."""
    problems, staff_groups = asked.priced.problems, asked.evidence.groups
    say(f"Comparing {len(asked.options)} options")
    asked, listed = listing.worked_out(asked)

    say("Proving the answer")
    solved = model.solve_all(problems, asked.scenario.solver)
    proofs = listing.certified(asked, listed, solved)

    say("Auditing every plan")
    accounts, of_staff = business_case.audited(listed.sound, asked)
    people = asked.inputs.staff[["employer", "days_on_site_per_week"]].assign(area_id=asked.home_areas.of_staff)
    journeys = appraised.results(
        listed.sound, staff_groups, asked.travel.by_basis, people, asked.travel.bands, asked.present_sites,
        asked.scenario.travel.journeys.basis,
    )  # fmt: skip
    ranked = ranking.ranked(listed.found, accounts, journeys.ranking, problems, asked.priced.need,
                            asked.priced.workstations["workstations_present"], asked.priced.short)  # fmt: skip

    say("Making the case: partners, funding, what would change the answer")
    case = business_case.made(asked, listed.sound, ranked, accounts)
    case |= {"seatings": seatings.of_best_set(asked, listed.sound, ranked, journeys.ranking)}

    say("Trying the answer on what is not known")
    firm = robustness.found(asked, listed.sound, ranked, say)
    return Findings(
        ranked, accounts.costs, journeys, proofs, {**case, **of_staff, **firm.tables},
        seated=seated.table(asked, listed.sound), firmness=firm.sentences, trial_notes=firm.asides,
        warnings=firm.warnings,
    )  # fmt: skip


def run(path: Path, out: Path, cache: Path | None, say: Say) -> Finished:
    """The whole job. The run folder is complete, or it is not there."""
    with beside.artist() as draw:
        asked = check(path, cache, say)
        findings = answer(asked, say)
        say("Making what may be published of it")
        releases: dict[str, Release] = {
            edition: packing.pack(asked, findings, edition) for edition in asked.scenario.publication.editions
        }
        folder = writing.write(releases, asked, findings.certificates, out, draw, say)
    beside_others = between_runs.warnings(folder)
    release = next(iter(releases.values()))
    told = (*asked.warnings, *findings.warnings, *asked.travel.asides, *beside_others)
    return Finished(release.tables["options"], release.verdict, told, folder)
