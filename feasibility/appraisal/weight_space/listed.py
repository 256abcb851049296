"""The tables of the weights, from what is found of them."""

import pandas as pd

from feasibility import wording
from feasibility.appraisal.value.tree import Tree
from feasibility.appraisal.weight_space import names as called_by
from feasibility.appraisal.weight_space import ranks, words
from feasibility.appraisal.weight_space.names import Names
from feasibility.appraisal.weight_space.results import Spread
from feasibility.appraisal.weight_space.reversals import GROUP, Line
from feasibility.tables.base import checked, empty
from feasibility.tables.weights import WeightReversalsTable, WeightRivalsTable, WeightSpaceTable

TOP = 3
LISTED_SHARE = 0.01
"""Options that never lead are listed where they come in the first three for at least this share of all weights: one in
a hundred, below which a row would be noise of the draws."""
CENTRAL_DRAWS = 30
"""Fewer draws than these give no typical weights: a mean of 30 is out by a fifth of the spread, which is wide."""


def listed(spread: Spread, leader: str) -> pd.Index:
    """Options of the tables: the leader, those that lead anywhere, those often in the first three; best share first.

    Those of the same share stand by mean rank, then in the order of the values.
    """
    kept = spread.can_lead.any(axis=1) | _often(spread) | (spread.anywhere.mean.index == leader)
    order = pd.DataFrame({"first": -spread.anywhere.shares[1], "mean": spread.anywhere.mean})[kept]
    return order.sort_values(["first", "mean"], kind="stable").index


def close(spread: Spread, options: pd.Index) -> pd.Index:
    """Those of the options that are often in the first three."""
    return options[_often(spread).loc[options].to_numpy()]


def _often(spread: Spread) -> pd.Series:
    return spread.anywhere.shares.loc[:, :TOP].sum(axis=1) >= LISTED_SHARE


def space(spread: Spread, options: pd.Index, tree: Tree, names: Names, *, draws: int) -> pd.DataFrame:
    """Table `WeightSpaceTable` of the options given."""
    shares = spread.anywhere.shares.reindex(columns=range(1, TOP + 1), fill_value=0.0).loc[options]
    can_lead = spread.can_lead.loc[options]
    frame = pd.DataFrame(
        {
            "option_id": options,
            "option": [called_by.option(names, o) for o in options],
            "first_share": shares[1].to_numpy(),
            "first_error_share": [ranks.error_share(share, draws) for share in shares[1]],
            "second_share": shares[2].to_numpy(),
            "third_share": shares[3].to_numpy(),
            "expected_rank": spread.anywhere.mean.loc[options].to_numpy(),
            "can_lead": can_lead["anywhere"].to_numpy(),
            "first_in_order_share": spread.in_order.share.loc[options].to_numpy(),
            "can_lead_in_order": can_lead["in_order"].to_numpy(),
            "first_near_share": spread.near.share.loc[options].to_numpy(),
            "can_lead_near": can_lead["near"].to_numpy(),
            "central_weights": [_central(spread, o, tree, names) for o in options],
        }
    )
    return checked(frame, WeightSpaceTable, "weight_space")


def _central(spread: Spread, option: str, tree: Tree, names: Names) -> str:
    if spread.anywhere.times_first[option] < CENTRAL_DRAWS:
        return ""
    mean = spread.anywhere.central.loc[spread.anywhere.namesakes[option]]
    by_group = {group: float(mean[list(within)].sum()) for group, within in tree.within.items()}
    return ", ".join(
        f"{called_by.weight(names, g, GROUP)} {wording.number(share, wording.SHARE)}" for g, share in by_group.items()
    )


def reversals(lines: tuple[Line, ...], names: Names) -> pd.DataFrame:
    """Table `WeightReversalsTable`, weights in the order of the tree, changes from nothing to the whole."""
    rows = []
    for line in lines:
        moved = line.moved
        weight = called_by.weight(names, moved.weight_id, moved.kind)
        head = {"weight_id": moved.weight_id, "weight": weight, "kind": moved.kind, "stated_share": moved.stated_share}
        if len(line.stretches) == 1:
            only = line.stretches[0].leader
            said = words.unchanged(weight, called_by.option(names, only))
            none = {"changes_at_share": float("nan"), "change_share": float("nan")}
            rows.append({**head, **none, "leader_below": only, "leader_above": only, "words": said})
        for below, above in zip(line.stretches, line.stretches[1:], strict=False):
            at = above.from_share
            leaders = called_by.option(names, below.leader), called_by.option(names, above.leader)
            rows.append(
                {
                    **head,
                    "changes_at_share": at,
                    "change_share": at - moved.stated_share,
                    "leader_below": below.leader,
                    "leader_above": above.leader,
                    "words": words.change(weight, moved.stated_share, at, *leaders),
                }
            )
    return (
        checked(pd.DataFrame(rows), WeightReversalsTable, "weight_reversals") if rows else empty(WeightReversalsTable)
    )


def rivals(lines: tuple[Line, ...], options: pd.Index, names: Names) -> pd.DataFrame:
    """Table `WeightRivalsTable`: options in their order, of each the least change first."""
    place = {option: number for number, option in enumerate(options)}
    rows = [
        {
            "option_id": option,
            "option": called_by.option(names, option),
            "weight_id": line.moved.weight_id,
            "weight": called_by.weight(names, line.moved.weight_id, line.moved.kind),
            "kind": line.moved.kind,
            "stated_share": line.moved.stated_share,
            "level_at_share": float(at),
            "change_share": float(at) - line.moved.stated_share,
        }
        for line in lines
        for option, at in line.level_at.dropna().items()
        if option in place
    ]
    if not rows:
        return empty(WeightRivalsTable)
    rows.sort(key=lambda row: (place[row["option_id"]], abs(row["change_share"])))
    return checked(pd.DataFrame(rows), WeightRivalsTable, "weight_rivals")
