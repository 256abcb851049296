"""The p-centre: how near the farthest client can be, and who else need not go far.

`Arrays.cost` is the travel of a pair here, infinite where it cannot be used; fixed costs do not count.
"""

from feasibility.siting.arrays import Arrays, Found, Limits
from feasibility.siting.centre import held, levels, rungs


def radius(arrays: Arrays, limits: Limits) -> Found:
    """The least largest travel of any pair in use; the outcome's bound and gap are about that travel."""
    return held.solve(arrays, limits) if arrays.capacitated else rungs.solve(arrays, limits)


def lexicographic(arrays: Arrays, limits: Limits) -> Found:
    """The least largest travel, then the least demand served at it, then at the next travel below, and so on.

    The outcome's bound and gap are about the largest travel; it is proved best only where every travel is settled.
    """
    return levels.solve(arrays, limits)
