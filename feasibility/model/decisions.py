"""The unknowns of a problem, what a measure of them comes to, and the plan that their values spell out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
import pulp

from feasibility.measures import Measure
from feasibility.plan import Plan, seated, staying
from feasibility.problem import Problem

Variables = dict[str, pulp.LpVariable]


@dataclass(frozen=True)
class Decisions:
    """The unknowns. Sites and groups are named by id."""

    moves: pulp.LpVariable
    """1 when the operations move to shared sites."""
    stays: Variables
    """By way of staying: 1 when it is chosen."""
    opened: Variables
    """By site: 1 when it is opened."""
    workstations: Variables
    """By site: workstations taken."""
    beyond_present: Variables
    """By site: workstations paid for beyond those a present centre has."""
    within: Variables
    """By present centre, and by site let in sizes: 1 when it takes no more than the present workstations."""
    seats: dict[str, Variables]
    """By group, by site: staff of the group seated there."""
    sizes: dict[str, dict[int, pulp.LpVariable]]
    """By site let in sizes, by size in workstations: 1 when that size is taken."""
    team_at: dict[str, Variables]
    """By team, by site: 1 when the team sits there."""
    parked: dict[str, Variables]
    """By group, by site with limited parking: staff of the group who have a space there."""
    spaces_gone: Variables
    """By site with limited parking: 1 when no whole space is left."""


def of(model: pulp.LpProblem, problem: Problem) -> Decisions:
    """The unknowns of the problem, added to the model."""

    def whole(name: str, most: int) -> pulp.LpVariable:
        return model.add_variable(name, 0, most, pulp.LpInteger)

    sites, most = list(problem.sites.index), problem.sites["workstations_max"]
    widest = {s: max([int(most[s]), *problem.tiers.get(s, ())]) for s in sites}
    limited = [] if problem.parking is None else [s for s in sites if s in problem.parking.spaces_days.index]
    return Decisions(
        moves=whole("moves", 1),
        stays={option_id: whole(f"stay_{option_id}", 1) for option_id in problem.staying_gbp},
        opened={s: whole(f"open_{s}", 1) for s in sites},
        workstations={s: whole(f"workstations_{s}", int(most[s])) for s in sites},
        beyond_present={s: model.add_variable(f"beyond_{s}", 0, widest[s]) for s in sites},
        within={
            s: whole(f"within_{s}", 1)
            for s in sites
            if s in problem.tiers or int(problem.sites.at[s, "workstations_present"])
        },
        seats={g: {s: whole(f"seat_{g}_{s}", int(heads)) for s in sites} for g, heads in problem.heads.items()},
        sizes={
            s: {size: whole(f"size_{s}_{size}", 1) for size in sizes}
            for s, sizes in problem.tiers.items()
            if s in sites
        },
        team_at={
            team: {s: whole(f"team_{place}_{s}", 1) for s in sites}
            for place, team in enumerate(sorted(problem.teams.unique()))
        },
        parked={g: {s: whole(f"park_{g}_{s}", int(heads)) for s in limited} for g, heads in problem.heads.items()},
        spaces_gone={s: whole(f"spaces_gone_{s}", 1) for s in limited},
    )  # fmt: skip


def amount(model: pulp.LpProblem, measure: Measure, decisions: Decisions, name: str) -> pulp.LpAffineExpression:
    """A measure of the unknowns: 0 where the centres stay, but for what the ways of staying come to themselves.

    `name` tells the unknowns that the worst served need from those of another measure.
    """
    return pulp.lpSum(
        [
            *_each(measure.staying, decisions.stays),
            measure.moving * decisions.moves,
            *_each(measure.opened.to_dict(), decisions.opened),
            *_each(measure.workstation.to_dict(), decisions.beyond_present),
            *_over(measure.head, decisions.seats),
            *_over(measure.space, decisions.parked),
            *_over_worst(model, measure, decisions, name),
        ]
    )  # fmt: skip


def _each(per_unit: Mapping[str, float], units: Variables) -> Iterator[pulp.LpAffineExpression]:
    return (float(per_unit[key]) * unit for key, unit in units.items() if key in per_unit)


def _over(per_head: pd.DataFrame, heads: dict[str, Variables]) -> Iterator[pulp.LpAffineExpression]:
    each = per_head.to_dict("index")
    return (
        float(each[group][site]) * seat
        for group, row in heads.items()
        if group in each
        for site, seat in row.items()
        if site in each[group]
    )


def _over_worst(
    model: pulp.LpProblem, measure: Measure, decisions: Decisions, name: str
) -> Iterator[pulp.LpAffineExpression]:
    """The highest `worst_heads` figures of all heads, added up.

    That sum is the least, over all levels, of worst_heads x level + the sum over heads of what each has above the level
    (Ogryczak and Tamir 2003, Minimizing the sum of the k largest functions in linear time). So it is right where it is
    made small or kept below something. It needs every head by itself: of a split group some may be above, some not.
    """
    if measure.worst.empty:
        return
    level = model.add_variable(f"level_{name}", None, None)
    yield measure.worst_heads * level
    each = measure.worst.to_dict("index")
    for group, row in decisions.seats.items():
        for place, seat_of in enumerate(_by_head(model, row, f"{name}_{group}")):
            figure = pulp.lpSum(float(each[group][site]) * seat for site, seat in seat_of.items())
            above = model.add_variable(f"above_{name}_{group}_{place}", 0)
            model += above >= figure - level, f"above_level_{name}_{group}_{place}"
            yield above


def _by_head(model: pulp.LpProblem, row: Variables, name: str) -> list[Variables]:
    """The seat of each head of a group: 1 at one site where the staff move."""
    heads = max(int(seat.upBound) for seat in row.values())
    if heads == 1:
        return [row]
    each = [{s: model.add_variable(f"head_{name}_{h}_{s}", 0, 1, pulp.LpInteger) for s in row} for h in range(heads)]
    for site, seat in row.items():
        model += pulp.lpSum(of_head[site] for of_head in each) == seat, f"heads_are_seated_{name}_{site}"
    for place, of_head in enumerate(each):
        model += pulp.lpSum(of_head.values()) <= 1, f"one_seat_a_head_{name}_{place}"
    return each


def plan_of(problem: Problem, decisions: Decisions) -> Plan:
    """The plan that the values of the unknowns spell out."""
    stays_as = [option_id for option_id, stays in decisions.stays.items() if _chosen(stays)]
    if stays_as:
        return staying(problem, stays_as[0])
    opened = [site for site, variable in decisions.opened.items() if _chosen(variable)]
    parked = [s for s in opened if problem.parking is not None and s in problem.parking.spaces_days.index]
    return seated(
        problem,
        _whole(decisions.seats, opened).reindex(problem.heads.index),
        _whole(decisions.parked, parked).reindex(problem.heads.index) if parked else None,
    )


def _whole(heads: dict[str, Variables], sites: list[str]) -> pd.DataFrame:
    return pd.DataFrame({s: {group: round(row[s].value()) for group, row in heads.items()} for s in sites})


def _chosen(variable: pulp.LpVariable) -> bool:
    return bool(variable.value() > 0.5)
