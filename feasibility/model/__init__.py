"""A problem into a PuLP model, solved: one function a rule, one function a cost."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import pulp

from feasibility.outcome import Outcome, read
from feasibility.plan import Plan, seated, staying
from feasibility.problem import Problem
from feasibility.scenario.sections import Solver

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
    """By site: workstations taken beyond those a present centre has."""
    seats: dict[str, Variables]
    """By group, by site: staff of the group seated there."""


def build(problem: Problem) -> tuple[pulp.LpProblem, Decisions]:
    """The model of a problem: unknowns, costs, rules."""
    model = pulp.LpProblem("colocation", pulp.LpMinimize)
    decisions = _decisions(model, problem)
    model += (
        _cost_of_staying_or_moving(problem, decisions)
        + _cost_of_sites(problem, decisions)
        + _cost_of_travel(problem, decisions)
    )
    _stay_or_move(model, decisions)
    _seat_everyone_once(model, problem, decisions)
    _sit_only_where_open(model, problem, decisions)
    _sit_only_within_reach(model, problem, decisions)
    _workstations_for_staff(model, problem, decisions)
    _workstations_within_floor(model, problem, decisions)
    _pay_beyond_present(model, problem, decisions)
    _open_only_when_ready(model, problem, decisions)
    _not_as_now(model, problem, decisions)
    _number_of_sites(model, problem, decisions)
    _enough_staff_at_each_site(model, problem, decisions)
    return model, decisions


def solve(problem: Problem, settings: Solver) -> tuple[Plan | None, Outcome]:
    """The cheapest plan that seats everybody within reach, and whether it is proved. No plan where none was found.

    A problem is that of one way of working; `solve_all` takes the best of them.
    """
    model, decisions = build(problem)
    solver = pulp.getSolver(
        "HiGHS",
        msg=False,
        timeLimit=settings.time_limit_seconds,
        gapRel=settings.gap_share,
        gapAbs=0.0,
        threads=1,
        random_seed=settings.seed,
    )
    model.solve(solver)
    outcome = read(model, settings.gap_share)
    return (_plan(problem, decisions) if outcome.has_plan else None), outcome


def solve_all(problems: Mapping[str, Problem], settings: Solver) -> dict[str, tuple[Plan | None, Outcome]]:
    """The answer of each way of working. The best of them is the best there is: every plan works in one way."""
    return {way: solve(problem, settings) for way, problem in problems.items()}


def _decisions(model: pulp.LpProblem, problem: Problem) -> Decisions:
    def whole(name: str, most: int) -> pulp.LpVariable:
        return model.add_variable(name, 0, most, pulp.LpInteger)

    sites, most = list(problem.sites.index), problem.sites["workstations_max"]
    return Decisions(
        moves=whole("moves", 1),
        stays={option_id: whole(f"stay_{option_id}", 1) for option_id in problem.staying_gbp},
        opened={s: whole(f"open_{s}", 1) for s in sites},
        workstations={s: whole(f"workstations_{s}", int(most[s])) for s in sites},
        beyond_present={s: model.add_variable(f"beyond_{s}", 0, int(most[s])) for s in sites},
        seats={
            g: {s: whole(f"seat_{g}_{s}", int(heads)) for s in sites}
            for g, heads in problem.heads.items()
        },
    )  # fmt: skip


# ---------------------------------------------------------------------------- costs


def _cost_of_staying_or_moving(problem: Problem, decisions: Decisions) -> pulp.LpAffineExpression:
    """The present centres if they stay, in the way chosen; if they move, what every move costs wherever it goes."""
    staying = pulp.lpSum(problem.staying_gbp[option_id] * stays for option_id, stays in decisions.stays.items())
    return staying + problem.moving_gbp * decisions.moves


def _cost_of_sites(problem: Problem, decisions: Decisions) -> pulp.LpAffineExpression:
    """Opening each site, and each workstation there that is not fitted and paid for already."""
    sites = problem.sites
    return pulp.lpSum(float(sites.at[s, "open_gbp"]) * opened for s, opened in decisions.opened.items()) + pulp.lpSum(
        float(sites.at[s, "workstation_gbp"]) * count for s, count in decisions.beyond_present.items()
    )


def _cost_of_travel(problem: Problem, decisions: Decisions) -> pulp.LpAffineExpression:
    """The travel that the move adds for each head, at the value of time."""
    travel_gbp = problem.travel_gbp.to_dict("index")
    return pulp.lpSum(
        float(travel_gbp[group][site]) * seat for group, row in decisions.seats.items() for site, seat in row.items()
    )


# ---------------------------------------------------------------------------- rules


def _stay_or_move(model: pulp.LpProblem, decisions: Decisions) -> None:
    """Either both centres stay, in one of the ways there are, or both operations move."""
    model += pulp.lpSum(decisions.stays.values()) + decisions.moves == 1, "stay_or_move"


def _seat_everyone_once(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """If the operations move, every member of each group has one seat at one site."""
    for group, row in decisions.seats.items():
        heads = int(problem.heads[group])
        model += pulp.lpSum(row.values()) == heads * decisions.moves, f"seat_everyone_once_{group}"


def _sit_only_where_open(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """Nobody is seated at a site that is not open; implied by floor area, but it tightens the relaxation."""
    for group, row in decisions.seats.items():
        heads = int(problem.heads[group])
        for site, seat in row.items():
            model += seat <= heads * decisions.opened[site], f"sit_only_where_open_{group}_{site}"


def _sit_only_within_reach(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """Nobody is seated where they have no journey to.

    Such a plan ranks below every plan without, and one without there always is: both centres may stay. So the search
    for fewest staff out of reach, and for least money after that, needs no weight of one against the other.
    """
    for group, sites in problem.unreached.to_dict("index").items():
        for site, out_of_reach in sites.items():
            if out_of_reach:
                model += decisions.seats[group][site] <= 0, f"sit_only_within_reach_{group}_{site}"


def _workstations_for_staff(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """A site takes workstations for its share of the staff, rounded up."""
    for site, count in decisions.workstations.items():
        seated_there = pulp.lpSum(row[site] for row in decisions.seats.values())
        needed = problem.workstations_needed
        model += problem.staff * count >= needed * seated_there, f"workstations_for_staff_{site}"


def _workstations_within_floor(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """A site takes no more workstations than its floor area holds, and none unless it is open."""
    for site, count in decisions.workstations.items():
        most = int(problem.sites.at[site, "workstations_max"])
        model += count <= most * decisions.opened[site], f"workstations_within_floor_{site}"


def _pay_beyond_present(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """Workstations a present centre already has are paid for with the centre; those beyond are added."""
    for site, count in decisions.workstations.items():
        present = int(problem.sites.at[site, "workstations_present"])
        model += (
            decisions.beyond_present[site] >= count - present * decisions.opened[site],
            f"pay_beyond_present_{site}",
        )


def _open_only_when_ready(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """A site opens only if it is available before staff move."""
    for site, opened in decisions.opened.items():
        if not problem.sites.at[site, "ready"]:
            model += opened <= 0, f"open_only_when_ready_{site}"


def _not_as_now(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """Where the operations stay apart, opening just the present centres shares nothing: another site opens as well."""
    if problem.as_now:
        present = pulp.lpSum(decisions.opened[site] for site in problem.as_now)
        others = pulp.lpSum(opened for site, opened in decisions.opened.items() if site not in problem.as_now)
        model += present - others <= len(problem.as_now) - 1, "not_as_now"


def _number_of_sites(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """A move opens at least and at most the number of sites that the scenario states."""
    opened = pulp.lpSum(decisions.opened.values())
    model += opened >= problem.rules.sites_open_min * decisions.moves, "sites_open_min"
    model += opened <= problem.rules.sites_open_max * decisions.moves, "sites_open_max"


def _enough_staff_at_each_site(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """No site is opened for fewer staff than the scenario's least."""
    for site, opened in decisions.opened.items():
        seated_there = pulp.lpSum(row[site] for row in decisions.seats.values())
        model += seated_there >= problem.rules.staff_per_site_min * opened, f"enough_staff_{site}"


# ---------------------------------------------------------------------------- reading back


def _plan(problem: Problem, decisions: Decisions) -> Plan:
    stays_as = [option_id for option_id, stays in decisions.stays.items() if _chosen(stays)]
    if stays_as:
        return staying(problem, stays_as[0])
    opened = [site for site, variable in decisions.opened.items() if _chosen(variable)]
    heads = pd.DataFrame(
        {site: {group: round(row[site].value()) for group, row in decisions.seats.items()} for site in opened}
    )
    return seated(problem, heads.reindex(problem.heads.index))


def _chosen(variable: pulp.LpVariable) -> bool:
    return bool(variable.value() > 0.5)
