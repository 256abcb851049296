"""Options at another value of one input: their best plans worked out again, each once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import ValidationError

from feasibility import enumeration
from feasibility.appraisal import asked_again
from feasibility.appraisal.asked_again import Known
from feasibility.appraisal.switching.inputs import Input
from feasibility.errors import FeasibilityError
from feasibility.options import Option
from feasibility.plan import Plan, objective_gbp, unreached_heads
from feasibility.problem import Problem

INFINITE = float("inf")
LEVEL_GBP = 0.005
"""Options within half a penny of each other are level: totals are ranked to the penny."""


@dataclass(frozen=True)
class Repriced:
    """Answers at any value of an input; each is worked out once, and taken over where nothing that counts differs."""

    plan: Callable[[float, str], Plan | None]
    """At a value, the best plan of an option; None where it cannot be had with everybody in reach."""
    cost_gbp: Callable[[float, Plan, str], float]
    """At a value, the present cost of a given plan of an option."""
    total_gbp: Callable[[float, str], float]
    """At a value, the present cost of an option's best plan; infinite where it has none."""
    winner: Callable[[float], str]
    """At a value, the id of the best option of all; blank where the value is refused."""


def repriced(moved: Input, options: Sequence[Option]) -> Repriced:
    """The answers to one input, over `options`."""
    by_id = {option.option_id: option for option in options}
    states: list[tuple[Known, dict[str, Problem]]] = []

    @cache
    def state(value: float) -> int | None:
        """The place in `states` of what a value leads to: values between two steps of seats lead to the same."""
        try:
            known = moved.known_at(value)
            place = next((i for i, (other, _) in enumerate(states) if asked_again.alike(other, known)), len(states))
            if place == len(states):
                states.append((known, known.problems))
        except (FeasibilityError, ValidationError):
            return None
        return place

    def problem(place: int, option_id: str) -> Problem:
        found, option = states[place][1], by_id[option_id]
        return next(iter(found.values())) if option.stays else found[option.working]

    @cache
    def plan(place: int | None, option_id: str) -> Plan | None:
        if place is None:
            return None
        asked = problem(place, option_id)
        found = enumeration.best_of(asked, by_id[option_id]).plan
        return found if found is not None and not unreached_heads(asked, found) else None

    def cost_gbp(place: int | None, of: Plan, option_id: str) -> float:
        return INFINITE if place is None else objective_gbp(problem(place, option_id), of)

    @cache
    def total_gbp(place: int | None, option_id: str) -> float:
        found = plan(place, option_id)
        return INFINITE if found is None else cost_gbp(place, found, option_id)

    @cache
    def winner(place: int | None) -> str:
        return "" if place is None else enumeration.winner(states[place][1], options).option.option_id

    return Repriced(
        plan=lambda value, option_id: plan(state(value), option_id),
        cost_gbp=lambda value, of, option_id: cost_gbp(state(value), of, option_id),
        total_gbp=lambda value, option_id: total_gbp(state(value), option_id),
        winner=lambda value: winner(state(value)),
    )


def margin_gbp(asked: Repriced, value: float, rival: str, leader: str) -> float:
    """What the rival costs more than the leader; below nought where it is ahead. Infinite where it has no plan."""
    theirs, ours = asked.total_gbp(value, rival), asked.total_gbp(value, leader)
    if theirs == ours == INFINITE:
        return INFINITE
    return theirs - ours


def ahead(asked: Repriced, value: float, rival: str, leader: str) -> bool:
    """Whether the rival costs less than the leader at a value, by more than half a penny."""
    return margin_gbp(asked, value, rival, leader) < -LEVEL_GBP


def held(asked: Repriced, value: float, leader: str) -> bool:
    """Whether nobody is ahead of the leader at a value, or the value is refused: one question in place of many."""
    best = asked.winner(value)
    return best in ("", leader) or not ahead(asked, value, best, leader)
