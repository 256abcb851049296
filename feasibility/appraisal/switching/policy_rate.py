"""The excess-travel policy's rate: a transfer, so without effect on the ranking, and its value in cash alone."""

import pandas as pd

from feasibility import wording
from feasibility.appraisal import ranking
from feasibility.appraisal.switching.leads import Lead
from feasibility.tables.switching import ANYBODY

STEMS = "excess-travel"
"""Begins the ids of the lines that follow from the policies."""
FURTHEST = 10.0
"""Rates are moved from nothing to so many times what they are (assumed: ten times is beyond any scheme seen)."""
STEP = 0.01
NOWHERE = float("nan")
HELD = "who sits where as it is, since seats do not follow from the policy; every rate and sum of every policy alike"


def rows(lead: Lead, costs: pd.DataFrame) -> list[dict[str, object]]:
    """One row (tables.SwitchingTable): the ranking, exactly without effect, and the lead in cash in words.

    `costs` is tables.CostsTable. Nothing where no policy pays anything in any option.
    """
    paid = costs[costs["line_id"].str.startswith(STEMS)]
    pay_gbp = paid.groupby("option_id")["cash_gbp"].sum()
    if paid.empty or not pay_gbp.any():
        return []
    leader = wording.capital(lead.names[lead.leader])
    if paid["npc_gbp"].any():
        raise ValueError("excess-travel pay stands in the economic case, and is a transfer")
    return [{
        "input_id": "travel_policies.rates", "input": "what the excess-travel policies pay", "place": "",
        "unit": "times the present rates", "rival": ANYBODY, "leader": lead.leader, "value": 1.0, "low": 0.0,
        "high": FURTHEST, "range_reason": f"nothing to {FURTHEST:g} times the present", "plausible_low": NOWHERE,
        "plausible_high": NOWHERE, "below": NOWHERE, "above": NOWHERE, "leads_below": "", "leads_above": "",
        "step": STEP, "found_by": "no effect", "held": HELD,
        "words": f"{leader} stays first whatever the excess-travel policies pay: staff receive what employers pay, a "
        f"transfer, which stands in no present cost. {_in_cash(lead, pay_gbp)}",
    }]  # fmt: skip


def _in_cash(lead: Lead, pay_gbp: "pd.Series[float]") -> str:
    """Cash is a straight line in the rates where seats stay put, so where two options meet follows from two sums."""
    had = ranking.within_reach(lead.ranked).set_index("option_id")["cash_gbp"].sort_values(kind="stable")
    first, pay = str(had.index[0]), pay_gbp.reindex(had.index).fillna(0.0)
    gap, slope = had - had[first], pay - pay[first]
    times = (1 - gap / slope).where(slope.abs() > 0).drop(first)
    lower, higher = times[(times < 1) & (times >= 0)], times[(times > 1) & (times <= FURTHEST)]
    who = lead.names[first]
    if lower.empty and higher.empty:
        return f"In cash {who} costs the councils least at any rate from nothing to {FURTHEST:g} times the present."
    ends = [
        *([f"less than {_times(lower.max())}, when {lead.names[str(lower.idxmax())]} does"] if len(lower) else []),
        *([f"more than {_times(higher.min())}, when {lead.names[str(higher.idxmin())]} does"] if len(higher) else []),
    ]
    return f"In cash {who} costs the councils least unless the rates are {', or '.join(ends)}."


def _times(value: float) -> str:
    return f"{wording.number(value, wording.QUANTITY)} times the present"
