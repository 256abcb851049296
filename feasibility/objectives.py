"""What a plan may be made good at: measures to be made small, and a value score over ranges declared beforehand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import pandas as pd

from feasibility.measures import Measure
from feasibility.problem import Problem
from feasibility.scenario.value import FULL_SCORE, ValueSettings

WORST_PARTS = 10
"""The worst served are a tenth of the staff, in whole heads rounded up: the same tenth as the tables of journeys."""

Measured = Literal["total_npc_gbp", "change_minutes_mean", "change_minutes_worst_tenth"]
MEASURED: tuple[Measured, ...] = get_args(Measured)
"""Measures of the value score that add up over a plan, so that the optimiser can take them."""


def net_present_cost(problem: Problem) -> Measure:
    """Present cost in pounds, the value of staff travel included: the figure that ranks."""
    return problem.cost


def travel_change(problem: Problem) -> Measure:
    """Minutes that staff travel more than now, one way, summed over all of them; over `staff` it is the mean.

    Nothing where nobody moves. Staff whose journeys are not measured add nothing.
    """
    of_space = pd.DataFrame() if problem.parking is None else problem.parking.change_minutes
    return Measure(head=problem.change_minutes, space=of_space)


def worst_tenth_change(problem: Problem) -> Measure:
    """Minutes one way that the worst tenth of staff travel more than now, summed over `worst_tenth_heads`.

    Every member of a group counts with the mean of the group. Raises `ValueError` where spaces are limited: who is
    worst served would rest on who has one, which no measure of the worst knows.
    """
    if problem.parking is not None and problem.parking.change_minutes.any(axis=None):
        raise ValueError("the worst served cannot be made an aim where parking spaces are limited")
    return Measure(worst=problem.change_minutes, worst_heads=worst_tenth_heads(problem))


def worst_tenth_heads(problem: Problem) -> int:
    """Heads in the worst tenth, rounded up."""
    return -(-problem.staff // WORST_PARTS)


@dataclass(frozen=True)
class Line:
    """A figure of which less is better, scored in a straight line over a declared range."""

    share: float
    """Of the whole score."""
    best: float
    """Scores the whole of the share."""
    worst: float
    """Scores nothing; above `best`."""


def straight(settings: ValueSettings) -> dict[Measured, Line]:
    """The criteria of the settings as the optimiser can take them: each a straight line of a figure that adds up.

    Raises `ValueError` naming every criterion that is none: another measure, a bend, an ideal figure, words, or a
    figure of which more is better.
    """
    lines: dict[Measured, Line] = {}
    others = []
    for key, criterion in settings.criterion.items():
        measure = next((name for name in MEASURED if name == criterion.measure), None)
        if measure is None or not criterion.linear or criterion.scale[0][1] != FULL_SCORE:
            others.append(key)
        else:
            (best, _), (worst, _) = criterion.scale
            lines[measure] = Line(_share(key, settings), best, worst)
    if others:
        raise ValueError(f"the optimiser takes straight lines of {', '.join(MEASURED)} alone, not {', '.join(others)}")
    return lines


def _share(key: str, settings: ValueSettings) -> float:
    """Of the whole: the criterion's share of its group times that of the group."""
    criterion = settings.criterion[key]
    of_group = sum(other.weight for other in settings.criterion.values() if other.group == criterion.group)
    within = criterion.weight / of_group
    if criterion.group is None:
        return within
    return within * settings.group[criterion.group].weight / sum(group.weight for group in settings.group.values())


def value_lost(problem: Problem, lines: Mapping[Measured, Line]) -> Measure:
    """What a plan lacks of the full value score: 0 at the best of every range, 100 at the worst of every range.

    The score is a weighted sum of shares of ranges that somebody declared (Belton and Stewart's swing weighting), so it
    says the same of a plan whatever the others are. It is not cut off at the ends: a figure beyond its range scores
    below 0 or above 100. Raises `ValueError` where there is no line.
    """
    if not lines:
        raise ValueError("no criterion of the value score is declared")
    known: Mapping[Measured, tuple[Callable[[Problem], Measure], int]] = {
        "total_npc_gbp": (net_present_cost, 1),
        "change_minutes_mean": (travel_change, problem.staff),
        "change_minutes_worst_tenth": (worst_tenth_change, worst_tenth_heads(problem)),
    }
    return together(
        [_share_lost(known[name][0](problem), known[name][1], line, problem) for name, line in lines.items()]
    )


def value_score(lost: float) -> float:
    """The score that readers see, more being better, from the measure `value_lost`."""
    return FULL_SCORE - lost


def _share_lost(measure: Measure, units: int, line: Line, problem: Problem) -> Measure:
    """The points of the line at its worst and none at its best; `units` of the measure make one of the figure."""
    a_unit = FULL_SCORE * line.share / (line.worst - line.best)
    return shifted(scaled(measure, a_unit / units), -a_unit * line.best, problem.staying_gbp)


def scaled(measure: Measure, factor: float) -> Measure:
    """So many times the measure. The factor is above nought where the measure counts the worst served."""
    if factor < 0 and not measure.worst.empty:
        raise ValueError("a measure of the worst served cannot be turned round")
    return Measure(
        moving=measure.moving * factor,
        opened=measure.opened * factor,
        workstation=measure.workstation * factor,
        head=measure.head * factor,
        space=measure.space * factor,
        worst=measure.worst * factor,
        worst_heads=measure.worst_heads,
        staying={option_id: figure * factor for option_id, figure in measure.staying.items()},
    )


def shifted(measure: Measure, by: float, staying: Mapping[str, float]) -> Measure:
    """The measure with a constant added to every plan, whether staff move or stay in one of the ways `staying`."""
    stays = {option_id: measure.staying.get(option_id, 0.0) + by for option_id in staying}
    return replace(measure, moving=measure.moving + by, staying=stays)


def together(measures: Sequence[Measure]) -> Measure:
    """The sum of measures, of which only one may count the worst served."""
    worst = [m for m in measures if not m.worst.empty]
    if len(worst) > 1:
        raise ValueError("one sum cannot count the worst served twice")
    ways = list(dict.fromkeys(option_id for m in measures for option_id in m.staying))
    return Measure(
        moving=sum(m.moving for m in measures),
        opened=_summed([m.opened for m in measures]),
        workstation=_summed([m.workstation for m in measures]),
        head=_summed_tables([m.head for m in measures]),
        space=_summed_tables([m.space for m in measures]),
        worst=worst[0].worst if worst else pd.DataFrame(),
        worst_heads=worst[0].worst_heads if worst else 0,
        staying={way: sum(m.staying.get(way, 0.0) for m in measures) for way in ways},
    )


def _summed(parts: "Sequence[pd.Series[float]]") -> "pd.Series[float]":
    kept = [part for part in parts if not part.empty]
    total = pd.Series(dtype=float) if not kept else kept[0]
    for part in kept[1:]:
        total = total.add(part, fill_value=0.0)
    return total


def _summed_tables(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    kept = [part for part in parts if not part.empty]
    total = pd.DataFrame() if not kept else kept[0]
    for part in kept[1:]:
        total = total.add(part, fill_value=0.0).reindex(index=total.index.union(part.index, sort=False))
    return total
