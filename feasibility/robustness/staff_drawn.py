"""Errors of journeys, and the staff taken anew: what is drawn besides the register, seeded as `draws` is."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import ndtri

from feasibility.robustness.draws import raw, uniforms
from feasibility.scenario.robustness import RobustnessSettings
from feasibility.tables import MODES

HEADS_AT_ONCE = 5_000_000
"""Staff drawn at one time: about 100 MB."""


def journey_errors(settings: RobustnessSettings, site_ids: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Mode to minutes one way (draw by site) by which journeys to a site by that mode are longer than measured.

    Normal, with mean 0 and the standard deviation of `journey_error_minutes`, not cut: a short journey may come out
    below 0, and whoever adds it up says what becomes of it. Every site and mode by itself; modes without an error are
    left out.
    """
    spread = {mode: float(getattr(settings.journey_error_minutes, mode)) for mode in MODES}
    index = pd.RangeIndex(1, settings.draws + 1, name="draw")
    return {
        mode: pd.DataFrame(
            {site: minutes * ndtri(uniforms(f"journeys.{mode}.{site}", settings)) for site in site_ids}, index=index
        )
        for mode, minutes in spread.items()
        if minutes > 0
    }


def resampled(heads: "pd.Series[int]", employer: "pd.Series[str]", settings: RobustnessSettings) -> pd.DataFrame:
    """Heads of each group in each draw (draw by group): staff taken anew with replacement, employer by employer.

    `heads` and `employer` are by group id. Each employer keeps its number of staff: every draw takes that many times
    one of them, all alike, so that a group's heads are multinomial. Of an employer, the same groups give the same
    draws. Whole numbers.
    """
    groups = heads.sort_index()
    found = pd.DataFrame(
        0, index=pd.RangeIndex(1, settings.draws + 1, name="draw"), columns=groups.index, dtype="int32"
    )
    for key, own in groups.groupby(employer.reindex(groups.index), sort=True):
        found[own.index] = _taken_anew(own.to_numpy(), f"staff.{key}", settings)
    return found[heads.index]


def _taken_anew(heads: np.ndarray, name: str, settings: RobustnessSettings) -> np.ndarray:
    """Draw by group of one employer."""
    staff, groups = int(heads.sum()), len(heads)
    of_person = np.repeat(np.arange(groups), heads)
    counts = np.zeros((settings.draws, groups), dtype="int32")
    at_once = max(1, HEADS_AT_ONCE // max(staff, 1))
    for first in range(0, settings.draws, at_once):
        many = min(at_once, settings.draws - first)
        person = (raw(f"{name}.{first // at_once}", settings.seed, many * staff) * staff).astype("int64")
        at = np.repeat(np.arange(many), staff) * groups + of_person[person]
        counts[first : first + many] = np.bincount(at, minlength=many * groups).reshape(many, groups)
    return counts
