"""An explanation as the lines an officer reads."""

from collections.abc import Callable, Mapping

from feasibility import wording
from feasibility.explain import named
from feasibility.explain.asked import Asked
from feasibility.explain.explaining import Explanation
from feasibility.explain.further_site import FURTHER
from feasibility.explain.repairs import Repair
from feasibility.explain.said import amount_in_words, people_in_words
from feasibility.explain.shortfall import Shortfall
from feasibility.options import WORKING_WORDS

SHOWN = 8
"""Repairs told; more of them would bury the cheap ones."""


def lines(asked: Asked, explanation: Explanation) -> list[str]:
    """Which rules clash and by how much, what was tried and works, and what can be had without a shared site."""
    told = [*_clash(asked, explanation), *_repairs(asked, explanation)]
    if not explanation.reach_kept:
        told.append("Some staff have no journey to any site considered; whether staff reach a site was left out here")
    return [*told, _staying(asked)]


def _clash(asked: Asked, explanation: Explanation) -> list[str]:
    told = []
    for place, clash in enumerate(explanation.clashes):
        also = "Nor can these" if place else "These rules cannot"
        head = f"{also} all be kept; something has to give way:" if len(clash) > 1 else (
            "Another rule stands in the way by itself:" if place else "One rule stands in the way:"
        )  # fmt: skip
        told += [head, *(f"- {_short(asked, short)}" for short in clash)]
    return told


def _short(asked: Asked, short: Shortfall) -> str:
    rule = short.rule
    told = f"{rule.setting}: {rule.sentence}"
    if short.amount is None:
        return told
    counted = rule.unit == "people" and rule.key != named.STAFF_MIN
    amount = people_in_words(short.amount) if counted else amount_in_words(short.amount, rule.unit)
    there = " + ".join(map(asked.name, short.at))
    say = SHORT.get(rule.key) or (_PAST if rule.key.startswith(named.BARRED) else OVER if short.over else UNDER)
    return f"{told}; {say(amount, there)}"


Say = Callable[[str, str], str]
OVER: Say = lambda amount, there: f"{amount} over"  # noqa: E731 - a table of phrases
UNDER: Say = lambda amount, there: f"{amount} short"  # noqa: E731
_PAST: Say = lambda amount, there: f"{amount} past it at best"  # noqa: E731
SHORT: Mapping[str, Say] = {
    named.CAPACITY: lambda amount, there: f"{amount} short at {there} (whole ones at each site)",
    named.SITES_MAX: lambda amount, there: f"{amount} more would do",
    named.SITES_MIN: lambda amount, there: f"{amount} fewer would do",
    named.STAFF_MIN: lambda amount, there: f"{amount} fewer would do",
    named.REACH: lambda amount, there: f"{amount} out of reach at best",
    named.AVAILABILITY: lambda amount, there: f"{amount} too late: {there}",
    named.TEAMS: lambda amount, there: f"{amount} would have to be split",
    named.PARKING: lambda amount, there: f"{amount} short at {there}",
}


def _repairs(asked: Asked, explanation: Explanation) -> list[str]:
    if not explanation.repairs:
        return ["No single change or pair of changes that was tried lets staff move"] if explanation.clashes else []
    shown = explanation.repairs[:SHOWN]
    head = "Each of these makes it possible, as tried; present cost of the best shared option then, travel included:"
    return [head, *(f"- {_repair(asked, repair)}" for repair in shown)]


def _repair(asked: Asked, repair: Repair) -> str:
    # Names of sites have commas of their own.
    sites = " + ".join("the further site" if site == FURTHER else asked.name(site) for site in repair.site_ids)
    way = f", {WORKING_WORDS[repair.working]}" if len(asked.problems) > 1 else ""
    cost = wording.pounds(repair.total_gbp, nearest_1000=True)
    return f"{repair.words}: {cost} at {sites}{way}"


def _staying(asked: Asked) -> str:
    staying = next(iter(asked.problems.values())).staying_gbp
    told = (f"{option.replace('-', ' ')} {wording.pounds(gbp, nearest_1000=True)}" for option, gbp in staying.items())
    return f"Without a shared site, present cost: {wording.joined(tuple(told))}"
