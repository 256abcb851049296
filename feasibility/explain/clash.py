"""Which rules cannot all be kept: a set of them of which none may be left out."""

from collections.abc import Iterable
from itertools import groupby

from feasibility.explain.named import Problems, Rule, only, rules_of, without
from feasibility.explain.possible import possible
from feasibility.scenario.sections import Solver


def irreducible(problems: Problems, settings: Solver) -> tuple[Rule, ...]:
    """Rules that leave no way of moving a plan, though any all-but-one of them would leave one.

    A deletion filter (Chinneck and Dravnieks 1991, Locating minimal infeasible constraint sets in linear programs):
    each rule in turn is lifted, and stays lifted where there is still no plan. Lifting a rule never takes a plan away,
    so a rule that was needed beside more rules is needed beside fewer. Rules of one setting are tried together first.

    Empty where no site is considered at all, so that lifting every rule helps nobody. Raises `ValueError` where a move
    is possible, and `Undecided` where the time limit leaves it open.
    """
    if possible(problems, settings):
        raise ValueError("a move is possible: no rules clash")
    kept = [rule.key for rule in rules_of(problems)]
    for _, alike in groupby(rules_of(problems), key=lambda rule: rule.setting):
        keys = [rule.key for rule in alike]
        for tried in [keys] if len(keys) == 1 else [keys, *([key] for key in keys)]:
            left = _but(kept, tried)
            if len(left) < len(kept) and not possible(only(problems, left), settings):
                kept = left
    return tuple(rule for rule in rules_of(problems) if rule.key in kept)


def clashes(problems: Problems, settings: Solver) -> tuple[tuple[Rule, ...], ...]:
    """Irreducible sets that have no rule in common, found until staff could move without all of their rules.

    Something of each of them has to give way. Empty where no rule is to blame; raises as `irreducible` does.
    """
    found: list[tuple[Rule, ...]] = []
    left = dict(problems)
    while True:
        clash = irreducible(left, settings)
        if not clash:
            return tuple(found)
        found.append(clash)
        left = {way: without(problem, [rule.key for rule in clash]) for way, problem in left.items()}
        if possible(left, settings):
            return tuple(found)


def _but(keys: Iterable[str], left_out: Iterable[str]) -> list[str]:
    return [key for key in keys if key not in set(left_out)]
