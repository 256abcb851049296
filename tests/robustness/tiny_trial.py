"""Totals made by hand: a few options in a few draws, and names for sentences."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from feasibility.options import Option
from feasibility.robustness import firmness
from feasibility.robustness.distributions import Distribution
from feasibility.robustness.firmness import Firmness, Scope
from feasibility.robustness.totals import Totals

OPTIONS = [
    Option("do-nothing", "Do nothing: the centres stay as they are", ("old-b", "old-r"), "now"),
    Option("do-minimum", "Do minimum: each authority mends its own centre", ("old-b", "old-r"), "now"),
    Option("a", "Station Road", ("s-1",), "pooled"),
    Option("b", "Station Road and High Street", ("s-1", "s-2"), "apart"),
    Option("c", "High Street", ("s-2",), "pooled"),
    Option("d", "Mill Lane", ("s-3",), "pooled"),
]
NAMES = {"do-nothing": "doing nothing", "do-minimum": "doing the minimum"} | {o.option_id: o.title for o in OPTIONS[2:]}
SITE_NAMES = {"s-1": "Station Road", "s-2": "High Street", "s-3": "Mill Lane"}
SWINGS = ["low", "high", "gap_low_gbp", "best_low", "gap_high_gbp", "best_high", "swing_gbp", "note"]


def totals(rows: Sequence[Mapping[str, float]], now: Mapping[str, float]) -> Totals:
    index = pd.RangeIndex(1, len(rows) + 1, name="draw")
    return Totals(
        pd.DataFrame([dict(row) for row in rows], index=index, dtype=float), pd.Series(dict(now), dtype=float)
    )


def won(counts: Mapping[str, int], *, ids: Sequence[str] = ("do-nothing", "a", "b"), behind: float = 100.0) -> Totals:
    """So many draws in which each of these is best at £100,000, the rest `behind` thousands above; as often stated."""
    rows = [
        dict.fromkeys(ids, 100_000.0 + 1000 * behind) | {winner: 100_000.0}
        for winner, count in counts.items()
        for _ in range(count)
    ]
    now = dict.fromkeys(ids, 200_000.0) | {next(iter(counts)): 100_000.0}
    return totals(rows, now)


def distribution(key: str, title: str, unit: str = "seconds", ends: tuple[float, float] = (0.0, 1.0)) -> Distribution:
    low, high = ends
    return Distribution(key, title, "uniform", low, (low + high) / 2, high, unit, "assumed")


def found(
    of: Totals, *, draws: pd.DataFrame | None = None, drawn: Sequence[Distribution] = (), near_tie_share: float = 0.05,
    swings: pd.DataFrame | None = None, not_drawn: int = 7, besides: tuple[str, ...] = (),
) -> Firmness:  # fmt: skip
    if draws is None:
        draws = pd.DataFrame({"seats.x": np.linspace(0.0, 1.0, len(of.gbp))}, index=of.gbp.index)
    options = [option for option in OPTIONS if option.option_id in of.gbp]
    scope = Scope(not_drawn, besides)
    return firmness.found(of, draws, drawn, options, near_tie_share=near_tie_share, scope=scope, seed=1, swings=swings)
