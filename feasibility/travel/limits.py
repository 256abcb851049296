"""Whose journey to which site is beyond a limit that the scenario sets on single journeys."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from feasibility.scenario.rules import RulesSettings

JOURNEY, LONG, WORSE, MEDIAN = (
    "journey_minutes_max", "beyond_minutes", "worse_minutes_max", "change_minutes_median_max",
)  # fmt: skip
"""Settings of [rules] that speak of the journey of each person."""
TOLERANCE_MINUTES = 1e-9
"""A sum of minutes that differs from the limit by less is at it."""


def beyond(
    minutes_after: pd.DataFrame, added_minutes: pd.DataFrame, measured: "pd.Series[bool]", rules: RulesSettings
) -> dict[str, pd.DataFrame]:
    """By setting of `rules` that is stated: staff key by site, True where the journey is beyond it.

    `minutes_after` is one way, `added_minutes` what it is longer than now; blank where no journey is known. Whoever is
    measured is beyond every limit at a site without a journey. Whoever is not is beyond `journey_minutes_max` where
    the journey to the site is known all the same, and beyond no other.
    """
    known, found = measured.to_numpy(dtype=bool)[:, None], {}
    for setting, minutes in {
        JOURNEY: minutes_after, LONG: minutes_after, WORSE: added_minutes, MEDIAN: added_minutes
    }.items():  # fmt: skip
        limit = getattr(rules, setting)
        if limit is not None:
            over = minutes > limit + TOLERANCE_MINUTES
            found[setting] = (over if setting == JOURNEY else over & known) | (minutes.isna() & known)
    return found


def sides(flags: Mapping[str, pd.DataFrame]) -> "list[pd.Series[str]]":
    """For each limit the sites at which each person is beyond it, as one word: staff alike in it are on one side."""
    return [as_word(of_limit) for of_limit in flags.values()]


def as_word(flags: pd.DataFrame) -> "pd.Series[str]":
    """A row of flags as one word."""
    bits = np.packbits(flags.to_numpy(dtype=bool), axis=1)
    return pd.Series([row.tobytes().hex() for row in bits], index=flags.index, dtype=str)
