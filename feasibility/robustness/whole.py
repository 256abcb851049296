"""Some of the draws worked out again by the whole model, staff placed anew: how far the quick way is out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from feasibility import enumeration, pricing
from feasibility.appraisal.asked_again import Known
from feasibility.enumeration import PENNY
from feasibility.options import Option
from feasibility.plan import objective_gbp, unreached_heads
from feasibility.problem import Problem
from feasibility.robustness.response import with_figures
from feasibility.robustness.staff_moved import Trips

OPTIONS_ASKED = 8
"""Options worked out in each such draw besides its winner, and priced with care in every draw (for time)."""
OTHERS_ASKED = 8
"""Options priced without that care that are worked out as well, so that what is said of the quick way holds for all."""


def nearest(gbp: pd.DataFrame, always: Sequence[str]) -> list[str]:
    """The options nearest to being best: `always`, and those best in most draws, then those cheapest over all draws.

    `gbp` is draw by option id, blank where an option cannot be had; one always can.
    """
    times = gbp.round(PENNY).idxmin(axis=1).value_counts().reindex(gbp.columns, fill_value=0)
    order = pd.DataFrame({"seldom": -times, "mean_gbp": gbp.mean()}).sort_values(["seldom", "mean_gbp"], kind="stable")
    first = map(str, order.index[:OPTIONS_ASKED])
    return list(dict.fromkeys([*(option for option in always if option in gbp), *first]))


def others(gbp: pd.DataFrame, nearest_ids: Sequence[str]) -> list[str]:
    """Options evenly spread over the rest, from the cheapest over all draws to the dearest."""
    rest = gbp.drop(columns=list(nearest_ids)).mean().dropna().sort_values(kind="stable").index
    places = np.linspace(0, len(rest) - 1, min(OTHERS_ASKED, len(rest))).round().astype(int)
    return [str(option_id) for option_id in rest[places]]


def chosen(draws: "pd.Index[int]", count: int) -> "pd.Index[int]":
    """Draws to work out again: evenly spread over all of them, which are in no order."""
    if count >= len(draws):
        return draws
    return draws[np.linspace(0, len(draws) - 1, count).round().astype(int)]


def solved(
    known: Known, draws: pd.DataFrame, options: Sequence[Option], asked: Sequence[str], *,
    resampled: pd.DataFrame | None = None, errors: Mapping[str, pd.DataFrame] | None = None,
    of_trips: Trips | None = None, say: Callable[[int], None] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Draw by option id: present cost by the whole model of those `asked`, and of whatever wins a draw besides.

    Blank where the option cannot be had in that draw, or seats anybody out of reach.
    """
    by_id = {option.option_id: option for option in options}
    problems: dict[object, Mapping[str, Problem]] = {}
    wanted = list(asked)
    for place, draw in enumerate(draws.index):
        heads = None if resampled is None else resampled.loc[draw]
        out = {mode: of_mode.loc[draw] for mode, of_mode in (errors or {}).items()}
        at_draw = _with_staff(with_figures(known, draws.loc[draw]), heads, out, of_trips).problems
        problems[draw] = at_draw
        winner = enumeration.winner(at_draw, options).option.option_id
        if winner not in wanted:
            wanted.append(winner)
        if say is not None:
            say(place + 1)
    rows = {
        draw: {option_id: _gbp(at_draw, by_id[option_id]) for option_id in wanted} for draw, at_draw in problems.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=wanted).rename_axis(draws.index.name)


def _with_staff(
    known: Known, heads: "pd.Series[int] | None", errors: Mapping[str, "pd.Series[float]"], of_trips: Trips | None
) -> Known:
    evidence = known.evidence
    groups = evidence.groups
    if heads is not None:
        groups = replace(groups, heads=heads.reindex(groups.heads.index).astype(int))
    if errors and of_trips is not None:
        more = of_trips.added_minutes(errors)
        groups = replace(groups, minutes_per_year=groups.minutes_per_year + more)
    if groups is evidence.groups:
        return known
    evidence = replace(evidence, groups=groups)
    return replace(
        known,
        evidence=evidence,
        yearly_gbp=pricing.yearly_gbp(known.settings, evidence),
        pairs=pricing.pairs_of(evidence),
    )


def _gbp(problems: Mapping[str, Problem], option: Option) -> float:
    problem = problems.get(option.working, next(iter(problems.values())))
    found = enumeration.best_of(problem, option)
    if found.plan is None or unreached_heads(problem, found.plan):
        return float("nan")
    return objective_gbp(problem, found.plan)
