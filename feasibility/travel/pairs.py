"""Journeys of one mode between many origins and many destinations: what every provider gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

KM_PER_MILE = 1.609344
"""International mile (sourced: Weights and Measures Act 1985)."""
PAIR_STATUSES = (
    "measured",
    "supplied",
    "filled",
    "no way",
    "beyond the limit",
    "no service",
    "origin off the network",
    "destination off the network",
    "missing",
)
"""What may be said of a pair, by its code. Minutes are known for the first three and for no other.

supplied: from the council's own matrix. filled: missing there, and filled as the officer said. beyond the limit:
farther than the mode is searched. no service: nothing runs at those hours. missing: asked of a matrix that lacks it.
"""
MEASURED, SUPPLIED, FILLED, NO_WAY, BEYOND, NO_SERVICE, ORIGIN_OFF, DESTINATION_OFF, MISSING = range(len(PAIR_STATUSES))


class Evidence(NamedTuple):
    """One line of the evidence page. `mode` may be `all`."""

    mode: str
    measure: str
    value: str
    source: str


@dataclass(frozen=True)
class Pairs:
    """One mode, door to door, one way. Every frame has the origin ids as index and the destination ids as columns.

    Private while the origins are homes.
    """

    minutes: pd.DataFrame
    """Expected minutes; NaN where there is no journey, never a number that stands for one."""
    km: pd.DataFrame
    """Length in km; NaN where there is no journey or no distance is known."""
    status: pd.DataFrame
    """Codes (int8) of `PAIR_STATUSES`."""
    bad_day_minutes: pd.DataFrame | None = None
    """Public transport: minutes when every wait is a whole headway."""
    bus_km: pd.DataFrame | None = None
    """Public transport: km of `km` by bus."""
    rail_km: pd.DataFrame | None = None
    """Public transport: km of `km` by train, tube or tram."""
    walked: pd.DataFrame | None = None
    """Public transport: True where walking all the way is quickest."""


@dataclass(frozen=True)
class Provided:
    """One mode from one source: its pairs by shift id, and what must be said of them."""

    by_shift: Mapping[str, Pairs]
    evidence: tuple[Evidence, ...]
