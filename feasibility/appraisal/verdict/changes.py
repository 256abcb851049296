"""What rent would have to be for another option to lead."""

import pandas as pd

from feasibility import wording
from feasibility.appraisal import ranking
from feasibility.appraisal.verdict.names import Row, name, place
from feasibility.costs import words
from feasibility.options import STAYING

PENNY = 0.005
"""A change of rent smaller than half a penny is none."""
RENT, VALUE = "rent", "the letting value of space"


def sentences(compared: pd.DataFrame, costs: pd.DataFrame) -> list[str]:
    """When the lead passes as rent at the best option's sites rises, and when the next option draws level.

    `compared` is options that can be had with everybody in reach, best first; `costs` is tables.CostsTable.
    """
    if len(compared) == 1:
        return []
    return [*_lead_passes(compared, costs), *_draws_level(compared.iloc[1], costs)]


def _lead_passes(compared: pd.DataFrame, costs: pd.DataFrame) -> list[str]:
    best, first = compared.iloc[0], ranking.first_to_lead(compared, costs)
    if first is None:
        return []
    option_id, rise = first
    space = _space(best, costs)
    on_average = " on average" if " " in str(best["sites"]) else ""
    heir = compared[compared["option_id"] == option_id].iloc[0]
    return [
        f"The lead passes to {name(heir)} if {_price(space)} at {place(best)} is more than {_rate(rise)} a m² a year "
        f"above the {_rate(_mean(space))} used{on_average}, all else unchanged."
    ]


def _draws_level(rival: Row, costs: pd.DataFrame) -> list[str]:
    space, change = _space(rival, costs), float(rival["rent_change_to_lead_gbp_per_m2_per_year"])
    if change < -PENNY and -change > _mean(space):
        return [f"No cut in {_price(space)} alone would bring {name(rival)} level."]
    if not abs(change) > PENNY:
        return []
    where = "at the present centres" if rival["option_id"] in STAYING else "there"
    return [
        f"{wording.capital(name(rival))} draws level if {_price(space)} {where} is {_rate(abs(change))} a m² a year "
        f"{'lower' if change < 0 else 'higher'}."
    ]


def _space(row: Row, costs: pd.DataFrame) -> pd.DataFrame:
    """Lines of the space that the option works in, not of what it leaves."""
    own = (costs["option_id"] == row["option_id"]) & costs["place"].isin(str(row["sites"]).split())
    return costs[own & costs["line"].isin(words.RENTS)]


def _price(space: pd.DataFrame) -> str:
    """What moves when space grows dearer: rent where it is leased, what it could be let for where it is owned."""
    leased, owned = ((space["line"] == line).any() for line in words.RENTS)
    return f"{RENT} or {VALUE}" if leased and owned else VALUE if owned else RENT


def _mean(space: pd.DataFrame) -> float:
    """Mean rate over the floor area."""
    area = float(space["quantity"].sum())
    return float((space["quantity"] * space["rate_gbp"]).sum()) / area if area else 0.0


def _rate(value: float) -> str:
    return f"£{wording.number(value, wording.RATE)}"
