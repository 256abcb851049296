"""A cover of a given number of sites, by exchanging one site for another."""

import numpy as np

from feasibility.siting import deadline
from feasibility.siting.arrays import Flags, Floats, Whole

NO_RETURN_TURNS = 2
"""A site just exchanged stays as it is for so many turns, lest the search undo its own step."""


def cover(reach: Flags, start: Flags, required: Flags, patience: int, until: float) -> Flags | None:
    """Sites that reach everyone, as many as in `start`; None if `patience` turns in a row bring no fewer unreached.

    Each turn opens a site for the unreached client of most weight and shuts another, the pair that leaves least weight
    unreached, the first of equals. Where that is no gain, everyone still unreached gains weight. No chance is in it.
    Zhang, Lu, Su, Li and Fu (2020), Vertex weighting-based tabu search for p-center problem, IJCAI.
    """
    by_site = np.ascontiguousarray(reach.T).astype(np.float64)
    open_sites = np.flatnonzero(start & ~required)
    opened, moved = start.copy(), np.full(len(start), -NO_RETURN_TURNS - 1)
    times, weight = reach[:, start].sum(axis=1).astype(float), np.ones(len(reach))
    fewest, idle, turn = len(reach) + 1, 0, 0
    while (unreached := np.flatnonzero(times == 0)).size:
        idle, fewest, turn = (0, unreached.size, turn + 1) if unreached.size < fewest else (idle + 1, fewest, turn + 1)
        rested = moved < turn - NO_RETURN_TURNS
        candidates = _candidates(reach[unreached[weight[unreached].argmax()]], opened, rested)
        if idle > patience or deadline.passed(until) or not candidates.size or not open_sites.size:
            return None
        once = np.where(times == 1, weight, 0.0)
        gain = _gains(by_site, candidates, open_sites, unreached, weight, once)
        gain[:, ~rested[open_sites]] -= weight.sum() + 1.0
        row, column = divmod(int(gain.argmax()), len(open_sites))
        if gain[row, column] <= 0:
            weight[unreached] += 1.0
        comes, goes = candidates[row], open_sites[column]
        opened[comes], opened[goes], open_sites[column] = True, False, comes
        times += by_site[comes] - by_site[goes]
        moved[comes] = moved[goes] = turn
    return opened


def _candidates(reaching: Flags, opened: Flags, rested: Flags) -> Whole:
    shut = reaching & ~opened
    return np.flatnonzero(shut & rested) if (shut & rested).any() else np.flatnonzero(shut)


def _gains(
    by_site: Floats, candidates: Whole, open_sites: Whole, unreached: Whole, weight: Floats, once: Floats
) -> Floats:
    """Weight newly reached less weight lost, by site that comes and site that goes."""
    coming, held = by_site[candidates], by_site[open_sites] * once
    won = coming[:, unreached] @ weight[unreached]
    gains: Floats = won[:, None] - held.sum(axis=1)[None, :] + coming @ held.T
    return gains
