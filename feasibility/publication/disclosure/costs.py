"""The cost sheet of the public edition: prices of single places merged, pounds to the thousand, sums that hold."""

import numpy as np
import pandas as pd

from feasibility.publication.disclosure.prices import WITHHELD
from feasibility.publication.disclosure.rounding import POUNDS_STEP, Floats, heads, in_steps, near
from feasibility.tables import STATUSES, CostsTable, headings

TRAVEL = "travel"
EVERYWHERE = "all"
OF_THE_STUDY = ("site-running", "set-up", "moving")
"""First words of the ids of lines that stand at a place and rest on settings of the study alone. Any other line at a
place is merged, so that a new kind of line withholds too much before it tells too much."""
COUNTED_IN_HEADS = ("staff", "leavers expected")
MERGED = {"revenue": ("space", "occupancy", "Space and its charges"), "capital": ("works", "works", "Works at places")}
"""Kind to the id, the group and the name of the line that stands for all prices of places."""
AMOUNTS = ("real_gbp", "bias_gbp", "vat_gbp", "cash_gbp")


def public_costs(costs: pd.DataFrame, *, prices_withheld: bool) -> pd.DataFrame:
    """tables.CostsTable with pounds to the thousand and, if `prices_withheld`, the lines of places merged.

    Each column of pounds adds up, option by option: the present cost of resources and of all lines is each rounded
    once, and lines take what is left over by largest remainder. Hours, kilometres and tonnes of travel are left out.
    """
    kept = _merged(costs) if prices_withheld else costs.reset_index(drop=True)
    travel = kept["kind"] == TRAVEL
    in_heads = kept["unit"].isin(COUNTED_IN_HEADS)
    shown = {"quantity": kept["quantity"].mask(travel).where(~in_heads, heads(kept["quantity"]))}
    shown |= {name: _by_kind(kept, name) for name in AMOUNTS}
    shown["npc_gbp"] = _present(kept, travel)
    return kept.assign(**shown)[list(headings(CostsTable))]


def at_places(costs: pd.DataFrame) -> "pd.Series[bool]":
    """Which lines rest on prices of places."""
    of_study = costs["line_id"].str.match("|".join(f"{stem}(-|@)" for stem in OF_THE_STUDY))
    return (costs["place"] != EVERYWHERE) & ~of_study


def _merged(costs: pd.DataFrame) -> pd.DataFrame:
    """The lines of places as one of each option, payer and kind.

    Undiscounted pounds are those that move cash: with the opportunity cost among them, real less cash would be the
    letting value of one building.
    """
    priced = costs[at_places(costs)]
    rest = costs.drop(index=priced.index)
    if priced.empty:
        return costs.reset_index(drop=True)
    by = ["option_id", "payer", "kind"]
    of_cash = {name: priced[name].where(priced["cash_gbp"] != 0, 0.0) for name in AMOUNTS}
    ranked = priced.assign(**of_cash, firmness=priced["status"].map(STATUSES.index))
    sums = ranked.groupby(by, sort=False).agg(
        first_quarter=("first_quarter", "min"), last_quarter=("last_quarter", "max"),
        **{name: (name, "sum") for name in (*AMOUNTS, "npc_gbp")}, firmness=("firmness", "max"),
    ).reset_index()  # fmt: skip
    named = sums["kind"].map(MERGED)
    one = sums.assign(
        line_id=named.str[0] + "@" + sums["payer"], group=named.str[1], line=named.str[2], place=EVERYWHERE,
        quantity=np.nan, unit="", rate_gbp=np.nan, basis=WITHHELD,
        status=sums["firmness"].map(dict(enumerate(STATUSES))),
    )  # fmt: skip
    order = {option: place for place, option in enumerate(costs["option_id"].unique())}
    both = pd.concat([one[list(costs.columns)], rest], ignore_index=True)
    return both.sort_values("option_id", key=lambda ids: ids.map(order), kind="stable", ignore_index=True)


def _by_kind(costs: pd.DataFrame, name: str) -> Floats:
    """A column in thousands that add up for each option and kind."""
    amounts, shown = costs[name].to_numpy(dtype=float), np.zeros(len(costs))
    for rows in costs.groupby(["option_id", "kind"], sort=False).indices.values():
        part = amounts[rows]
        shown[rows] = in_steps(part, POUNDS_STEP, near(float(part.sum()), POUNDS_STEP))
    return shown


def _present(costs: pd.DataFrame, travel: "pd.Series[bool]") -> Floats:
    """Present costs in thousands: resources add up to their rounded sum, and all lines to theirs."""
    amounts, shown, is_travel = costs["npc_gbp"].to_numpy(dtype=float), np.zeros(len(costs)), travel.to_numpy()
    for rows in costs.groupby("option_id", sort=False).indices.values():
        of_travel, others = rows[is_travel[rows]], rows[~is_travel[rows]]
        resources = near(float(amounts[others].sum()), POUNDS_STEP)
        total = near(float(amounts[rows].sum()), POUNDS_STEP)
        shown[others] = in_steps(amounts[others], POUNDS_STEP, resources)
        shown[of_travel] = in_steps(amounts[of_travel], POUNDS_STEP, total - resources)
    return shown
