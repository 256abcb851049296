"""Which options are worked out: all there are, or, where they are too many, single sites and all near the best.

And the refusal of a study in which none that is shared can be had.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from feasibility import certificate, enumeration, explain, options, pool
from feasibility.appraisal import asked_again
from feasibility.certificate import Certificate
from feasibility.enumeration import Found
from feasibility.explain import reasons
from feasibility.outcome import Outcome
from feasibility.plan import Plan
from feasibility.pool import Pool
from feasibility.question import Question, evidence_of
from feasibility.scenario.model import Settings


@dataclass(frozen=True)
class Listed:
    """The options worked out, each with its best plan or the reason it cannot be had."""

    found: list[Found]
    near_best: Pool | None
    """How those near the best were found, where there are too many options to work out each; else None."""

    @property
    def sound(self) -> list[Found]:
        """Those that can be had."""
        return [item for item in self.found if item.plan is not None]


def refuse_impossible(asked: Question, say: Callable[[str], None]) -> None:
    """Raise `NoFeasibleOption` where no shared option can be had: why, by how much, and what was tried and helps."""
    scenario, evidence, problems = asked.scenario, asked.evidence, asked.priced.problems
    if explain.may_be_had(problems, scenario.solver):
        return

    def regrouped(settings: Settings) -> asked_again.Known:
        other = scenario.model_copy(update={"rules": settings.rules})
        again = evidence_of(other, asked.inputs, asked.border, asked.travel, evidence.statuses)
        return asked_again.known(settings, again)

    explain.refuse(
        explain.Asked(
            problems=problems, solver=scenario.solver, known=asked_again.known(scenario, evidence),
            regroup=regrouped, names=evidence.sites["name"].to_dict(),
        ),
        say, asked.border.sites,
    )  # fmt: skip


def worked_out(asked: Question) -> tuple[Question, Listed]:
    """Every option listed, and, where more sets of sites may open than are listed, all near the best.

    The question comes back with the options that were worked out.
    """
    problems, settings = asked.priced.problems, asked.scenario
    found = enumeration.enumerate_all(problems, asked.options, settings.solver)
    found = reasons.with_repairs(found, settings, asked.evidence, asked.priced)
    if options.listed_whole(len(asked.evidence.considered), settings.options, settings.ways.compared):
        return asked, Listed(found, None)
    names, present = asked.inputs.sites.loc[asked.evidence.considered, "name"].to_dict(), asked.present_sites.values()

    def named(sites: tuple[str, ...], way: str) -> options.Option:
        return options.of_sites(sites, way, names, list(present), settings.ways.compared)

    near = pool.near_best(problems, settings.solver, settings.options.near_tie_share, named)
    listed = {item.option.option_id for item in found}
    found += [item for item in near.found if item.option.option_id not in listed]
    return replace(asked, options=[item.option for item in found]), Listed(found, near)


def certified(
    asked: Question, listed: Listed, solved: Mapping[str, tuple[Plan | None, Outcome]]
) -> dict[str, Certificate]:
    """A certificate for each way of working. Raises `UnsoundPlan` where enumeration and optimiser differ in any."""
    proofs = certificate.certify_all(asked.priced.problems, listed.found, solved)
    if listed.near_best is None:
        return proofs
    scenario, sites = asked.scenario, len(asked.evidence.considered)
    sets = options.sets_of_sites(sites, scenario.options, scenario.ways.compared)
    return certificate.with_pool(proofs, listed.near_best, sets)
