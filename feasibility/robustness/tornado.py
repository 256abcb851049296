"""Each unknown by itself at both ends of its distribution, by the whole model: how far the lead swings."""

import math
from collections.abc import Mapping, Sequence
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
AS_NOW = "now"
"""The way of working of doing nothing and of doing the minimum."""
COLUMNS = ("low", "high", "gap_low_gbp", "best_low", "gap_high_gbp", "best_high", "swing_gbp", "note")
"""Of the swings, by assumption id; tables.UnknownsTable says what they mean."""


@dataclass(frozen=True)
class _Gap:
    """The lead at one end."""

    gbp: float
    best: str
    note: str = ""


@dataclass(frozen=True)
class _Field:
    """The leader of the stated figures, and who is held against it."""

    leader: Option
    rivals: list[Option]
    alike: list[Option]
    """Other ways of leaving things as now, where one of them leads: they may be best, and are no rivals."""


def swings(
    known: Known, options: Sequence[Option], distributions: Sequence[Distribution], now_gbp: "pd.Series[float]"
) -> pd.DataFrame:
    """Every figure alone at its 5th and 95th percentile, all else as stated; the widest swing first.

    The gap is what the best rival costs above the leader of the stated figures, below nought where it passes it. Where
    things left as now lead, rivals are those in which something is shared; else all others, but one that costs the same
    as the leader on the stated figures, which is the leader by another name. `now_gbp` gives each option's stated
    total.
    """
    field = _field(options, now_gbp)
    now = _gap(known.problems, field)
    rows = {d.assumption_id: _row(d, known, field, now) for d in distributions}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=list(COLUMNS))
    order = frame.assign(widest=-frame["swing_gbp"], assumption_id=frame.index)
    return frame.loc[order.sort_values(["widest", "assumption_id"]).index]


def leader_of(now_gbp: "pd.Series[float]") -> str:
    """Id of the option that costs least on the stated figures."""
    in_order = sorted((str(option_id) for option_id in now_gbp.index), key=place_among_equals)
    return str(now_gbp[in_order].round(PENNY).idxmin())


def _field(options: Sequence[Option], now_gbp: "pd.Series[float]") -> _Field:
    leader = leader_of(now_gbp)
    level = now_gbp.round(PENNY) == round(float(now_gbp[leader]), PENNY)
    first = next(option for option in options if option.option_id == leader)
    others = [option for option in options if option.option_id in level.index and not level[option.option_id]]
    alike = [option for option in others if first.working == option.working == AS_NOW]
    return _Field(first, [option for option in others if option not in alike], alike)


def _row(drawn: Distribution, known: Known, field: _Field, now: _Gap) -> list[object]:
    low, high = (float(figure) for figure in values(drawn, np.array(ENDS)))
    at_low, at_high = (_at(drawn.assumption_id, figure, known, field, now) for figure in (low, high))
    notes = dict.fromkeys(gap.note for gap in (at_low, at_high) if gap.note)
    swing = round(abs(at_high.gbp - at_low.gbp), PENNY)
    return [low, high, at_low.gbp, at_low.best, at_high.gbp, at_high.best, swing, "; ".join(notes)]


def _at(key: str, figure: float, known: Known, field: _Field, now: _Gap) -> _Gap:
    try:
        other = _asked(key, figure, known)
        return now if asked_again.alike(known, other) else _gap(other.problems, field)
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


def _gap(problems: Mapping[str, Problem], field: _Field) -> _Gap:
    """What the best rival costs above the leader, not a number where either cannot be had; and who is best of all."""
    rival = _best(problems, field.rivals)
    totals = {o.option_id: _total_gbp(problems, o) for o in (field.leader, *field.alike, *([rival] if rival else []))}
    had = {i: (round(gbp, PENNY), place_among_equals(i)) for i, gbp in totals.items() if not math.isnan(gbp)}
    best = min(had, key=had.__getitem__) if had else ""
    if rival is None:
        return _Gap(float("nan"), best, "no rival can be had")
    gap = totals[rival.option_id] - totals[field.leader.option_id]
    return _Gap(gap, best, "the leader cannot be had at one end" if math.isnan(gap) else "")


def _best(problems: Mapping[str, Problem], options: Sequence[Option]) -> Option | None:
    if not any(option.stays for option in options):
        options = [option for option in options if not math.isnan(_total_gbp(problems, option))]
    return enumeration.winner(problems, options).option if options else None


def _total_gbp(problems: Mapping[str, Problem], option: Option) -> float:
    """The option's total; not a number where it cannot be had, or seats anybody out of reach."""
    problem = problems.get(option.working, next(iter(problems.values())))
    found = enumeration.best_of(problem, option)
    if found.plan is None or unreached_heads(problem, found.plan):
        return float("nan")
    return objective_gbp(problem, found.plan)
