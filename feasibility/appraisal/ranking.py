"""Every option with its three criteria, best first (tables.OptionsTable)."""

from collections.abc import Mapping, Sequence

import pandas as pd

from feasibility.costs import discounting
from feasibility.enumeration import Found
from feasibility.problem import Problem
from feasibility.scenario.costs import CostsSettings
from feasibility.seats import Seats
from feasibility.tables import STATUSES, OptionsTable, headings


def ranked(
    found: Sequence[Found],
    costs: pd.DataFrame,
    journeys: pd.DataFrame,
    problem: Problem,
    need: Seats,
    present: "pd.Series[int]",
    settings: CostsSettings,
) -> pd.DataFrame:
    """The ranking by total present cost, travel included. Options that cannot be had stand last, in their order.

    `costs` and `journeys` are tables.CostsTable and tables.JourneysTable; `present` gives the workstations of each
    present centre by site id. Equal totals are ordered by option id.
    """
    everybody = journeys[journeys["employer"] == "all"].set_index("option_id")
    sheets = dict(iter(costs.groupby("option_id", sort=False)))
    rows = []
    for item in found:
        capacity = _capacity(item, problem, need, present)
        rows.append(_identity(item) | capacity | _money(item, sheets) | _travel(item, everybody))
    table = pd.DataFrame(rows).sort_values(["total_npc_gbp", "option_id"], na_position="last", kind="stable")
    table["rank"] = range(1, len(table) + 1)
    return _against_best(table, problem.rules.near_tie_share, costs, settings)[list(headings(OptionsTable))]


def _identity(item: Found) -> dict[str, object]:
    option = item.option
    return {
        "option_id": option.option_id,
        "option": option.title,
        "sites": " ".join(option.site_ids),
        "reason": item.reason,
    }


def _capacity(item: Found, problem: Problem, need: Seats, present: "pd.Series[int]") -> dict[str, object]:
    if item.option.is_do_nothing:
        needed = sum(need.workstations_apart.values())
        held = int(present.loc[list(item.option.site_ids)].sum())
    else:
        needed = problem.workstations_needed if item.plan is None else int(item.plan.workstations.sum())
        held = int(problem.sites.loc[list(item.option.site_ids), "workstations_max"].sum())
    return {"workstations_needed": needed, "workstations_available": held, "headroom_share": held / needed - 1}


def _money(item: Found, sheets: Mapping[object, pd.DataFrame]) -> dict[str, object]:
    if item.plan is None:
        return dict.fromkeys(["cash_npc_gbp", "travel_npc_gbp", "total_npc_gbp", *_share_names()], float("nan"))
    lines = sheets[item.option.option_id]
    travel = float(lines.loc[lines["kind"] == "travel", "npc_gbp"].sum())
    cash = float(lines.loc[lines["kind"] != "travel", "npc_gbp"].sum())
    weight = lines["npc_gbp"].abs().groupby(lines["status"]).sum().reindex(STATUSES).fillna(0.0)
    shares = {f"{status}_share": float(weight[status] / weight.sum()) for status in STATUSES}
    return {"cash_npc_gbp": cash, "travel_npc_gbp": travel, "total_npc_gbp": cash + travel, **shares}


def _share_names() -> list[str]:
    return [f"{status}_share" for status in STATUSES]


def _travel(item: Found, everybody: pd.DataFrame) -> dict[str, object]:
    if item.plan is None:
        return dict.fromkeys(["travel_change_minutes_mean", "worse_15_share", "worse_30_share"], float("nan"))
    row = everybody.loc[item.option.option_id]
    return {
        "travel_change_minutes_mean": row["change_minutes_mean"],
        "worse_15_share": row["worse_15_share"],
        "worse_30_share": row["worse_30_share"],
    }


def _against_best(
    table: pd.DataFrame, near_tie_share: float, costs: pd.DataFrame, settings: CostsSettings
) -> pd.DataFrame:
    totals = table["total_npc_gbp"]
    best = float(totals.iloc[0])
    above = totals - best
    verdict = pd.Series("behind", index=table.index)
    verdict[above <= near_tie_share * abs(best)] = "near-tie"
    verdict[totals.isna()] = "cannot be had"
    verdict.iloc[0] = "best"
    # The best option's lead is over the next one; every other option's lag is behind the best.
    runner_up = float(totals.iloc[1]) if len(totals) > 1 else float("nan")
    gap = (-above).where(above > 0, runner_up - totals)
    return table.assign(
        verdict=verdict,
        above_best_gbp=above,
        above_best_share=above / abs(best),
        rent_change_to_lead_gbp_per_m2_per_year=gap / (_rented_m2(table, costs) * discounting.annuity(settings)),
    )


def _rented_m2(table: pd.DataFrame, costs: pd.DataFrame) -> "pd.Series[float]":
    rented = costs[costs["line"] == "Rent"].groupby("option_id")["quantity"].sum()
    return table["option_id"].map(rented)
