"""Several aims at once: one after another with a stated tolerance, or one with limits on the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from feasibility import model
from feasibility.measures import Bound, Measure
from feasibility.outcome import Outcome
from feasibility.plan import Plan, figure
from feasibility.problem import Problem
from feasibility.scenario.sections import Solver

Solve = Callable[[Problem, Solver, Measure | None], tuple[Plan | None, Outcome]]
"""What finds the plan with the least of a measure: `model.solve`, or `model_at_size.solve`."""
ROUNDING_SHARE = 1e-9
"""A plan that was just found keeps a limit at its own figure: sums of floats may differ behind the ninth digit."""


@dataclass(frozen=True)
class Aim:
    """A measure to be made small, and how much of it may be given up for the aims that come after it."""

    measure: Measure
    unit: str
    """Of the measure, in words: `pounds`, `minutes`."""
    tolerance: float = 0.0
    """In the unit of the measure; nought or more."""


@dataclass(frozen=True)
class Chosen:
    """The plan that several aims lead to."""

    plan: Plan | None
    """None where none was found."""
    figures: tuple[float, ...]
    """What the plan comes to in each aim, in their order; empty without a plan."""
    least: tuple[float, ...]
    """The least of each aim that was found, the aims before it kept within their tolerances."""
    outcomes: tuple[Outcome, ...]
    """How each search ended."""

    @property
    def proved(self) -> bool:
        """Whether every search proved its answer, a proof that there is no plan among them."""
        return all(outcome.proved_best or outcome.no_plan_exists for outcome in self.outcomes)


def in_order(problem: Problem, aims: Sequence[Aim], settings: Solver, solve: Solve = model.solve) -> Chosen:
    """The plan with the least of the first aim, then of the second among those within its tolerance, and so on.

    Raises `ValueError` without an aim. A search that ends without proof is built upon, and `Chosen.proved` tells of it.
    """
    if not aims:
        raise ValueError("no aim is given")
    plan, least, outcomes, narrowed = None, list[float](), list[Outcome](), problem
    for place, aim in enumerate(aims):
        found, outcome = solve(narrowed, settings, aim.measure)
        outcomes.append(outcome)
        if found is None:
            break
        plan = found
        least.append(figure(plan, aim.measure))
        narrowed = at_most(narrowed, aim.measure, least[-1] + aim.tolerance, aim.unit, f"aim-{place + 1}")
    figures = () if plan is None else tuple(figure(plan, aim.measure) for aim in aims)
    return Chosen(plan, figures, tuple(least), tuple(outcomes))


def at_most(problem: Problem, measure: Measure, most: float, unit: str, limit_id: str) -> Problem:
    """The problem without the plans, moving or staying, that have more than `most` of a measure."""
    bound = Bound(
        bound_id=limit_id,
        rule=limit_id,
        measure=replace(measure, staying={}),
        unit=unit,
        sentence=f"No more than {most:,.2f} {unit}",
        most=most + ROUNDING_SHARE * abs(most),
    )
    staying = {
        option_id: gbp
        for option_id, gbp in problem.staying_gbp.items()
        if measure.staying.get(option_id, 0.0) <= bound.most
    }
    return replace(problem, bounds=(*problem.bounds, bound), staying_gbp=staying)
