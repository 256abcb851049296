"""Who sits where in each option while figures are drawn.

Staff of two sites are divided anew in every draw (`splitting`): in the order of the plan, and for the options nearest
to being best in the order of the draw itself (`curves`). Seats of three sites or more, and those that rules, teams,
sizes of space or parking shape, stay as planned; where they do not fit, the option counts as one that cannot be had in
that draw, which is against it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility.enumeration import Found
from feasibility.enumeration.counting import knows_every_rule
from feasibility.groups import Groups
from feasibility.options import Option
from feasibility.plan import Plan
from feasibility.problem import Problem

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

PARTS = ("minutes", "km", "kg")
"""What a head's travel adds a year, part by part."""


@dataclass(frozen=True)
class Seated:
    """One option in which staff move."""

    option_id: str
    way: str
    site_ids: tuple[str, ...]
    heads: tuple[int, ...]
    """Staff at each site, as planned."""
    journey_heads: pd.DataFrame
    """Group by journey, as `Plan.journey_heads`. Private: a group may be one person."""
    travel: Mapping[str, float]
    """Part to what the plan adds a year."""
    of_groups: Mapping[str, Floats]
    """Part to what each group adds a year, in the order of the groups."""
    moved: Mapping[str, Floats]
    """Two sites alone: part to what is added with 0, 1, 2... staff at the first; empty where seats stay as planned."""
    all_reach: bool
    """Whether everybody has a journey to each of its sites."""
    fixed_gbp: float
    """Present cost of what follows from journeys besides travel itself, such as leavers, where that is counted."""
    as_planned: bool = False
    """Whether its seats, or that it keeps a rule, are taken from the plan although a draw might change them: its totals
    are rough, and so is whether it can be had."""


def seated(
    found: Sequence[Found], problems: Mapping[str, Problem], groups: Groups,
    besides_gbp: Mapping[str, pd.DataFrame] | None = None,
) -> list[Seated]:  # fmt: skip
    """The options that move staff and can be had. `besides_gbp`: by way, group by site, what `fixed_gbp` sums up."""
    each = per_head(groups)
    return [
        _of_plan(item.option, item.plan, problems[item.option.working], each, besides_gbp or {})
        for item in found
        if item.plan is not None and not item.plan.stays
    ]


def per_head(groups: Groups) -> dict[str, pd.DataFrame]:
    """Part to group by journey: what one head adds a year; nothing where a figure is blank."""
    minutes = groups.minutes_per_year
    frames = (minutes, groups.vehicle_km_per_year, groups.kgco2e_per_year)
    return {
        part: frame.reindex(index=minutes.index, columns=minutes.columns).fillna(0.0).astype(float)
        for part, frame in zip(PARTS, frames, strict=True)
    }


def _of_plan(
    option: Option, plan: Plan, problem: Problem, of_head: Mapping[str, pd.DataFrame],
    besides_gbp: Mapping[str, pd.DataFrame],
) -> Seated:  # fmt: skip
    heads = plan.journey_heads
    each = {part: _by_group(frame, heads) for part, frame in of_head.items()}
    besides, may_move = besides_gbp.get(option.working), _may_move(plan, problem)
    return Seated(
        option_id=option.option_id,
        way=option.working,
        site_ids=plan.site_ids,
        heads=tuple(int(plan.heads[site].sum()) for site in plan.site_ids),
        journey_heads=heads,
        travel={part: float(of_groups.sum()) for part, of_groups in each.items()},
        of_groups=each,
        moved=_moved(plan, problem, of_head) if may_move else {},
        all_reach=not bool(problem.unreached[list(plan.site_ids)].to_numpy().any()),
        fixed_gbp=0.0 if besides is None else float(_by_group(besides, heads).sum()),
        as_planned=(len(plan.site_ids) > 1 and not may_move) or not _free(problem) or bool(problem.bounds),
    )


def _by_group(of_head: pd.DataFrame, heads: pd.DataFrame) -> Floats:
    """What a plan adds up to by group: `of_head` has the groups of `heads` in its order, and all its journeys."""
    columns = of_head.columns.get_indexer(heads.columns)
    return np.asarray((np.nan_to_num(of_head.to_numpy()[:, columns]) * heads.to_numpy()).sum(axis=1))


def _may_move(plan: Plan, problem: Problem) -> bool:
    return len(plan.site_ids) == 2 and _free(problem)


def _free(problem: Problem) -> bool:
    """Whether nothing but floor areas says who sits where."""
    return knows_every_rule(problem) and problem.parking is None


def _moved(plan: Plan, problem: Problem, of_head: Mapping[str, pd.DataFrame]) -> dict[str, Floats]:
    """What travel adds as heads go from one site to the other in the order of what it costs."""
    first, second = plan.site_ids
    gain_gbp = (problem.travel_gbp[first] - problem.travel_gbp[second]).to_numpy(dtype=float)
    lost = (problem.unreached[first].astype(int) - problem.unreached[second].astype(int)).to_numpy()
    order = np.lexsort((np.round(gain_gbp, 6), lost))
    queue, planned = problem.heads.to_numpy()[order], int(plan.heads[first].sum())
    found = {}
    for part, frame in of_head.items():
        gain = (frame[first].to_numpy() - frame[second].to_numpy())[order]
        total = np.concatenate([[0.0], np.cumsum(np.repeat(gain, queue))])
        found[part] = total - total[planned]
    return found
