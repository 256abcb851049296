"""A change into shares of the inputs that made it, exact to the penny.

A share is what its input adds when it changes, averaged over every order in which the inputs could change one after
another (Shapley 1953, "A value for n-person games"), or what it adds in one order. Either way the shares sum to the
whole change.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial, floor


def subsets(inputs: Sequence[str]) -> list[frozenset[str]]:
    """Every set of the inputs, the fewest first: what `shares` must know the value of."""
    return [frozenset(chosen) for count in range(len(inputs) + 1) for chosen in combinations(inputs, count)]


def shares(pence: Mapping[frozenset[str], int], inputs: Sequence[str]) -> dict[str, int]:
    """Input to its mean addition over all orders, in pence that sum to the whole change.

    `pence` is the total with each of `subsets` changed.
    """
    count, added = len(inputs), dict.fromkeys(inputs, 0)
    for before in subsets(inputs):
        # Orders in which just these come first, in any order, then the input, then the others.
        orders = factorial(len(before)) * factorial(max(count - len(before) - 1, 0))
        for each in inputs:
            if each not in before:
                added[each] += orders * (pence[before | {each}] - pence[before])
    means = {each: Fraction(total, factorial(count)) for each, total in added.items()}
    return whole_pence(means, pence[frozenset(inputs)] - pence[frozenset()])


def whole_pence(parts: Mapping[str, Fraction], change: int) -> dict[str, int]:
    """The parts in whole pence that sum to `change`: the odd pennies go to the largest remainders, first come first.

    Raises `ValueError` where the parts do not sum to the change.
    """
    if sum(parts.values(), Fraction(0)) != change:
        raise ValueError(f"parts of {float(sum(parts.values(), Fraction(0)))} pence are said to make {change}")
    whole = {name: floor(part) for name, part in parts.items()}
    left = change - sum(whole.values())
    for name in sorted(parts, key=lambda name: whole[name] - parts[name])[:left]:
        whole[name] += 1
    return whole
