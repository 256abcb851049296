"""Distributions and a register small enough to know each draw by."""

import pandas as pd

from feasibility.robustness.distributions import Distribution
from feasibility.scenario.robustness import RobustnessSettings
from feasibility.tables import RegisterTable, checked, headings


def one(key: str = "a.x", shape: str = "uniform", low: float = 0, value: float = 1, high: float = 4, **more: object):
    given = {"title": key, "unit": "", "status": "assumed"} | more
    return Distribution(assumption_id=key, shape=shape, low=float(low), value=float(value), high=float(high), **given)


def stated(*correlations: tuple[str, str, float], draws: int = 1000, **more: object) -> RobustnessSettings:
    return RobustnessSettings(draws=draws, correlations=correlations or None, **more)


def register(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    """tables.RegisterTable from id, value, low, high and distribution."""
    frame = pd.DataFrame(rows, columns=["assumption_id", "value", "low", "high", "distribution"], dtype=object)
    filled = dict.fromkeys(set(headings(RegisterTable)) - set(frame), "") | {"status": "assumed", "key": False}
    return checked(frame.assign(**filled)[list(headings(RegisterTable))], RegisterTable, "register")
