"""The exact set of plans of which none is better in one aim without being worse in another."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from feasibility import model, objectives
from feasibility.combined import Aim, Chosen, Solve, at_most, in_order
from feasibility.outcome import Outcome
from feasibility.plan import Plan, figure
from feasibility.problem import Problem
from feasibility.scenario.sections import Solver

Corner = tuple[float, ...]
"""What a plan still to be found must stay below in each aim but the first."""


@dataclass(frozen=True)
class Point:
    """A plan of the set."""

    plan: Plan
    figures: tuple[float, ...]
    """By aim, in the order given."""


@dataclass(frozen=True)
class Frontier:
    """Plans of which none beats another in every aim, least of the first aim first."""

    points: tuple[Point, ...]
    complete: bool
    """Whether every search was proved: then no plan is missing but for those within `steps` of one that is here."""
    steps: tuple[float, ...]
    """By aim but the first: a plan that is not here has one here that costs no more in the first aim, and in each other
    less than a step more. A step that no two plans differ by less than, as 1 of whole numbers, makes the set exact."""
    searches: int


@dataclass(frozen=True)
class _Zone:
    """A corner, and the best plan below it."""

    corner: Corner
    best: Point


@dataclass(frozen=True)
class _Asked:
    """What every search is made with."""

    problem: Problem
    aims: Sequence[Aim]
    steps: Sequence[float]
    settings: Solver
    solve: Solve

    def below(self, corner: Corner) -> Corner:
        """The most of each aim but the first that a plan below the corner may have."""
        return tuple(limit - step for limit, step in zip(corner, self.steps, strict=True))


def frontier(
    problem: Problem,
    aims: Sequence[Aim],
    steps: Sequence[float],
    settings: Solver,
    *,
    points_max: int = 1000,
    solve: Solve = model.solve,
) -> Frontier:
    """The set for two aims or three. `steps` has one figure above nought for each aim but the first.

    Every plan that belongs to the set minimises the first aim below some corner of the others, and the corners follow
    from the plans already found (the full epsilon-constraint method by local upper bounds: Dachert, Klamroth, Lacour
    and Vanderpooten 2017). The zone with the least of the first aim is always taken up first, so that what a plan shuts
    out within a step of it costs at least as much. Raises `ValueError` for another number of aims or of steps.
    """
    if len(aims) not in (2, 3) or len(steps) != len(aims) - 1 or min(steps) <= 0:
        raise ValueError("two or three aims, and a step above nought for each but the first")
    asked = _Asked(problem, aims, steps, settings, solve)
    points: list[Point] = []
    zones, outcomes = _zones(asked, [tuple(inf for _ in steps)], [])
    while zones and len(points) < points_max:
        point = min((zone.best for zone in zones), key=lambda best: best.figures)
        points.append(point)
        zones, more = _zones(asked, _split([zone.corner for zone in zones], point.figures[1:]), zones)
        outcomes += more
    proved = all(outcome.proved_best or outcome.no_plan_exists for outcome in outcomes)
    return Frontier(tuple(points), proved and not zones, tuple(steps), len(outcomes))


def _zones(asked: _Asked, corners: Sequence[Corner], known: Sequence[_Zone]) -> tuple[list[_Zone], list[Outcome]]:
    """Each corner with its best plan; those that have none are left out. And how the searches for them ended."""
    zones: list[_Zone] = []
    outcomes: list[Outcome] = []
    for corner in corners:
        best = _known_best(asked, corner, known)
        if best is None:
            chosen = _best(asked, corner)
            outcomes += chosen.outcomes
            if chosen.plan is not None:
                best = Point(chosen.plan, tuple(figure(chosen.plan, aim.measure) for aim in asked.aims))
        if best is not None:
            zones.append(_Zone(corner, best))
    return zones, outcomes


def _known_best(asked: _Asked, corner: Corner, known: Sequence[_Zone]) -> Point | None:
    """The best plan of a zone that holds this one, where it lies in this one: then it is the best here too."""
    limits = asked.below(corner)
    for zone in known:
        inside = all(of <= above for of, above in zip(corner, zone.corner, strict=True))
        if inside and all(f <= limit for f, limit in zip(zone.best.figures[1:], limits, strict=True)):
            return zone.best
    return None


def _best(asked: _Asked, corner: Corner) -> Chosen:
    """The least of the first aim below a corner, and of plans with that, the least of the others together."""
    narrowed = asked.problem
    for place, (aim, most) in enumerate(zip(asked.aims[1:], asked.below(corner), strict=True)):
        if most < inf:
            narrowed = at_most(narrowed, aim.measure, most, aim.unit, f"corner-{place + 1}")
    others = Aim(objectives.together([aim.measure for aim in asked.aims[1:]]), "in all")
    return in_order(narrowed, [asked.aims[0], others], asked.settings, asked.solve)


def _split(corners: Sequence[Corner], figures: Corner) -> list[Corner]:
    """Corners of what is left once a plan and all that it beats are taken out, none of them below another."""
    left: list[Corner] = []
    for corner in corners:
        if not all(f < limit for f, limit in zip(figures, corner, strict=True)):
            left.append(corner)
            continue
        left += [(*corner[:place], figures[place], *corner[place + 1 :]) for place in range(len(corner))]
    each = list(dict.fromkeys(left))
    return [
        c for c in each if not any(c != other and all(a <= b for a, b in zip(c, other, strict=True)) for other in each)
    ]


def beats(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether one row of figures is at least as good as another in each, and better in one."""
    pairs = list(zip(one, other, strict=True))
    return all(a <= b for a, b in pairs) and any(a < b for a, b in pairs)
