"""What journeys cost in pay and leavers, and the key of staff: counts too small taken out, pounds too fine refused."""

import pandas as pd

PAY_STEP_GBP = 1_000.0
"""Pay is rounded where it is worked out, because totals hold it: nothing finer may get here."""
_COUNTS = ("recipients", "relocation_heads", "unsaid_heads", "unknown_heads")
STAFF_KEY = "heads"


def excess_travel(table: pd.DataFrame, heads_min: int) -> pd.DataFrame:
    """Pay by employer and year, with counts of staff blank where some but fewer than `heads_min`.

    Raises `ValueError` where pay is finer than the step it must be rounded to: cost lines hold the same pay, so it
    cannot be rounded here.
    """
    if (table["pay_gbp"] % PAY_STEP_GBP != 0).any():
        raise ValueError(f"excess-travel pay is not rounded to {PAY_STEP_GBP:g} pounds")
    return table.assign(**{name: _without_few(table[name], heads_min) for name in _COUNTS})


def attrition(table: pd.DataFrame, heads_min: int) -> pd.DataFrame:
    """Leavers expected, and what they cost, which is so many times one: blank where some but under `heads_min`."""
    leavers = _without_few(table["leavers"], heads_min)
    return table.assign(leavers=leavers, cost_gbp=table["cost_gbp"].mask(leavers.isna()))


def keys(table: pd.DataFrame, heads_min: int) -> pd.DataFrame:
    """The keys between the partners. Raises `ValueError` where the key of staff tells of fewer than `heads_min`.

    Shares by it stand in other tables too, so it must be left out where it is made.
    """
    if (table.loc[table["key"] == STAFF_KEY, "quantity"] < heads_min).any():
        raise ValueError("the key of staff tells how many staff an authority with few of them has")
    return table


def _without_few(counts: "pd.Series[float]", heads_min: int) -> "pd.Series[float]":
    return counts.mask((counts > 0) & (counts < heads_min))
