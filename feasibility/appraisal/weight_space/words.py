"""The weights in an officer's words."""

from dataclasses import dataclass

from feasibility import wording
from feasibility.appraisal.weight_space import ranks

MAJORITY_SHARE = 0.5
"""An option first for fewer weights than this is said to have no majority: half is the least that outvotes all others
together."""
ERRORS_APART = 2.0
"""Shares are told apart where they differ by more than this many standard errors: about 19 times in 20."""
UNDER, OVER = 0.01, 0.99
"""Shares beyond these are `under 1%` and `over 99%`; `none` and `all` are kept for what is proved."""


@dataclass(frozen=True)
class Share:
    """A share of weights drawn, and what is known of it exactly."""

    of: float
    can: bool
    """Whether the option can be first."""
    only: bool
    """Whether no other can."""


@dataclass(frozen=True)
class Nearest:
    """The change of the lead that is nearest to the stated weights."""

    weight: str
    stated_share: float
    at_share: float
    above: bool
    """Whether it is above that share that the lead has passed."""
    leads_then: str


def sentences(
    leader: str,
    *,
    leads: bool,
    anywhere: Share,
    in_order: Share,
    near: tuple[Share, float],
    nearest: Nearest | None,
    next_best: tuple[str, float] | None,
    counts: tuple[int, int, int],
) -> tuple[str, ...]:
    """Two or three sentences about one option, by value alone.

    `leads` says whether it is first for the stated weights; `near` carries the share that weights may be out by;
    `next_best` is the other option first for most weights, and its share; `counts` are how many options can lead, how
    many there are, and the draws. Options are named by their titles.
    """
    if anywhere.only:
        return (f"By value alone, {leader} is first whatever the weights.",)
    if not anywhere.can:
        return (f"By value alone, no weights put {leader} first.", _others(anywhere, next_best, counts))
    within = wording.number(near[1], wording.SHARE)
    first = (
        f"By value alone, {leader} is first for {share(anywhere)} of all weights, for {share(in_order)} of those that "
        f"keep the stated order of importance and for {share(near[0])} of those within {within} of the stated ones."
    )
    return (first, _nearest(leader, nearest, leads=leads), _others(anywhere, next_best, counts))


def share(found: Share) -> str:
    """A share of weights: `all` and `none` only where that is proved."""
    if found.only or not found.can:
        return "all" if found.only else "none"
    if found.of < UNDER or found.of > OVER:
        return "under 1%" if found.of < UNDER else "over 99%"
    return wording.number(found.of, wording.SHARE)


def _nearest(leader: str, nearest: Nearest | None, *, leads: bool) -> str:
    if nearest is None:
        others = "another option" if leads else leader
        return f"No single weight, from nothing to the whole with the others in proportion, puts {others} first."
    side = "more" if nearest.above else "less"
    at, stated = shown(nearest.at_share, nearest.stated_share)
    return f"{nearest.leads_then} leads if {nearest.weight} is worth {side} than {at} of the whole (stated: {stated})."


def _others(anywhere: Share, next_best: tuple[str, float] | None, counts: tuple[int, int, int]) -> str:
    leading, options, draws = counts
    tail = f"of {wording.counted(options, 'option')}, {leading} can be first for some weights."
    if next_best is None:
        return wording.capital(tail)
    other, its = next_best
    error = (
        (anywhere.of + its - (anywhere.of - its) ** 2) / draws
    ) ** 0.5  # of a difference of shares of the same draws
    for_it = share(Share(its, can=True, only=False))
    if not anywhere.can:
        return f"{other} is first for more of them than any other option: {for_it}; {tail}"
    if its - anywhere.of > ERRORS_APART * error:
        return f"More weights, {for_it}, put {other} first; {tail}"
    if anywhere.of < MAJORITY_SHARE:
        return f"No majority of weights puts it first; {other} is first for {for_it}; {tail}"
    return f"Next comes {other}, first for {for_it}; {tail}"


def change(weight: str, stated_share: float, at_share: float, below: str, above: str) -> str:
    """Where the lead passes: who leads below, who above."""
    at, stated = shown(at_share, stated_share)
    return f"{below} leads where {weight} is worth less than {at} of the whole, {above} where more (stated: {stated})."


def unchanged(weight: str, leader: str) -> str:
    """A weight that changes nothing."""
    return f"{leader} leads whatever {weight} is worth, from nothing to the whole."


def shown(at_share: float, stated_share: float) -> tuple[str, str]:
    """Two shares of the whole, to as few decimals as tell them apart: none, one or two; level shares read the same."""
    texts = ("", "")
    for decimals in range(3):
        kind = wording.Measure(decimals, decimals, "", factor=100, suffix="%")
        texts = wording.number(at_share, kind), wording.number(stated_share, kind)
        if texts[0] != texts[1]:
            break
    return texts


def note(draws: int, near_share: float) -> str:
    """What the shares rest on."""
    points = 100 * ERRORS_APART * ranks.error_share(0.5, draws)
    return (
        f"Shares are of {wording.counted(draws, 'set')} of weights drawn evenly, groups first and criteria within each "
        f"group: right to {points:.1f} percentage points 19 times in 20. Near means each weight within "
        f"{wording.number(near_share, wording.SHARE)} of itself. Who can be first, and where the lead passes, is exact."
    )
