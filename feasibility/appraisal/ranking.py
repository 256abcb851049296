"""Every option with its three criteria, best first (tables.OptionsTable)."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import pandas as pd

from feasibility.costs import words
from feasibility.costs.accounts import Accounts
from feasibility.costs.added_space import Short
from feasibility.enumeration import PENNY, Found, place_among_equals
from feasibility.options import STAYING
from feasibility.plan import unreached_heads
from feasibility.problem import Problem
from feasibility.seats import Seats
from feasibility.tables import ALL, CANNOT_BE_HAD, STATUSES, OptionsTable, headings

Row: TypeAlias = "pd.Series[Any]"
Rented: TypeAlias = Mapping[str, Mapping[Any, float]]
"""Option id and place to what a pound more rent a square metre a year costs there."""
OUT_OF_REACH = "seats staff at a place that they have no journey to, so it ranks below all options that do not"
"""Reason given for the rank of an option that seats anybody out of reach."""
NEAR_TIES = 3
"""Near-ties looked into closely; the rest are ranked and no more."""
LEAST_M2 = 1.0
"""Two options that a pound of rent a square metre a year moves within this many pounds are moved alike by it."""


def ranked(
    found: Sequence[Found],
    accounts: Accounts,
    journeys: pd.DataFrame,
    problems: Mapping[str, Problem],
    need: Seats,
    present: "pd.Series[int]",
    short: Mapping[str, Sequence[Short]] | None = None,
) -> pd.DataFrame:
    """The ranking: fewest staff seated where they have no journey to, then least total present cost, travel included.

    Options that cannot be had stand last. `journeys` is the rows of tables.JourneysTable on the basis that ranks,
    `problems` that of each way of moving; `present` gives the workstations of each present centre by site id, `short`
    the centres where space is added, as now and as a virtual pool. Of totals equal to the penny the ways of staying
    come first, doing nothing before all; then goes the option id.
    """
    everybody = journeys[journeys["employer"] == ALL].set_index("option_id")
    money = _money_of(accounts.costs)
    rows = []
    for item in found:
        problem = problems.get(item.option.working, next(iter(problems.values())))
        added = (short or {}).get(item.option.working, ()) if item.option.stays else ()
        capacity = _capacity(item, problem, need, present, added)
        reach = _reach(item, problem, added)
        rows.append(_identity(item) | capacity | _money(item, money) | _travel(item, everybody) | reach)
    table = pd.DataFrame(rows)
    table = table.assign(
        pennies=table["total_npc_gbp"].round(PENNY), among_equals=table["option_id"].map(place_among_equals)
    ).sort_values(["unreached_heads", "pennies", "among_equals"], na_position="last")
    table["rank"] = range(1, len(table) + 1)
    near_tie_share = next(iter(problems.values())).rules.near_tie_share
    return _against_best(table, near_tie_share, accounts.costs)[list(headings(OptionsTable))]


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
    return options[~options["sites"].str.contains(" ") & ~options["option_id"].isin(STAYING)]


def leading(options: pd.DataFrame) -> list[str]:
    """Ids of the options looked into closely: the best, three near-ties, ways of staying, the best single sites.

    In the order of the ranking.
    """
    possible = had(options)
    near = possible[possible["verdict"] == "near-tie"].head(NEAR_TIES)
    single = single_sites(possible).drop_duplicates("working")
    wanted = {*possible["option_id"].head(1), *near["option_id"], *single["option_id"], *STAYING}
    return [str(option_id) for option_id in possible["option_id"] if option_id in wanted]


def moves(options: pd.DataFrame) -> pd.DataFrame:
    """The options in which staff move, in the order given."""
    return options[~options["option_id"].isin(STAYING)]


def _identity(item: Found) -> dict[str, object]:
    option = item.option
    return {
        "option_id": option.option_id,
        "option": option.title,
        "sites": " ".join(option.site_ids),
        "working": option.working,
        "reason": item.reason,
    }


def _capacity(
    item: Found, problem: Problem, need: Seats, present: "pd.Series[int]", added: Sequence[Short]
) -> dict[str, object]:
    """Workstations needed, and those that the floor area paid for holds."""
    if item.option.stays:
        pooled = item.option.working == "virtual"
        needed = need.workstations["virtual"] if pooled else sum(need.workstations_now.values())
        held = int(present.loc[list(item.option.site_ids)].sum()) + sum(short.workstations for short in added)
    else:
        needed = problem.workstations_needed if item.plan is None else int(item.plan.workstations.sum())
        held = int(problem.sites.loc[list(item.option.site_ids), "workstations_max"].sum())
    return {"workstations_needed": needed, "workstations_available": held, "headroom_share": held / needed - 1}


MONEY = ("resource_npc_gbp", "travel_npc_gbp", "total_npc_gbp", "cash_gbp")


def _money_of(costs: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Option id to its money and how firm it is, from the lines of every option at once."""
    travel = costs["kind"] == "travel"
    by_option = costs.groupby("option_id", sort=False)
    sums = pd.DataFrame(
        {
            "resource_npc_gbp": costs["npc_gbp"].mask(travel, 0.0).groupby(costs["option_id"]).sum(),
            "travel_npc_gbp": costs["npc_gbp"].where(travel, 0.0).groupby(costs["option_id"]).sum(),
            "cash_gbp": by_option["cash_gbp"].sum(),
        }
    )
    weight = costs["npc_gbp"].abs().groupby([costs["option_id"], costs["status"]]).sum().unstack(fill_value=0.0)  # noqa: PD010
    weight = weight.reindex(columns=list(STATUSES), fill_value=0.0)
    shares = weight.div(weight.sum(axis=1), axis=0).add_suffix("_share")
    table = sums.assign(total_npc_gbp=sums["resource_npc_gbp"] + sums["travel_npc_gbp"]).join(shares)
    return {str(option_id): row for option_id, row in table.to_dict("index").items()}


