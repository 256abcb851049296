"""Seats, people and space, in words."""

from collections.abc import Sequence

from feasibility import wording
from feasibility.publication.method.figures import per_cent
from feasibility.publication.release import Capacity
from feasibility.scenario import Scenario
from feasibility.seats import Seats
from feasibility.seats.space import volume_statement

PLACES = {"other_site": "the other site", "council_building": "another council building", "home": "home"}


def agents(scenario: Scenario, need: Seats) -> str:
    """How contacts become agents."""
    s = scenario.seats
    growth = (
        f" Contacts grow by {100 * s.growth_share_per_year:g}% a year for {s.growth_years:g} years."
        if s.growth_share_per_year and s.growth_years
        else ""
    )
    longer = (
        " Simple contacts leave first, so that those that remain take longer."
        if s.handling_time_rise_per_take_up or s.simple_contacts_share
        else " Those that remain are taken to be no longer than before."
    )
    return (
        f"Contacts a year become contacts in each half-hour of a busy day in the busiest month.{growth} "
        f"{per_cent(s.take_up_share)} of contacts are taken to have moved to other channels.{longer} "
        f"{_queueing(scenario)} Each half-hour is staffed by itself; the one that needs most agents binds. At work at "
        f"once: {_by_way(scenario, need)}."
    )


def _by_way(scenario: Scenario, need: Seats) -> str:
    words = {
        "apart": "with a queue for each authority",
        "pooled": "with one queue",
        "virtual": "with one queue, nobody moving",
    }
    return "; ".join(
        f"{need.agents[way]} {words[way]} (busiest at {need.binding_half_hour[way]})" for way in scenario.ways.compared
    )


def _queueing(scenario: Scenario) -> str:
    s = scenario.seats
    targets = []
    if s.service_level_share:
        targets.append(f"answer {per_cent(s.service_level_share)} within {s.answer_seconds:g} seconds")
    if s.answer_seconds_mean_max is not None:
        targets.append(f"keep the mean wait to {s.answer_seconds_mean_max:g} seconds")
    if s.queue == "erlang-a" and s.abandonment_share_max is not None:
        targets.append(f"lose no more than {per_cent(s.abandonment_share_max)} to callers who give up")
    if s.occupancy_cap_share < 1:
        targets.append(f"spend no more than {per_cent(s.occupancy_cap_share)} of the half-hour in contact")
    formula = (
        f"Erlang A, by which callers give up after {s.patience_seconds:g} seconds on average,"
        if s.queue == "erlang-a"
        else "Erlang C, by which nobody gives up,"
    )
    return f"{formula} gives the fewest agents who {wording.joined(tuple(targets)) or 'keep up with the traffic'}."


def people_and_space(scenario: Scenario, need: Seats) -> str:
    """How agents become people on one side and desks on the other."""
    s, space = scenario.seats, scenario.space
    now = " and ".join(f"{scenario.authority[key].name} {count}" for key, count in need.workstations_now.items())
    shared = ", ".join(f"{way} {need.workstations[way]}" for way in scenario.ways.compared)
    home = (
        f" On the busiest day {per_cent(space.home_share_on_peak)} of agents work from home."
        if space.home_share_on_peak
        else ""
    )
    return (
        f"Agents, team leaders (one to {s.team_leader_span:g} agents) and support at work at once make "
        f"workstations.{home} Each at its own centre: {now}. Together: {shared}. {volume_statement(s, space)} "
        f"{_people(scenario)} Workstations and heads are never mixed."
    )


def _people(scenario: Scenario) -> str:
    s = scenario.seats
    return (
        f"Leave, sickness, training and breaks take {per_cent(s.shrinkage_share)} of paid time, so more agents are "
        f"rostered than are at work at once; a member of staff works {per_cent(s.mean_contract_share)} of a full-time "
        "contract on average."
    )


def _fallback(scenario: Scenario) -> str:
    space = scenario.space
    places = wording.joined(tuple(PLACES[place] for place in space.fallback_places), last="or") or "nowhere"
    return (
        f"{per_cent(space.fallback_share)} of the agents at work at once are asked to be able to go on when the "
        f"largest site fails, at {places}."
    )


def capacity(scenario: Scenario, warnings: Sequence[str]) -> Capacity:
    """What is said beside the tables of seats. `warnings` are those against pooling unlike queues."""
    return Capacity(
        take_up_share=scenario.seats.take_up_share,
        queueing=_queueing(scenario),
        volume=volume_statement(scenario.seats, scenario.space),
        people=_people(scenario),
        fallback=_fallback(scenario),
        queues=tuple(warnings),
    )
