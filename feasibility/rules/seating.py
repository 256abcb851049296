"""Rules on who sits where. Each is a function whose first line is the rule in an officer's words.

Groups never mix staff on two sides of a limit (`groups.gather`), so what is said of a group is true of each person in
it. Means are means of groups, as every figure of travel is. Whoever stays put has no change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from math import floor

import numpy as np
import pandas as pd

from feasibility.measures import Bound
from feasibility.problem import Parking
from feasibility.rules.given import Given
from feasibility.seats.erlang import CEILING_TOLERANCE
from feasibility.travel import limits
from feasibility.travel.parking import without_space

MEAN, GAP = "rules.change_minutes_mean_max", "rules.change_minutes_gap_max"


def barred(given: Given) -> Mapping[str, pd.DataFrame]:
    """Nobody is seated where the journey takes longer than so many minutes, or lengthens by more than so many.

    Key of the rule to group by site. Where means are held to a limit, nobody measured is seated where no journey is
    known: the mean would leave them out. Where spaces are too few, this is said of a journey with one: `space_needed`.
    """
    sites = given.problem.sites.index
    return {rule: pairs[sites] for rule, pairs in _against(given).items()}


def space_needed(given: Given) -> Parking | None:
    """Whoever keeps a limit on single journeys by a parking space alone is seated there with one, or not at all."""
    parking, against = given.problem.parking, _against(given)
    if parking is None or not against:
        return parking
    without = [without_space(str(site)) for site in parking.asks.columns]
    barred = np.logical_or.reduce([pairs[without].to_numpy() for pairs in against.values()])
    return replace(parking, needs=parking.needs | (parking.asks & barred))


def _against(given: Given) -> dict[str, pd.DataFrame]:
    """Rule to group by journey: True where it is against a rule."""
    found = {
        f"rules.{setting}": _beyond(given, setting)
        for setting in (limits.JOURNEY, limits.WORSE)
        if getattr(given.rules, setting) is not None
    }
    of_means = {MEAN: given.rules.change_minutes_mean_max, GAP: given.rules.change_minutes_gap_max}
    found |= {rule: given.groups.unreached for rule, limit in of_means.items() if limit is not None}
    return {rule: given.everywhere(pairs).astype(bool) for rule, pairs in found.items()}


def teams(given: Given) -> "pd.Series[str]":
    """Every team sits at one site: group id to the team of all its staff; groups of no team are not named."""
    if not given.rules.keep_teams_together:
        return pd.Series(dtype=str)
    if not given.groups.rules.keep_teams_together:
        raise ValueError("rules.keep_teams_together: staff were grouped without regard to teams; group them anew")
    return given.groups.teams


def _beyond(given: Given, setting: str) -> pd.DataFrame:
    """Group by site: True where its staff are beyond a limit. Raises `ValueError` where groups mix staff about it."""
    limit, known = getattr(given.rules, setting), getattr(given.groups.rules, setting)
    if limit != known:
        raise ValueError(f"rules.{setting}: found {limit:g}, but staff were grouped for {known}; group them anew")
    return given.groups.beyond[setting]


def beyond_share(given: Given) -> Iterator[Bound]:
    """At most this share of staff travel longer than so many minutes."""
    minutes, share = given.rules.beyond_minutes, given.rules.beyond_share_max
    if minutes is None or share is None:
        return
    measured = int(given.groups.heads[given.groups.measured].sum())
    yield Bound(
        bound_id="beyond-share",
        rule="rules.beyond_share_max",
        measure=given.per_head(given.everywhere(_beyond(given, limits.LONG))),
        unit="people",
        sentence=f"At most {share:.4g} of the staff measured travel longer than {minutes:g} minutes one way",
        most=float(floor(share * measured * (1 + CEILING_TOLERANCE))),
    )


def mean_change(given: Given) -> Iterator[Bound]:
    """The mean journey of no partner's staff lengthens by more than so many minutes."""
    most = given.rules.change_minutes_mean_max
    if most is None:
        return
    for authority, head in _mean_changes(given).items():
        name = given.settings.authority[authority].name
        yield Bound(
            bound_id=f"mean-change-{authority}",
            rule=MEAN,
            measure=given.per_head(head),
            unit="minutes",
            sentence=f"The mean journey of the staff of {name} lengthens by {most:g} minutes or less one way",
            most=most,
        )


def median_change(given: Given) -> Iterator[Bound]:
    """At least half of each partner's staff travel longer by no more than so many minutes."""
    most = given.rules.change_minutes_median_max
    if most is None:
        return
    beyond = given.everywhere(_beyond(given, limits.MEDIAN))
    for authority, heads in _measured(given).items():
        whose = f"of the staff of {given.settings.authority[authority].name}"
        yield Bound(
            bound_id=f"median-change-{authority}",
            rule="rules.change_minutes_median_max",
            measure=given.per_head(beyond.mul(given.groups.employer == authority, axis="index")),
            unit="people",
            sentence=f"For at least half {whose} the journey lengthens by {most:g} minutes or less one way",
            most=float(heads // 2),
        )


def change_gap(given: Given) -> Iterator[Bound]:
    """The mean changes of two partners' journeys lie no more than so many minutes apart."""
    most = given.rules.change_minutes_gap_max
    if most is None:
        return
    for (one, of_one), (other, of_other) in combinations(_mean_changes(given).items(), 2):
        names = [given.settings.authority[authority].name for authority in (one, other)]
        yield Bound(
            bound_id=f"change-gap-{one}-{other}",
            rule=GAP,
            measure=given.per_head(of_one - of_other),
            unit="minutes",
            sentence=f"The mean changes of the journeys of {' and '.join(names)} differ by {most:g} minutes or less",
            least=-most,
            most=most,
        )


def _measured(given: Given) -> dict[str, int]:
    """Authority to its staff whose journeys are known; without those that have none."""
    known = given.groups.heads[given.groups.measured]
    heads = known.groupby(given.groups.employer[known.index]).sum()
    return {authority: int(heads[authority]) for authority in given.settings.authority if authority in heads.index}


def _mean_changes(given: Given) -> dict[str, pd.DataFrame]:
    """Authority to group by site: what one of its staff adds to the mean change, minutes one way.

    Staff not measured add nothing to the sum and are not counted in the number it is divided by.
    """
    change = given.everywhere(given.groups.change_minutes)
    return {
        authority: change.mul(given.groups.employer == authority, axis="index") / heads
        for authority, heads in _measured(given).items()
    }
