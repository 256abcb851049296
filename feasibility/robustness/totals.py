"""What every option costs in every draw: all that firmness is worked out from."""

from dataclasses import dataclass

import pandas as pd

from feasibility.options import DO_NOTHING


@dataclass(frozen=True)
class Totals:
    """Total present costs, travel included, as drawn and as stated.

    Every option of a draw is costed with the same figures (common random numbers), so that what draws do to all of them
    alike drops out of a difference: shares and differences are far sharper than the costs themselves.
    """

    gbp: pd.DataFrame
    """Draw by option id, pounds; blank where the option cannot be had in that draw, or seats anybody out of reach.
    Doing nothing can always be had."""
    now_gbp: "pd.Series[float]"
    """Option id to pounds with the figures as stated; blank as above."""


def sound(totals: Totals) -> Totals:
    """The totals, once they hold what the trial rests on. Raises `ValueError`, for no input can cause it."""
    gbp, now_gbp = totals.gbp, totals.now_gbp
    if gbp.empty or gbp.index.has_duplicates or gbp.columns.has_duplicates:
        raise ValueError("totals: one row a draw and one column an option, each once")
    if set(gbp.columns) != set(now_gbp.index):
        raise ValueError("totals: the options drawn are not those of the stated figures")
    if DO_NOTHING not in gbp or gbp[DO_NOTHING].isna().any() or pd.isna(now_gbp[DO_NOTHING]):
        raise ValueError("totals: doing nothing can be had in every draw")
    return totals
