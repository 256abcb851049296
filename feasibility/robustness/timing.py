"""When staff move under every draw, and how units answer to it: the later of two figures, asked together.

What is drawn in months counts in whole quarters (`costs.book.move_quarter`).
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility.appraisal import asked_again
from feasibility.appraisal.asked_again import Known
from feasibility.costs import spans
from feasibility.costs.book import VIRTUAL
from feasibility.costs.timeline import MONTHS_PER_QUARTER
from feasibility.robustness import units
from feasibility.robustness.units import Units
from feasibility.scenario.changed import changed
from feasibility.scenario.model import Settings, setting_text

Floats = npt.NDArray[np.float64]

MOVE_AFTER = "costs.move_after_months"
LEAD_TIME = ".lead_time_months"
KEYS = (MOVE_AFTER, LEAD_TIME)
"""How the ids of the figures end that say when staff move."""


def months(settings: Settings, draws: pd.DataFrame) -> dict[str, Floats]:
    """Way to months until its staff move in each draw, in whole quarters; of the ways that a figure drawn moves."""
    found: dict[str, Floats] = {}
    for way in settings.ways.compared:
        keys = [f"ways.{way}{LEAD_TIME}", *([] if way == VIRTUAL else [MOVE_AFTER])]
        if not any(key in draws for key in keys):
            continue
        stated = {keys[0]: getattr(settings.ways, way).lead_time_months, MOVE_AFTER: settings.costs.move_after_months}
        of_keys = [draws[key] if key in draws else pd.Series(float(stated[key]), index=draws.index) for key in keys]
        latest = pd.concat(of_keys, axis=1).max(axis=1)
        found[way] = np.array([MONTHS_PER_QUARTER * spans.quarters(m) for m in latest.tolist()], dtype=float)
    return found


def asked(middle: Known, way: str) -> Callable[[float], Units]:
    """How to ask the units of one way's book with its staff moving after so many months."""

    def at(wanted: float) -> Units:
        settings = changed(middle.settings, f"ways.{way}{LEAD_TIME}", setting_text(wanted))
        if way != VIRTUAL:
            settings = changed(settings, MOVE_AFTER, setting_text(wanted))
        found = units.of(asked_again.with_settings(middle, settings))
        return {unit: gbp for unit, gbp in found.items() if unit.book == way}

    return at
