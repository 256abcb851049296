"""What one queue spares, whether that is counted, and what it would be worth."""

import pandas as pd

from feasibility import wording
from feasibility.appraisal.pooling import ONE_QUEUE, Pooling
from feasibility.appraisal.verdict.names import name

LEAST_POSTS = 0.05
"""Posts are said in tenths: what would read as 0.0 is none."""
LEAST_GBP = 500.0
"""Pounds are said to the nearest £1,000."""


def sentences(compared: pd.DataFrame, pooling: Pooling | None) -> list[str]:
    """Posts spared, and the cheapest option with one queue against the cheapest without, were all of them given up.

    `compared` is options that can be had with everybody in reach, best first. Nothing where none has one queue.
    """
    pooled = compared["working"].isin(ONE_QUEUE)
    if pooling is None or not pooled.any():
        return []
    if abs(pooling.spared) < LEAST_POSTS:
        return ["One queue takes as many posts of agents as one for each authority: it spares none."]
    one, each = _posts(pooling.posts_pooled), _posts(pooling.posts_now)
    if pooling.spared < 0:
        return [f"One queue takes {one} posts of agents, one for each authority {each}: the posts added are counted."]
    spared = _posts(pooling.spared)
    said = (
        f"One queue covers the same hours with {one} full-time posts of agents where one for each authority takes "
        f"{each}: {spared} fewer, {_counted(pooling.released_share)}."
    )
    if pooled.all() or pooling.released_share == 1:
        return [said]
    return [said, _if_all(compared[pooled], compared[~pooled].iloc[0], spared, pooling)]


def _counted(released_share: float) -> str:
    if released_share == 0:
        return "none of them counted as given up"
    which = "all" if released_share == 1 else wording.number(released_share, wording.SHARE)
    return f"{which} of them counted as given up"


def _if_all(with_one_queue: pd.DataFrame, other: "pd.Series[object]", spared: str, pooling: Pooling) -> str:
    totals = with_one_queue["total_npc_gbp"] + with_one_queue["working"].map(pooling.given_up_gbp)
    heir = with_one_queue.loc[totals.idxmin()]
    gap = float(totals.min()) - float(str(other["total_npc_gbp"]))
    if abs(gap) < LEAST_GBP:
        return (
            f"If all {spared} were given up, {name(heir)} would cost as much as {name(other)}, to the nearest £1,000."
        )
    pounds = wording.pounds(abs(gap), nearest_1000=True)
    if gap > 0:
        return f"Even if all {spared} were given up, {name(heir)} would cost {pounds} more than {name(other)}."
    leads = " and would lead" if other["verdict"] == "best" else ""
    return f"If all {spared} were given up, {name(heir)} would cost {pounds} less than {name(other)}{leads}."


def _posts(count: float) -> str:
    return wording.number(count, wording.TENTHS)
