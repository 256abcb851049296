"""The rules of the model: each a function whose first line is the rule in an officer's words."""

from dataclasses import replace

import pulp

from feasibility.measures import Bound
from feasibility.model.decisions import Decisions, amount
from feasibility.problem import Problem


def stay_or_move(model: pulp.LpProblem, decisions: Decisions) -> None:
    """Either both centres stay, in one of the ways there are, or both operations move."""
    model += pulp.lpSum(decisions.stays.values()) + decisions.moves == 1, "stay_or_move"


def seat_everyone_once(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """If the operations move, every member of each group has one seat at one site."""
    for group, row in decisions.seats.items():
        heads = int(problem.heads[group])
        model += pulp.lpSum(row.values()) == heads * decisions.moves, f"seat_everyone_once_{group}"


def sit_only_where_open(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """Nobody is seated at a site that is not open; implied by floor area, but it tightens the relaxation."""
    for group, row in decisions.seats.items():
        heads = int(problem.heads[group])
        for site, seat in row.items():
            model += seat <= heads * decisions.opened[site], f"sit_only_where_open_{group}_{site}"


def sit_only_within_reach(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """Nobody is seated where they have no journey to.

    Such a plan ranks below every plan without, and one without there always is: both centres may stay. So the search
    for fewest staff out of reach, and for least money after that, needs no weight of one against the other.
    """
    for group, sites in problem.unreached.to_dict("index").items():
        for site, out_of_reach in sites.items():
            if out_of_reach:
                model += decisions.seats[group][site] <= 0, f"sit_only_within_reach_{group}_{site}"


def sit_only_where_allowed(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """Nobody is seated where a rule on journeys bars them from."""
    for place, pairs in enumerate(problem.barred.values()):
        for group, sites in pairs.to_dict("index").items():
            for site, is_barred in sites.items():
                if is_barred:
                    model += decisions.seats[group][site] <= 0, f"sit_only_where_allowed_{place}_{group}_{site}"


def keep_teams_together(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """All members of a team sit at one site."""
    for place, (team, at) in enumerate(decisions.team_at.items()):
        model += pulp.lpSum(at.values()) == decisions.moves, f"one_site_a_team_{place}"
        for group in problem.teams.index[problem.teams == team]:
            for site, there in at.items():
                seat, heads = decisions.seats[group][site], int(problem.heads[group])
                model += seat <= heads * there, f"keep_teams_together_{group}_{site}"


def workstations_for_staff(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """A site takes workstations for its share of the staff, rounded up: neither fewer nor more."""
    for site, count in decisions.workstations.items():
        wanted = problem.workstations_needed * pulp.lpSum(row[site] for row in decisions.seats.values())
        model += problem.staff * count >= wanted, f"workstations_for_staff_{site}"
        rounded = (problem.staff - 1) * decisions.opened[site]
        model += problem.staff * count <= wanted + rounded, f"no_more_workstations_{site}"


def workstations_within_floor(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """A site takes no more workstations than its floor area holds, and none unless it is open."""
    for site, count in decisions.workstations.items():
        most = int(problem.sites.at[site, "workstations_max"])
        model += count <= most * decisions.opened[site], f"workstations_within_floor_{site}"


def pay_beyond_present(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """Workstations a present centre already has are paid for with the centre; those beyond are added, and no others."""
    for site, count in decisions.workstations.items():
        present = int(problem.sites.at[site, "workstations_present"])
        beyond, opened = decisions.beyond_present[site], decisions.opened[site]
        model += beyond >= count - present * opened, f"pay_beyond_present_{site}"
        if site in decisions.sizes:
            continue
        within = decisions.within.get(site, 0)
        most = int(problem.sites.at[site, "workstations_max"])
        model += beyond <= count - present * opened + present * within, f"pay_no_more_{site}"
        if site in decisions.within:
            model += beyond <= most * (opened - within), f"pay_nothing_within_{site}"


def pay_for_whole_sizes(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """Where space is let in sizes, the least that is large enough is taken, and all of it is paid for."""
    for site, sizes in decisions.sizes.items():
        present, within = int(problem.sites.at[site, "workstations_present"]), decisions.within[site]
        model += within + pulp.lpSum(sizes.values()) == decisions.opened[site], f"one_size_{site}"
        paid = pulp.lpSum(size * taken for size, taken in sizes.items())
        model += decisions.beyond_present[site] == paid, f"pay_for_whole_sizes_{site}"
        above = pulp.lpSum(
            (before + 1) * sizes[size] for before, size in zip((0, *sizes), sizes, strict=False) if size > 0
        )
        small = pulp.lpSum(present * taken for size, taken in sizes.items() if size == 0) + present * within
        beyond = decisions.workstations[site] - present * decisions.opened[site]
        model += beyond >= above - small, f"least_size_{site}"


def park_within_spaces(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """Spaces go to staff who sit there and ask for one, as many days a week as there are; some cannot do without.

    No whole space is left while somebody who asks has none.
    """
    parking = problem.parking
    if parking is None:
        return
    for group, row in decisions.parked.items():
        for site, spaces in row.items():
            seat = decisions.seats[group][site]
            asks = bool(parking.asks.at[group, site])
            model += (spaces <= seat) if asks else (spaces <= 0), f"park_where_seated_{group}_{site}"
            if parking.needs.at[group, site]:
                model += spaces >= seat, f"park_who_cannot_do_without_{group}_{site}"
    for site, gone in decisions.spaces_gone.items():
        used = pulp.lpSum(float(parking.days[group]) * row[site] for group, row in decisions.parked.items())
        model += used <= float(parking.spaces_days[site]), f"park_within_spaces_{site}"
        asking = [group for group in decisions.parked if parking.asks.at[group, site]]
        without = pulp.lpSum(decisions.seats[group][site] - decisions.parked[group][site] for group in asking)
        model += without <= int(problem.heads[asking].sum()) * gone, f"leave_no_space_empty_{site}"
        model += used >= float(parking.in_use_days[site]) * gone, f"spaces_gone_{site}"


def open_only_when_ready(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """A site opens only if it is available before staff move."""
    for site, opened in decisions.opened.items():
        if not problem.sites.at[site, "ready"]:
            model += opened <= 0, f"open_only_when_ready_{site}"


def not_as_now(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """Where the operations stay apart, opening just the present centres shares nothing: another site opens as well."""
    if problem.as_now:
        present = pulp.lpSum(decisions.opened[site] for site in problem.as_now)
        others = pulp.lpSum(opened for site, opened in decisions.opened.items() if site not in problem.as_now)
        model += present - others <= len(problem.as_now) - 1, "not_as_now"


def number_of_sites(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """A move opens at least and at most the number of sites that the scenario states."""
    opened = pulp.lpSum(decisions.opened.values())
    model += opened >= problem.rules.sites_open_min * decisions.moves, "sites_open_min"
    model += opened <= problem.rules.sites_open_max * decisions.moves, "sites_open_max"


def enough_staff_at_each_site(model: pulp.LpProblem, problem: Problem, decisions: Decisions) -> None:
    """No site is opened for fewer staff than the scenario's least."""
    for site, opened in decisions.opened.items():
        seated_there = pulp.lpSum(row[site] for row in decisions.seats.values())
        model += seated_there >= problem.rules.staff_per_site_min * opened, f"enough_staff_{site}"


def keep_within(model: pulp.LpProblem, bound: Bound, decisions: Decisions) -> None:
    """A move keeps the figure that a rule of the scenario speaks of within its limits; ways of staying are not held."""
    figure = amount(model, replace(bound.measure, staying={}), decisions, bound.bound_id)
    if bound.most < float("inf"):
        model += figure <= bound.most * decisions.moves, f"{bound.bound_id}_most"
    if bound.least > float("-inf"):
        model += figure >= bound.least * decisions.moves, f"{bound.bound_id}_least"
