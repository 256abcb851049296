"""Every option with its three criteria, best first (tables.OptionsTable)."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import pandas as pd

from feasibility.costs import discounting
from feasibility.enumeration import Found
from feasibility.options import DO_NOTHING
from feasibility.plan import unreached_heads
from feasibility.problem import Problem
from feasibility.scenario.costs import CostsSettings
from feasibility.seats import Seats
from feasibility.tables import ALL, CANNOT_BE_HAD, STATUSES, OptionsTable, headings

Row: TypeAlias = "pd.Series[Any]"
OUT_OF_REACH = "seats staff at a place that they have no journey to, so it ranks below all options that do not"
"""Reason given for the rank of an option that seats anybody out of reach."""
LEAST_M2 = 0.5
"""Two options that take floor area within this of each other at a site are moved alike by its rent."""


def ranked(
    found: Sequence[Found],
    costs: pd.DataFrame,
    journeys: pd.DataFrame,
    problem: Problem,
    need: Seats,
    present: "pd.Series[int]",
    settings: CostsSettings,
) -> pd.DataFrame:
    """The ranking: fewest staff seated where they have no journey to, then least total present cost, travel included.

    Options that cannot be had stand last. `costs` is tables.CostsTable, `journeys` the rows of tables.JourneysTable on
    the basis that ranks; `present` gives the workstations of each present centre by site id. Totals equal to the penny
    are ordered by option id.
    """
    everybody = journeys[journeys["employer"] == ALL].set_index("option_id")
    sheets = dict(iter(costs.groupby("option_id", sort=False)))
    rows = []
    for item in found:
        capacity = _capacity(item, problem, need, present)
        rows.append(
            _identity(item) | capacity | _money(item, sheets) | _travel(item, everybody) | _reach(item, problem)
        )
    table = pd.DataFrame(rows)
    # To the penny: sums of the same figures in another order may differ far behind it.
    table = table.assign(pennies=table["total_npc_gbp"].round(2)).sort_values(
        ["unreached_heads", "pennies", "option_id"], na_position="last"
    )
    table["rank"] = range(1, len(table) + 1)
    return _against_best(table, problem.rules.near_tie_share, costs, settings)[list(headings(OptionsTable))]


def had(options: pd.DataFrame) -> pd.DataFrame:
    """The options that can be had, in the order given."""
    return options[options["verdict"] != CANNOT_BE_HAD]


def within_reach(options: pd.DataFrame) -> pd.DataFrame:
    """Those that can be had and seat nobody out of reach, in the order given: the only ones compared in money.

    A count that is blank for an option that can be had is one too small to publish, and so not nought.
    """
    return options[(options["verdict"] != CANNOT_BE_HAD) & (options["unreached_heads"] == 0)]


def single_sites(options: pd.DataFrame) -> pd.DataFrame:
    """The options with one shared site, the question first asked, in the order given."""
    return options[~options["sites"].str.contains(" ") & (options["option_id"] != DO_NOTHING)]


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


def _reach(item: Found, problem: Problem) -> dict[str, object]:
    if item.plan is None:
        return {"unreached_heads": float("nan")}
    heads = unreached_heads(problem, item.plan)
    return {"unreached_heads": float(heads), "reason": OUT_OF_REACH if heads else ""}


def _against_best(
    table: pd.DataFrame, near_tie_share: float, costs: pd.DataFrame, settings: CostsSettings
) -> pd.DataFrame:
    totals = table["total_npc_gbp"]
    best = float(totals.iloc[0])
    # The journeys of staff out of reach are in no total, so such a total is not held against others.
    above = (totals - best).where(table["unreached_heads"] == 0)
    verdict = pd.Series("behind", index=table.index)
    verdict[above <= near_tie_share * abs(best)] = "near-tie"
    verdict[totals.isna()] = CANNOT_BE_HAD
    verdict.iloc[0] = "best"
    compared = table.assign(
        verdict=verdict, above_best_gbp=above, above_best_share=above / abs(best) if best else float("nan")
    )
    change = _rent_changes(within_reach(compared), costs, settings)
    return compared.assign(rent_change_to_lead_gbp_per_m2_per_year=compared["option_id"].map(change))


def _rent_changes(possible: pd.DataFrame, costs: pd.DataFrame, settings: CostsSettings) -> dict[str, float]:
    """For the best option against the next, for every other against the best."""
    floor_m2 = _floor_m2(costs)
    leader, rivals = possible.iloc[0], [row for _, row in possible.iloc[1:].iterrows()]
    changes = {str(rival["option_id"]): _rent_rise_to_level(rival, leader, floor_m2, settings) for rival in rivals}
    if rivals:
        changes[str(leader["option_id"])] = _rent_rise_to_level(leader, possible.iloc[1], floor_m2, settings)
    return changes


def first_to_lead(options: pd.DataFrame, costs: pd.DataFrame, settings: CostsSettings) -> tuple[str, float] | None:
    """The option that the lead passes to first as rent at the best option's sites rises, and at what rise.

    Pounds a square metre a year, seats left as they are. None where no rise in rent loses the lead.
    """
    possible = within_reach(options)
    floor_m2, leader = _floor_m2(costs), possible.iloc[0]
    rises = {
        str(r["option_id"]): _rent_rise_to_level(leader, r, floor_m2, settings) for _, r in possible.iloc[1:].iterrows()
    }
    losing = {option_id: rise for option_id, rise in rises.items() if rise >= 0}
    return min(losing.items(), key=lambda item: item[1]) if losing else None


def _rent_rise_to_level(option: Row, other: Row, floor_m2: pd.DataFrame, settings: CostsSettings) -> float:
    """Rise in rent at the sites of `option` at which it costs as much as `other`; not a number where none does.

    The other option may take space at the same sites, or fail to release it: only the difference in area counts.
    """
    places = [p for p in str(option["sites"]).split() if p in floor_m2.columns]
    here, there = (float(floor_m2.loc[o["option_id"], places].sum()) for o in (option, other))
    gap = float(other["total_npc_gbp"]) - float(option["total_npc_gbp"])
    if abs(here - there) < LEAST_M2:
        return float("nan")
    return gap / ((here - there) * discounting.annuity(settings))


def _floor_m2(costs: pd.DataFrame) -> pd.DataFrame:
    """Option by place: the area paid for, taken or not released."""
    space = costs[(costs["kind"] == "revenue") & (costs["unit"] == "m²")]
    return space.pivot_table(index="option_id", columns="place", values="quantity", aggfunc="max", fill_value=0.0)
