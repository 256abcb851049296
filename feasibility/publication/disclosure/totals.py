"""Options, and the way from their present cost to cash, in the pounds of the public cost sheet."""

import numpy as np
import pandas as pd

from feasibility.options import DO_MINIMUM, DO_NOTHING
from feasibility.publication.disclosure.costs import TRAVEL
from feasibility.publication.disclosure.rounding import in_steps, near, pounds
from feasibility.tables import OptionsTable, headings
from feasibility.tables.accounts import CasesTable

FIRM_STEP = 0.01
"""Shares of the money that rest on each status, in whole per cents: finer ones would tell of a line of travel."""
FIRM = ["sourced_share", "assumed_share", "illustrative_share"]
WALK = ("discounting_gbp", "opportunity_out_gbp", "transfers_gbp")
"""Steps from present cost to cash that rates, or the letting value of one building, could be read from."""
BY_ITSELF = ("bias_npc_gbp", "equivalent_annual_gbp", "peak_year_gbp", "peak_extra_gbp")
"""Figures of an option that are no part of a sum that is shown."""


def public_options(options: pd.DataFrame, costs: pd.DataFrame) -> pd.DataFrame:
    """tables.OptionsTable whose pounds are sums of the public lines `costs`; what would lead by rent left out.

    The rank is that of the figures before they are rounded. Rounding keeps the order, so no total falls below one that
    it follows, and options within a thousand pounds may be shown level.
    """
    sums = _sums(costs)
    ids, had = options["option_id"], options["total_npc_gbp"].notna()
    shown = {
        "resource_npc_gbp": ids.map(sums["resources"]), "travel_npc_gbp": ids.map(sums["travel"]),
        "total_npc_gbp": ids.map(sums["total"]), "cash_gbp": ids.map(sums["cash"]),
    }  # fmt: skip
    shown = {name: figures.where(had) for name, figures in shown.items()}
    held = options["above_best_gbp"].notna()
    best = float(shown["total_npc_gbp"][held].iloc[0]) if held.any() else np.nan
    above = (shown["total_npc_gbp"] - best).where(held)
    return options.assign(
        **shown, **_whole_per_cents(options), above_best_gbp=above, above_best_share=above / best if best else above,
        rent_change_to_lead_gbp_per_m2_per_year=np.nan,
    )[list(headings(OptionsTable))]  # fmt: skip


def in_thousands(options: pd.DataFrame) -> pd.DataFrame:
    """tables.OptionsTable with totals to the thousand where no lines are shown: resources less the total are travel."""
    resources, total = pounds(options["resource_npc_gbp"]), pounds(options["total_npc_gbp"])
    held = options["above_best_gbp"].notna()
    best = float(total[held].iloc[0]) if held.any() else np.nan
    above = (total - best).where(held)
    return options.assign(
        resource_npc_gbp=resources, travel_npc_gbp=total - resources, total_npc_gbp=total,
        cash_gbp=pounds(options["cash_gbp"]), above_best_gbp=above, above_best_share=above / best if best else above,
        rent_change_to_lead_gbp_per_m2_per_year=np.nan,
    )  # fmt: skip


def _sums(costs: pd.DataFrame) -> pd.DataFrame:
    """Public pounds by option id."""
    travel, option = costs["kind"] == TRAVEL, costs["option_id"]
    columns = {
        "resources": costs["npc_gbp"].where(~travel, 0.0), "travel": costs["npc_gbp"].where(travel, 0.0),
        "total": costs["npc_gbp"], "cash": costs["cash_gbp"],
        "capital": costs["cash_gbp"].where(costs["kind"] == "capital", 0.0),
        "travel_real": (costs["real_gbp"] + costs["bias_gbp"]).where(travel, 0.0),
    }  # fmt: skip
    return pd.DataFrame(columns).groupby(option).sum()


def _whole_per_cents(options: pd.DataFrame) -> dict[str, "pd.Series[float]"]:
    """Shares of the money by status, which add up to what they added up to."""
    shares = options[FIRM].to_numpy(dtype=float, copy=True)
    known = ~np.isnan(shares).any(axis=1)
    for row in np.nonzero(known)[0]:
        shares[row] = in_steps(shares[row], FIRM_STEP, near(float(shares[row].sum()), FIRM_STEP))
    return {name: pd.Series(shares[:, i].round(2), index=options.index) for i, name in enumerate(FIRM)}


def public_cases(
    cases: pd.DataFrame, costs: pd.DataFrame, flow: pd.DataFrame, *, prices_withheld: bool
) -> pd.DataFrame:
    """tables.CasesTable in the pounds of the public lines `costs`; the walk from present cost to cash still adds up.

    Nominal cash is the sum of the public `flow` (tables.CashFlowTable) where it has the option.

    Where `prices_withheld`, those of its steps are blank that a price of one place could be read from.
    """
    if cases.empty:
        return cases
    sums = _sums(costs).reindex(cases["option_id"]).reset_index(drop=True).set_index(cases.index)
    rounded = {name: pounds(cases[name]) for name in (*BY_ITSELF, "opportunity_out_gbp", "transfers_gbp", "vat_gbp")}
    in_flow = cases["option_id"].map(flow.groupby("option_id")["nominal_gbp"].sum().to_dict()).astype(float)
    total, nominal = sums["total"], in_flow.fillna(pounds(cases["cash_nominal_gbp"]))
    against = {key: sums["total"].where(cases["option_id"] == key).max() - total for key in (DO_NOTHING, DO_MINIMUM)}
    rest = total - sums["travel_real"] + rounded["opportunity_out_gbp"] + rounded["transfers_gbp"] + rounded["vat_gbp"]
    shown = cases.assign(
        **rounded, resources_npc_gbp=sums["resources"], travel_npc_gbp=sums["travel"], total_npc_gbp=total,
        npsv_do_nothing_gbp=against[DO_NOTHING], npsv_do_minimum_gbp=against[DO_MINIMUM],
        travel_out_gbp=-sums["travel_real"] + 0.0, cash_real_gbp=sums["cash"],
        discounting_gbp=sums["cash"] - rest, cash_nominal_gbp=nominal, inflation_gbp=nominal - sums["cash"],
        capital_gbp=sums["capital"], revenue_gbp=sums["cash"] - sums["capital"],
    )  # fmt: skip
    if prices_withheld:
        shown = shown.assign(**dict.fromkeys(WALK, np.nan))
    return shown[list(headings(CasesTable))]
