"""Each unknown by itself at both ends of its distribution, by the whole model: how far the lead swings."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pydantic import ValidationError

from feasibility import enumeration
from feasibility.appraisal import asked_again
from feasibility.appraisal.asked_again import Known
from feasibility.appraisal.fragile import SITE
from feasibility.enumeration import PENNY, place_among_equals
from feasibility.errors import FeasibilityError
from feasibility.options import Option
from feasibility.plan import objective_gbp, unreached_heads
from feasibility.problem import Problem
from feasibility.robustness.distributions import Distribution, values
from feasibility.scenario.changed import changed
from feasibility.scenario.model import setting_text

ENDS = (0.05, 0.95)
"""Quantiles at which a figure is tried: what lies beyond is as rare as one draw in twenty at either end."""
COLUMNS = ("low", "high", "gap_low_gbp", "best_low", "gap_high_gbp", "best_high", "swing_gbp", "note")
"""Of the swings, by assumption id; tables.UnknownsTable says what they mean."""


@dataclass(frozen=True)
class _Gap:
    """The lead at one end."""

    gbp: float
    best: str
    note: str = ""


def swings(
    known: Known, options: Sequence[Option], distributions: Sequence[Distribution], now_gbp: "pd.Series[float]"
) -> pd.DataFrame:
    """Every figure alone at its 5th and 95th percentile, all else as stated; the widest swing first.

    The gap is what the best other option costs above the leader of the stated figures, below nought where the leader
    is passed. An option that costs the same as the leader on the stated figures is the leader by another name and no
    rival. `now_gbp` gives each option's stated total.
    """
    leader = leader_of(now_gbp)
    level = now_gbp.round(PENNY) == round(float(now_gbp[leader]), PENNY)
    rivals = [option for option in options if not level[option.option_id]]
    first = next(option for option in options if option.option_id == leader)
    rows = {d.assumption_id: _row(d, known, first, rivals) for d in distributions}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=list(COLUMNS))
    order = frame.assign(widest=-frame["swing_gbp"], assumption_id=frame.index)
    return frame.loc[order.sort_values(["widest", "assumption_id"]).index]


def leader_of(now_gbp: "pd.Series[float]") -> str:
    """Id of the option that costs least on the stated figures."""
    in_order = sorted((str(option_id) for option_id in now_gbp.index), key=place_among_equals)
    return str(now_gbp[in_order].round(PENNY).idxmin())


def _row(drawn: Distribution, known: Known, leader: Option, rivals: Sequence[Option]) -> list[object]:
    low, high = (float(figure) for figure in values(drawn, np.array(ENDS)))
    at_low, at_high = (_at(drawn.assumption_id, figure, known, leader, rivals) for figure in (low, high))
    notes = dict.fromkeys(gap.note for gap in (at_low, at_high) if gap.note)
    swing = abs(at_high.gbp - at_low.gbp)
    return [low, high, at_low.gbp, at_low.best, at_high.gbp, at_high.best, swing, "; ".join(notes)]


def _at(key: str, figure: float, known: Known, leader: Option, rivals: Sequence[Option]) -> _Gap:
    try:
        return _gap(_asked(key, figure, known).problems, leader, rivals)
    except ValidationError as err:
        return _Gap(float("nan"), "", f"not allowed: {err.errors()[0]['msg']}")
    except KeyError:
        return _Gap(float("nan"), "", "no single setting: not tried alone")
    except FeasibilityError as err:
        return _Gap(float("nan"), "", f"no answer: {err.faults[0]}")


def _asked(key: str, figure: float, known: Known) -> Known:
    if key.startswith(SITE):
        site_id, _, column = key.removeprefix(SITE).rpartition(".")
        return asked_again.with_site(known, site_id, column, figure)
    return asked_again.with_settings(known, changed(known.settings, key, setting_text(figure)))


def _gap(problems: dict[str, Problem], leader: Option, rivals: Sequence[Option]) -> _Gap:
    """What the best rival costs above the leader; not a number where either cannot be had."""
    mine = _total_gbp(problems, leader)
    staying = any(option.stays for option in rivals)
    possible = [option for option in rivals if staying or not np.isnan(_total_gbp(problems, option))]
    if not possible:
        return _Gap(float("nan"), leader.option_id, "no rival can be had")
    rival = enumeration.winner(problems, possible).option
    theirs = _total_gbp(problems, rival)
    if np.isnan(mine):
        return _Gap(float("nan"), rival.option_id, "the leader cannot be had at one end")
    ahead = (round(mine, PENNY), place_among_equals(leader.option_id)) < (
        round(theirs, PENNY), place_among_equals(rival.option_id),
    )  # fmt: skip
    return _Gap(theirs - mine, leader.option_id if ahead else rival.option_id)


def _total_gbp(problems: dict[str, Problem], option: Option) -> float:
    """The option's total; not a number where it cannot be had, or seats anybody out of reach."""
    problem = problems.get(option.working, next(iter(problems.values())))
    found = enumeration.best_of(problem, option)
    if found.plan is None or unreached_heads(problem, found.plan):
        return float("nan")
    return objective_gbp(problem, found.plan)
