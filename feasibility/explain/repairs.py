"""What would let staff move: single changes and pairs of them, each tried, with what the best option then costs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb

from feasibility import enumeration, model
from feasibility.explain import further_site, levers, named, settings_levers
from feasibility.explain.asked import Asked, Change, changed, works
from feasibility.explain.levers import Lever, furthest, least
from feasibility.explain.named import Problems, Rule
from feasibility.explain.possible import Undecided
from feasibility.options import Option, Working
from feasibility.plan import objective_gbp
from feasibility.scenario.sections import Solver

COUNTED_MOST = 3_000
"""Options that are gone through one by one; of more the optimiser finds the cheapest."""
PENNY = 2


@dataclass(frozen=True)
class Repair:
    """Changes that let staff move, and the best option there is then."""

    changes: tuple[Change, ...]
    total_gbp: float
    """Present cost of the best option in which staff move, travel included."""
    working: str
    """Way of moving of that option."""
    site_ids: tuple[str, ...]
    words: str
    """What is done, in words."""


def repairs(asked: Asked, clashes: Sequence[Sequence[Rule]]) -> tuple[Repair, ...]:
    """Changes that make a move possible, cheapest option first, then the smallest changes, then by setting.

    Single ones: each lever of the rules of the `clashes`, by the least round step that is enough. Pairs: of levers that
    are not enough by themselves, each as little as the other allows, tried both ways round; told where they come
    cheaper than every single one. A pair eases something of each clash. Every repair has been solved: nothing stands
    here that was not. Raises `Undecided` where the time limit leaves one open.
    """
    if not clashes:
        return ()
    found: list[Repair] = []
    short_of: list[Lever] = []
    for lever in _levers(asked, [rule for clash in clashes for rule in clash]):
        change = least(lever, asked) if _eases_all(lever, clashes) else None
        if change is None:
            short_of.append(lever)
        else:
            found.append(_repair(asked, (change,), change.words))
    found += _further_site(asked, clashes, short_of)
    cheapest = min((repair.total_gbp for repair in found), default=float("inf"))
    found += [pair for pair in _pairs(asked, short_of) if pair.total_gbp < cheapest]
    return tuple(sorted(found, key=_standing))


def _eases_all(lever: Lever, clashes: Sequence[Sequence[Rule]]) -> bool:
    """Whether the lever may ease every clash: one of a single rule eases the clash of that rule alone."""
    return lever.rule is None or len(clashes) == 1


def _standing(repair: Repair) -> tuple[float, float, tuple[str, ...]]:
    keys = tuple(change.key for change in repair.changes)
    return round(repair.total_gbp, PENNY), round(sum(change.size for change in repair.changes), 9), keys


def _levers(asked: Asked, rules: Sequence[Rule]) -> list[Lever]:
    """Of the settings that can ease the rules, then of the rules that no setting speaks for."""
    of_settings = settings_levers.of_settings(asked, rules)
    spoken_for = {lever.key for lever in of_settings}
    return [*of_settings, *levers.of_rules(asked, [rule for rule in rules if rule.setting not in spoken_for])]


def _further_site(asked: Asked, clashes: Sequence[Sequence[Rule]], short_of: list[Lever]) -> list[Repair]:
    """A further site at the prices of the place where it comes cheapest; a lever for pairs where it is not enough."""
    places = further_site.stand_ins(asked.problems)
    wanted = any(rule.key in {named.CAPACITY, named.AVAILABILITY, named.SITES_MAX, named.SITES_MIN}
                 for clash in clashes for rule in clash)  # fmt: skip
    if asked.known is None or not places or not wanted:
        return []
    m2, changes = further_site.any_place(asked)
    if not changes:
        short_of.append(further_site.lever(asked, places[0]))
        return []
    tried = {place: _repair(asked, (change,), change.words) for place, change in changes.items()}
    place = min(tried, key=lambda place: _standing(tried[place]))
    words = f"adding any site of {m2:,.0f} m² (costed at the prices and in the place of {asked.name(place)})"
    return [replace(tried[place], words=words)]


def _pairs(asked: Asked, short_of: Sequence[Lever]) -> list[Repair]:
    found = []
    for one, other in combinations(short_of, 2):
        if one.key == other.key or not works(asked, [furthest(one), furthest(other)]):
            continue
        tried = [pair for pair in (_each_least(asked, one, other), _each_least(asked, other, one)) if pair]
        if tried:
            made = [_repair(asked, pair, " and ".join(change.words for change in pair)) for pair in tried]
            found.append(min(made, key=_standing))
    return found


def _each_least(asked: Asked, one: Lever, other: Lever) -> tuple[Change, Change] | None:
    """The least of the first that the second can make up for, then the least of the second."""
    first = least(one, asked, [furthest(other)])
    if first is None:
        return None
    second = least(other, asked, [first])
    return None if second is None else (first, second)


def _repair(asked: Asked, changes: tuple[Change, ...], words: str) -> Repair:
    problems = changed(asked, changes)
    if problems is None:
        raise ValueError(f"{words}: not allowed, though it was found to work")
    total_gbp, way, site_ids = best_shared(problems, asked.solver)
    return Repair(changes, total_gbp, way, site_ids, words)


def best_shared(problems: Problems, settings: Solver) -> tuple[float, str, tuple[str, ...]]:
    """Present cost, way of moving and sites of the cheapest move that keeps every rule; `ValueError` without one.

    Every set of sites that may open is gone through; where there are too many, the optimiser is asked.
    """
    if sum(_count(problems, way) for way in problems) <= COUNTED_MOST:
        found = enumeration.winner(problems, _options(problems))
        if found.plan is not None:
            problem = problems[found.option.working]
            return objective_gbp(problem, found.plan), found.option.working, found.option.site_ids
    made = []
    for way, problem in problems.items():
        plan, outcome = model.solve(replace(problem, staying_gbp={}), settings)
        if plan is not None:
            made.append((objective_gbp(problem, plan), way, plan.site_ids))
        elif not outcome.no_plan_exists:
            raise Undecided(outcome.words)
    return min(made)


def _options(problems: Problems) -> list[Option]:
    ways: list[Working] = [way for way in ("apart", "pooled") if way in problems]
    return [
        Option(f"{'--'.join(chosen)}--{way}", "", chosen, way)
        for way in ways
        for count in range(problems[way].rules.sites_open_min, problems[way].rules.sites_open_max + 1)
        for chosen in combinations(_ready(problems, way), count)
        if frozenset(chosen) != problems[way].as_now
    ]


def _count(problems: Problems, way: str) -> int:
    rules, there = problems[way].rules, len(_ready(problems, way))
    return sum(comb(there, count) for count in range(rules.sites_open_min, rules.sites_open_max + 1))


def _ready(problems: Problems, way: str) -> list[str]:
    sites = problems[way].sites
    return [str(site) for site in sites.index[sites["ready"].astype(bool)]]