def _money(item: Found, money: Mapping[str, Mapping[str, float]]) -> dict[str, object]:
    if item.plan is None:
        return dict.fromkeys([*MONEY, *_share_names()], float("nan"))
    return dict(money[item.option.option_id])


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


def _reach(item: Found, problem: Problem, added: Sequence[Short]) -> dict[str, object]:
    if item.plan is None:
        return {"unreached_heads": float("nan")}
    heads = unreached_heads(problem, item.plan)
    told = "; ".join(
        f"{short.workstations} workstations short at {short.name}: space added at its own rates" for short in added
    )
    return {"unreached_heads": float(heads), "reason": OUT_OF_REACH if heads else told}


def _against_best(table: pd.DataFrame, near_tie_share: float, costs: pd.DataFrame) -> pd.DataFrame:
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
    change = _rent_changes(within_reach(compared), costs)
    return compared.assign(rent_change_to_lead_gbp_per_m2_per_year=compared["option_id"].map(change))


def _rent_changes(possible: pd.DataFrame, costs: pd.DataFrame) -> dict[str, float]:
    """For the best option against the next, for every other against the best."""
    rented = _rented(costs)
    leader, rivals = possible.iloc[0], [row for _, row in possible.iloc[1:].iterrows()]
    changes = {str(rival["option_id"]): _rent_rise_to_level(rival, leader, rented) for rival in rivals}
    if rivals:
        changes[str(leader["option_id"])] = _rent_rise_to_level(leader, possible.iloc[1], rented)
    return changes


def first_to_lead(options: pd.DataFrame, costs: pd.DataFrame) -> tuple[str, float] | None:
    """The option that the lead passes to first as rent at the best option's sites rises, and at what rise.

    Pounds a square metre a year, seats left as they are. None where no rise in rent loses the lead.
    """
    possible = within_reach(options)
    rented, leader = _rented(costs), possible.iloc[0]
    rises = {str(r["option_id"]): _rent_rise_to_level(leader, r, rented) for _, r in possible.iloc[1:].iterrows()}
    losing = {option_id: rise for option_id, rise in rises.items() if rise >= 0}
    return min(losing.items(), key=lambda item: item[1]) if losing else None


def _rent_rise_to_level(option: Row, other: Row, rented: Rented) -> float:
    """Rise in rent at the sites of `option` at which it costs as much as `other`; not a number where none does.

    The other option may take space at the same sites, or fail to release it: only the difference counts.
    """
    places = str(option["sites"]).split()
    held = [rented.get(str(o["option_id"]), {}) for o in (option, other)]  # nothing where no rent is paid at all
    here, there = (sum(of_place.get(place, 0.0) for place in places) for of_place in held)
    gap = float(other["total_npc_gbp"]) - float(option["total_npc_gbp"])
    if abs(here - there) < LEAST_M2:
        return float("nan")
    return gap / (here - there)


def _rented(costs: pd.DataFrame) -> Rented:
    """Option by place: what a pound more rent a square metre a year would cost, as a present value.

    Rent, or the opportunity cost of owned space, taken or not released. A stepped rent is taken to rise in proportion.
    """
    space = costs[costs["line"].map(words.is_rent) & (costs["rate_gbp"] > 0)]
    table = space.assign(for_a_pound=space["npc_gbp"] / space["rate_gbp"]).pivot_table(
        index="option_id", columns="place", values="for_a_pound", aggfunc="sum", fill_value=0.0
    )
    return {str(option_id): row for option_id, row in table.to_dict("index").items()}
